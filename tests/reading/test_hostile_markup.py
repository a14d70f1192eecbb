"""XML that swells, nests, reads other files, or keeps a search busy for ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.hostile import ODS, SHEET, STRINGS, XLSX, in_content, with_rows, with_text
from tests.reading.refusing import Refusing
from tests.reading.writing import part, repacked

LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]>"
)
PARTS = [
    (XLSX, STRINGS, b"<sst"), (XLSX, SHEET, b"<worksheet"), (XLSX, "xl/workbook.xml", b"<workbook"),
    (XLSX, "xl/styles.xml", b"<styleSheet"), (XLSX, "[Content_Types].xml", b"<Types"),
    (XLSX, "xl/_rels/workbook.xml.rels", b"<Relationships"),
    (XLSX, "docProps/core.xml", b"<cp:coreProperties"),
    (ODS, "content.xml", b"<office:document-content"), (ODS, "meta.xml", b"<office:document-meta"),
    (ODS, "META-INF/manifest.xml", b"<manifest:manifest"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "name", "root"), PARTS, ids=[part[1] for part in PARTS])
def test_entities_that_laugh_a_billion_times(
    refusing: Refusing, data: bytes, name: str, root: bytes
) -> None:
    text = part(data, name)
    end = text.rindex(b"</")
    laughing = text[:end] + b"&a9;" + text[end:]
    bomb = repacked(data, {name: laughing.replace(root, LAUGHS + root, 1)})
    refusing.refuses(bomb, "not_readable")


def test_one_long_entity_that_is_named_often(refusing: Refusing) -> None:
    declared = b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 90_000 + b'">]>'
    text = part(XLSX, STRINGS).replace(b"<sst", declared + b"<sst", 1)
    text = text.replace(b"</sst>", b"<si><t>" + b"&a;" * 90_000 + b"</t></si></sst>")
    refusing.refuses(repacked(XLSX, {STRINGS: text}), "not_readable")


@pytest.mark.parametrize("kind", ["SYSTEM", 'PUBLIC "x"'])
@pytest.mark.parametrize(("data", "name", "root"), [PARTS[0], PARTS[7]], ids=["xlsx", "ods"])
def test_an_entity_that_is_another_file_is_not_read(
    refusing: Refusing, tmp_path: Path, data: bytes, name: str, root: bytes, kind: str
) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("kanarie")
    declared = f'<!DOCTYPE x [<!ENTITY a {kind} "{secret.as_uri()}">]>'.encode()
    text = part(data, name).replace(root, declared + root, 1).replace(b"b1", b"&a;", 1)
    assert b"&a;" in text
    seen = refusing.refuses(repacked(data, {name: text}), "not_readable")
    assert "kanarie" not in seen.told


@pytest.mark.parametrize("declared", [
    b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
])  # fmt: skip
def test_a_document_type_somewhere_else_is_not_fetched(refusing: Refusing, declared: bytes) -> None:
    refusing.refuses(with_text(XLSX, SHEET, b"<worksheet", declared), "not_readable")


def nested(tag: bytes, depth: int, inside: bytes = b"") -> bytes:
    return b"<%b>" % tag * depth + inside + b"</%b>" % tag * depth


@pytest.mark.parametrize(
    ("name", "before", "tag", "depth"),
    [
        (SHEET, b"<pageMargins", b"x", 300_000),
        (STRINGS, b"</sst>", b"x", 300_000),
        (STRINGS, b"</sst>", b"x", 257),
        ("docProps/core.xml", b"</cp:core", b"x", 300_000),
        ("xl/styles.xml", b"</styleSheet>", b"x", 300_000),
        ("content.xml", b"</text:p>", b"text:span", 200_000),
        ("content.xml", b"</table:table>", b"table:table-row-group", 100_000),
    ],
)
def test_elements_that_stand_in_each_other_without_end(
    refusing: Refusing, name: str, before: bytes, tag: bytes, depth: int
) -> None:
    data = ODS if name == "content.xml" else XLSX
    refusing.refuses(with_text(data, name, before, nested(tag, depth)), "not_readable")


def test_as_deep_as_is_allowed_is_no_bomb_either(refusing: Refusing) -> None:
    drawing = nested(b"p", 250, b"een twee " * 500_000)
    seen = refusing.look(repacked(XLSX, {"xl/drawings/drawing1.xml": drawing}))
    assert seen.outcome == "accepted"


def test_a_sheet_whose_rows_stand_in_very_many_places(refusing: Refusing) -> None:
    bomb = with_text(XLSX, SHEET, b"<pageMargins", b"<sheetData/>" * 200_000)
    refusing.refuses(bomb, "not_readable")


@pytest.mark.parametrize(
    "drawing",
    [b"<xml><r>" + b"<rPr>" * 300_000, b"<r>" + b"<" * 1_000_000, b"<r>" + b"<r <" * 300_000],
    ids=["runs", "signs", "tags"],
)
def test_an_old_drawing_in_which_nothing_is_closed(refusing: Refusing, drawing: bytes) -> None:
    seen = refusing.look(repacked(XLSX, {"xl/drawings/vmlDrawing1.vml": drawing}))
    assert seen.outcome == "accepted"


def test_drawings_whose_ends_are_spelled_otherwise(refusing: Refusing) -> None:
    seen = refusing.look(in_content(b"<draw:g>x</draw:g >" * 100_000))
    assert seen.outcome in ("accepted", "refused")


def one_cell(row: int, text: bytes) -> bytes:
    cell = b'<c r="B%d" t="inlineStr"><is><t>%b</t></is></c>' % (row, text)
    return b'<row r="%d">%b</row>' % (row, cell)


def test_a_text_that_is_nearly_a_remark_or_a_date_over_and_over(refusing: Refusing) -> None:
    refusing.refuses(with_rows(one_cell(3, b"(" * 1_000_000)), "personal_data")
    weekdays = b"".join(one_cell(n, b"1 1" + b"ma" * 16_000 + b"%d" % n) for n in range(3, 100))
    refusing.refuses(with_rows(weekdays), "personal_data")


@pytest.mark.parametrize("text", [b"a" * 32_000, b"+32 4" * 6_400, b"12 34 " * 5_000,
                                  b"BE68 5390 0754 7034 x" * 1_500, b"a@a.a@" * 5_000,
                                  b"93.05.18-223.6" * 2_000, b"Kerkstraat " * 2_900])  # fmt: skip
def test_a_text_that_is_nearly_personal_over_and_over(refusing: Refusing, text: bytes) -> None:
    cells = b"".join(one_cell(n, text + b"%d" % n) for n in range(3, 40))
    refusing.refuses(with_rows(cells), "personal_data")


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="3"><c r="A3" t="s"><v>' + b"9" * 5_000 + b"</v></c></row>",
        b'<row r="' + b"9" * 5_000 + b'"><c r="A' + b"9" * 5_000 + b'"><v>1</v></c></row>',
        b'<row r="3"><c r="A3" t="s"><v>-1</v></c></row>',
        b'<row r="0"><c r="A0"><v>1</v></c></row>',
    ],
    ids=["index", "row", "below", "zero"],
)
def test_numbers_that_no_program_writes(refusing: Refusing, rows: bytes) -> None:
    assert refusing.look(with_rows(rows)).outcome == "refused"


def test_repeats_that_no_program_writes(refusing: Refusing) -> None:
    for times in (b"9" * 5_000, b"-1", b"1e9", b""):
        row = b'<table:table-row table:number-rows-repeated="%b"><table:table-cell ' % times
        cell = b'office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
        seen = refusing.look(in_content(row + cell + b"</table:table-row>"))
        assert seen.outcome == "refused"


def test_an_element_with_very_many_attributes(refusing: Refusing) -> None:
    attributes = b" ".join(b'a%d="x"' % n for n in range(100_000))
    seen = refusing.look(with_rows(b'<row r="3" ' + attributes + b"/>"))
    assert seen.outcome == "accepted"
