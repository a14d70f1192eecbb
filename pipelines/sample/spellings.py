"""How a value is written: the many spellings of one code, date, amount or yes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from pipelines import contracts
from pipelines.contracts import Code, Column
from pipelines.sample.codes import NOT_ASKED
from pipelines.sample.habits import Amounts, Codes, Dates, Habit, Headers, YesNo
from pipelines.sample.sheets import Cell, DayAndMonth, Formula

NBSP = "\u00a0"
DAY_ZERO = date(1899, 12, 30)  # the day that spreadsheets count from
_NBSP_EVERY = 5
_EXCEL_CLASSES = {"1-4": (4, 1), "5-9": (9, 5)}  # month and day that a spreadsheet reads in these
_YES_NO: dict[YesNo, tuple[Cell, Cell]] = {
    "ja/nee": ("ja", "nee"),
    "Ja/Nee": ("Ja", "Nee"),
    "j/n": ("j", "n"),
    "x/nee": ("x", "nee"),
    "1/0": (1, 0),
    "WAAR/ONWAAR": (True, False),
}


def header(column: Column, style: Headers, turn: int) -> str:
    """The head of a column; `turn` chooses among the other names that the contract knows."""
    spaced = column.physical_name.replace("_", " ").capitalize()
    match style:
        case "code":
            return column.physical_name
        case "upper":
            return column.physical_name.upper()
        case "spaces":
            return " ".join("ID" if word == "id" else word for word in spaced.split())
        case "title":
            return column.title.nl
        case "alias":
            return (*column.aliases, column.physical_name)[turn % (len(column.aliases) + 1)]
        case "question":
            return f"{spaced.lower()}?" if column.type == "yes_no" else f" {spaced} "


def written(
    column: Column, values: Sequence[object], habit: Habit, dates: Dates, year: int
) -> list[Cell]:
    """The cells of a column. What is not a value of its type is left as it is: a mistake."""
    cells = [_written_one(column, value, habit, dates, turn) for turn, value in enumerate(values)]
    if column.code_list == "count_classes" and habit.has("excel_class"):
        cells = [
            _classes_as_days(value, cell, year) for value, cell in zip(values, cells, strict=True)
        ]
    if habit.has("nbsp"):
        cells = [_with_nbsp(column, cell, turn) for turn, cell in enumerate(cells)]
    return cells


def _written_one(column: Column, value: object, habit: Habit, dates: Dates, turn: int) -> Cell:
    if isinstance(value, list):
        mark = ", " if habit.has("comma_list") else "|"
        told = [_spelled(column, habit.codes, str(code), turn) for code in value]
        return mark.join(word for word in told if word) or None
    if isinstance(value, str) and column.type == "code":
        return _spelled(column, habit.codes, value, turn)
    return _plainly(value, habit, dates)


def _plainly(value: object, habit: Habit, dates: Dates) -> Cell:
    match value:
        case bool():
            return _YES_NO[habit.yes_no][0 if value else 1]
        case date():
            return write_date(value, dates)
        case Decimal():
            return write_amount(value, habit.amounts)
        case _:
            return None if value is None else str(value)


def write_date(day: date, style: Dates) -> Cell:
    """A date as text, number or date cell."""
    match style:
        case "cell":
            return day
        case "iso":
            return day.isoformat()
        case "slash":
            return f"{day:%d/%m/%Y}"
        case "short":
            return f"{day.day}-{day.month}-{day:%y}"
        case "serial":
            return (day - DAY_ZERO).days
        case "formula":
            return Formula(f"=DATE({day.year},{day.month},{day.day})", day)


def write_amount(euros: Decimal, style: Amounts) -> Cell:
    """An amount as people write it.

    >>> [write_amount(Decimal("1234.50"), style) for style in ("number", "comma", "point")]
    [1234.5, '1.234,50', '1234.5']
    """
    grouped = f"{euros:,.2f}"
    match style:
        case "number":
            return float(euros)
        case "comma":
            return grouped.translate(str.maketrans(",.", ".,"))
        case "point":
            return f"{euros.normalize():f}"
        case "euro":
            return f"€{NBSP}{grouped.translate(str.maketrans(',.', f'{NBSP},'))}"


def is_settled(days: Iterable[date]) -> bool:
    """Whether these days, written day first, settle that order: one is past the twelfth."""
    return any(day.day > 12 for day in days)


def _spelled(column: Column, style: Codes, code: str, turn: int) -> str | None:
    variants = _variants(column, style).get(code)
    return code if variants is None else variants[turn % len(variants)]


@cache
def _variants(column: Column, style: Codes) -> dict[str, tuple[str | None, ...]]:
    """Per code of a column, the spellings that a coordinator of that style uses in turn."""
    found: dict[str, tuple[str | None, ...]] = {
        code.code: _ways(code, style) for code in contracts.accepted_codes(column)
    }
    if not column.is_required:
        found[NOT_ASKED] = (None, None, None, *found[NOT_ASKED][:1])
    return found


def _ways(code: Code, style: Codes) -> tuple[str, ...]:
    label = code.label.nl
    match style:
        case "code":
            return (code.code,)
        case "upper":
            return (code.code.upper(), code.code)
        case "spaces":
            return (code.code.replace("_", " ").capitalize(), code.code.replace("_", " "))
        case "label":
            return (label, label, label.lower(), label, code.code, label.upper(), f" {label} ")
        case "synonym":
            return (*code.synonyms, label) if code.synonyms else (label, code.code)
        case "letter":
            return (code.fields.get("letter_code") or code.code,)


def _classes_as_days(value: object, cell: Cell, year: int) -> Cell:
    if not isinstance(value, str) or value not in _EXCEL_CLASSES:
        return cell
    return DayAndMonth(date(year, *_EXCEL_CLASSES[value]))


def _with_nbsp(column: Column, cell: Cell, turn: int) -> Cell:
    if not isinstance(cell, str):
        return cell
    if column.type == "text":
        return cell + NBSP if turn % _NBSP_EVERY == 0 else cell
    return cell.replace(" ", NBSP)
