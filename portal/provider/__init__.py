"""Signing in at the own organisation: an OpenID Connect provider asked, its answer held to account."""
