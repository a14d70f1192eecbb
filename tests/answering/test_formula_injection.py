"""Nothing that is written back can start a formula, whatever was delivered."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest

from pipelines.answering.machine import as_json
from pipelines.answering.workbooks import write_workbook
from pipelines.findings.reports import report
from pipelines.home import Home
from pipelines.landing.looking import Offer, look
from pipelines.months import Month
from tests.answering.books import formulas, in_libreoffice
from tests.reading.writing import csv_text, ods, part, visit, visits, xlsx

PAYLOADS = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "=cmd|'x'!A1", '=HYPERLINK("x")',
            "\uff1d1+1", "'=1+1", "=1;=2")  # fmt: skip
LINES = visits(*(visit(bezoek_id=text, gender=text) for text in PAYLOADS))
COUNT = len(PAYLOADS) + 1


def text_file() -> bytes:
    quoted = [[f'"{str(cell).replace(chr(34), chr(34) * 2)}"' for cell in row] for row in LINES]
    return csv_text(quoted).encode()


def workbook() -> bytes:
    return xlsx({"bezoeken": LINES}, strings_to_formulas=False)


FILES = {"xlsx": workbook, "ods": lambda: ods({"bezoeken": LINES}), "csv": text_file}


def given_back(home: Home, folder: Path, data: bytes, kind: str, title: str = "bezoeken") -> bytes:
    path = folder / f"bezoeken.{kind}"
    path.write_bytes(data)
    (looked,) = look(home, [Offer(path, "zaventem", Month(2026, 10))])
    assert looked.seen is not None
    found = report(home, looked)
    assert "1+1" not in as_json(found).replace(f'"{title}"', "")
    out = folder / "terug.xlsx"
    write_workbook(out, found, looked.seen.copyable, path.name, "nl")
    return out.read_bytes()


@pytest.fixture(scope="module", params=FILES)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def returned(kind: str, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What is given back of a file of that kind; it is made once."""
    folder = tmp_path_factory.mktemp(kind)
    return given_back(Home(folder / "home"), folder, FILES[kind](), kind)


def test_a_text_that_begins_a_formula_comes_back_as_that_text(kind: str, returned: bytes) -> None:
    assert formulas(returned) == []
    sheet = openpyxl.load_workbook(io.BytesIO(returned))["bezoeken"]
    for row, text in enumerate(PAYLOADS, start=2):
        cell = sheet.cell(row, 2)
        # A spreadsheet makes one kind of line end of all, and an ods file leaves out tabs.
        found = str(cell.value).replace("_x000D_", "\r").replace("\n", "\r")
        assert found == text or (kind == "ods" and text[0] in "\t\r")
        assert (cell.data_type, cell.quotePrefix) == ("s", not text.startswith("'"))


def test_in_libreoffice_each_is_a_text_too(tmp_path: Path, returned: bytes) -> None:
    saved = in_libreoffice(returned, tmp_path, to="ods")
    content = part(saved, "content.xml")
    assert b"table:formula" not in content
    assert len(re.findall(rb"1\+1</text:p>", content)) >= 4


def test_a_copy_of_it_saved_as_text_starts_nothing_that_was_not_there(returned: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(returned))
    first = book.worksheets[0]
    told = [str(cell.value) for row in first.iter_rows() for cell in row if cell.value]
    assert not [text for text in told if text.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("title", ["=1+1", "+x", "@x", "-2+3"])
def test_a_sheet_whose_name_begins_a_formula_starts_none(
    home: Home, tmp_path: Path, title: str
) -> None:
    lines = visits(*(visit(bezoek_id=f"b{n}") for n in range(9)), visit(bezoek_id="b9", gender="z"))
    returned = given_back(home, tmp_path, xlsx({title: lines}), "xlsx", title)
    assert formulas(returned) == []
    first = openpyxl.load_workbook(io.BytesIO(returned)).worksheets[0]
    cells = [cell for row in first.iter_rows(min_row=2) for cell in row if cell.value == title]
    assert cells
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)
