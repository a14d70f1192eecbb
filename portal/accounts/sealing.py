"""What must be read again but not by who steals the database: sealed with a key that lies elsewhere.

AES-256-GCM with a random nonce (NIST SP 800-38D), bound to the account that it belongs to. The key is
a file of its own: a copy of a database (a backup, a server of others) opens nothing.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pipelines.files import one_at_a_time, write_whole
from portal.accounts.reasons import AccountError

_NONCE_BYTES = 12


@dataclass(frozen=True)
class Seal:
    """A key in a file (32 random bytes, mode 0600), made when something is first sealed."""

    file: Path

    def close(self, number: int, secret: str) -> bytes:
        """The secret of an account, sealed."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + AESGCM(self._made()).encrypt(nonce, secret.encode(), _owner(number))

    def open(self, number: int, sealed: bytes) -> str:
        """The secret again; AccountError `factor_unreadable` when the key is lost or another one."""
        nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return AESGCM(self.file.read_bytes()).decrypt(nonce, rest, _owner(number)).decode()
        except (FileNotFoundError, InvalidTag, ValueError):
            raise AccountError("factor_unreadable") from None

    def _made(self) -> bytes:
        if not self.file.exists():
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with one_at_a_time(self.file.with_name(f".{self.file.name}.lock")):
                if not self.file.exists():
                    write_whole(self.file, AESGCM.generate_key(256))
        return self.file.read_bytes()


def _owner(number: int) -> bytes:
    return f"account {number}".encode()
