"""Disclosure control, the only door out: profile R, small counts hidden and all others rounded.

Nothing else makes a `Released`, and only a `Released` is written or drawn. Profile R is for the
time being: each figure is protected by itself, not against what several of them tell together.
"""

from __future__ import annotations

from dataclasses import InitVar, dataclass
from typing import Final

import polars as pl

from pipelines.disclosure.cells import COUNTS, GROUP, KEY, PLACE, Domains
from pipelines.disclosure.completion import completed
from pipelines.errors import DisclosureError
from pipelines.warehouse.headers import IndicatorHeader

SMALLEST_COUNT: Final = 5  # README "Privacy": fewer persons than this are never shown, nor is zero
ROUND_TO: Final = 5  # README "Privacy": every count that is shown is rounded to a multiple of this
SMALLEST_RATE_BASE: Final = 20  # README "Privacy": no percentage of fewer than this, once rounded
SMALLEST_AMOUNT_BASE: Final = 10  # README "Privacy": no sum of fewer amounts than this
ROUND_AMOUNT_TO: Final = 100  # README "Privacy": euros; sums of amounts are rounded to this
SAMPLE_NOTE: Final = "Voorbeeldgegevens: fictieve cijfers"


class _Seal:
    """What only this module holds, and what making a `Released` takes."""


_SEAL: Final = _Seal()


@dataclass(frozen=True)
class Released:
    """One indicator's table as it may leave the house; made by `protect` and by nothing else."""

    header: IndicatorHeader
    is_sample: bool
    _table: pl.DataFrame
    seal: InitVar[_Seal]

    def __post_init__(self, seal: _Seal) -> None:
        if seal is not _SEAL:
            raise DisclosureError("Only `protect` in this module makes a Released table.")

    @property
    def table(self) -> pl.DataFrame:
        """The protected rows, sorted; a copy, so that what was released cannot be changed."""
        return self._table.clone()


def protect(
    header: IndicatorHeader,
    cells: pl.DataFrame,
    reporting: pl.DataFrame,
    domains: Domains,
    *,
    is_sample: bool,
) -> Released:
    """The indicator as it may be shown: its whole grid, with small counts hidden, others rounded.

    `cells` is the indicator's table and `reporting` is `facts.reporting`, both with true counts.
    Raises DisclosureError when a cell is unknown or double, or cannot be what it says it is.
    """
    complete = completed(header, cells, reporting, domains)
    counts = _exact() if header.protect == "none" else _protected()
    table = complete.with_columns(counts).select(
        pl.lit(header.name).alias("indicator"),
        pl.col(*KEY, *COUNTS, "value", "status", "steks_reporting", "steks_expected"),
        pl.lit(SAMPLE_NOTE if is_sample else None, pl.String).alias("note"),
    )
    return Released(header, is_sample, table.sort(KEY), _SEAL)


def _protected() -> tuple[pl.Expr, ...]:
    """What is shown of counts of persons; every expression sees the true counts."""
    numerator, denominator, status = pl.col("numerator"), pl.col("denominator"), _status()
    is_rate = (
        (status == "provisional")
        & (denominator - numerator >= SMALLEST_COUNT)
        & (_rounded(denominator) >= SMALLEST_RATE_BASE)
    )
    return (
        pl.when(pl.col("counted").is_null())
        .then(_shown(numerator, status))
        .when(status == "provisional")
        .then(_rounded(numerator, ROUND_AMOUNT_TO))
        .alias("numerator"),
        _shown(denominator, status, unless=_tells_its_parts(status)).alias("denominator"),
        pl.when(is_rate).then(_percent(_rounded(numerator), _rounded(denominator))).alias("value"),
        status.alias("status"),
    )


def _exact() -> tuple[pl.Expr, ...]:
    """What is shown of counts of deliveries, which say nothing about a person: everything."""
    numerator, denominator = pl.col("numerator"), pl.col("denominator")
    return (
        pl.when(denominator > 0).then(_percent(numerator, denominator)).alias("value"),
        pl.lit("published").alias("status"),
    )


def _status() -> pl.Expr:
    """Zero is told only of a Stek (or all of them) whose whole stream was empty in that period."""
    is_empty = (pl.col("records") == 0) & pl.all_horizontal(
        pl.col(count).sum().over(PLACE) == 0 for count in COUNTS
    )
    return (
        pl.when(pl.col("months_reported") == 0)
        .then(pl.lit("not_delivered"))
        .when(is_empty)
        .then(pl.lit("zero"))
        .when(pl.col("counted") < SMALLEST_AMOUNT_BASE)
        .then(pl.lit("hidden"))
        .when(pl.col("counted").is_not_null() | (pl.col("numerator") >= SMALLEST_COUNT))
        .then(pl.lit("provisional"))
        .otherwise(pl.lit("hidden_small"))
    )


def _shown(count: pl.Expr, status: pl.Expr, unless: pl.Expr | None = None) -> pl.Expr:
    """A count as it is shown: rounded, or hidden when it is small; a denominator is a count too."""
    is_hidden = (status == "not_delivered") | (count < SMALLEST_COUNT)
    is_hidden = is_hidden if unless is None else is_hidden | unless
    return pl.when(status == "zero").then(count).when(~is_hidden).then(_rounded(count))


def _tells_its_parts(status: pl.Expr) -> pl.Expr:
    """Whether a denominator is so small that parts which are all hidden can only just make it up.

    Two hidden parts of a total of 8 are 4 and 4. Such a total is hidden like one under five.
    """
    parts = pl.col("is_part")
    is_all_hidden = (~parts | (status == "hidden_small")).all().over(GROUP)
    most = parts.sum().over(GROUP).cast(pl.Int64) * (SMALLEST_COUNT - 1)
    least = pl.max_horizontal(_rounded(pl.col("denominator")) - ROUND_TO // 2, SMALLEST_COUNT)
    return is_all_hidden & (least <= most)


def _rounded(count: pl.Expr, base: int = ROUND_TO) -> pl.Expr:
    return (count + base // 2) // base * base


def _percent(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """The whole percentage; a half goes up."""
    return (200 * part + whole) // (2 * whole)
