"""Two groups within strata, from counts that may be rounded: their difference and odds ratio."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from pipelines.estimates.rounding import spread, square_and_add, variance_of
from pipelines.estimates.told import ROUNDED, Rules
from pipelines.statistics.arrays import Numbers, numbers
from pipelines.statistics.intervals import Interval
from pipelines.statistics.proportions import Difference
from pipelines.statistics.stratified import (
    OddsRatio,
    Strata,
    crude_risk_difference,
    odds_ratio,
    risk_difference,
)

_COUNTS: Final = ("warm_x", "warm_n", "cold_x", "cold_n")
_STATUSES: Final = ("warm_status", "warm_status", "cold_status", "cold_status")


@dataclass(frozen=True)
class Effect:
    """How much more often in the first group, as a difference of shares and as an odds ratio."""

    difference: Difference
    odds_ratio: OddsRatio


@dataclass(frozen=True)
class Pairs:
    """The counts (x, n, x, n) of the strata that show both rates, (strata, 4), out of `known` strata.

    `variance` is what rounding adds to each of the counts.
    """

    counts: Numbers
    variance: Numbers
    known: int

    @classmethod
    def of(cls, rows: pl.DataFrame, rules: Rules) -> Pairs:
        """Those of the rows in which both rates are shown."""
        kept = rows.filter(pl.col("warm_value").is_not_null(), pl.col("cold_value").is_not_null())
        counts = kept.select(_COUNTS).to_numpy().astype(np.float64)
        statuses = np.column_stack([kept[name].to_numpy() for name in _STATUSES])
        variance = np.where(statuses == ROUNDED, variance_of(rules.round_to), 0.0)
        return cls(counts.reshape(-1, 4), numbers(variance).reshape(-1, 4), rows.height)

    @property
    def used(self) -> int:
        """How many strata show both rates."""
        return int(self.counts.shape[0])

    @property
    def referrals(self) -> float:
        """How many are in them."""
        return float(self.counts[:, [1, 3]].sum())

    def crude(self) -> Effect:
        """All strata thrown together, the interval of the difference after Newcombe."""
        return self._effect(crude_risk_difference, lambda strata: odds_ratio(strata.pooled()))

    def standardised(self) -> Effect:
        """Within strata, after Mantel and Haenszel."""
        return self._effect(risk_difference, odds_ratio)

    def _effect(
        self, differ: Callable[[Strata], Difference], ratio: Callable[[Strata], OddsRatio]
    ) -> Effect:
        """Both figures, their intervals widened by what rounding adds; that of the odds on its log."""
        difference, odds = differ(self._strata(self.counts)), ratio(self._strata(self.counts))
        logs = Interval(np.log(odds.interval.low), np.log(odds.interval.high))
        own = self._added(lambda counts: differ(self._strata(counts)).estimate)
        of_log = self._added(lambda counts: np.log(ratio(self._strata(counts)).estimate))
        wide = square_and_add(difference.estimate, difference.interval, own).clipped(-1.0, 1.0)
        wide_log = square_and_add(np.log(odds.estimate), logs, of_log)
        return Effect(
            Difference(difference.estimate, wide),
            OddsRatio(odds.estimate, Interval(np.exp(wide_log.low), np.exp(wide_log.high))),
        )

    def _added(self, figure: Callable[[Numbers], Numbers]) -> Numbers:
        shape = self.counts.shape
        return spread(
            lambda rows: figure(rows.reshape(-1, *shape)),
            self.counts.ravel(),
            self.variance.ravel(),
        )

    @staticmethod
    def _strata(counts: Numbers) -> Strata:
        """The strata of counts (..., strata, 4)."""
        warm_x, warm_n, cold_x, cold_n = (counts[..., column] for column in range(4))
        return Strata.of((warm_x, warm_n - warm_x), (cold_x, cold_n - cold_x))
