"""How each coordinator writes: one habit a Stek, together every form that real files come in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["xlsx", "ods", "csv"]
Headers = Literal["code", "upper", "spaces", "title", "alias", "question"]
Codes = Literal["code", "upper", "spaces", "label", "synonym", "letter"]
Dates = Literal["cell", "iso", "slash", "short", "serial", "formula"]
Amounts = Literal["number", "comma", "point", "euro"]
YesNo = Literal["ja/nee", "j/n", "x/nee", "1/0", "WAAR/ONWAAR", "Ja/Nee"]
Quirk = Literal[
    "title",  # rows above the header: the Stek, the month, and that it is fictitious
    "merged",  # these title cells are merged
    "blank",  # empty rows in between and at the end
    "total",  # a row `Totaal` at the end
    "nbsp",  # non-breaking spaces where a person sees a space
    "extra",  # columns that nobody asked for, one of them in front
    "hidden_column",
    "hidden_row",
    "hidden_sheet",
    "comment",
    "formula",  # formulas with their cached values, besides those of the dates
    "excel_class",  # Excel made 1 April of the class 1-4
    "sheet_names",  # Blad1, Blad2 …
    "comma_list",  # several themes with a comma, not |
    "quoted",  # every field of the CSV in quotes
]


@dataclass(frozen=True)
class Habit:
    """How one coordinator writes; separator, encoding and line end are of CSV files only."""

    kind: Kind
    headers: Headers
    codes: Codes
    yes_no: YesNo
    dates: Dates
    amounts: Amounts
    quirks: frozenset[Quirk] = frozenset()
    separator: str = ";"
    encoding: Literal["utf-8", "utf-8-sig", "cp1252"] = "utf-8"
    newline: str = "\r\n"

    def has(self, quirk: Quirk) -> bool:
        """Whether that oddity is this coordinator's."""
        return quirk in self.quirks


def _quirks(*quirks: Quirk) -> frozenset[Quirk]:
    return frozenset(quirks)


PLAIN = Habit("csv", "code", "code", "ja/nee", "iso", "point")

# Whose file is what it is: extract-format.md, "What real files look like", spread over the roster.
HABITS: Mapping[str, Habit] = {
    "zaventem": Habit(
        "xlsx", "spaces", "label", "Ja/Nee", "cell", "number",
        _quirks("title", "merged", "blank", "total", "hidden_sheet"),
    ),
    "tienen": Habit(
        "xlsx", "title", "spaces", "ja/nee", "slash", "comma", _quirks("title", "blank", "extra")
    ),
    "kalmthout": Habit(
        "ods", "question", "label", "ja/nee", "cell", "number",
        _quirks("title", "merged", "comment", "total", "hidden_column", "formula"),
    ),
    "beringen": Habit(
        "csv", "spaces", "synonym", "ja/nee", "slash", "comma", _quirks("title", "total", "nbsp"),
        encoding="cp1252",
    ),
    "leopoldsburg": Habit(
        "csv", "title", "label", "j/n", "short", "comma", _quirks("blank"), encoding="utf-8-sig"
    ),
    "sint-truiden": Habit(
        "xlsx", "code", "code", "x/nee", "serial", "number", _quirks("total", "formula")
    ),
    "zelzate": Habit(
        "csv", "code", "upper", "1/0", "iso", "point", separator="\t", newline="\n"
    ),
    "harelbeke": Habit(
        "xlsx", "question", "label", "WAAR/ONWAAR", "formula", "number",
        _quirks("formula", "extra", "hidden_column", "blank"),
    ),
    "denderleeuw": Habit(
        "csv", "upper", "upper", "ja/nee", "short", "euro", _quirks("quoted", "nbsp", "extra"),
        separator=",", newline="\n",
    ),
    "gent-broederij": Habit(
        "xlsx", "upper", "spaces", "j/n", "slash", "euro",
        _quirks("nbsp", "hidden_row", "title", "comma_list"),
    ),
    "gent-tuintjes": Habit(
        "xlsx", "alias", "synonym", "1/0", "short", "comma", _quirks("sheet_names", "excel_class")
    ),
    "gent-zoete-inval": Habit(
        "ods", "title", "label", "WAAR/ONWAAR", "slash", "comma",
        _quirks("excel_class", "hidden_row", "hidden_sheet", "blank"),
    ),
    "gent-warme-wijktuin": Habit(
        "csv", "alias", "label", "WAAR/ONWAAR", "serial", "comma",
        _quirks("excel_class", "comma_list", "total"), encoding="cp1252",
    ),
    "anderlecht-peterbos": Habit(
        "xlsx", "alias", "synonym", "x/nee", "cell", "number",
        _quirks("comment", "hidden_sheet", "excel_class", "title"),
    ),
    "ieper-ter-plekke": Habit(
        "xlsx", "title", "letter", "ja/nee", "iso", "point",
        _quirks("merged", "title", "hidden_column", "comment", "nbsp"),
    ),
    "stek-16": PLAIN,
}  # fmt: skip


def habit(stek_id: str) -> Habit:
    """The habit of a Stek's coordinator; one that the sample does not know yet writes plainly."""
    return HABITS.get(stek_id, PLAIN)
