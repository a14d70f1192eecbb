"""Answering: a report told to people and machines, in text, JSON, workbooks and pages."""
