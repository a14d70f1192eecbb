"""Markup: the XML of a part, in the one spelling that everything after this can rely on.

XML can be written in many ways that mean the same (quotes, white space, character references,
encodings, prefixes); what is looked for in its bytes must not be able to hide behind one.
"""

from __future__ import annotations

import codecs
import re
from xml.parsers import expat
from xml.sax.saxutils import escape

import polars as pl

from pipelines.errors import RefusedError
from pipelines.reading.nesting import is_deep

MAX_REWRITTEN = 20_000_000  # bytes: no office program writes a large part in another spelling
_UTF8 = frozenset({None, "utf-8", "utf8", "us-ascii", "ascii"})
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>")
# For Polars. A tag, and in it: an apostrophe, a line end, a space at an equals sign; a reference in
# the number of a row or cell or in its type; or no tag at all: CDATA, a comment, an instruction.
_ODD_TAG = (
    r"""<(?:[^<>"'\s=]|"[^"<]*"| |=)*?(?:['\t\r\n]|\s=|=\s)"""
    r"""| (?:r|t|[\w.-]+:(?:c|[\w-]*repeated|value-type))="[^"<&]*&|="[^"<>]*>[^"<>]*"|<[!?]"""
)
_EMPTY = re.compile(rb"<([^<>/!?][^<>]*)></[^<>]+>")
_QUOTED = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_PREFIX = re.compile(rb"<([\w.-]+):(?:worksheet|sst)\s")


def ordinary(part: bytes, name: str) -> bytes:
    """A part as UTF-8, well-formed, and where rows stand in it, in ordinary spelling.

    Errors: RefusedError not_readable (also for XML that declares a document type) or too_large.
    """
    part = _as_utf8(part)
    if name.casefold().endswith(".vml"):  # old drawings are not always XML, and not read as such
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
            raise RefusedError("not_readable")
        return part
    _check(part)
    return _respelled(part) if _holds_rows(part, name) else part


def _as_utf8(part: bytes) -> bytes:
    if not part.startswith(_UTF16):
        return part
    try:
        text = part.decode("utf-16").encode()
    except UnicodeError:
        raise RefusedError("not_readable") from None
    return _DECLARATION.sub(b"", text)


def _check(part: bytes) -> None:
    """Well-formed, UTF-8, no declarations, not deep: the reader waits for ever for a missing end."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.XmlDeclHandler = _check_encoding
    try:
        if b"\x00" in part:  # UTF-16 or UTF-32 without a mark
            _refuse()
        parser.Parse(part, True)  # noqa: FBT003 - expat takes no keywords
    except (expat.ExpatError, LookupError, ValueError):
        raise RefusedError("not_readable") from None
    if len(part) <= MAX_REWRITTEN and is_deep(part):  # larger ones are never taken apart
        _refuse()


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if (encoding and encoding.casefold()) not in _UTF8:
        _refuse()


def _refuse(*_: object) -> None:
    raise RefusedError("not_readable")


def _holds_rows(part: bytes, name: str) -> bool:
    name = name.casefold()
    is_named_so = name.endswith(("content.xml", "strings.xml")) or "/pivotcache" in name
    return is_named_so or b"sheetData" in part


def _respelled(part: bytes) -> bytes:
    """The same XML as office programs write it: `<c r="A1" t="s"><v>1</v></c>`."""
    body = _DECLARATION.sub(b"", part.removeprefix(codecs.BOM_UTF8))
    if matches(body, _ODD_TAG):
        if len(body) > MAX_REWRITTEN:
            raise RefusedError("too_large")
        body = _rewritten(body)
    if found := _PREFIX.search(body[:4096]):
        prefix = found[1]
        for old, new in ((b"<%b:", b"<"), (b"</%b:", b"</"), (b" xmlns:%b=", b" xmlns=")):
            body = body.replace(old % prefix, new)
    return body


def _rewritten(part: bytes) -> bytes:
    """Tags, attributes and text of a part, and nothing else, each written in one way."""
    written: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        pairs = (f' {key}="{escape(value, _QUOTED)}"' for key, value in attributes.items())
        written.append(f"<{name}{''.join(pairs)}>")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: written.append(f"</{name}>")
    parser.CharacterDataHandler = lambda text: written.append(escape(text))
    parser.Parse(part, True)  # noqa: FBT003 - expat takes no keywords
    return _EMPTY.sub(rb"<\1/>", "".join(written).encode())


def matches(part: bytes, pattern: str) -> bool:
    """Whether a part of any size holds the pattern, in time that grows with its size alone."""
    text = pl.Series([part], dtype=pl.Binary).cast(pl.String, strict=False)
    return bool(text.str.contains(pattern).item())
