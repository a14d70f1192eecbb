"""Packages: the parts of an xlsx or ods file, unpacked only as far as is safe.

Every part is unpacked here once, checksum and all, before the workbook reader sees the file: what
a package says about its own sizes is not believed.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from xml.parsers import expat

from pipelines.errors import RefusedError

Format = Literal["xlsx", "ods"]
MAX_UNPACKED = 200_000_000  # bytes: ten times what a delivery may weigh packed
MAX_PARTS = 2_000
MAX_SHEETS = 50
# All that zipfile and zlib raise on a file that is not what it says.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError,
    OSError, ValueError, LookupError,
)  # fmt: skip
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_TEXT_PARTS = re.compile(r"\.(xml|rels|vml)$", re.IGNORECASE)
# What runs, fetches, or cannot be looked into: programs, links to other files, files within it.
_ACTIVE_PARTS = re.compile(
    r"vbaproject\.bin|/embeddings/|/activex/|/externallinks/|/macrosheets/|^basic/|^scripts/"
)


@dataclass(frozen=True)
class Package:
    """The parts of a package that hold text, by their path."""

    format: Format
    parts: Mapping[str, bytes] = field(repr=False)


def unpack(data: bytes) -> Package:
    """The text parts of an xlsx or ods file.

    Errors: RefusedError not_readable (damaged, or XML that declares entities), too_large,
    encrypted, unsupported_kind (another package) or active_content (macros, links, files in it).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive)
            package = Package(_format(archive), _text_parts(archive))
    except _DAMAGE:
        raise RefusedError("not_readable") from None
    _check_xml(package)
    return package


def _check_sizes(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise RefusedError("too_large")
    names = [part.filename.casefold() for part in parts]
    if len(set(names)) < len(names):
        raise RefusedError("not_readable")  # two readers could read two different files
    if any(part.flag_bits & 0x1 for part in parts):
        raise RefusedError("encrypted")
    if any(_ACTIVE_PARTS.search(name) for name in names):
        raise RefusedError("active_content")


def _format(archive: zipfile.ZipFile) -> Format:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "mimetype" in names and archive.read("mimetype").strip() == _ODS and "content.xml" in names:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise RefusedError("encrypted")
        return "ods"
    raise RefusedError("unsupported_kind", kind="archive")


def _text_parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """The parts with text; the others are read too, so that a false size or checksum is found."""
    parts = {name: archive.read(name) for name in archive.namelist()}
    return {name: part for name, part in parts.items() if _TEXT_PARTS.search(name)}


def _check_xml(package: Package) -> None:
    """Well-formed and without declarations: the workbook reader waits for ever for a missing end."""
    for name, part in package.parts.items():
        if not name.casefold().endswith(".vml"):  # old drawings are not always XML, and not read
            parser = expat.ParserCreate()
            parser.StartDoctypeDeclHandler = _refuse
            try:
                parser.Parse(part, True)  # noqa: FBT003 - expat takes no keywords
            except (expat.ExpatError, LookupError, ValueError):
                raise RefusedError("not_readable") from None


def _refuse(*_: object) -> None:
    raise RefusedError("not_readable")
