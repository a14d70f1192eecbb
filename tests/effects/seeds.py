"""What is published of many worlds, seed by seed, and how far chance takes a count of them.

`STEK_SEEDS` says how many seeds; 200 of them take an hour or two: that is for running by hand.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl
from scipy import stats

from pipelines.sample.effects import Effects
from tests.effects import worlds
from tests.effects.truth import COVARIATES, Population

SEEDS = int(os.environ.get("STEK_SEEDS", "3"))
SURE = 1e-3  # a test that states a rate fails by chance alone once in a thousand
INDICATORS = (
    "non_take_up",
    "refusals_and_drop_out",
    "responsiveness",
    "time_to_right",
    "warm_referral",
)
ESTIMATES = ("change", "comparison", "contrasts", "time_curves", "warm_effect")


@dataclass(frozen=True)
class Seen:
    """The estimates of all seeds under each other, each row with its `seed`.

    `referrals` says who was referred where and how, and nothing of what came of it.
    """

    effects: Effects
    seeds: int
    tables: Mapping[str, pl.DataFrame]
    referrals: pl.DataFrame

    def population(self, *months: pl.Expr) -> Population:
        """All referrals of these months, of all seeds together."""
        return Population(self.referrals.filter(*months), self.effects)


def seen(
    effects: Effects, first: int, *, seeds: int = SEEDS, visits: int = worlds.VISITS_PER_MONTH
) -> Seen:
    """The worlds of that many seeds, from the first on; none is kept longer than its turn."""
    parts: dict[str, list[pl.DataFrame]] = {}
    for seed in range(first, first + seeds):
        made = worlds.records(seed, effects, visits_per_month=visits)
        with worlds.warehouse(made, INDICATORS) as database:
            tables = worlds.derived(worlds.released(database, INDICATORS), ESTIMATES)
            tables["referrals"] = worlds.table(database, "facts.referrals").select(COVARIATES)
        for name, table in tables.items():
            parts.setdefault(name, []).append(table.with_columns(seed=pl.lit(seed)))
    under = {name: pl.concat(tables) for name, tables in parts.items()}
    return Seen(effects, seeds, under, under.pop("referrals"))


def is_as_often(seen: int, out_of: int, rate: float) -> bool:
    """Whether so many may well be seen of something that happens at that rate or more often."""
    return bool(stats.binom.cdf(seen, out_of, rate) > SURE)


def is_as_rare(seen: int, out_of: int, rate: float) -> bool:
    """Whether so many may well be seen of something that happens at that rate or less often."""
    return bool(stats.binom.sf(seen - 1, out_of, rate) > SURE)
