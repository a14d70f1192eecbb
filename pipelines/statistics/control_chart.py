"""A share by month, with the limits that chance keeps to, and the rules that ask for a look.

The last axis is the month; what is in front is one series each. A month not delivered is NaN: it
has no point, and what goes on for several months stops there.

The rules are for looking, not for claiming: in 24 steady months of 10 to 200 people one of them
spoke in 9 to 16 of 100 simulated series, so in 76 to 94 of 100 sets of sixteen.
`lasting_change` is for claiming.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from pipelines.statistics.arrays import Flags, Numbers, divided, numbers
from pipelines.statistics.intervals import Interval

SIGMAS: Final = (
    3.0  # Shewhart 1931; Mohammed, Worthington and Woodall 2008, Qual Saf Health Care 17:137
)
SHIFT_MONTHS: Final = 8  # Western Electric 1956, rule 4: eight in a row on one side
TREND_MONTHS: Final = 6  # Nelson 1984, J. Quality Technology 16:237, test 3: six rising or falling
MEAN_RANGE: Final = 1.128  # d2: the mean range of two standard normal values, 2 / sqrt(pi)


@dataclass(frozen=True)
class Chart:
    """The points (..., months), their centre and factor (..., 1), and limits that fit each month."""

    share: Numbers
    centre: Numbers
    factor: Numbers
    limits: Interval


@dataclass(frozen=True)
class Signals:
    """Which months take part in what a rule sees; all (..., months)."""

    is_beyond: Flags
    is_shifted: Flags
    is_trending: Flags


def p_chart(
    x: ArrayLike, n: ArrayLike, *, baseline: ArrayLike = True, is_overdispersed: bool = False
) -> Chart:
    """The chart whose centre is the pooled share of the `baseline` months (flags; all of them).

    `is_overdispersed` widens the limits, never narrows them, by how much more consecutive months
    differ than chance lets them. Source: Laney 2002, Quality Engineering 14:531-537 (p').
    """
    share = divided(x, n)
    is_base = ~np.isnan(share) & np.asarray(baseline, dtype=bool)
    yes, size = (np.where(is_base, numbers(count), 0.0) for count in (x, n))
    centre = divided(yes.sum(-1, keepdims=True), size.sum(-1, keepdims=True))
    error = np.sqrt(divided(centre * (1 - centre), n))
    z = numbers(np.where(is_base, divided(share - centre, error), np.nan))
    factor = np.fmax(laney_factor(z), 1.0) if is_overdispersed else np.ones_like(centre)
    margin = SIGMAS * factor * error
    limits = Interval(centre - margin, centre + margin).clipped(0.0, 1.0)
    return Chart(share, centre, numbers(factor), limits)


def laney_factor(z: ArrayLike) -> Numbers:
    """How many times wider than chance z-scores of consecutive months spread, (..., 1); or NaN."""
    steps = np.abs(np.diff(numbers(z), axis=-1))
    is_step = ~np.isnan(steps)
    total = np.where(is_step, steps, 0.0).sum(-1, keepdims=True)
    return divided(total, is_step.sum(-1, keepdims=True) * MEAN_RANGE)


def signals(chart: Chart) -> Signals:
    """The months that a rule sees: a point beyond the limits, eight on one side, six on the move.

    A point on the centre line, or equal to the one before, ends a run. The trend rule is shown as
    it is usual; Anhøj and Olesen 2014 (PLoS ONE 9:e113825) found that it hardly sees a true drift.
    """
    share = chart.share
    is_beyond = (share < chart.limits.low) | (share > chart.limits.high)
    side = np.nan_to_num(np.sign(share - chart.centre))
    step = np.nan_to_num(np.sign(np.diff(share, axis=-1)))
    moves = _in_run(numbers(step), TREND_MONTHS - 1)
    none = np.zeros((*share.shape[:-1], 1), dtype=bool)
    is_trending = np.concatenate([moves, none], -1) | np.concatenate([none, moves], -1)
    return Signals(np.asarray(is_beyond), _in_run(numbers(side), SHIFT_MONTHS), is_trending)


def _in_run(codes: Numbers, length: int) -> Flags:
    """Whether each place is in a run of at least so many equal codes; a code of 0 is in none."""
    starts = np.ones(codes.shape, dtype=bool)
    starts[..., 1:] = codes[..., 1:] != codes[..., :-1]
    run = np.cumsum(starts.ravel()) - 1
    lengths = np.bincount(run)[run].reshape(codes.shape) if codes.size else np.zeros(codes.shape)
    return np.asarray((lengths >= length) & (codes != 0))
