"""A lasting change of a share is claimed at a stated error rate; all else is for looking."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from pipelines.estimates.layout import Layout
from pipelines.estimates.rounding import square_and_add, variance_of
from pipelines.estimates.told import ROUNDED, SMALL, Rules, array, percents
from pipelines.statistics.arrays import Flags, Numbers, Places, divided, numbers
from pipelines.statistics.lasting_change import LastingChanges, lasting_changes
from pipelines.statistics.multiplicity import holm
from pipelines.warehouse.cells import ALL

ERROR_RATE: Final = 0.05  # of steady sets of series, so many at most have any change claimed
FEWEST_EITHER: Final = 8  # expected of either answer; of fewer, what is hidden would tilt the test
_MONTHS: Final = ("month", "earliest", "latest")
_NAMES: Final = {"month": "from", "earliest": "earliest", "latest": "latest"}
_POINTS: Final = ("difference", "low", "high")


def claims(layout: Layout, rules: Rules, error_rate: float) -> list[pl.Series]:
    """The claim of each row's series: `none`, `shift` or `not_tested`, from when, and how large.

    All series of one share, that of all Stekken among them, share the error rate (Holm). Only periods
    large enough are tested, whatever their outcome. In these a count that is hidden as small is
    known to be under five, and stands for its middle: it is no further off than a rounded one.
    """
    x, n = _large_enough(*_counts(layout, rules))
    off = _off(layout, rules)
    is_all = (layout.rows["stek_id"] == ALL).to_numpy()
    outcome = layout.rows["outcome"].to_numpy()
    figures = {name: np.full(layout.rows.height, np.nan) for name in (*_MONTHS, *_POINTS, "p")}
    for code in dict.fromkeys(outcome):
        for is_total in (True, False):
            rows = np.flatnonzero((outcome == code) & (is_all == is_total))
            found = lasting_changes(x[rows], n[rows])
            added = _rounding(x[rows], n[rows], off[rows], found.month)
            for name, values in _found(found, added).items():
                figures[name][rows] = values
        family = np.flatnonzero(outcome == code)
        figures["p"][family] = holm(figures["p"][family])
    return _columns(layout, figures, error_rate)


def _counts(layout: Layout, rules: Rules) -> tuple[Numbers, Numbers]:
    """The counts of each month, NaN where they are hidden and not known to be small."""
    middle = (rules.smallest_count - 1) / 2
    told = layout.table.select(
        "denominator",
        numerator=pl.when(pl.col("status") == SMALL).then(middle).otherwise("numerator"),
    )
    n = array(told, "denominator")
    x = np.minimum(np.where(np.isnan(n), np.nan, array(told, "numerator")), n)
    return layout.laid(numbers(x)), layout.laid(numbers(np.where(np.isnan(x), np.nan, n)))


def _large_enough(x: Numbers, n: Numbers) -> tuple[Numbers, Numbers]:
    """Counts of the months that are large enough by the share of their own series, NaN elsewhere."""
    share = divided(np.nansum(x, axis=-1), np.nansum(n, axis=-1))
    rarer = np.minimum(share, 1 - share)[:, None]
    is_large: Flags = np.nan_to_num(n * rarer) >= FEWEST_EITHER
    return numbers(np.where(is_large, x, np.nan)), numbers(np.where(is_large, n, np.nan))


def _off(layout: Layout, rules: Rules) -> Numbers:
    """The variance of what each count of a month is off; a base, and the part it is the base of."""
    is_off = layout.table["status"].is_in([ROUNDED, SMALL]).fill_null(value=False).to_numpy()
    return layout.laid(numbers(np.where(is_off, variance_of(rules.round_to), 0.0)))


def _rounding(x: Numbers, n: Numbers, off: Numbers, month: Places) -> Numbers:
    """The variance that rounding months one by one adds to the difference of each series.

    A part p of a sum of N people moves by 1 / N with each that is counted, by p / N with each that
    it is counted of: the delta method. That adds up over the months before, and over those since.
    """
    is_known = ~np.isnan(n)
    is_after = np.arange(n.shape[-1]) >= month[:, None]
    added = np.zeros(month.size)
    for part in (is_known & is_after, is_known & ~is_after):
        yes, size, spread = (np.where(part, each, 0.0).sum(-1) for each in (x, n, off))
        added += divided(spread * (1 + divided(yes, size) ** 2), size**2)
    return added


def _found(changes: LastingChanges, added: Numbers) -> dict[str, Numbers]:
    """What was found of each series, as numbers, the interval with the `added` variance in it."""
    difference = changes.difference
    interval = square_and_add(difference.estimate, difference.interval, added).clipped(-1.0, 1.0)
    return {
        "month": numbers(changes.month),
        "earliest": numbers(changes.earliest),
        "latest": numbers(changes.latest),
        "difference": difference.estimate,
        "low": interval.low,
        "high": interval.high,
        "p": changes.p_value,
    }


def _columns(layout: Layout, figures: dict[str, Numbers], error_rate: float) -> list[pl.Series]:
    told = {name: layout.told(values[:, None]) for name, values in figures.items()}
    is_claimed = np.nan_to_num(told["p"], nan=1.0) <= error_rate
    is_tested = ~np.isnan(told["p"])
    verdict = np.where(is_claimed, "shift", np.where(is_tested, "none", "not_tested"))
    months = np.array([*layout.columns, None], dtype=object)
    places = {
        name: np.where(is_claimed, told[name], -1).astype(np.int64)  # the last place holds None
        for name in _MONTHS
    }
    return [
        pl.Series("claim", verdict, dtype=pl.String),
        *(
            pl.Series(f"claim_{_NAMES[name]}", months[place].tolist(), dtype=pl.String)
            for name, place in places.items()
        ),
        *(
            percents(numbers(np.where(is_claimed, told[name], np.nan))).alias(f"claim_{name}")
            for name in _POINTS
        ),
    ]
