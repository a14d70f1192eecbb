"""Margins: what is written in a workbook outside its cells, for the identity scan.

Comments, document properties, defined names, headers and footers, pivot caches, text boxes,
formulas, strings that no cell uses any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from xml.etree import ElementTree as ET

from pipelines.errors import RefusedError
from pipelines.reading.grids import OtherText, Place
from pipelines.reading.identifiers import SUSPECT
from pipelines.reading.markup import matches
from pipelines.reading.ods_tables import without_rows
from pipelines.reading.packages import MAX_BESIDE, Package
from pipelines.reading.sheet_parts import local_name, parsed, related, sheet_parts

# Elements whose text may be cut in runs by its formatting: looked at as a whole.
_WHOLE = frozenset({"comment", "threadedComment", "p", "property", "si", "definedName", "title"})
# "&LSTEK &P": a page header or footer, with codes for its place and its letters.
_PAGES = frozenset(
    {"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
)
_PAGE_CODE = re.compile(r'&(?:"[^"]*"|[A-Z])')
_SHEET_CELLS = re.compile(rb"<((?:[\w.-]+:)?sheetData)(?=[\s/>])")
_FORMULA = re.compile(rb"<f\b[^>]*>([^<]+)<")
_ODS_IN_CELLS = re.compile(
    rb"<(office:annotation|draw:[a-z-]+)(?=[\s>])(?:[^>]*[^>/])?>.*?</\1\s*>", re.DOTALL
)
_ATTRIBUTE = re.compile(rb'="([^"]+)"')
# In a cell and not its value: a formula, where a link leads, a text other than the one shown.
_ODS_ATTRIBUTE = re.compile(rb'(?:table:formula|xlink:href|string-value)="([^"]+)"')
# Where nothing is closed, as in an old drawing, none of these may look on to its end.
_TAG = re.compile(r"<[^<>]*>")
_RUN = re.compile(
    r"<rPr>(?:[^<]|<(?!/?rPr>))*</rPr>|</?(?:r|t|text:span|text:s|text:a)(?: [^<>]*)?>"
)
# No words of people there.
_UNSCANNED = re.compile(r"xl/(theme/|styles\.xml|calcChain\.xml)|^\[Content_Types\]")


def other_texts(package: Package) -> Iterator[OtherText]:
    """Every text of a workbook that stands in no cell, with its place."""
    comments = _comment_sheets(package)
    for path, part in package.parts.items():
        if _UNSCANNED.search(path):
            continue
        if path == "content.xml":
            yield from _ods_texts(part)
        elif path.casefold() == "xl/sharedstrings.xml":
            if _may_tell(part):
                yield OtherText("other", _without_tags(part))
        else:
            yield from _part_texts(path, part, comments.get(path, ""))


def _part_texts(path: str, part: bytes, sheet: str) -> Iterator[OtherText]:
    if "/pivotcache" in path.casefold():
        values = b"\n".join(_ATTRIBUTE.findall(part)) if _may_tell(part) else b""
        yield OtherText("other", unescape(values.decode(errors="replace")))
        return
    if b"sheetData" in part:
        formulas = _FORMULA.findall(part) if b"<f" in part else []
        yield OtherText("other", unescape(b"\n".join(formulas).decode(errors="replace")), sheet)
        part = _without_cells(part)
    place: Place = "properties" if path.startswith(("docProps/", "meta.xml")) else "other"
    try:
        root = _small(part)
    except RefusedError:  # old drawings (vml) are not always XML
        if not path.casefold().endswith(".vml"):
            raise
        yield OtherText(place, _without_tags(part), sheet)
        return
    yield from _element_texts(root, place, sheet)


def _without_cells(part: bytes) -> bytes:
    """A sheet without its rows; no program writes these in two pieces."""
    starts = list(_SHEET_CELLS.finditer(part))
    if len(starts) > 1:
        raise RefusedError("not_readable")
    for start in starts:
        before, _, after = part.rpartition(b"</%b>" % start[1])
        part = part[: start.start()] + after if before else part
    return part


def _small(part: bytes) -> ET.Element:
    """What stands beside the rows, as elements; the rows themselves are never taken apart."""
    if len(part) > MAX_BESIDE:
        raise RefusedError("too_large")
    return parsed(part)


def _element_texts(root: ET.Element, place: Place, sheet: str) -> Iterator[OtherText]:
    waiting = [(root, False)]
    while waiting:
        element, is_within = waiting.pop()
        name = local_name(element)
        here: Place = "comment" if name in ("comment", "threadedComment") else place
        is_whole = name in _WHOLE and not is_within  # or a text deep in these is there many times
        waiting += [(child, is_within or is_whole) for child in reversed(element)]
        texts = {"".join(element.itertext())} if is_whole else set()
        own = element.text or ""
        texts |= {_PAGE_CODE.sub(" ", own) if name in _PAGES else own, *element.attrib.values()}
        if written := "\n".join(sorted(texts)).strip():
            yield OtherText(here, written, sheet, element.get("ref", ""))


def _ods_texts(part: bytes) -> Iterator[OtherText]:
    for match in _ODS_IN_CELLS.finditer(part):
        place: Place = "comment" if match[1] == b"office:annotation" else "other"
        yield OtherText(place, _without_tags(match[0]))
    attributes = b"\n".join(_ODS_ATTRIBUTE.findall(part)).decode(errors="replace")
    yield OtherText("other", unescape(attributes))
    if _may_tell(part):  # a number can be shown otherwise than it is
        yield OtherText("other", _without_tags(_ODS_IN_CELLS.sub(b"", part)))
    yield from _element_texts(_small(without_rows(part)), "other", "")


def _may_tell(part: bytes) -> bool:
    """Whether a look at each text of a large part is worth the time; tags stand between words."""
    return b"&#" in part or b"<r>" in part or b"<text:s" in part or matches(part, SUSPECT)


def _without_tags(part: bytes) -> str:
    """The text of a part, a line for each piece; the runs of one piece are put together."""
    text = part.decode(errors="replace")
    has_runs = "<r>" in text or "<text:s" in text
    return unescape(_TAG.sub("\n", _RUN.sub("", text) if has_runs else text))


def _comment_sheets(package: Package) -> dict[str, str]:
    """The name of the sheet that each sheet part, comments part or drawing belongs to."""
    sheets = {}
    for name, path in sheet_parts(package).items():
        folder, _, file = path.rpartition("/")
        sheets[path] = sheets[f"{folder}/_rels/{file}.rels"] = name
        sheets.update(dict.fromkeys(related(package, path).values(), name))
    return sheets
