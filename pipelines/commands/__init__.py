"""The commands of `stek`: what a person types, read; the work is done by the rooms."""
