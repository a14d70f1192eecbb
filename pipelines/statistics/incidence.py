"""How many had which outcome by when, where one outcome rules out the others: Aalen and Johansen."""

from __future__ import annotations

import numpy as np

from pipelines.statistics.arrays import Numbers, divided, numbers
from pipelines.statistics.event_tables import EventTable
from pipelines.statistics.intervals import Interval
from pipelines.statistics.survival import Curve, TimeToHalf, log_log, time_to_half


def aalen_johansen(table: EventTable, *, level: float = 0.95) -> Curve:
    """The share for whom each cause had ended it by then; (..., causes, T).

    One less Kaplan and Meier's curve of one cause takes it that the other causes never happen, and
    overstates. The variance is the delta method's (Marubini and Valsecchi 1995, section 10.4). The
    interval is log-log on the share that did not have it: of a single cause, Kaplan and Meier's.
    """
    n = table.exposed[..., None, :]
    remaining = table.remaining[..., None, :]
    before = np.concatenate([np.ones_like(remaining[..., :1]), remaining[..., :-1]], axis=-1)
    weight = numbers(np.where(n == 0, 0.0, divided(before, n)))
    incidence = numbers(np.cumsum(weight * table.events, axis=-1))
    error = np.sqrt(np.maximum(_variance(table, incidence, weight), 0.0))
    is_told = table.is_told[..., None, :]
    share = numbers(np.where(is_told, incidence, np.nan))
    rest = log_log(1 - share, error, level=level)
    error = numbers(np.where(is_told, error, np.nan))
    return Curve(share, error, Interval(1 - rest.high, 1 - rest.low))


def time_to_half_of_cause(table: EventTable, incidence: Curve) -> TimeToHalf:
    """When half of everybody had had each cause; (..., causes), infinite where that is never."""
    rest = Interval(1 - incidence.interval.high, 1 - incidence.interval.low)
    return time_to_half(table.times, 1 - incidence.share, rest)


def _variance(table: EventTable, incidence: Numbers, weight: Numbers) -> Numbers:
    """The variance of each incidence F, with its squares written out as running sums.

    It is the sum over earlier times i of (F - F_i)² times the spread of going on, plus the spread
    of the cause itself, less twice (F - F_i) times what the two share.
    """
    n, d = table.exposed[..., None, :], table.events
    spread = table.spread[..., None, :]
    spread = np.where(np.isinf(spread), 0.0, spread)  # nobody goes on, so F stays F_i
    shared = np.where(n == 0, 0.0, weight * divided(d, n))
    own = np.where(n == 0, 0.0, weight**2 * divided((n - d) * d, n))
    slope = np.cumsum(spread * incidence + shared, axis=-1)
    base = np.cumsum(spread * incidence**2 + 2 * incidence * shared + own, axis=-1)
    return numbers(incidence**2 * np.cumsum(spread, axis=-1) - 2 * incidence * slope + base)
