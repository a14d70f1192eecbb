"""Rows of shares with how sure each is: what a dot plot with intervals shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboards.tongue import Tongue
from dashboards.views.cells import Cell
from dashboards.views.said import columns, detailed, texts, why_not, with_interval
from dashboards.views.tables import Table, TableRow
from dashboards.views.telling import Teller


@dataclass(frozen=True)
class IntervalRow:
    """One row: a share between the ends of its interval, in percents, or why there is none.

    `told` is written beside it, `hover` is what a reader sees who points at it; `peer` is the share
    to look at it with; `heading` stands above it where a group of rows begins.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    told: str
    hover: str
    peer: float | None = None
    heading: str = ""


@dataclass(frozen=True)
class IntervalRows:
    """The rows from top to bottom, on an axis with that sign behind its numbers.

    `reference` is a line through all rows, such as the share of all, with its name.
    """

    rows: tuple[IntervalRow, ...]
    sign: str
    reference: float | None = None
    reference_name: str = ""


def row(
    tongue: Tongue, name: str, cell: Cell, *, peer: Cell | None = None, heading: str = ""
) -> IntervalRow:
    """A cell as a row; where it is hidden words stand in its place, and no peer beside them."""
    is_shown = cell.value is not None
    return IntervalRow(
        name=name,
        value=cell.value,
        low=cell.ci_low if is_shown else None,
        high=cell.ci_high if is_shown else None,
        told=with_interval(tongue, cell) if is_shown else why_not(tongue, cell),
        hover=detailed(tongue, name, cell),
        peer=peer.value if peer is not None and is_shown else None,
        heading=heading,
    )


def rows_of(teller: Teller) -> IntervalRows:
    """The rows of a view of one share."""
    names = teller.short_row_names()
    own = zip(names, teller.view.rows, strict=True)
    return IntervalRows(
        tuple(row(teller.tongue, name, one.cells[0]) for name, one in own),
        teller.tongue.percent_sign,
    )


def cells_table(
    tongue: Tongue,
    row_title: str,
    cells: Mapping[str, Cell],
    pages: Mapping[str, str] | None = None,
) -> Table:
    """The same cells as a table, by the name of their row; `pages` is where a name leads to."""
    links = pages or {}
    rows = tuple(
        TableRow(name, texts(tongue, cell), links.get(name, "")) for name, cell in cells.items()
    )
    return Table(row_title=row_title, columns=columns(tongue), rows=rows)


def overlap(one: Cell, other: Cell) -> bool:
    """Whether two intervals share a percent; also when one of them is not told."""
    if one.ci_low is None or one.ci_high is None:
        return True
    if other.ci_low is None or other.ci_high is None:
        return True
    return one.ci_low <= other.ci_high and other.ci_low <= one.ci_high
