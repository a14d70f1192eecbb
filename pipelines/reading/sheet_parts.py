"""Sheet parts: which part of an xlsx package holds which sheet, and what goes with it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from pipelines.errors import RefusedError
from pipelines.reading.nesting import MAX_DEPTH
from pipelines.reading.packages import Package

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def sheet_parts(package: Package) -> Mapping[str, str]:
    """The path of each sheet's part by the sheet's name; empty for ods."""
    if package.format == "ods":
        return {}
    targets = related(package, "xl/workbook.xml")
    sheets = parsed(package.parts["xl/workbook.xml"]).iter()
    return {
        sheet.get("name", ""): targets.get(sheet.get(_ID) or sheet.get(_STRICT_ID) or "", "")
        for sheet in sheets
        if local_name(sheet) == "sheet"
    }


def related(package: Package, path: str) -> Mapping[str, str]:
    """The paths of the parts that a part names, by the id of the relationship."""
    folder, name = posixpath.split(path)
    part = package.parts.get(f"{folder}/_rels/{name}.rels")
    if part is None:
        return {}
    inside = (relation for relation in parsed(part) if relation.get("TargetMode") != "External")
    return {
        relation.get("Id", ""): _resolved(folder, relation.get("Target", "")) for relation in inside
    }


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def parsed(part: bytes) -> ET.Element:
    """The root element of a part; parts that declare a document type never get here."""
    try:
        root = ET.fromstring(part)  # noqa: S314 - `markup` refuses every document type
    except ET.ParseError:
        raise RefusedError("not_readable") from None
    level, depth = [root], 0
    while level:
        level, depth = [child for element in level for child in element], depth + 1
        if depth > MAX_DEPTH:  # what looks at the text of each element would take for ever
            raise RefusedError("not_readable")
    return root


def local_name(element: ET.Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]
