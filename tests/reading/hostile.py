"""Packages and compound files made byte by byte, so that they can say what is not so."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.reading.writing import ods, part, repacked, visit, visits, xlsx

XLSX = xlsx({"bezoeken": visits(visit())})
ODS = ods({"bezoeken": visits(visit())})
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
_SECTOR = 512
_NO_SECTOR, _END_OF_CHAIN, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def with_text(data: bytes, name: str, before: bytes, put: bytes) -> bytes:
    """A package with something put before the first of these bytes of a part."""
    text = part(data, name)
    if before not in text:
        raise ValueError(name)
    return repacked(data, {name: text.replace(before, put + before, 1)})


def with_rows(rows: bytes) -> bytes:
    """The xlsx file with these rows, as XML, below its own."""
    return with_text(XLSX, SHEET, b"</sheetData>", rows)


def in_content(put: bytes) -> bytes:
    """The ods file with more before the end of its last table."""
    return with_text(ODS, "content.xml", b"</table:table>", put)


@dataclass
class Zip:
    """A zip file under construction; each entry may say of itself what one likes."""

    body: bytearray = field(default_factory=bytearray)
    directory: list[bytes] = field(default_factory=list)

    def add(
        self,
        name: str,
        content: bytes,
        told_size: int | None = None,
        offset: int | None = None,
        flags: int = 0,
    ) -> None:
        """An entry; with an offset only a line in the directory, that points to another's bytes."""
        packed = _deflated(content)
        size = len(content) if told_size is None else told_size
        self.place(name, packed, zlib.crc32(content), size, offset, flags)

    def place(
        self, name: str, packed: bytes, crc: int, size: int, offset: int | None, flags: int = 0
    ) -> None:
        """An entry of bytes that are deflated already."""
        start = len(self.body) if offset is None else offset
        if offset is None:
            self.body += local_header(name, packed, crc, size, flags) + packed
        fields = (20, 20, flags, 8, 0, 0, crc, len(packed), size, len(name), 0, 0, 0, 0, 0, start)
        line = b"PK\x01\x02" + struct.pack("<6H3L5H2L", *fields) + name.encode()
        self.directory.append(line)

    def add_all(self, data: bytes, names: Mapping[str, bytes]) -> None:
        """The parts of a package, as they are."""
        for name in names:
            self.add(name, part(data, name))

    def bytes(self) -> bytes:
        """The file."""
        lines = b"".join(self.directory)
        count = min(len(self.directory), 0xFFFF)
        end = struct.pack("<4H2LH", 0, 0, count, count, len(lines), len(self.body), 0)
        if len(self.directory) <= count:
            return bytes(self.body) + lines + b"PK\x05\x06" + end
        many, place = len(self.directory), len(self.body)
        wide = struct.pack("<Q2H2L4Q", 44, 45, 45, 0, 0, many, many, len(lines), place)
        locator = struct.pack("<LQL", 0, place + len(lines), 1)
        tail = b"PK\x06\x06" + wide + b"PK\x06\x07" + locator + b"PK\x05\x06" + end
        return bytes(self.body) + lines + tail


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def local_header(name: str, packed: bytes, crc: int, size: int, flags: int = 0) -> bytes:
    """What stands before the bytes of an entry."""
    fields = (20, flags, 8, 0, 0, crc, len(packed), size, len(name), 0)
    return b"PK\x03\x04" + struct.pack("<5H3L2H", *fields) + name.encode()


def quoted_overlap(start: int, count: int, kernel: bytes) -> Zip:
    """A zip whose entries hold each other, after D. Fifield, "A better zip bomb" (2019).

    Each entry is a stored block that quotes the header of the next, and then the next itself; all
    end in one deflated kernel, which is unpacked once for each. `start` is where it will stand.
    """
    names = [f"xl/media/image{n}.png" for n in range(count)]
    packed, content = _deflated(kernel), kernel
    chain = [(packed, content)]
    headers = [local_header(names[-1], packed, zlib.crc32(content), len(content))]
    for name in reversed(names[:-1]):
        header = headers[-1]
        packed = struct.pack("<BHH", 0, len(header), len(header) ^ 0xFFFF) + header + packed
        content = header + content
        chain.append((packed, content))
        headers.append(local_header(name, packed, zlib.crc32(content), len(content)))
    made = Zip(bytearray(headers[-1] + chain[-1][0]))
    offset = start
    for name, (packed, content), header in zip(
        names, reversed(chain), reversed(headers), strict=True
    ):
        made.place(name, packed, zlib.crc32(content), len(content), offset)
        offset += len(header) + 5
    return made


def compound_file(*streams: str) -> bytes:
    """An OLE compound file, of which .xls and workbooks with a password are made, with streams."""
    entries = [_entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)]
    for number, name in enumerate(streams, start=1):
        entries.append(_entry(name, 2, number + 1, 2, 4096))
    entries += [bytes(128)] * (-len(entries) % 4)
    directory = b"".join(entries)
    fat = [_FAT, _END_OF_CHAIN, *range(3, 10), _END_OF_CHAIN]
    fat += [_NO_SECTOR] * (_SECTOR // 4 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9L", 0, 1, 1, 0, 4096, _END_OF_CHAIN, 0, _END_OF_CHAIN, 0)
    header += struct.pack("<109L", 0, *[_NO_SECTOR] * 108)
    return header + struct.pack("<128L", *fat) + directory[:_SECTOR] + bytes(4096)


def _entry(name: str, kind: int, right: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    fields = (len(written) + 2, kind, 1, _NO_SECTOR, right, _NO_SECTOR)
    begin = written.ljust(64, b"\0") + struct.pack("<HBBLLL", *fields)
    return begin.ljust(116, b"\0") + struct.pack("<LQ", start, size)
