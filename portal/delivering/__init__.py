"""Delivering: what the pages of a coordinator take in and tell, without a page around it."""
