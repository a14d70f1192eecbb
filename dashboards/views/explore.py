"""What a reader may choose on an indicator's page, and the words that the page answers with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

import polars as pl

from dashboards.drawings.strips import SIGNS
from dashboards.tongue import Text, Tongue, catalogue
from dashboards.views import labels
from dashboards.views.cells import ALL, State
from pipelines.contracts import Words
from pipelines.disclosure.release import Outcome, PublishedIndicator

# The name of each control in the address, and the column that it chooses in.
COLUMNS: Final = {
    "stek": "stek_id",
    "recht": "recht_code",
    "per": "period_type",
    "uit": "outcome",
    "naar": "breakdown",
}
# What each control is called.
_TITLES: Final = {
    "stek": "explore_stek",
    "recht": "explore_recht",
    "per": "explore_per",
    "uit": "explore_uit",
    "naar": "explore_naar",
}
_PER: Final = {"quarter": "per_quarter", "month": "per_month", "year": "per_year"}
_OF_A_WHOLE: Final = "all_categories"
_STATES: Final[tuple[State, ...]] = ("hidden", "not_delivered", "nobody")
# What the script says, by the keys of the catalogue.
_SAID: Final = (
    "explore_why_never", "explore_why_absent", "explore_why_together", "explore_why_only",
    "explore_changed", "explore_change", "explore_rows", "explore_without", "explore_ignored",
    "explore_start", "explore_failed", "explore_none", "explore_before", "explore_beside",
    "explore_chance", "explore_later", "explore_margin", "explore_total_in_table",
    "explore_counts_only", "explore_euro", "explore_amount", "explore_status_column",
    "latest_one", "extremes", "extremes_of_counts",
    "explore_often", "only_one", "number_of", "and", "from_to", "a_rate", "a_count", "all_stekken",
    "explore_all_rights",
    "per_month", "per_quarter", "per_year", "per_category", "share", "interval", "yes", "no",
    "rate_of", "count_and_rate", "note_incomplete_points", "note_incomplete_stek", "column_time",
    "column_count", "column_base", "column_rate", "column_interval", "column_reporting",
    "column_complete", "table_scroll", "state_no_rate", "why_no_rate", "short_no_rate", "series",
)  # fmt: skip


@dataclass(frozen=True)
class Option:
    """One value that a control offers, as the address and as the reader has it."""

    code: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Choice:
    """One control; `is_open` when there is more than one value to choose from."""

    key: str
    title: str
    options: tuple[Option, ...]

    @property
    def is_open(self) -> bool:
        """Whether there is anything to choose."""
        return len(self.options) > 1


def choices(indicator: PublishedIndicator, tongue: Tongue) -> tuple[Choice, ...]:
    """The controls of an indicator, each at a value that shows something when all are together.

    A dimension that no row of the table is told by offers its total alone.
    """
    offered = {
        "stek": _offered(indicator, "stek_id", labels.stekken(), tongue.say("all_stekken"), tongue),
        "recht": _offered(
            indicator, "recht_code", labels.rights(), tongue.say("explore_all_rights"), tongue
        ),
        "per": {
            kind: tongue.say(key)
            for kind, key in _PER.items()
            if kind in set(indicator.table["period_type"])
        },
        "uit": {one.code: one.label.to(tongue.language) for one in indicator.outcomes},
        "naar": {
            ALL: tongue.say("explore_no_split"),
            **{
                one: labels.breakdown_title(one).to(tongue.language) for one in indicator.breakdowns
            },
        },
    }
    chosen = _first_shown(indicator, offered)
    return tuple(
        Choice(key, tongue.say(_TITLES[key]), tuple(_options(own, chosen[key])))
        for key, own in offered.items()
    )


def _offered(
    indicator: PublishedIndicator, column: str, names: Mapping[str, Words], total: str, in_: Tongue
) -> dict[str, str]:
    is_told = bool((indicator.table[column] != ALL).any())
    told = {code: one.to(in_.language) for code, one in names.items()} if is_told else {}
    return {ALL: total, **told}


def _options(offered: Mapping[str, str], chosen: str) -> Iterator[Option]:
    for code, label in offered.items():
        yield Option(code, label[:1].upper() + label[1:], code == chosen)


def _first_shown(
    indicator: PublishedIndicator, offered: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """The choice that the controls start with: the first with a figure, rates before counts."""
    told = indicator.table.filter(
        pl.col("numerator").is_not_null(), stek_id=ALL, recht_code=ALL
    ).select("period_type", "outcome", "breakdown")
    shown = set(told.iter_rows())
    outcomes = sorted(indicator.outcomes, key=lambda one: not one.has_rate)
    splits = list(offered["naar"])
    splits = splits[1:] + splits[:1] if indicator.is_always_broken_down else splits
    wanted = product((one.code for one in outcomes), splits, offered["per"])
    tried = [(per, outcome, split) for outcome, split, per in wanted]
    per, outcome, split = next((one for one in tried if one in shown), (*tried, ("", "", ALL))[0])
    return {"stek": ALL, "recht": ALL, "per": per, "uit": outcome, "naar": split}


def words(indicator: PublishedIndicator, tongue: Tongue) -> dict[str, object]:
    """What the script needs to answer in one language: its texts and the names of codes."""
    own = tongue.language
    said: dict[str, Text] = {key: catalogue()[key][own] for key in _SAID}
    for state in _STATES:
        said |= {
            f"{kind}_{state}": catalogue()[f"{kind}_{state}"][own] for kind in ("state", "short")
        }
    return {
        "say": said,
        "percent": tongue.percent_sign,
        "columns": COLUMNS,
        "signs": SIGNS,
        "euros": [one.code for one in indicator.outcomes if one.unit == "eur"],
        "rated": {one.code: _rated(one) for one in indicator.outcomes},
        "periods": {
            period: {
                "name": tongue.period(period),
                "within": tongue.within(period),
                "tick": tongue.tick(period),
            }
            for period in sorted(set(indicator.table["period"]))
        },
        "categories": {
            breakdown: _names(labels.categories(breakdown).items(), tongue)
            for breakdown in indicator.breakdowns
        },
        "statuses": dict(_names(labels.statuses().items(), tongue)),
        "unanswered": sorted(labels.not_answered()),
        "never": sorted(labels.sensitive_codes()),
        "breaks": [
            _break(str(one.month), one.month.quarter, one.reason, tongue)
            for one in sorted(indicator.breaks, key=lambda one: one.month)
        ],
    }


def _break(month: str, quarter: str, why: Words, tongue: Tongue) -> dict[str, object]:
    """The first period of each type that is counted in another way, and what is said of it."""
    firsts = {"month": month, "quarter": quarter, "year": month[:4]}
    reason = why.to(tongue.language)
    told = {
        per: f"{tongue.say('break_note', period=tongue.period(first))}: {reason}"
        for per, first in firsts.items()
    }
    return {**firsts, "told": told}


def _rated(outcome: Outcome) -> str:
    """Where an outcome has a percentage: everywhere, only when split (of the whole), or nowhere."""
    if not outcome.has_rate:
        return "never"
    return "split" if outcome.of == (_OF_A_WHOLE,) else "always"


def _names(named: Iterable[tuple[str, Words]], tongue: Tongue) -> list[tuple[str, str]]:
    return [(code, label.to(tongue.language)) for code, label in named]
