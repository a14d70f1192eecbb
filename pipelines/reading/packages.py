"""Packages: the parts of an xlsx or ods file, unpacked only as far as is safe.

What a package says about its own sizes is not believed: each part is unpacked here once, bounded,
checksum and all, and the workbook reader gets a new package of the parts as they were checked.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from pipelines.errors import RefusedError
from pipelines.reading import active_content
from pipelines.reading.markup import ordinary

Format = Literal["xlsx", "ods"]
MAX_UNPACKED = 210_000_000  # bytes: what 20 MB of xlsx unpacks to, and 140,000 rows of ods
MAX_BESIDE = 20_000_000  # bytes of all other parts with text: properties, drawings, styles
MAX_RATIO = 200  # an ods file of 50,000 rows that are nearly the same unpacks to 90 times
_SMALL = 10_000_000  # bytes: below this a ratio says nothing
MAX_PARTS = 2_000
MAX_SHEETS = 50
_CHUNK = 1 << 20
_ENTRY = b"PK\x01\x02"  # begins each line of the directory; one in four thousand million else
_LOCAL_HEADER = 30  # bytes, without the name
# Paths out of the package, for who unpacks it into a folder, and paths cut off by a zero.
_ODD_PATH = re.compile(r"^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)|[\\\x00-\x1f\x7f]")
# All that zipfile and zlib raise on a file that is not what it says.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError,
    OSError, ValueError, LookupError,
)  # fmt: skip
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # no program writes another, or bounds it
_TEXT_SUFFIXES = (".xml", ".rels", ".vml", ".rdf")
_ROWS_OF = ("xl/worksheets/", "xl/sharedstrings.xml", "xl/pivotcache/", "content.xml")


@dataclass(frozen=True)
class Package:
    """The parts of a package that hold text, by their path, as UTF-8 in ordinary spelling."""

    format: Format
    parts: Mapping[str, bytes] = field(repr=False)

    def repacked(self) -> bytes:
        """A package of these parts and no other, not compressed."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            if self.format == "ods":
                archive.writestr("mimetype", _ODS)
            for name, part in self.parts.items():
                archive.writestr(name, part)
        return file.getvalue()


def unpack(data: bytes) -> Package:
    """The text parts of an xlsx or ods file.

    Errors: RefusedError not_readable (damaged, or XML that declares entities), too_large,
    encrypted, unsupported_kind (another package) or active_content (macros, links, files in it).
    """
    if data.count(_ENTRY) > MAX_PARTS:  # before a reader makes something of each
        raise RefusedError("too_large")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive)
            package = Package(_format(archive), _text_parts(archive))
    except _DAMAGE:
        raise RefusedError("not_readable") from None
    active_content.check_parts(package.parts)
    return package


def _check_directory(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if any(_ODD_PATH.search(part.orig_filename) for part in parts) or _overlap(parts):
        raise RefusedError("not_readable")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise RefusedError("too_large")
    beside = sum(part.file_size for part in parts if _is_beside(part.filename.casefold()))
    if beside > MAX_BESIDE or any(_is_swollen(part) for part in parts):
        raise RefusedError("too_large")
    names = [part.filename.casefold() for part in parts]
    if len(set(names)) < len(names) or any(part.compress_type not in _METHODS for part in parts):
        raise RefusedError("not_readable")  # two readers could read two different files
    if any(part.flag_bits & 0x1 for part in parts):
        raise RefusedError("encrypted")


def _overlap(parts: list[zipfile.ZipInfo]) -> bool:
    """Whether parts share bytes of the file: so a small file unpacks to as much as one likes."""
    placed = sorted((part.header_offset, part.compress_size) for part in parts)
    return any(
        place + _LOCAL_HEADER + size > following
        for (place, size), (following, _) in pairwise(placed)
    )


def _is_beside(name: str) -> bool:
    return name.endswith(_TEXT_SUFFIXES) and not name.startswith(_ROWS_OF)


def _is_swollen(part: zipfile.ZipInfo) -> bool:
    return part.file_size > max(_SMALL, MAX_RATIO * part.compress_size)


def _format(archive: zipfile.ZipFile) -> Format:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and _begins(archive, "mimetype").strip() == _ODS:
        return "ods"
    is_wrapped = "encrypted-package" in names  # an ods file as a whole, since ODF 1.3
    raise RefusedError("encrypted" if is_wrapped else "unsupported_kind", kind="archive")


def _begins(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(len(_ODS) + 2)


def _text_parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """The parts with text; the others are read too, so that a false size or checksum is found."""
    active_content.check_names(archive.namelist())
    parts = {}
    for entry in archive.infolist():
        if entry.filename.casefold().endswith(_TEXT_SUFFIXES):
            with archive.open(entry) as stream:  # asked for one byte more it inflates no further
                part = stream.read(entry.file_size + 1)
            if len(part) != entry.file_size:
                raise RefusedError("not_readable")
            if b"encryption-data" in part and entry.filename == "META-INF/manifest.xml":
                raise RefusedError("encrypted")  # before its other parts are taken for damaged
            parts[entry.filename] = part
        else:
            _pass_over(archive, entry)
    return {name: ordinary(part, name) for name, part in parts.items()}


def _pass_over(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Read a part to its end, for its checksum, and keep nothing; no file may hide in it."""
    with archive.open(entry) as stream:
        active_content.check_beginning(stream.read(_CHUNK))
        while stream.read(_CHUNK):
            pass
