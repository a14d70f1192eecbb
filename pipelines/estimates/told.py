"""A released table as an estimate sees it: what everybody may read, and nothing behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import polars as pl

from pipelines.statistics.arrays import Flags, Numbers
from pipelines.statistics.intervals import Interval
from pipelines.warehouse.headers import ALL_CATEGORIES, IndicatorHeader, Outcome

PLACE: Final = ("period_type", "period", "stek_id")
GROUP: Final = (*PLACE, "recht_code", "breakdown", "category")
COUNTED: Final = ("numerator", "denominator", "value")
ROUNDED: Final = "provisional"  # the status of counts that were rounded; others are exact
SMALL: Final = "hidden_small"  # the status of counts that are known to be under the smallest shown


@dataclass(frozen=True)
class Rules:
    """Which counts are small, how others were rounded, and of how many at least a rate is told."""

    smallest_count: int
    round_to: int
    smallest_rate_base: int


@dataclass(frozen=True)
class Told:
    """One released indicator: its header, and its rows as they are published.

    A count that is hidden is null. `value` is there only where the count, what it is a share of, and
    the rest may all be shown: where it is null, nothing is estimated.
    """

    header: IndicatorHeader
    table: pl.DataFrame
    rules: Rules

    @property
    def counts_persons(self) -> bool:
        """Whether it counts what people did, and not deliveries."""
        return self.header.protect != "none"

    def shares(self) -> tuple[Outcome, ...]:
        """The outcomes that are a share of others, without the mirror image of one before it."""
        kept: list[Outcome] = []
        for one in self.header.outcomes:
            is_share = one.has_rate and one.of != (ALL_CATEGORIES,)
            if is_share and not any(_is_mirrored(one, other) for other in kept):
                kept.append(one)
        return tuple(kept)

    def cells(self, *outcomes: str, **values: str) -> pl.DataFrame:
        """The rows of these outcomes with these values, such as `recht_code=ALL`."""
        matches = [pl.col(name) == value for name, value in values.items()]
        return self.table.filter(pl.col("outcome").is_in(outcomes), *matches)

    def of_shares(self, **values: str) -> pl.DataFrame:
        """The rows of all its shares with these values."""
        return self.cells(*(one.code for one in self.shares()), **values)


Tables: TypeAlias = Mapping[str, Told]


def with_shares(tables: Tables) -> list[Told]:
    """Those that count what people did and tell a share of it."""
    return [told for told in tables.values() if told.counts_persons and told.shares()]


def stacked(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """The parts that have rows, under each other; a table without columns when none has."""
    filled = [part for part in parts if not part.is_empty()]
    return pl.concat(filled) if filled else pl.DataFrame()


def _is_mirrored(one: Outcome, other: Outcome) -> bool:
    """Whether two shares make up one whole, so that the one says what the other says."""
    return len(one.of) == 2 and set(one.of) == set(other.of) == {one.code, other.code}


def array(table: pl.DataFrame, column: str) -> Numbers:
    """A column as floats, NaN where nothing is shown."""
    return table[column].cast(pl.Float64).fill_null(np.nan).to_numpy()


def shown(table: pl.DataFrame) -> tuple[Numbers, Numbers]:
    """The counts of every row whose rate is shown, NaN for the others."""
    is_shown = pl.col("value").is_not_null()
    kept = table.select(
        pl.when(is_shown).then(name).alias(name) for name in ("numerator", "denominator")
    )
    return array(kept, "numerator"), array(kept, "denominator")


def is_rounded(table: pl.DataFrame) -> Flags:
    """Which rows hold rounded counts."""
    return (table["status"] == ROUNDED).fill_null(value=False).to_numpy()


def widened(rounded: Flags, rules: Rules, interval: Callable[[int], Interval]) -> Interval:
    """The interval of each row, as wide as its own counts ask; `interval` takes what they round to."""
    exact = interval(1)
    if not rounded.any():
        return exact
    wide = interval(rules.round_to)
    return Interval(
        np.where(rounded, wide.low, exact.low), np.where(rounded, wide.high, exact.high)
    )


def percents(shares: Numbers, *, decimals: int = 1) -> pl.Series:
    """Shares as percentages, null where there is none."""
    return figures(100 * shares, decimals=decimals)


def figures(values: Numbers, *, decimals: int = 1) -> pl.Series:
    """Numbers as a column of so many decimals, whole for none; null where there is no number."""
    told = np.where(np.isfinite(values), np.round(values, decimals) + 0.0, np.nan)  # no minus zero
    column = pl.Series(values=told, dtype=pl.Float64).fill_nan(None)
    return column if decimals else column.cast(pl.Int64)
