"""Two groups within strata, from counts that may be rounded: their difference and odds ratio."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from pipelines.estimates.rounding import square_and_add, variance_of
from pipelines.estimates.told import ROUNDED, SMALL, Rules
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
    """The counts (x, n, x, n) of the large enough strata, (strata, 4), out of `known` strata.

    `variance` is what rounding, and hiding small counts, adds to each of the counts.
    """

    counts: Numbers
    variance: Numbers
    known: int

    @classmethod
    def of(cls, rows: pl.DataFrame, rules: Rules) -> Pairs:
        """Those of the rows that are large enough in both groups, whatever came of them.

        Strata chosen by their outcome would tilt the comparison: where nearly all arrive, those
        with a rate are those where many did not. A count hidden as small stands for its middle.
        """
        middle = (rules.smallest_count - 1) / 2
        told = rows.with_columns(
            pl.when(pl.col(f"{group}_status") == SMALL)
            .then(pl.min_horizontal(pl.lit(middle), f"{group}_n"))
            .otherwise(f"{group}_x")
            .cast(pl.Float64)
            .alias(f"{group}_x")
            for group in ("warm", "cold")
        )
        is_large = [pl.col(f"{group}_n") >= rules.smallest_rate_base for group in ("warm", "cold")]
        kept = told.filter(*is_large).drop_nulls(_COUNTS)
        counts = kept.select(_COUNTS).to_numpy().astype(np.float64)
        statuses = np.column_stack([kept[name].to_numpy() for name in _STATUSES])
        variance = np.where(np.isin(statuses, (ROUNDED, SMALL)), variance_of(rules.round_to), 0.0)
        return cls(counts.reshape(-1, 4), numbers(variance).reshape(-1, 4), rows.height)

    @property
    def used(self) -> int:
        """How many strata are large enough."""
        return int(self.counts.shape[0])

    @property
    def referrals(self) -> float:
        """How many are in them."""
        return float(self.counts[:, [1, 3]].sum())

    def crude(self) -> Effect:
        """All strata thrown together, the interval of the difference after Newcombe."""
        strata = self._strata()
        return self._widened(crude_risk_difference(strata), odds_ratio(strata.pooled()))

    def standardised(self) -> Effect:
        """Within strata, after Mantel and Haenszel."""
        strata = self._strata()
        return self._widened(risk_difference(strata), odds_ratio(strata))

    def _widened(self, difference: Difference, odds: OddsRatio) -> Effect:
        """Both figures, their intervals widened by what rounding adds; that of the odds on its log."""
        own, of_log = self.rounding()
        wide = square_and_add(difference.estimate, difference.interval, own).clipped(-1.0, 1.0)
        return Effect(Difference(difference.estimate, wide), _wider(odds, of_log))

    def rounding(self) -> tuple[Numbers, Numbers]:
        """The variance that rounding adds to the common difference, and to the log of the odds ratio.

        Both are made of sums over strata, so that moving one count moves one term of each sum. That of
        the log is NaN where one person more or less would leave nobody on one side of the odds.
        """
        terms = _terms(self.counts)
        others = terms.sum(0) - terms
        added = np.zeros(2)
        for place, step in enumerate(np.eye(len(_COUNTS))):
            ends = (_figures(others + _terms(self.counts + way * step)) for way in (1, -1))
            slopes = np.subtract(*ends) / 2
            variance = self.variance[:, place, None]
            added += np.where(variance > 0, variance * slopes**2, 0.0).sum(0)
        return numbers(added[0]), numbers(added[1])

    def _strata(self) -> Strata:
        warm_x, warm_n, cold_x, cold_n = self.counts.T
        return Strata.of((warm_x, warm_n - warm_x), (cold_x, cold_n - cold_x))


def _wider(odds: OddsRatio, of_log: Numbers) -> OddsRatio:
    """The odds ratio, its interval wider by this variance of its log; without an end where unknown."""
    if np.isnan(of_log) or odds.estimate == 0 or np.isinf(odds.estimate):
        return OddsRatio(odds.estimate, Interval(numbers(0.0), numbers(np.inf)))
    logs = Interval(np.log(odds.interval.low), np.log(odds.interval.high))
    wide = square_and_add(np.log(odds.estimate), logs, of_log)
    return OddsRatio(odds.estimate, Interval(np.exp(wide.low), np.exp(wide.high)))


def _terms(counts: Numbers) -> Numbers:
    """What each stratum adds to the sums that both figures are made of; (strata, 4)."""
    x1, n1, x0, n0 = counts.T
    terms = (x1 * n0 - x0 * n1, n1 * n0, x1 * (n0 - x0), (n1 - x1) * x0)
    return numbers(np.stack(terms, axis=-1) / (n1 + n0)[:, None])


def _figures(sums: Numbers) -> Numbers:
    """The Mantel-Haenszel difference and the log of the odds ratio of such sums; (..., 2)."""
    difference = sums[..., 0] / sums[..., 1]
    is_told = (sums[..., 2] > 0) & (sums[..., 3] > 0)
    for_it, against = (np.where(is_told, sums[..., side], np.nan) for side in (2, 3))
    return numbers(np.stack([difference, np.log(for_it / against)], axis=-1))
