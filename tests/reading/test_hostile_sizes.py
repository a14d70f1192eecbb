"""Files that are too large: bytes, rows, columns, sheets, and empty rows without end."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.files import sha256
from pipelines.landing.door import look_at
from pipelines.reading.extents import MAX_COLUMNS, MAX_ROWS
from pipelines.reading.limits import MAX_BYTES
from pipelines.reading.packages import MAX_SHEETS
from tests.reading.hostile import SHEET, in_content, with_rows, with_text
from tests.reading.refusing import MEGABYTES, Refusing, assert_told
from tests.reading.writing import HEADER, csv_text, ods, visit, visits, xlsx

GOOD = csv_text(visits(visit())).encode()
ODS_CELL = (
    b'<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p>'
    b"</table:table-cell>"
)


def ods_rows(times: int, cell: bytes = ODS_CELL) -> bytes:
    row = b'<table:table-row table:number-rows-repeated="%d">' % times
    return in_content(row + cell + b"</table:table-row>")


def test_more_bytes_than_a_delivery_may_weigh(refusing: Refusing) -> None:
    seen = refusing.refuses(GOOD + b" " * MAX_BYTES, "too_large", "bezoeken.csv")
    assert seen.grown_mb < 100


def test_of_a_file_of_a_gigabyte_nothing_is_kept_in_memory(
    refusing: Refusing, tmp_path: Path
) -> None:
    path = tmp_path / "bezoeken.csv"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    seen = refusing.witness.look(path)
    assert seen.reason == "too_large"
    assert seen.grown_mb < 100
    assert_told(seen.told, "too_large")


def test_a_file_that_is_too_large_is_known_by_its_hash_and_size(tmp_path: Path) -> None:
    data = GOOD + b" " * MAX_BYTES
    path = tmp_path / "bezoeken.csv"
    path.write_bytes(data)
    seen = look_at(path)
    assert (seen.sha256, seen.size_bytes, seen.is_clean) == (sha256(data), len(data), False)


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_what_is_no_file_is_not_read(refusing: Refusing, device: str) -> None:
    seen = refusing.witness.look(Path(device))
    assert (seen.outcome, seen.reason) == ("refused", "unsupported_kind")


def test_one_row_more_than_is_allowed(refusing: Refusing) -> None:
    row = b'<row r="%d"><c r="A%d"><v>1</v></c></row>'
    rows = b"".join(row % (n, n) for n in range(3, MAX_ROWS + 2))
    refusing.refuses(with_rows(rows), "too_large")
    refusing.refuses(ods_rows(MAX_ROWS), "too_large", "bezoeken.ods")
    lines = GOOD + b"zaventem;b2\r\n" * MAX_ROWS
    refusing.refuses(lines, "too_large", "bezoeken.csv")


def test_one_column_more_than_is_allowed(refusing: Refusing) -> None:
    wide = [*HEADER, *(f"kolom {n}" for n in range(MAX_COLUMNS + 1 - len(HEADER)))]
    for data in (xlsx({"bezoeken": [wide, visit()]}), ods({"bezoeken": [wide, visit()]})):
        refusing.refuses(data, "too_large")
    refusing.refuses(csv_text([wide, visit()]).encode(), "too_large", "bezoeken.csv")
    late = GOOD + b"x;" * MAX_COLUMNS + b"\r\n"
    refusing.refuses(late, "too_large", "bezoeken.csv")


def test_as_many_columns_as_are_allowed_are_read(refusing: Refusing) -> None:
    wide = [*HEADER, *(f"kolom {n}" for n in range(MAX_COLUMNS - len(HEADER)))]
    for data in (xlsx({"bezoeken": [wide, visit()]}), csv_text([wide, visit()]).encode()):
        assert refusing.look(data).outcome == "accepted"


def test_one_sheet_more_than_is_allowed(refusing: Refusing) -> None:
    sheets = {f"blad {n}": [["x"]] for n in range(MAX_SHEETS)}
    for write in (xlsx, ods):
        refusing.refuses(write({"bezoeken": visits(visit()), **sheets}), "too_large")
        del sheets["blad 0"]
        assert refusing.look(write({"bezoeken": visits(visit()), **sheets})).outcome == "accepted"
        sheets["blad 0"] = [["x"]]


def test_ten_million_empty_rows_in_a_text_file(refusing: Refusing) -> None:
    refusing.refuses(b"\n" * 10_000_000, "empty_file", "bezoeken.csv")
    refusing.refuses(b";;;;\n" * 3_900_000, "empty_file", "bezoeken.csv")
    refusing.refuses(GOOD + b"\n" * 10_000_000, "too_large", "bezoeken.csv")
    refusing.refuses(GOOD + b"\r" * 10_000_000, "too_large", "bezoeken.csv")
    refusing.refuses(GOOD + b";;;;;;;;;;;\n" * 1_500_000, "too_large", "bezoeken.csv")


def test_ten_million_empty_rows_in_a_workbook(refusing: Refusing) -> None:
    refusing.refuses(with_rows(b"<row/>" * 10_000_000), "too_large")
    far = b'<row r="10000000"><c r="A10000000"><v>1</v></c></row>'
    refusing.refuses(with_rows(far), "too_large")


def test_empty_rows_with_looks_to_the_end_of_a_sheet_are_no_reason_to_refuse(
    refusing: Refusing,
) -> None:
    looks = b"".join(b'<row r="%d" s="1" ht="15"/>' % n for n in range(3, 60_000))
    assert refusing.look(with_rows(looks)).outcome == "accepted"


def test_ten_million_empty_rows_in_an_ods_file(refusing: Refusing) -> None:
    name = "bezoeken.ods"
    refusing.refuses(ods_rows(10_000_000), "too_large", name)
    empty = ods_rows(10_000_000, b"<table:table-cell/>")
    assert refusing.look(empty, name).outcome == "accepted"  # Calc writes a million itself
    between = b'<table:table-row table:number-rows-repeated="10000000"><table:table-cell/>'
    row = b"</table:table-row><table:table-row>" + ODS_CELL + b"</table:table-row>"
    refusing.refuses(in_content(between + row), "too_large", name)


def test_a_wide_header_over_very_many_short_rows(refusing: Refusing) -> None:
    wide = ";".join([*HEADER, *(f"k{n}" for n in range(MAX_COLUMNS - len(HEADER)))]).encode()
    refusing.refuses(wide + b"\n" + b"x\n" * 400_000, "too_large", "bezoeken.csv")


@pytest.mark.parametrize(
    ("data", "reasons"),
    [
        (b";" * 19_000_000, {"empty_file"}),
        (b"a;" * 9_000_000, {"too_large"}),
        (b"a" * 19_000_000, {"not_readable", "personal_data", "no_stream_recognised"}),
        (b'"' + b"a;b\n" * 200_000, {"not_readable", "personal_data", "no_stream_recognised"}),
        (GOOD + b'"' + b"a;b\n" * 200_000, {"not_readable", "personal_data"}),
    ],
    ids=["separators", "cells", "word", "quote", "late quote"],
)
def test_text_without_rows(refusing: Refusing, data: bytes, reasons: set[str]) -> None:
    seen = refusing.look(data, "bezoeken.csv")
    assert (seen.outcome, seen.reason in reasons) == ("refused", True)
    assert_told(seen.told, seen.reason)


def test_one_text_shown_in_very_many_cells(refusing: Refusing) -> None:
    row = b'<row r="%d"><c r="A%d" t="s"><v>12</v></c></row>'
    cells = b"".join(row % (n, n) for n in range(3, 200_000))
    long = xlsx({"bezoeken": visits(visit(stek_id="a" * 32_000))})
    data = with_text(long, SHEET, b"</sheetData>", cells)
    seen = refusing.look(data)
    assert seen.outcome == "refused"
    assert seen.grown_mb < MEGABYTES
