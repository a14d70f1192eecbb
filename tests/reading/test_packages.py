from __future__ import annotations

import io
import zipfile

import pytest

from pipelines.errors import RefusedError
from pipelines.reading import packages
from pipelines.reading.files import read_delivery
from pipelines.reading.packages import unpack
from tests.reading.writing import ods, part, repacked, visit, visits, xlsx

GOOD = xlsx({"bezoeken": visits(visit())})


def refused(data: bytes) -> str:
    with pytest.raises(RefusedError) as caught:
        read_delivery(data, "x.xlsx")
    return caught.value.reason


def test_the_text_parts_of_a_workbook_are_unpacked() -> None:
    package = unpack(GOOD)
    assert package.format == "xlsx"
    assert {"xl/workbook.xml", "docProps/core.xml"} <= package.parts.keys()
    assert unpack(ods({"bezoeken": visits(visit())})).format == "ods"


def test_a_package_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    bomb = repacked(GOOD, {"xl/media/image1.png": bytes(packages.MAX_UNPACKED + 1)})
    assert len(bomb) < 1_000_000
    assert refused(bomb) == "too_large"


def test_a_package_that_lies_about_its_sizes_is_refused() -> None:
    sheet = part(GOOD, "xl/worksheets/sheet1.xml")
    told = len(sheet).to_bytes(4, "little")
    assert GOOD.count(told) >= 2
    assert refused(GOOD.replace(told, (len(sheet) - 1).to_bytes(4, "little"))) == "not_readable"


def test_a_package_of_too_many_parts_or_sheets_is_refused() -> None:
    many = {f"xl/media/image{n}.png": b"" for n in range(packages.MAX_PARTS)}
    assert refused(repacked(GOOD, many)) == "too_large"
    assert refused(xlsx({f"blad{n}": [["a"]] for n in range(51)})) == "too_large"


def test_a_file_of_too_many_bytes_is_refused() -> None:
    with pytest.raises(RefusedError, match="too_large"):
        read_delivery(GOOD, "x.xlsx", max_bytes=len(GOOD) - 1)


@pytest.mark.parametrize(
    "declaration",
    [b'<!DOCTYPE x [<!ENTITY a "aaaa">]>', b"<!DOCTYPE x SYSTEM 'http://voorbeeld.be/x'>"],
)
def test_xml_that_declares_anything_is_refused(declaration: bytes) -> None:
    strings = part(GOOD, "xl/sharedStrings.xml").replace(b"<sst", declaration + b"<sst", 1)
    assert refused(repacked(GOOD, {"xl/sharedStrings.xml": strings})) == "not_readable"


def in_encoding(encoding: str, put: str = "") -> bytes:
    """The good workbook, its texts in another encoding and with something before the first."""
    strings = part(GOOD, "xl/sharedStrings.xml").decode()
    told = strings.replace('"UTF-8"', f'"{encoding}"').replace("<sst", f"{put}<sst", 1)
    return repacked(GOOD, {"xl/sharedStrings.xml": told.encode(encoding)})


def test_xml_in_another_encoding_cannot_hide_a_declaration() -> None:
    declaration = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    assert refused(in_encoding("utf-16", declaration)) == "not_readable"
    for encoding in ("utf-7", "utf-16-le", "utf-32", "iso-8859-1", "cp037"):
        assert refused(in_encoding(encoding)) == "not_readable"


def test_xml_in_utf_16_is_read() -> None:
    assert read_delivery(in_encoding("utf-16"), "x.xlsx").sheets[0].rows.height == 1


@pytest.mark.parametrize(
    "path",
    ["xl/vbaProject.bin", "xl/embeddings/brief.docx", "xl/externalLinks/externalLink1.xml",
     "xl/activeX/activeX1.xml"],
)  # fmt: skip
def test_a_workbook_with_macros_links_or_files_in_it_is_refused(path: str) -> None:
    assert refused(repacked(GOOD, {path: b"<x/>"})) == "active_content"


def test_two_parts_of_the_same_name_are_refused() -> None:
    file = io.BytesIO(GOOD)
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    assert refused(file.getvalue()) == "not_readable"


def test_an_encrypted_ods_file_is_refused_as_encrypted() -> None:
    data = ods({"bezoeken": visits(visit())})
    manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    assert refused(repacked(data, {"META-INF/manifest.xml": manifest})) == "encrypted"


def test_damaged_parts_are_refused_without_a_word_of_what_they_hold() -> None:
    damaged = repacked(GOOD, {"xl/worksheets/sheet1.xml": b"<worksheet>geheim<"})
    with pytest.raises(RefusedError) as caught:
        read_delivery(damaged, "x.xlsx")
    assert caught.value.reason == "not_readable"
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
