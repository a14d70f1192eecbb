"""Findings: what there is to tell about a delivery, and where; counts and places, never a value."""
