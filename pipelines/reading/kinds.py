"""Kinds: what sort of file the bytes are, whatever the file is called."""

from __future__ import annotations

import re
from typing import Literal

from pipelines.errors import RefusedError

Kind = Literal["package", "text"]
_PACKAGE = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # how Office wraps a workbook with a password
_OTHER_KINDS = {
    b"%PDF": "pdf",
    b"\x89PNG": "image",
    b"\xff\xd8\xff": "image",
    b"GIF8": "image",
    b"II*\x00": "image",
    b"MM\x00*": "image",
    b"PK\x05\x06": "archive",
    b"7z\xbc\xaf": "archive",
    b"\x1f\x8b": "archive",
    b"Rar!": "archive",
    b"{\\rtf": "document",
    b"mime-version:": "web page",  # how browsers keep a page as one file
}
_MARKUP = re.compile(rb"<[a-z!?/]")


def kind_of(data: bytes) -> Kind:
    """Whether the bytes are a zip package (xlsx, ods) or text.

    Errors: RefusedError empty_file, encrypted or unsupported_kind.
    """
    if not data.strip(b'\xef\xbb\xbf\xff\xfe\x00 \t\r\n;,"'):
        raise RefusedError("empty_file")
    if data.startswith(_PACKAGE):
        return "package"
    if data.startswith(_OLE):
        raise RefusedError("encrypted" if _ENCRYPTED in data else "unsupported_kind", kind="xls")
    start = data[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ")[:64].lower()
    for magic, kind in _OTHER_KINDS.items():
        if start.startswith(magic.lower()):
            raise RefusedError("unsupported_kind", kind=kind)
    if _MARKUP.match(start.translate(None, b"\x00\xff\xfe")):  # in UTF-16 too; no header does
        raise RefusedError("unsupported_kind", kind="web page")
    if start.startswith((b"bm", b"riff")) and b"\x00" in start:  # these letters may begin a header
        raise RefusedError("unsupported_kind", kind="image")
    return "text"
