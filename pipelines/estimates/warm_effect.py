"""Warm against cold: how often people arrive and get their right, as it is and with like beside like.

A difference is no proof of cause: who is referred warmly differs from who is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from pipelines.contracts import code_list
from pipelines.estimates.pairs import Effect, Pairs
from pipelines.estimates.told import Tables, Told, figures, percents
from pipelines.statistics.arrays import Numbers, numbers
from pipelines.statistics.intervals import Interval
from pipelines.warehouse.cells import ALL

COLD: Final = "koud"
CRUDE: Final = "geen"  # nothing is held alike
_BY: Final = ("outcome", "period_type", "period", "manner")
_ON: Final = ("outcome", "period_type", "period", "stek_id", "recht_code")


def warm_effect(tables: Tables) -> pl.DataFrame:
    """One row for each outcome, period, manner and what is held alike: `geen`, recht_code, stek_id.

    A stratum counts when both of its rates are shown; how many did, and which part of all referrals
    they hold, stands beside.
    """
    told = tables["warm_referral"]
    rows = [row for breakdown in told.header.breakdowns for row in _rows(told, breakdown)]
    return pl.DataFrame(rows).sort(*_BY, "held_alike") if rows else pl.DataFrame()


def _rows(told: Told, breakdown: str) -> Iterator[dict[str, object]]:
    for key, group in _pairs(told, breakdown).group_by(_BY, maintain_order=True):
        is_all_steks, is_all_rights = pl.col("stek_id") == ALL, pl.col("recht_code") == ALL
        total = Pairs.of(group.filter(is_all_steks, is_all_rights), told.rules)
        if not total.used:
            continue
        strata = {
            "recht_code": group.filter(is_all_steks, ~is_all_rights),
            "stek_id": group.filter(~is_all_steks, is_all_rights),
        }
        named = dict(zip(_BY, key, strict=True))
        yield named | _row(CRUDE, total, total.crude(), total)
        for held_alike, rows in strata.items():
            inside = Pairs.of(rows, told.rules)
            if inside.used:
                yield named | _row(held_alike, inside, inside.standardised(), total)


def _pairs(told: Told, breakdown: str) -> pl.DataFrame:
    """Each manner beside cold, wherever both are told; quarters and years."""
    unanswered = [code.code for code in code_list("not_answered")]
    cells = told.of_shares(breakdown=breakdown).filter(pl.col("period_type") != "month")
    sides = (("warm", ~pl.col("category").is_in([COLD, *unanswered])), ("cold", _is_cold()))
    warm, cold = (
        cells.filter(is_side).select(
            *_ON,
            *([pl.col("category").alias("manner")] if side == "warm" else []),
            *(
                pl.col(column).alias(f"{side}_{name}")
                for name, column in (
                    ("x", "numerator"),
                    ("n", "denominator"),
                    ("value", "value"),
                    ("status", "status"),
                )
            ),
        )
        for side, is_side in sides
    )
    return warm.join(cold, on=_ON).sort(*_BY, "stek_id", "recht_code")


def _is_cold() -> pl.Expr:
    return pl.col("category") == COLD


def _row(held_alike: str, pairs: Pairs, effect: Effect, total: Pairs) -> dict[str, object]:
    """The figures of one comparison: percentage points, an odds ratio, and what it rests on."""
    row: dict[str, object] = {"held_alike": held_alike}
    difference, odds = effect.difference, effect.odds_ratio
    row |= _named("difference", percents(_three(difference.estimate, difference.interval)))
    row |= _named("odds_ratio", figures(_three(odds.estimate, odds.interval), decimals=2))
    covered = min(pairs.referrals / total.referrals, 1.0)
    return row | {
        "strata_used": pairs.used,
        "strata_known": pairs.known,
        "referrals_covered": round(100 * covered),
    }


def _three(estimate: Numbers, interval: Interval) -> Numbers:
    return numbers([estimate, interval.low, interval.high])


def _named(name: str, figures_of: pl.Series) -> dict[str, object]:
    return dict(zip((name, f"{name}_low", f"{name}_high"), figures_of, strict=True))
