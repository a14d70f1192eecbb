"""A scene: one Stek in one month of the fictitious world."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from pipelines.months import Month
from pipelines.sample import model
from pipelines.sample.chance import Topic, chance
from pipelines.sample.effects import PLANTED, Effects
from pipelines.sample.stekken import Stek


@dataclass(frozen=True)
class Scene:
    """One Stek in one month, in a world of that seed, size and effects."""

    stek: Stek
    month: Month
    seed: int
    visits_per_month: int
    effects: Effects = PLANTED

    def at(self, month: Month) -> Scene:
        """The same Stek in another month."""
        return replace(self, month=month)

    def chance(self, topic: Topic) -> np.random.Generator:
        """The random numbers of this Stek and month for one topic."""
        return chance(self.seed, self.stek.stek_id, self.month, topic)

    @property
    def expected_visits(self) -> float:
        """How many visits such a month has, on average."""
        return self.visits_per_month * self.stek.share * model.SEASON[self.month.month - 1]

    @property
    def arriving(self) -> int:
        """How many visitor codes are new in the month."""
        coded = self.expected_visits * (1 - self.stek.profile.anonymous)
        return max(1, round(coded * model.NEWCOMERS[self.month.month - 1]))

    def stek_ids(self, count: int) -> pl.Series:
        """The Stek's id for that many rows."""
        return pl.repeat(self.stek.stek_id, count, eager=True)

    def ids(self, kind: str, count: int) -> pl.Series:
        """Row ids such as ZAV26J-b0042, all different over the whole sample.

        The letters between the digits keep an id from looking like a number of a person.
        """
        letter = chr(ord("A") + self.month.month - 1)
        start = f"{self.stek.profile.letters}{self.month.year % 100:02d}{letter}-{kind}"
        counted = pl.int_range(1, count + 1).cast(pl.String).str.zfill(4)
        return pl.select(pl.lit(start) + counted).to_series()
