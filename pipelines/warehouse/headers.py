"""The headers of the SQL files: YAML in the leading comment that tells what is asked.

The header of an indicator is the only place where its meaning stands: its words, who counts, what a
rate is a share of, and which of its dimensions add up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pipelines.contracts import Words
from pipelines.months import Month

DIMENSIONS: Final = {"stek": "stek_id", "right": "recht_code", "breakdown": "breakdown"}
PERIOD_TYPES: Final = ("month", "quarter", "year")
PROTECTIONS: Final = ("persons", "none")
OVER_TIME: Final = ("sum", "distinct")
ALL_CATEGORIES: Final = "all_categories"


@dataclass(frozen=True)
class Grain:
    """What one published row stands for: a kind of period, and the dimensions it is told for."""

    period_type: str
    dimensions: frozenset[str]


@dataclass(frozen=True)
class Outcome:
    """One outcome that an indicator counts.

    It is a share of the outcomes that it is `of`, taken together; of the same outcome over
    ALL_CATEGORIES of a breakdown; or of nothing, and then it has no rate. An amount in `eur` is no
    count: it is `counted_by` the outcome that counts how many amounts it adds up.
    """

    code: str
    label: Words
    of: tuple[str, ...] = ()
    unit: str = "count"
    counted_by: str = ""

    @property
    def has_rate(self) -> bool:
        """Whether it is a share of something."""
        return bool(self.of)


@dataclass(frozen=True)
class Method:
    """How an indicator is counted, for its readers: what is counted, of what, and who is left out."""

    numerator: Words
    denominator: Words
    exclusions: Words


@dataclass(frozen=True)
class Break:
    """From that month on figures are counted in another way, so that earlier ones do not compare."""

    month: Month
    reason: Words


@dataclass(frozen=True)
class FactHeader:
    """The header of a fact: `grain` names the columns that tell its rows apart."""

    name: str
    title: str
    grain: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class IndicatorHeader:
    """The header of an indicator.

    `protect` is `persons`, or `none` for counts of deliveries; `over_time` is `sum` where months add
    up to their year, `distinct` where persons are counted once in each period; the categories of an
    `overlapping` breakdown do not add up; a period is told `waits_months` after it is over.
    """

    name: str
    title: Words
    reading: Words
    unit: Words
    method: Method
    stream: str
    grain: tuple[Grain, ...]
    breakdowns: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    source: str
    protect: str = "persons"
    over_time: str = "sum"
    overlapping: tuple[str, ...] = ()
    waits_months: int = 0
    valid_from: Month | None = None
    valid_until: Month | None = None
    breaks: tuple[Break, ...] = ()
