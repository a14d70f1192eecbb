"""Each category of a breakdown beside all others, judged together because they are many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from pipelines.contracts import code_list
from pipelines.estimates.layout import Layout
from pipelines.estimates.rounding import square_and_add, variance_of
from pipelines.estimates.told import (
    ROUNDED,
    SMALL,
    Rules,
    Tables,
    Told,
    array,
    figures,
    percents,
    stacked,
    with_shares,
)
from pipelines.statistics.arrays import Numbers, divided, numbers
from pipelines.statistics.intervals import two_sided
from pipelines.statistics.multiplicity import benjamini_hochberg
from pipelines.statistics.proportions import newcombe
from pipelines.warehouse.cells import ALL

_FAMILY: Final = ("outcome", "period", "stek_id", "recht_code")
_PAIR: Final = ("breakdown", "category")


def contrasts(tables: Tables) -> pl.DataFrame:
    """One row for each share, whole year and category that can be told beside all the others.

    The others are those who answered, and are in another category. All categories of all breakdowns
    of one share, year, Stek and right are judged together.
    """
    return stacked(_of(told) for told in with_shares(tables))


@dataclass(frozen=True)
class Sides:
    """The counts (x, n) of the category and of all who answered, and what rounding adds to each.

    `terms` says of how many rounded counts those of all who answered were made.
    """

    x: Numbers
    n: Numbers
    all_x: Numbers
    all_n: Numbers
    terms: Numbers
    variance: Numbers

    @property
    def others(self) -> tuple[Numbers, Numbers]:
        """The counts of the others who answered."""
        return self.all_x - self.x, self.all_n - self.n

    @property
    def rounding(self) -> Numbers:
        """The variance that rounding gives to the difference: each count's slope, squared."""
        other_x, other_n = self.others
        here, there = divided(self.x, self.n), divided(other_x, other_n)
        own = (1 / self.n + 1 / other_n) ** 2 + (here / self.n + there / other_n) ** 2
        of_all = (1 + there**2) / other_n**2
        return numbers(self.variance * (own + self.terms * of_all))

    def p_value(self, difference: Numbers) -> Numbers:
        """The chance of a difference at least so large between groups that are alike."""
        pooled, (_, other_n) = divided(self.all_x, self.all_n), self.others
        chance = pooled * (1 - pooled) * (1 / self.n + 1 / other_n)
        return two_sided(difference / np.sqrt(chance + self.rounding))


def _of(told: Told) -> pl.DataFrame:
    table = _beside_all(told)
    if table.is_empty():
        return table
    sides = _sides(table, told.rules)
    exact = newcombe((sides.x, sides.n), sides.others)
    interval = square_and_add(exact.estimate, exact.interval, sides.rounding).clipped(-1.0, 1.0)
    layout = Layout.of(
        table.with_columns(pair=pl.concat_str(_PAIR, separator="/")), _FAMILY, "pair"
    )
    adjusted = benjamini_hochberg(layout.laid(sides.p_value(exact.estimate)))
    return table.select(
        pl.lit(told.header.name).alias("indicator"),
        *(*_FAMILY, *_PAIR, "numerator", "denominator", "value"),
        percents(divided(*sides.others)).alias("value_others"),
        percents(exact.estimate).alias("difference"),
        percents(interval.low).alias("difference_low"),
        percents(interval.high).alias("difference_high"),
        figures(layout.told(adjusted), decimals=4).alias("p_adjusted"),
        pl.Series("compared", layout.told((~np.isnan(adjusted)).sum(-1)[:, None]), dtype=pl.Int64),
    ).sort("indicator", *_FAMILY, *_PAIR)


def _beside_all(told: Told) -> pl.DataFrame:
    """The categories whose rate is shown, with the counts of all who answered, and enough others."""
    years = told.of_shares(period_type="year")
    answered = _answered(years, told.rules)
    rest_x = pl.col("all_x") - pl.col("numerator")
    rest_n = pl.col("all_n") - pl.col("denominator")
    small = told.rules.smallest_count
    return (
        years.filter(pl.col("value").is_not_null(), ~_is_unanswered())
        .join(answered, on=[*_FAMILY, "breakdown"])
        .filter(rest_n >= told.rules.smallest_rate_base, rest_x >= small, rest_n - rest_x >= small)
    )


def _answered(years: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """For each breakdown, everybody less who did not answer, and of how many counts that is made.

    A number that is hidden as small stands for its middle, as a rounded one does; where more is
    hidden, nothing is told.
    """
    total = years.filter(pl.col("value").is_not_null(), pl.col("breakdown") == ALL)
    x, n = (pl.col(name) for name in ("numerator", "denominator"))
    middle = rules.smallest_count // 2
    is_small = pl.col("status") == SMALL
    missing = (
        years.filter(_is_unanswered())
        .select(
            *_FAMILY,
            "breakdown",
            x=pl.when(is_small).then(middle).otherwise(x),
            n=pl.when(is_small & n.is_null()).then(middle).otherwise(n),
        )
        .group_by(*_FAMILY, "breakdown")
        .agg(
            pl.len().alias("terms"),
            *(
                pl.when(pl.col(name).is_not_null().all()).then(pl.col(name).sum()).alias(name)
                for name in ("x", "n")
            ),
        )
    )
    told = years.filter(pl.col("breakdown") != ALL).select(*_FAMILY, "breakdown").unique()
    return (
        told.join(missing, on=[*_FAMILY, "breakdown"], how="left")
        .with_columns(is_closed=pl.col("terms").is_null())
        .join(total.select(*_FAMILY, total_x="numerator", total_n="denominator"), on=_FAMILY)
        .select(
            *(*_FAMILY, "breakdown"),
            *(
                (pl.col(f"total_{name}") - pl.when("is_closed").then(0).otherwise(name)).alias(
                    f"all_{name}"
                )
                for name in ("x", "n")
            ),
            terms=1 + pl.col("terms").fill_null(0),
        )
        .drop_nulls()
    )


def _is_unanswered() -> pl.Expr:
    return pl.col("category").is_in([code.code for code in code_list("not_answered")])


def _sides(table: pl.DataFrame, rules: Rules) -> Sides:
    rounded = (table["status"] == ROUNDED).to_numpy()
    return Sides(
        x=array(table, "numerator"),
        n=array(table, "denominator"),
        all_x=array(table, "all_x"),
        all_n=array(table, "all_n"),
        terms=array(table, "terms"),
        variance=numbers(np.where(rounded, variance_of(rules.round_to), 0.0)),
    )
