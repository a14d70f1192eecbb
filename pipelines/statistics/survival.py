"""Time until an outcome that not everybody has had: Kaplan and Meier's curve, and when half had it.

Curves are arrays over the times of an event table, (..., T); NaN where a group has nobody left to
tell, while its curve has not come to an end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from pipelines.statistics.arrays import Numbers, numbers
from pipelines.statistics.event_tables import EventTable
from pipelines.statistics.intervals import Interval, normal_quantile

ROUNDING: Final = 1e-9  # a product of fractions that ought to be 0, a half or 1 is off by less


@dataclass(frozen=True)
class Curve:
    """A share at each time, with its standard error and its log-log interval.

    The interval is NaN where the share is exactly 0 or 1: nothing bounds it there.
    """

    share: Numbers
    standard_error: Numbers
    interval: Interval


@dataclass(frozen=True)
class TimeToHalf:
    """When half of a group had the outcome; infinite where not reached, NaN without a group."""

    time: Numbers
    interval: Interval


def kaplan_meier(table: EventTable, *, level: float = 0.95) -> Curve:
    """The share for whom nothing had ended yet, with Greenwood's variance; (..., T).

    Source: Kaplan and Meier 1958; Kalbfleisch and Prentice 1980 for the log-log interval.
    """
    share = numbers(np.where(table.is_told, table.remaining, np.nan))
    with np.errstate(invalid="ignore"):
        error = share * np.sqrt(np.cumsum(table.spread, axis=-1))
    return Curve(share, error, log_log(share, error, level=level))


def log_log(share: Numbers, error: Numbers, *, level: float = 0.95) -> Interval:
    """The interval that is even on the scale of log(-log(share)), so it stays between 0 and 1."""
    inside = np.where((share > ROUNDING) & (share < 1 - ROUNDING), share, np.nan)
    exponent = np.exp(normal_quantile(level) * error / (inside * np.abs(np.log(inside))))
    return Interval(numbers(inside**exponent), numbers(inside ** (1 / exponent)))


def time_to_half(times: Numbers, remaining: Numbers, interval: Interval) -> TimeToHalf:
    """The first time at which at most half remain, and the same of both ends of its interval.

    For the incidence of one cause, give 1 less the incidence and 1 less the interval.
    Source: Brookmeyer and Crowley 1982, Biometrics 38:29-41, on the log-log scale.
    """
    has_group = ~np.isnan(remaining).all(-1)
    upper = np.where(remaining <= ROUNDING, 0.0, interval.high)
    ends = [
        numbers(np.where(has_group, _first_half(times, numbers(curve)), np.nan))
        for curve in (remaining, interval.low, upper)
    ]
    return TimeToHalf(ends[0], Interval(ends[1], ends[2]))


def _first_half(times: Numbers, curve: Numbers) -> Numbers:
    is_half = curve <= 0.5 + ROUNDING
    return numbers(np.where(is_half.any(-1), times[np.argmax(is_half, axis=-1)], np.inf))
