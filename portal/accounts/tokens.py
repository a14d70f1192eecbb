"""Tokens that let somebody in: random, told once, and kept as their SHA-256 only."""

from __future__ import annotations

import secrets

from pipelines.files import sha256

TOKEN_BYTES = 32  # OWASP asks 8 of a session's identifier; 32 need no thought


def new_token() -> str:
    """A token that nobody can guess, in letters that an address may hold."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def kept(token: str) -> str:
    """What is kept of a token, and found again by it; hexadecimal."""
    return sha256(token.encode("utf-8", "surrogatepass"))
