"""The key that signs receipts: an Ed25519 pair in `landing/keys/`, made once and never replaced.

`signing-key.pem` stays in the house (PKCS 8, mode 0600, in a folder of mode 0700); `public-key.pem`
(SubjectPublicKeyInfo) may be handed out: with it anyone can check a receipt.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.errors import StekError, WrongUseError
from pipelines.files import one_at_a_time, write_whole
from pipelines.home import Home, shown

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


@dataclass(frozen=True)
class PublicKey:
    """The public half: 32 bytes, as RFC 8032 has them."""

    raw: bytes

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the key in DER, in hexadecimal: as `openssl pkey -pubin -outform DER` gives it."""
        return hashlib.sha256(_DER_PREFIX + self.raw).hexdigest()

    def has_signed(self, message: bytes, value: bytes) -> bool:
        """Whether `value` is the signature of these bytes with this key."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(value, message)
        except (InvalidSignature, ValueError):
            return False
        return True


_DER_PREFIX = bytes.fromhex("302a300506032b6570032100")  # RFC 8410: what precedes an Ed25519 key


def private_key(home: Home) -> Ed25519PrivateKey:
    """The key that this home signs with; made when the home has none yet.

    Errors: StekError when it is lost, damaged or not to be read; it is never replaced unasked.
    """
    path = _private_file(home)
    if not _public_file(home).exists() or not path.exists():
        _make(home)
    return _read_pair(path, path.stat().st_mtime_ns)


def public_key(home: Home) -> PublicKey:
    """The key that this home's receipts are checked with; nothing is made.

    Errors: StekError when the home has no key, or it is damaged or not to be read.
    """
    path = _private_file(home)
    if path.exists():
        return _public(_read_pair(path, path.stat().st_mtime_ns))
    return read_public_key(_public_file(home))


def read_public_key(path: Path) -> PublicKey:
    """The public key in a PEM file that was handed out; raises WrongUseError when it holds none."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise WrongUseError(
            f"{shown(path)} holds no public key that receipts are checked with. "
            "Ask for public-key.pem, in landing/keys/ of the home that gave the receipt."
        )
    return PublicKey(key.public_bytes_raw())


def _make(home: Home) -> None:
    """Make what is missing, one process at a time; a process that was killed is gone on from."""
    folder = _private_file(home).parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with one_at_a_time(folder / ".lock"):
        if not _private_file(home).exists():
            _make_private(home)
        if not _public_file(home).exists():
            _write_public(home)


def _make_private(home: Home) -> None:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if _public_file(home).exists():
        raise StekError(
            f"{shown(_private_file(home))} is lost: put it back from a backup. Is there none, move "
            "public-key.pem elsewhere (it still checks older receipts) and a new key is made."
        )
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    write_whole(_private_file(home), pem)  # a temporary file has mode 0600 and keeps it


def _write_public(home: Home) -> None:
    from cryptography.hazmat.primitives import serialization

    pem = (
        _read_private(_private_file(home))
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    write_whole(_public_file(home), pem)


@lru_cache(maxsize=8)
def _read_pair(path: Path, _changed_at: int) -> Ed25519PrivateKey:
    """The private key, read once as long as its file stays the same; a public one must be its own."""
    key = _read_private(path)
    public = path.with_name("public-key.pem")
    if public.exists() and read_public_key(public) != _public(key):
        raise _damaged(path)
    return key


def _read_private(path: Path) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise _damaged(path) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise _damaged(path)
    return key


def _damaged(path: Path) -> StekError:
    return StekError(
        f"{shown(path)} is damaged, not to be read, or does not belong to the public-key.pem beside "
        "it. Put both back from a backup of landing/keys/; nothing was signed."
    )


def _public(key: Ed25519PrivateKey) -> PublicKey:
    return PublicKey(key.public_key().public_bytes_raw())


def _private_file(home: Home) -> Path:
    return home.landing / "keys" / "signing-key.pem"


def _public_file(home: Home) -> Path:
    return home.landing / "keys" / "public-key.pem"
