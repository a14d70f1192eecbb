from __future__ import annotations

import pytest

from pipelines.reading.identity import Trace, find_identity
from tests.reading.writing import ods, part, repacked, visit, visits

REGISTER = "93.05.18-223.61"
KIND = "national_register_number"
GOOD = ods({"bezoeken": visits(visit())})
CELL = '<table:table-cell office:value-type="string"{}>{}</table:table-cell>'
ROW = "<table:table-row{}>{}</table:table-row></table:table>"
COLLAPSED = ' table:visibility="collapse"'
NAMES = {"xlink": "http://www.w3.org/1999/xlink", "draw": "urn:d"}


def with_content(old: str, new: str) -> bytes:
    content = part(GOOD, "content.xml").decode()
    for name, space in NAMES.items():
        if f"xmlns:{name}=" not in content:  # odfpy adds what any file before it needed
            content = content.replace(
                " office:version=", f' xmlns:{name}="{space}" office:version=', 1
            )
    assert old in content
    return repacked(GOOD, {"content.xml": content.replace(old, new, 1).encode()})


def in_row(cell: str, row: str = "") -> bytes:
    return with_content("</table:table>", ROW.format(row, cell))


def in_cell(text: str, attributes: str = "") -> bytes:
    return in_row(CELL.format(attributes, f"<text:p>{text}</text:p>"))


def beside(xml: str) -> bytes:
    return with_content("</office:spreadsheet>", f"{xml}</office:spreadsheet>")


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (in_cell(REGISTER), "cell"),
        (in_row(CELL.format("", f"<text:p>{REGISTER}</text:p>"), COLLAPSED), "cell"),
        (in_cell("93.05<text:span>.18-22</text:span>3.61"), "cell"),
        (in_cell("93.05.18<text:s/>223<text:s/>61"), "cell"),
        (in_cell("x", f' office:string-value="{REGISTER}"'), "cell"),
        (in_cell("x", f" table:formula=\"of:=&quot;{REGISTER}&quot;\""), "other"),
        (in_cell(f'<text:a xlink:href="https://x.be/{REGISTER}">x</text:a>'), "other"),
        (in_row(f'<table:table-cell office:value-type="float" office:value="1"><text:p>{REGISTER}'
                "</text:p></table:table-cell>"), "other"),
        # Anchored in that cell, and read as its text: so it is told as that cell.
        (in_row(CELL.format("", f"<draw:frame><draw:text-box><text:p>{REGISTER}</text:p>"
                            "</draw:text-box></draw:frame>")), "cell"),
        (with_content('table:name="bezoeken"', f'table:name="{REGISTER}"'), "other"),
        (beside(f'<table:named-expressions><table:named-expression table:name="x" '
                f'table:expression="{REGISTER}"/></table:named-expressions>'), "other"),
        (beside(f"<table:help-message><text:p>{REGISTER}</text:p></table:help-message>"), "other"),
        (repacked(GOOD, {"Object 1/content.xml": f"<chart><title>{REGISTER}</title></chart>".encode()}),
         "other"),
        (repacked(GOOD, {"styles.xml": f"<s><p>blad <b>{REGISTER}</b></p></s>".encode()}), "other"),
        (repacked(GOOD, {"meta.xml": f"<m><user-defined>{REGISTER}</user-defined></m>".encode()}),
         "properties"),
    ],
)  # fmt: skip
def test_a_trace_is_found_wherever_it_hides_in_an_ods_file(data: bytes, place: str) -> None:
    found = find_identity(data, "x.ods")
    assert [(trace.kind, trace.place) for trace in found] == [(KIND, place)]


def test_a_hidden_sheet_of_an_ods_file_is_looked_through() -> None:
    data = ods({"bezoeken": visits(visit()), "Blad2": [["x"], [REGISTER]]})
    content = part(data, "content.xml")
    hidden = content.replace(
        b'<table:table table:name="Blad2">',
        b'<table:table table:name="Blad2" table:display="false" table:style-name="verborgen">',
    )
    assert hidden != content
    found = find_identity(repacked(data, {"content.xml": hidden}), "x.ods")
    assert found == (Trace(KIND, "Blad2", "A2"),)
