"""The released cells that one figure needs, gathered from an indicator's table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import polars as pl

from dashboards.views.cells import ALL, Cell, Kind, Row, Series, View
from pipelines.contracts import Words
from pipelines.disclosure.release import PublishedIndicator

Along = Literal["period", "stek_id", "recht_code", "category", "outcome"]
_CELL = (
    "numerator", "denominator", "value", "ci_low", "ci_high", "status", "steks_reporting",
    "steks_expected",
)  # fmt: skip


@dataclass(frozen=True)
class Gathered:
    """The cells of some series along one dimension, in total over every other.

    `cells` is the released table with, for each row, the number of its `series`, its `key` along
    the dimension, and the `measure` that would be drawn (null when it is not shown).
    """

    series: tuple[Series, ...]
    cells: pl.DataFrame

    @classmethod
    def along(
        cls, indicator: PublishedIndicator, series: Iterable[Series], along: Along
    ) -> Gathered:
        """Gather the cells of these series along that dimension."""
        wanted = tuple(series)
        numbered = pl.DataFrame(
            [(one.outcome, one.breakdown, one.category, one.is_rate) for one in wanted],
            schema=["outcome", "breakdown", "category", "is_rate"],
            orient="row",
        ).with_row_index("series")
        spread = [pl.col(along) != ALL] if along in ("stek_id", "recht_code", "category") else []
        total = [pl.col(name) == ALL for name in ("stek_id", "recht_code") if name != along]
        on = ["outcome", "breakdown", *(() if along == "category" else ("category",))]
        cells = indicator.table.filter(*spread, *total).join(
            numbered.drop(() if along != "category" else "category"), on=on
        )
        measure = pl.when("is_rate").then("value").otherwise("numerator")
        return cls(wanted, cells.with_columns(key=pl.col(along), measure=measure))

    @property
    def is_empty(self) -> bool:
        """Whether the indicator has nothing along this dimension."""
        return self.cells.is_empty()

    @property
    def share_shown(self) -> float:
        """The share of its cells that can be shown."""
        return self.cells["measure"].count() / max(self.cells.height, 1)

    def of_first(self, *period_types: str) -> Gathered:
        """Only the first of these period types that has any cells."""
        present = set(self.cells["period_type"])
        chosen = next((one for one in period_types if one in present), "")
        return self._where(pl.col("period_type") == chosen)

    def latest(self, *period_types: str) -> Gathered:
        """Only the last period of the first of these types; every released period is over."""
        return self.of_first(*period_types).last_periods(1)

    def last_periods(self, most: int) -> Gathered:
        """Only that many periods, counted from the last."""
        return self._where(pl.col("period").rank("dense", descending=True) <= most)

    def with_figures(self) -> Gathered:
        """Without the series that have no figure at all; as it is when none has."""
        shown = set(self.cells.filter(pl.col("measure").is_not_null())["series"])
        return self._keep(sorted(shown)) if shown else self

    def most_counted(self, most: int) -> Gathered:
        """Only the series that count most, in their own order."""
        counts = dict(self.cells.group_by("series").agg(pl.col("numerator").sum()).iter_rows())
        ranked = sorted(range(len(self.series)), key=lambda number: -counts.get(number, 0))
        return self._keep(sorted(ranked[:most]))

    def view(self, kind: Kind, names: Mapping[str, Words | None]) -> View | None:
        """The cells as rows in the order of `names`; None when there are none."""
        if self.is_empty:
            return None
        found = {
            (key, number): cell
            for key, number, *cell in self.cells.select("key", "series", *_CELL).iter_rows()
        }
        rows = tuple(
            Row(
                name, key, tuple(Cell(s.is_rate, *found[key, n]) for n, s in enumerate(self.series))
            )
            for key, name in names.items()
            if (key, 0) in found
        )
        periods = tuple(sorted(set(self.cells["period"])))
        return View(kind, self.cells["period_type"][0], periods, None, self.series, rows)

    def _where(self, condition: pl.Expr) -> Gathered:
        return replace(self, cells=self.cells.filter(condition))

    def _keep(self, numbers: list[int]) -> Gathered:
        renumbered = pl.DataFrame({"series": numbers}, schema={"series": pl.UInt32}).with_row_index(
            "new"
        )
        cells = self.cells.join(renumbered, on="series").drop("series").rename({"new": "series"})
        return Gathered(tuple(self.series[number] for number in numbers), cells)
