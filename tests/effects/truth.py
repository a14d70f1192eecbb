"""What the planted effects are, worked out from the model's probabilities and never from outcomes.

A population says who was referred, for what, where and how; what came of it is not looked at. The
numbers below stand in pipelines/sample/referrals.py too: said again, so that neither can move
without the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.sample import model
from pipelines.sample.effects import Effects
from pipelines.sample.rights import RIGHTS

Numbers = NDArray[np.float64]
GRANTED_LOG_ODDS = 0.5  # of a cold referral for a right of no particular hardness, once there
REFUSED_OF_NOT_GRANTED = 0.6  # the rest is stopped
WITHOUT_ARRIVING = {"toegekend": 0.16, "geweigerd": 0.10, "stopgezet": 0.74}
DAYS_SPREAD = 0.45  # of the logarithm of the days, which is logistic
ARRIVED_AT_ONCE = 0.8  # how many of those who will are said to have arrived in the first telling
COVARIATES = ("stek_id", "right_code", "destination", "manner", "referral_month")
LAST_DAY = date(2026, 10, 31)  # what the sample knows ends here


@dataclass(frozen=True)
class Population:
    """Referrals, with the columns of COVARIATES; every answer is one number for each of them."""

    rows: pl.DataFrame
    effects: Effects

    def arrived(self) -> Numbers:
        """How likely each is to get there."""
        odds = self.rows["manner"].replace_strict(dict(self.effects.arrived_log_odds))
        return _probability(odds.to_numpy())

    def granted_once_there(self) -> Numbers:
        """How likely each is to be granted, in whole or in part, if the person gets there."""
        effects, hardness = self.effects, {code: right.hardness for code, right in RIGHTS.items()}
        return _probability(
            GRANTED_LOG_ODDS
            + effects.granted_per_hardness * self.rows["right_code"].replace_strict(hardness)
            + effects.warm_granted_log_odds * (self.rows["manner"] != "koud")
            + effects.better_stek_log_odds * (self.rows["stek_id"] == model.BETTER_STEK)
        )

    def ends(self, cause: str) -> Numbers:
        """How likely each is to end in `toegekend` (also in part), `geweigerd` or `stopgezet`."""
        granted, arrived = self.granted_once_there(), self.arrived()
        once_there = {
            "toegekend": granted,
            "geweigerd": REFUSED_OF_NOT_GRANTED * (1 - granted),
            "stopgezet": (1 - REFUSED_OF_NOT_GRANTED) * (1 - granted),
        }
        return arrived * once_there[cause] + (1 - arrived) * WITHOUT_ARRIVING[cause]

    def within(self, days: Numbers | float) -> Numbers:
        """How likely each ends within so many days, counted in whole ones."""
        is_slow = (self.rows["destination"] == model.SLOW_DESTINATION).to_numpy()
        half = np.where(is_slow, self.effects.slow_days, model.USUAL_DAYS)
        return np.asarray(1 / (1 + (half / (days + 0.5)) ** (1 / DAYS_SPREAD)))

    def ends_within(self, cause: str, days: float) -> Numbers:
        """How likely each has ended so, by so many days after it was made."""
        return self.ends(cause) * self.within(days)

    def decided_within(self, days: float) -> Numbers:
        """How likely each was granted or refused by so many days after it was made."""
        return self.ends_within("toegekend", days) + self.ends_within("geweigerd", days)

    def told_granted(self) -> Numbers:
        """How likely each is known as granted on the last day: it has ended, and is still followed."""
        return (1 - model.LOST_FROM_SIGHT) * self._has_ended() * self.ends("toegekend")

    def told_arrived(self) -> Numbers:
        """How likely each is known as arrived: it is told so, or somebody decided."""
        arrived, lost = self.arrived(), model.LOST_FROM_SIGHT
        decided = WITHOUT_ARRIVING["toegekend"] + WITHOUT_ARRIVING["geweigerd"]
        in_view = arrived + (1 - arrived) * decided * self._has_ended()
        return (1 - lost) * in_view + lost * ARRIVED_AT_ONCE * arrived

    def _has_ended(self) -> Numbers:
        """By the last day, for a referral made in the middle of its month."""
        months = self.rows["referral_month"]
        return self.within(np.array([(LAST_DAY - first).days - 15.0 for first in months]))


@dataclass(frozen=True)
class Contrast:
    """How much more often in the first group: as a difference of shares and as an odds ratio."""

    difference: float
    odds_ratio: float


def crude(likely: Numbers, is_first: NDArray[np.bool_]) -> Contrast:
    """The first group beside the others, each as it is."""
    return alike(likely, is_first, np.zeros(likely.size))


def alike(likely: Numbers, is_first: NDArray[np.bool_], stratum: NDArray[np.generic]) -> Contrast:
    """The first group beside the others within strata: what Mantel and Haenszel's figures aim at.

    Each stratum weighs n1 n0 / n; in it stands the average probability of either group.
    """
    difference = for_it = against = weights = 0.0
    for one in np.unique(stratum):
        first, second = likely[(stratum == one) & is_first], likely[(stratum == one) & ~is_first]
        if not (first.size and second.size):
            continue
        p, q = float(first.mean()), float(second.mean())
        weight = first.size * second.size / (first.size + second.size)
        difference += weight * (p - q)
        for_it += weight * p * (1 - q)
        against += weight * q * (1 - p)
        weights += weight
    return Contrast(difference / weights, for_it / against)


def _probability(log_odds: object) -> Numbers:
    values = np.asarray(log_odds, dtype=np.float64)
    return np.asarray(1 / (1 + np.exp(-values)))
