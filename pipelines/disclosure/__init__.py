"""Disclosure control: the only way out. Small counts are hidden, all others are rounded."""
