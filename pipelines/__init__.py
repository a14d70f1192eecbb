"""Monthly extracts of the Stekken in, protected indicators out: see README.md for the flow."""
