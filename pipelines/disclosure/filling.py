"""How well each table is filled: the share of its cells that are too small to show by themselves.

A table of which more than half would be hidden tells little and costs others their figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from pipelines.disclosure.plan import Plan
from pipelines.disclosure.rules import SMALLEST_COUNT
from pipelines.warehouse.cells import ALL
from pipelines.warehouse.headers import IndicatorHeader

HALF: Final = 0.5  # issue "disclosure": a table of which more is hidden is not worth publishing
_DIMENSIONS: Final = {"stek": "stek_id", "right": "recht_code"}


@dataclass(frozen=True)
class Filling:
    """One table that could be told: its grain, whether the plan tells it, and how well it is filled.

    `cells` leaves out categories and outcomes that have nobody to speak of in the whole table, and
    those that the plan leaves out of a table that it tells; `hidden` is the share of the others
    that is small, 0 to 1; `coarser` is the best filled table with a dimension less.

    `of_all` is the share of all rows that is hidden: in the latest release where it tells the table,
    else those that are small. `stays` says why a table is told of which that is over half.
    """

    indicator: str
    grain: str
    is_told: bool
    cells: int
    hidden: float
    coarser: str = ""
    coarser_hidden: float = 0.0
    of_all: float = 0.0
    stays: str = ""

    @property
    def is_half_hidden(self) -> bool:
        """Whether it is told though more than half of its rows are hidden."""
        return self.is_told and self.of_all > HALF


def fillings(
    header: IndicatorHeader, cells: pl.DataFrame, plan: Plan, shown: pl.DataFrame | None = None
) -> list[Filling]:
    """Every table of an indicator, from its completed cells with true counts.

    `shown` has its rows in the latest release.
    """
    counted = _counted(cells, _told(plan, header, cells))
    of_all = _of_all(counted) | (_hidden(shown) if shown is not None else {})
    nobody = pl.col("numerator").sum().over("grain", "category", "outcome") < SMALLEST_COUNT
    table = (
        counted.filter(~nobody)
        .group_by("grain")
        .agg(
            pl.col("is_told").any(),
            cells=pl.len(),
            hidden=(pl.col("numerator") < SMALLEST_COUNT).mean(),
        )
        .sort("grain")
    )
    known = {row["grain"]: row["hidden"] for row in table.iter_rows(named=True)}
    return [
        Filling(
            header.name,
            *_shown(row),
            *_coarser(row["grain"], known),
            of_all=of_all[row["grain"]],
            stays=plan.stays.get((header.name, row["grain"]), ""),
        )
        for row in table.iter_rows(named=True)
    ]


def _counted(cells: pl.DataFrame, kept: pl.DataFrame) -> pl.DataFrame:
    """The delivered counts and their grain, without what the plan leaves out of a table it tells."""
    counted = (
        cells.filter(pl.col("counted_by").is_null(), pl.col("months_reported") > 0)
        .join(kept, on=_KEY, how="left")
        .with_columns(pl.col("is_told").fill_null(value=False), grain=_grain())
    )
    return counted.filter(pl.col("is_told") | ~pl.col("is_told").any().over("grain"))


def _of_all(counted: pl.DataFrame) -> dict[str, float]:
    """The share of small counts by grain, those of nobody too."""
    small = pl.col("numerator") < SMALLEST_COUNT
    return dict(counted.group_by("grain").agg(small.mean()).iter_rows())


def _hidden(shown: pl.DataFrame) -> dict[str, float]:
    """The share of delivered rows that a release hides, by grain."""
    told = shown.filter(pl.col("status") != "not_delivered").with_columns(grain=_grain())
    is_hidden = pl.col("status").str.starts_with("hidden")
    return dict(told.group_by("grain").agg(is_hidden.mean()).iter_rows())


_KEY: Final = ("period_type", "period", "stek_id", "recht_code", "breakdown", "category", "outcome")


def _told(plan: Plan, header: IndicatorHeader, cells: pl.DataFrame) -> pl.DataFrame:
    return plan.told(header, cells).select(_KEY).with_columns(is_told=pl.lit(value=True))


def _grain() -> pl.Expr:
    """The grain of a cell, as the plan writes it."""
    crossed = [
        pl.when(pl.col(column) != ALL).then(pl.lit(f" x {name}")).otherwise(pl.lit(""))
        for name, column in _DIMENSIONS.items()
    ]
    broken_down = pl.when(pl.col("breakdown") != ALL).then(" x " + pl.col("breakdown"))
    return pl.concat_str("period_type", *crossed, broken_down.otherwise(pl.lit("")))


def _shown(row: dict[str, object]) -> tuple[str, bool, int, float]:
    return (
        str(row["grain"]),
        bool(row["is_told"]),
        int(str(row["cells"])),
        float(str(row["hidden"])),
    )


def _coarser(grain: str, known: dict[str, float]) -> tuple[str, float]:
    """The best filled table with one dimension less; nothing where there is none."""
    period, *dimensions = grain.split(" x ")
    fewer = [
        " x ".join([period, *(one for one in dimensions if one != left_out)])
        for left_out in dimensions
    ]
    best = min((known[one], one) for one in fewer if one in known) if dimensions else None
    return (best[1], best[0]) if best else ("", 0.0)
