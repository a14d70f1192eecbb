"""Zip bombs, and packages whose directory does not say what is in them."""

from __future__ import annotations

import zlib

import pytest

from pipelines.reading.packages import MAX_PARTS, MAX_UNPACKED
from tests.reading.hostile import ODS, SHEET, STRINGS, XLSX, Zip, quoted_overlap, with_text
from tests.reading.refusing import Refusing
from tests.reading.writing import part, repacked

PARTS = (
    "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET,
    STRINGS,
)  # fmt: skip
EMPTY = b" " * 9_000_000  # below the size where the ratio alone says enough


def package(without: str = "") -> Zip:
    """The good workbook as a zip of our own making, a part left out."""
    made = Zip()
    for name in PARTS:
        if name != without:
            made.add(name, part(XLSX, name))
    return made


def test_a_package_of_our_own_making_is_read(refusing: Refusing) -> None:
    assert refusing.look(package().bytes()).outcome == "accepted"


@pytest.mark.parametrize("data", [XLSX, ODS], ids=["xlsx", "ods"])
def test_a_part_that_unpacks_to_a_thousand_times_its_size(refusing: Refusing, data: bytes) -> None:
    name, before = (SHEET, b"<sheetData") if data is XLSX else ("content.xml", b"<office:body")
    bomb = with_text(data, name, before, b" " * 30_000_000)
    assert len(bomb) < 200_000
    refusing.refuses(bomb, "too_large")


def test_many_parts_that_each_unpack_to_little(refusing: Refusing) -> None:
    made = package()
    for number in range(MAX_UNPACKED // len(EMPTY) + 1):
        made.add(f"xl/media/image{number}.png", EMPTY)
    assert len(made.bytes()) < 1_000_000
    refusing.refuses(made.bytes(), "too_large")


def test_parts_beside_the_rows_that_unpack_to_too_much(refusing: Refusing) -> None:
    made = package()
    for number in range(3):
        made.add(f"xl/drawings/drawing{number}.xml", b"<x>" + EMPTY + b"</x>")
    refusing.refuses(made.bytes(), "too_large")


@pytest.mark.parametrize("name", ["xl/media/image1.png", "docProps/thumbnail.jpeg"])
def test_a_zip_within_the_zip(refusing: Refusing, name: str) -> None:
    inner = Zip()
    for number in range(16):
        inner.add(f"lib {number}.zip", EMPTY)
    made = package()
    made.add(name, inner.bytes())
    refusing.refuses(made.bytes(), "active_content")


def test_a_zip_of_zips_that_is_no_workbook(refusing: Refusing) -> None:
    inner = Zip()
    inner.add("0.zip", package().bytes())
    refusing.refuses(inner.bytes(), "unsupported_kind")


@pytest.mark.parametrize("count", [MAX_PARTS + 1, 60_000, 150_000])
def test_a_directory_of_very_many_parts(refusing: Refusing, count: int) -> None:
    made = package()
    made.add("xl/media/a.png", b"x")
    offset = len(made.body) - 18
    for number in range(count):
        made.place(f"xl/media/{number}.png", b"x", 1, 1, offset)
    assert len(made.bytes()) < 20_000_000
    refusing.refuses(made.bytes(), "too_large")


@pytest.mark.parametrize("told", [0, 1, 100, 5_000_000])
@pytest.mark.parametrize("name", [SHEET, "xl/media/image1.png"])
def test_a_directory_that_lies_about_a_size(refusing: Refusing, name: str, told: int) -> None:
    made = package(without=name)
    made.add(name, EMPTY, told_size=told)
    refusing.refuses(made.bytes(), "not_readable")


def test_a_directory_that_says_four_thousand_million_bytes(refusing: Refusing) -> None:
    made = package(without=STRINGS)
    made.add(STRINGS, part(XLSX, STRINGS), told_size=0xFFFFFFFE)
    refusing.refuses(made.bytes(), "too_large")


def test_parts_that_hold_each_other(refusing: Refusing) -> None:
    made = package()
    bomb = quoted_overlap(len(made.body), 20, EMPTY)
    made.body += bomb.body
    made.directory += bomb.directory
    data = made.bytes()
    assert len(data) < 50_000
    refusing.refuses(data, "not_readable")


def test_parts_that_are_the_same_bytes(refusing: Refusing) -> None:
    made = package()
    offset = len(made.body)
    made.add("xl/media/image0.png", EMPTY)
    for number in range(1, 20):
        made.add(f"xl/media/image{number}.png", EMPTY, offset=offset)
    refusing.refuses(made.bytes(), "not_readable")


@pytest.mark.parametrize(
    "name",
    ["../../../../etc/cron.d/x.xml", "/etc/x.xml", "C:/x.xml", "xl\\..\\..\\x.xml", "xl/../x.xml",
     "x.xml\0.png", "x\n.xml"],
)  # fmt: skip
def test_a_part_whose_path_leads_elsewhere(refusing: Refusing, name: str) -> None:
    made = package()
    made.add(name, b"<x/>")
    refusing.refuses(made.bytes(), "not_readable")


def test_a_part_that_is_cut_off(refusing: Refusing) -> None:
    refusing.refuses(XLSX[: len(XLSX) // 2], "not_readable")
    refusing.refuses(b"PK\x03\x04" + bytes(10_000), "not_readable")


def test_a_part_with_a_wrong_checksum(refusing: Refusing) -> None:
    made = package(without=STRINGS)
    strings = part(XLSX, STRINGS)
    packed = zlib.compress(strings, 9, -15)
    made.place(STRINGS, packed, zlib.crc32(strings) ^ 1, len(strings), None)
    refusing.refuses(made.bytes(), "not_readable")


def test_a_zip_with_a_password(refusing: Refusing) -> None:
    made = package(without=STRINGS)
    made.add(STRINGS, part(XLSX, STRINGS), flags=1)
    refusing.refuses(made.bytes(), "encrypted")


def test_two_directories_with_the_same_part(refusing: Refusing) -> None:
    made = package()
    made.add(SHEET, part(XLSX, SHEET))
    refusing.refuses(made.bytes(), "not_readable")
    upper = repacked(XLSX, {SHEET.upper(): part(XLSX, SHEET)})
    refusing.refuses(upper, "not_readable")
