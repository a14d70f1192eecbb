"""A national register number in a delivery: what must never arrive, where nobody looks."""

from __future__ import annotations

from dataclasses import replace

from pipelines.sample.incidents import HidingPlace
from pipelines.sample.sheets import Cell, Page, Sheet

NUMBER = "93.05.18-223.61"  # a published example: nobody's
_BESIDE = 1  # the record (from 0) beside which it stands, or the last one


def with_number(page: Page, place: HidingPlace) -> tuple[Page, int]:
    """The page with the number in it, and the row (as a person sees it) where it stands."""
    row = page.row_numbers[min(_BESIDE, len(page.row_numbers) - 1)]
    sheet = page.sheet
    if place == "comment":
        comments = {**sheet.comments, (row - 1, 2): f"zie {NUMBER}"}
        return replace(page, sheet=replace(sheet, comments=comments)), row
    sheet = _with_column(page, "dossier" if place == "hidden_column" else "opmerking", row)
    if place == "hidden_column":
        hidden = sheet.hidden_columns | {sheet.width - 1}
        sheet = replace(sheet, hidden_columns=hidden)
    return replace(page, sheet=sheet), row


def _with_column(page: Page, head: str, row: int) -> Sheet:
    """The sheet with one column more, empty but for its head and the number."""
    header = _header_row(page)
    cells: dict[int, Cell] = {header: head, row: NUMBER}
    rows = tuple(
        (*record, cells.get(place)) for place, record in enumerate(page.sheet.rows, start=1)
    )
    return replace(page.sheet, rows=rows)


def _header_row(page: Page) -> int:
    """The header stands right above the first record."""
    return page.row_numbers[0] - 1
