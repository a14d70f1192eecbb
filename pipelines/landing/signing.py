"""Signing: what a receipt says is signed with the home's key, so that a change can be shown.

What is signed is the receipt's JSON without its `signature`, in canonical form: keys in the order
of their code points, no spaces, text as it is in UTF-8 (only what JSON must escape is escaped, and
half characters from odd file names), numbers as they were first written.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from pipelines.home import Home
from pipelines.landing.keys import PublicKey, private_key

ALGORITHM = "Ed25519"  # RFC 8032
Content = Mapping[str, object]


@dataclass(frozen=True)
class Signature:
    """A signature as it is written down: `key` is the fingerprint of `public_key`, for people.

    `public_key` (32 bytes) and `value` (64 bytes) are in base64.
    """

    algorithm: str
    key: str
    public_key: str
    value: str

    @property
    def signer(self) -> PublicKey | None:
        """The key it says that it was made with; None when that is no key, or is called otherwise."""
        raw = _bytes(self.public_key)
        key = PublicKey(raw) if raw and len(raw) == 32 else None  # RFC 8032: 32 bytes
        return key if key and (self.algorithm, self.key) == (ALGORITHM, key.fingerprint) else None

    def is_of(self, message: bytes) -> bool:
        """Whether it signs these bytes with the key that it names."""
        value = _bytes(self.value)
        return bool(self.signer and value and self.signer.has_signed(message, value))


def sign(home: Home, message: bytes) -> Signature:
    """The signature of these bytes with the home's key; raises StekError (see `keys`)."""
    key = private_key(home)
    public = PublicKey(key.public_key().public_bytes_raw())
    value = key.sign(message)
    return Signature(ALGORITHM, public.fingerprint, _text(public.raw), _text(value))


def signed(home: Home, content: Content) -> Content:
    """The same content with its `signature` beside it."""
    return {**content, "signature": asdict(sign(home, canonical(content)))}


def canonical(content: Content) -> bytes:
    """The one way to write this content, for signing.

    >>> canonical({"rows": 3, "file_name": "mei.xlsx"})
    b'{"file_name":"mei.xlsx","rows":3}'
    """
    return encoded(json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def encoded(json_text: str) -> bytes:
    """JSON in UTF-8; half a character, as a file name may hold, becomes the escape that JSON has."""
    return json_text.encode("utf-8", "backslashreplace")


def read_signature(written: object) -> Signature | None:
    """The signature in a JSON value; None when it is not exactly one."""
    names = set(Signature.__dataclass_fields__)
    if not isinstance(written, dict) or set(written) != names:
        return None
    if not all(isinstance(value, str) for value in written.values()):
        return None
    return Signature(**written)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes | None:
    """What stands there in base64, when it is written in the one way that we write it."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return None
    return raw if _text(raw) == text else None
