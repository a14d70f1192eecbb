"""Passwords kept as argon2id hashes, and compared in the same time whether somebody exists or not."""

from __future__ import annotations

import base64
import os
import threading
import unicodedata
from dataclasses import dataclass, field

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# 64 MiB each: more at once would cost more memory than the portal has, and more than two cores do
# not hash faster. Shared by all that hash in this process.
_AT_ONCE = threading.BoundedSemaphore(2)
_SALT_BYTES, _HASH_BYTES = 16, 32


@dataclass(frozen=True)
class Hashing:
    """argon2id as RFC 9106, section 4, recommends second: three passes, 64 MiB, four lanes."""

    passes: int = 3
    memory_kib: int = 65536
    lanes: int = 4
    _hasher: PasswordHasher = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        hasher = PasswordHasher(self.passes, self.memory_kib, self.lanes, _HASH_BYTES, _SALT_BYTES)
        object.__setattr__(self, "_hasher", hasher)

    def hash(self, password: str) -> str:
        """The hash to keep, with its salt and what it cost."""
        with _AT_ONCE:
            return self._hasher.hash(_normal(password))

    def matches(self, kept: str | None, password: str) -> bool:
        """Whether that is the password; as slow where no hash is kept."""
        with _AT_ONCE:
            try:
                return self._hasher.verify(kept or self._nobody(), _normal(password))
            except (VerificationError, InvalidHashError):
                return False

    def is_outdated(self, kept: str) -> bool:
        """Whether that hash was made with other costs than these."""
        return self._hasher.check_needs_rehash(kept)

    def _nobody(self) -> str:
        """The hash of nothing that anybody knows: random bytes, so no password gives it."""
        cost = f"m={self.memory_kib},t={self.passes},p={self.lanes}"
        return f"$argon2id$v=19${cost}${_random(_SALT_BYTES)}${_random(_HASH_BYTES)}"


def _random(n_bytes: int) -> str:
    return base64.b64encode(os.urandom(n_bytes)).decode().rstrip("=")


def _normal(password: str) -> str:
    """As every keyboard writes it (NIST SP 800-63B-4, 3.1.1.2: normalise before hashing)."""
    return unicodedata.normalize("NFKC", password)
