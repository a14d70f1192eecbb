"""The pages of a delivery: the records of a stream laid out as one coordinator does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from pipelines import contracts
from pipelines.contracts import Column, Stream
from pipelines.months import Month
from pipelines.sample import spellings
from pipelines.sample.habits import Dates, Habit
from pipelines.sample.mistakes import Slip
from pipelines.sample.model import NOTE
from pipelines.sample.sheets import Cell, Formula, Page, Sheet
from pipelines.sample.stekken import Stek

_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
_BLANK_EVERY = 25
_HIDDEN_ROW, _HIDDEN, _EXTRA = 2, "controle", ("volgnr", "duur (min)")
_DAY_FIRST = ("slash", "short")


@dataclass(frozen=True)
class Hand:
    """Who writes a file: the coordinator of a Stek, for one month, with these dates in the file."""

    stek: Stek
    month: Month
    habit: Habit
    dates: Dates


def page(hand: Hand, stream: Stream, rows: pl.DataFrame, slips: Sequence[Slip]) -> Page:
    """One stream of a delivery, with the slips of the pen that were made in it."""
    table = _table(hand, stream, rows, slips)
    width = len(table[0])
    above = _above(hand, width)
    laid_out, numbers = [*above, table[0]], []
    for place, record in enumerate(table[1:]):
        if hand.habit.has("blank") and place and place % _BLANK_EVERY == 0:
            laid_out.append((None,) * width)
        laid_out.append(record)
        numbers.append(len(laid_out))
    sheet = Sheet(
        title=_title(stream, hand.habit),
        rows=(*laid_out, *_below(hand.habit, width, numbers)),
        merged_rows=tuple(range(min(len(above), 3))) if hand.habit.has("merged") else (),
        hidden_rows=_hidden_rows(hand.habit, numbers),
        hidden_columns=frozenset(place for place, head in enumerate(table[0]) if head == _HIDDEN),
        comments=_comments(hand.habit, len(above), numbers),
    )
    return Page(stream.name, sheet, tuple(numbers))


def dates_of(habit: Habit, streams: Sequence[pl.DataFrame]) -> Dates:
    """How a file's dates are written: day first only where the file itself settles that order."""
    days = [
        day
        for rows in streams
        for name in rows.select(pl.selectors.date()).columns
        for day in rows[name].drop_nulls()
    ]
    if habit.dates in _DAY_FIRST and not spellings.is_settled(days):
        return "iso"
    return habit.dates


def lists_sheet() -> Sheet:
    """A hidden sheet with a list to choose from, as a template has."""
    labels = [code.label.nl for code in contracts.code_list("contact_forms")]
    return Sheet("Lijsten", (("Contactvorm",), *((label,) for label in labels)), is_hidden=True)


def _table(
    hand: Hand, stream: Stream, rows: pl.DataFrame, slips: Sequence[Slip]
) -> list[tuple[Cell, ...]]:
    """The header and the records as cells."""
    heads = [
        spellings.header(column, hand.habit.headers, hand.month.month + place)
        for place, column in enumerate(stream.columns)
    ]
    columns = [_column(hand, column, rows, slips) for column in stream.columns]
    if hand.habit.has("formula"):
        stek_id = hand.stek.stek_id
        columns[0] = [Formula(f'=LOWER("{stek_id.upper()}")', stek_id)] * rows.height
    heads, columns = _with_extra(heads, columns, hand.habit, rows.height)
    return [tuple(heads), *zip(*columns, strict=True)]


def _column(hand: Hand, column: Column, rows: pl.DataFrame, slips: Sequence[Slip]) -> list[Cell]:
    values: list[object] = rows[column.name].to_list()
    for slip in slips:
        if slip.column == column.name:
            values[slip.row] = slip.value
    return spellings.written(column, values, hand.habit, hand.dates, hand.month.year)


def _with_extra(
    heads: list[str], columns: list[list[Cell]], habit: Habit, height: int
) -> tuple[list[str], list[list[Cell]]]:
    if habit.has("extra"):
        heads = [_EXTRA[0], *heads, _EXTRA[1]]
        counted: list[Cell] = [place + 1 for place in range(height)]
        minutes: list[Cell] = [15 + 5 * (place % 7) for place in range(height)]
        columns = [counted, *columns, minutes]
    if habit.has("hidden_column"):
        heads, columns = [*heads, _HIDDEN], [*columns, ["ok"] * height]
    return heads, columns


def _above(hand: Hand, width: int) -> list[tuple[Cell, ...]]:
    """The rows above the header: whose file it is, of which month, and that it is fictitious."""
    if not hand.habit.has("title"):
        return []
    month = f"{_MONTHS[hand.month.month - 1]} {hand.month.year}"
    words = (hand.stek.name, month, NOTE, None)
    return [(word,) + (None,) * (width - 1) for word in words]


def _below(habit: Habit, width: int, numbers: Sequence[int]) -> list[tuple[Cell, ...]]:
    """The rows under the records: empty ones, and a total."""
    below: list[tuple[Cell, ...]] = [(None,) * width] * 2 if habit.has("blank") else []
    if habit.has("total") and numbers:
        counted = f"=COUNTA(B{numbers[0]}:B{numbers[-1]})"
        shown: Cell = len(numbers) if habit.kind == "csv" else Formula(counted, len(numbers))
        below.append(("Totaal", shown) + (None,) * (width - 2))
    return below


def _title(stream: Stream, habit: Habit) -> str:
    if not habit.has("sheet_names"):
        return stream.physical_name if habit.headers in ("code", "upper") else stream.title.nl
    place = [one.name for one in contracts.streams()].index(stream.name)
    return f"Blad{place + 1}"


def _hidden_rows(habit: Habit, numbers: Sequence[int]) -> frozenset[int]:
    """A record that a filter left out of sight; it counts all the same."""
    has_one = habit.has("hidden_row") and len(numbers) > _HIDDEN_ROW
    return frozenset({numbers[_HIDDEN_ROW] - 1}) if has_one else frozenset()


def _comments(habit: Habit, header: int, numbers: Sequence[int]) -> dict[tuple[int, int], str]:
    if not habit.has("comment"):
        return {}
    on_record = {(numbers[0] - 1, 1): "nagekeken"} if numbers else {}
    return {(header, 2): "Zie de lijst", **on_record}
