"""Choices: the drop-down lists that Excel keeps apart from the others, which openpyxl leaves out.

A list that stands in another sheet is written by Excel as an extension of the sheet. The same
thing said in the plain way is understood as well, by Excel since 2010 and by LibreOffice.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from pipelines.reading.packages import Package
from pipelines.reading.sheet_parts import local_name, parsed, sheet_parts

_EXTENSION = b"x14:dataValidation "
_NAMES = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_ATTRIBUTES = (
    "type", "operator", "errorStyle", "error", "errorTitle", "prompt", "promptTitle",
    "allowBlank", "showErrorMessage", "showInputMessage", "showDropDown",
)  # fmt: skip


def add_choices(book: Workbook, package: Package) -> None:
    """Give the sheets of a workbook the validations that stand in their extensions."""
    for title, path in sheet_parts(package).items():
        part = package.parts.get(path, b"")
        if _EXTENSION in part and title in book.sheetnames:
            for validation in _validations(parsed(part)):
                book[title].add_data_validation(validation)


def _validations(sheet: ET.Element) -> Iterator[DataValidation]:
    for element in sheet.iter(f"{_NAMES}dataValidation"):
        within = {local_name(child): "".join(child.itertext()).strip() for child in element}
        attributes = {name: element.attrib[name] for name in _ATTRIBUTES if name in element.attrib}
        plain = ET.Element("dataValidation", {**attributes, "sqref": within.get("sqref", "")})
        for name in ("formula1", "formula2"):
            if name in within:
                ET.SubElement(plain, name).text = within[name]
        validation = DataValidation.from_tree(plain)  # type: ignore[arg-type]  # it is an element
        if validation is not None and within.get("sqref"):
            yield validation
