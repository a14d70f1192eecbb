"""Series of counts cut in two: what a new level from one month on explains, and what it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from pipelines.statistics.arrays import Flags, Numbers, Places, divided, numbers

FEWEST_MONTHS: Final = 3  # on either side: what lasts less than a quarter is no lasting change
NEAR: Final = 7.35  # likelihood ratio that holds the true month 19 times in 20, see `near`


@dataclass(frozen=True)
class Splits:
    """Counts (draws, months) without gaps, and twice the log likelihood that each split gains.

    `ratios` is (draws, months - 2 * FEWEST_MONTHS + 1); its first split is after FEWEST_MONTHS.
    """

    yes: Places
    size: Places
    ratios: Numbers

    @classmethod
    def of(cls, yes: Places, size: Places) -> Splits:
        """All splits of series of at least 2 * FEWEST_MONTHS months, by the binomial likelihood."""
        x, n = np.cumsum(yes, axis=-1), np.cumsum(size, axis=-1)
        cut = slice(FEWEST_MONTHS - 1, yes.shape[-1] - FEWEST_MONTHS)
        whole = _log_likelihood(x[:, -1:], n[:, -1:])
        before = _log_likelihood(x[:, cut], n[:, cut])
        after = _log_likelihood(x[:, -1:] - x[:, cut], n[:, -1:] - n[:, cut])
        return cls(yes, size, numbers(2 * (before + after - whole)))

    @property
    def best(self) -> Numbers:
        """The largest ratio of each draw."""
        return numbers(self.ratios.max(-1))

    @property
    def month(self) -> Places:
        """The first month after the likeliest split of each draw."""
        return np.asarray(FEWEST_MONTHS + np.argmax(self.ratios, axis=-1), dtype=np.int64)

    def near(self) -> Places:
        """The first months after splits of the first draw that are nearly as likely as the likeliest.

        Around a true change the ratio is a random walk to both sides that stays within y of its
        top with probability (1 - exp(-y/2))², which is 0.95 at NEAR. Source: Siegmund 1988, Int.
        Stat. Review 56:31-48.
        """
        return FEWEST_MONTHS + np.flatnonzero(self.ratios[0] >= self.ratios[0].max() - NEAR)

    def left_over(self) -> Numbers:
        """Pearson's chi-squared of each draw about its two levels: what the split leaves."""
        is_after = np.arange(self.yes.shape[-1]) >= self.month[:, None]
        level = np.where(is_after, self._level(is_after), self._level(~is_after))
        variance = self.size * level * (1 - level)
        apart = (self.yes - self.size * level) ** 2
        return numbers(np.where(variance > 0, divided(apart, variance), 0.0).sum(-1))

    def _level(self, part: Flags) -> Numbers:
        yes = np.where(part, self.yes, 0).sum(-1, keepdims=True)
        return divided(yes, np.where(part, self.size, 0).sum(-1, keepdims=True))


def _log_likelihood(x: Places, n: Places) -> Numbers:
    from scipy.special import xlogy

    return numbers(xlogy(x, x) + xlogy(n - x, n - x) - xlogy(n, n))
