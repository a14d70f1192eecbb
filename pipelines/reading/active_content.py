"""Active content: what in a workbook runs, fetches, or cannot be looked into.

Programs, links to other files and to databases, DDE, files within the file, signatures (the
certificate of a Belgian identity card holds the national register number).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from pipelines.errors import RefusedError
from pipelines.reading.markup import matches

# Parts that are no text and that a workbook may have; any other cannot be looked into.
_KNOWN_PARTS = re.compile(
    r"\.(xml|rels|vml|rdf|png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|svm|webp)$|/$|^mimetype$"
    r"|^xl/printersettings/[^/]+\.bin$|^objectreplacements/|^thumbnails/|^layout-cache$"
)
_ACTIVE_PARTS = re.compile(
    r"/embeddings/|/activex/|/ctrlprops/|/externallinks/|/macrosheets/|/dialogsheets/|^basic/"
    r"|^scripts/|^dialogs/|/webextensions/|/connections\.xml$|/querytables/|^_xmlsignatures/"
    r"|^meta-inf/\w*signatures\.xml$|^xl/model/|^database/"
)
_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")  # whatever the part is called
_MACRO_TYPES = re.compile(rb"macroEnabled|[mM]acrosheet|vbaProject")
# A relationship to outside the package; links that a person clicks are no harm.
_OUTSIDE = re.compile(rb"<(?:[\w.-]+:)?Relationship\s[^>]*TargetMode\s*=\s*[\"']External[^>]*>")
_CLICKED = re.compile(rb"/hyperlink[\"']")
# Formulas that start a program (`cmd|'/c x'!A1`, DDE) or fetch from the network.
_CALLS = (
    r"""[\w.]\|(?:'|&apos;|\w)[^<>"]*!"""
    r"|(?i:\b(?:DDE|WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|IMPORTDATA|IMPORTXML)\s?\()"
)
# Where a workbook keeps formulas: cells, names, choices, colours by condition, tables.
_FORMULAS = "f|formula[12]?|definedName|calculatedColumnFormula|totalsRowFormula"
_FORMULA = rf"<(?:[\w.-]+:)?(?:{_FORMULAS})(?:\s[^>]*)?>[^<]*?(?:{_CALLS})"
_ODS_FORMULA = rf'table:formula="[^"]*?(?:{_CALLS})'
_HAS_FORMULA = re.compile(
    rb"<(?:[\w.-]+:)?(?:f[\s>]|formula|definedName[\s>]|calculatedC|totalsRowF)"
)
_ODS_ACTIVE = re.compile(
    rb"<(?:[\w.-]+:)?(?:dde-link|dde-source|dde-connection|dde-connection-decl|event-listener"
    rb"|script|object-ole|plugin|applet|floating-frame|table-source|cell-range-source"
    rb"|database-source-(?:sql|table|query)|connection-resource)[\s/>]"
)


def check_names(names: Iterable[str]) -> None:
    """Raise RefusedError active_content when a package has such a part."""
    for name in (name.casefold() for name in names):
        if _ACTIVE_PARTS.search(name) or not _KNOWN_PARTS.search(name):
            raise RefusedError("active_content")


def check_beginning(part: bytes) -> None:
    """Raise RefusedError active_content when a part without text is a file of its own."""
    if part.startswith(_FILES):
        raise RefusedError("active_content")


def check_parts(parts: Mapping[str, bytes]) -> None:
    """Raise RefusedError active_content when the text of a part says that it runs or fetches."""
    if any(_is_active(name.casefold(), part) for name, part in parts.items()):
        raise RefusedError("active_content")


def _is_active(name: str, part: bytes) -> bool:
    if name == "[content_types].xml":
        return _MACRO_TYPES.search(part) is not None
    if name.endswith(".rels"):
        return any(not _CLICKED.search(match[0]) for match in _OUTSIDE.finditer(part))
    if name.startswith("xl/"):
        return _HAS_FORMULA.search(part) is not None and matches(part, _FORMULA)
    if name.endswith(("content.xml", "styles.xml")):
        calls = b"table:formula" in part and matches(part, _ODS_FORMULA)
        return calls or _ODS_ACTIVE.search(part) is not None
    return False
