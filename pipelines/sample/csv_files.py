"""A sheet as a CSV file, as one coordinator's program writes it."""

from __future__ import annotations

import csv
import io
from datetime import date

from pipelines.sample.habits import Habit
from pipelines.sample.sheets import Cell, DayAndMonth, Formula, Sheet

_MONTHS = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]


def csv_file(sheet: Sheet, habit: Habit) -> bytes:
    """The text of a sheet; formulas leave their value, and what is hidden is there all the same."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(
        buffer,
        delimiter=habit.separator,
        lineterminator=habit.newline,
        quoting=csv.QUOTE_ALL if habit.has("quoted") else csv.QUOTE_MINIMAL,
    )
    writer.writerows([_text(cell) for cell in row] for row in sheet.rows)
    return buffer.getvalue().encode(habit.encoding)


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "WAAR" if cell else "ONWAAR"
        case DayAndMonth():
            return f"{cell.day.day}/{_MONTHS[cell.day.month - 1]}"
        case Formula():
            return _text(cell.value)
        case date():
            return cell.isoformat()
        case _:
            return str(cell)
