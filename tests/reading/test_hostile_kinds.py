"""What is called a workbook and is none, or cannot be opened without a password."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from tests.reading.calc import converted
from tests.reading.hostile import ODS, XLSX, Zip, compound_file
from tests.reading.refusing import Refusing
from tests.reading.writing import csv_text, part, repacked, visit, visits


def test_a_workbook_with_a_password(refusing: Refusing) -> None:
    refusing.refuses(compound_file("EncryptedPackage", "EncryptionInfo"), "encrypted")
    refusing.refuses(compound_file("EncryptedPackage"), "encrypted", "bezoeken.csv")


def test_an_ods_file_with_a_password(refusing: Refusing) -> None:
    manifest = part(ODS, "META-INF/manifest.xml").replace(
        b'manifest:full-path="content.xml" manifest:media-type="text/xml"/>',
        b'manifest:full-path="content.xml" manifest:media-type="text/xml" manifest:size="9">'
        b'<manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>',
    )
    assert b"encryption-data" in manifest
    scrambled = zlib.compress(b"x" * 99)[::-1]
    data = repacked(ODS, {"META-INF/manifest.xml": manifest, "content.xml": scrambled})
    refusing.refuses(data, "encrypted", "bezoeken.ods")
    whole = Zip()
    whole.add("mimetype", part(ODS, "mimetype"))
    whole.add("encrypted-package", scrambled)
    whole.add("META-INF/manifest.xml", manifest)
    refusing.refuses(whole.bytes(), "encrypted", "bezoeken.ods")


@pytest.mark.parametrize("name", ["bezoeken.xls", "bezoeken.xlsx", "bezoeken.csv"])
def test_an_old_workbook_is_not_read(refusing: Refusing, name: str) -> None:
    refusing.refuses(compound_file("Workbook"), "unsupported_kind", name)


def test_an_old_workbook_of_calc_and_a_print_of_it_are_not_read(
    refusing: Refusing, tmp_path: Path
) -> None:
    source = tmp_path / "bezoeken.csv"
    source.write_bytes(csv_text(visits(visit())).encode())
    for kind in ("xls", "pdf"):
        data = converted(tmp_path, kind, source)["bezoeken"].read_bytes()
        for name in ("bezoeken.csv", "bezoeken.xlsx"):
            refusing.refuses(data, "unsupported_kind", name)


def png() -> bytes:
    """A picture of one dot."""
    chunks = ((b"IHDR", struct.pack(">2L5B", 1, 1, 8, 0, 0, 0, 0)),
              (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b""))  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))
        for kind, data in chunks
    )


@pytest.mark.parametrize("name", ["bezoeken.csv", "bezoeken.xlsx", "bezoeken.ods", "bezoeken"])
def test_what_is_called_a_delivery_and_is_something_else(refusing: Refusing, name: str) -> None:
    page = b"<!DOCTYPE html><html><script>alert(1)</script><table></table></html>"
    word = repacked(XLSX, {}).replace(b"xl/workbook.xml", b"xl/werkboek.xml")
    for data in (png(), page, word, b"\x1f\x8b\x08" + bytes(99), b"\xff\xd8\xff\xe0" + bytes(99)):
        refusing.refuses(data, "unsupported_kind", name)
    for data in (b"\x7fELF" + bytes(99), b"MZ\x90\x00" + bytes(99)):
        refusing.refuses(data, "not_readable", name)


@pytest.mark.parametrize("name", ["bezoeken.csv", "bezoeken.xlsx"])
def test_files_with_nothing_in_them(refusing: Refusing, name: str) -> None:
    for data in (b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\r\n" * 9, b" ;;;\r\n", b"\0" * 99):
        refusing.refuses(data, "empty_file", name)
    refusing.refuses(b"PK\x05\x06" + bytes(18), "unsupported_kind", name)
