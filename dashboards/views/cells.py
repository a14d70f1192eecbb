"""What one figure shows before it is drawn: rows of released cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipelines.contracts import Words

Kind = Literal["time", "right", "outcome", "category", "stek"]
State = Literal["shown", "hidden", "not_delivered", "nobody"]
ALL = "ALL"


@dataclass(frozen=True)
class Series:
    """What is counted: one outcome, in total or of one category of a breakdown."""

    label: Words
    outcome: str
    is_rate: bool
    breakdown: str = ALL
    category: str = ALL


@dataclass(frozen=True)
class Cell:
    """One released cell; `ci_low` and `ci_high` are the ends of the 95 % interval, in percents."""

    is_rate: bool
    numerator: int | None
    denominator: int | None
    value: int | None
    ci_low: float | None
    ci_high: float | None
    status: str
    steks_reporting: int
    steks_expected: int

    @property
    def is_complete(self) -> bool:
        """Whether every Stek that it is about delivered every month of the period."""
        return self.steks_reporting == self.steks_expected

    @property
    def is_partial(self) -> bool:
        """Whether it counts some months of the period but not all."""
        return not self.is_complete and self.status != "not_delivered"

    @property
    def measure(self) -> int | None:
        """What is drawn: the percentage of a rate, the count of anything else."""
        return self.value if self.is_rate else self.numerator

    @property
    def state(self) -> State:
        """Whether there is something to draw and, if not, why not."""
        if self.measure is not None:
            return "shown"
        if self.status == "not_delivered":
            return "not_delivered"
        return "nobody" if self.denominator == 0 else "hidden"


@dataclass(frozen=True)
class Row:
    """One row: a period, right, Stek, outcome or category, with a cell for each series."""

    name: Words | None
    key: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class View:
    """The rows of one figure.

    `series` is empty where the rows themselves are what is counted; a row of the kind `time` has no
    name, as each language writes a period its own way.
    """

    kind: Kind
    period_type: str
    periods: tuple[str, ...]
    rows_title: Words | None
    series: tuple[Series, ...]
    rows: tuple[Row, ...]

    @property
    def is_rate(self) -> bool:
        """Whether it shows percentages."""
        return self.rows[0].cells[0].is_rate

    @property
    def states(self) -> set[State]:
        """Every state that one of its cells is in."""
        return {cell.state for row in self.rows for cell in row.cells}
