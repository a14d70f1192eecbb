"""What release.json tells a reader of how the figures hang together."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from pipelines.errors import ContractError

ALL: Final = "ALL"
DESCRIPTION: Final = "release.json"
ALL_CATEGORIES: Final = "all_categories"
PLACE: Final = ("period_type", "period", "stek_id", "recht_code")
GROUP: Final = (*PLACE, "breakdown", "category")
KEY: Final = ("indicator", *GROUP, "outcome")


@dataclass(frozen=True)
class Profile:
    """The rule that the figures were protected with; a rate base of 0 is none."""

    smallest_count: int
    round_to: int
    smallest_rate_base: int


@dataclass(frozen=True)
class Outcome:
    """One outcome and the outcomes that its denominator sums; none for a plain count."""

    code: str
    of: tuple[str, ...]
    is_of_all_categories: bool

    @property
    def has_rate(self) -> bool:
        """Whether the outcome is a part of something."""
        return bool(self.of) or self.is_of_all_categories

    @property
    def denominator(self) -> str:
        """The name of what it is a share of: an outcome, or several with a plus between."""
        return "+".join(sorted(self.of))


@dataclass(frozen=True)
class Indicator:
    """One published table and how its counts add up."""

    name: str
    is_exact: bool
    outcomes: tuple[Outcome, ...]
    adds_up: frozenset[str]
    overlapping: frozenset[str]
    over_time: Literal["sum", "distinct"]
    never_per_stek: frozenset[str]


Dimensions = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Link:
    """Cells of one table that are, or are at most, those of another with the same dimensions.

    A dimension that both sides fix is left out of the comparison; several values are summed.
    """

    a: Dimensions
    b: Dimensions
    is_equal: bool


@dataclass(frozen=True)
class Structure:
    """All that release.json tells about the tables beside it.

    `corrected` names the tables and periods that tell of other records than the release before.
    """

    profile: Profile
    indicators: tuple[Indicator, ...]
    links: tuple[Link, ...]
    corrected: frozenset[tuple[str, str]]


def read_structure(folder: Path) -> Structure:
    """The structure of a released folder; raises ContractError when release.json does not tell it."""
    path = folder / DESCRIPTION
    try:
        text: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
        profile = text["profile"]
        return Structure(
            Profile(
                int(profile["smallest_count"]),
                int(profile["round_to"]),
                int(profile.get("smallest_rate_base", 0)),
            ),
            tuple(_indicator(one) for one in text["indicators"]),
            tuple(_link(one) for one in text.get("links", ())),
            frozenset(
                (name, str(period))
                for name, periods in text.get("corrected", {}).items()
                for period in periods
            ),
        )
    except (KeyError, TypeError, ValueError) as problem:
        raise ContractError(
            f"{path}: what an attacker needs is not there or not as it must be "
            f"({type(problem).__name__}: {problem}). Release again."
        ) from problem


def _indicator(entry: Mapping[str, Any]) -> Indicator:
    structure = entry["structure"]
    over_time = structure["over_time"]
    if over_time not in {"sum", "distinct"}:
        raise ValueError(f"over_time is {over_time!r}, not 'sum' or 'distinct'")
    return Indicator(
        name=str(entry["name"]),
        is_exact=bool(entry.get("is_exact", False)),
        outcomes=tuple(_outcome(one) for one in structure["outcomes"]),
        adds_up=frozenset(structure["adds_up"]),
        overlapping=frozenset(structure.get("overlapping", ())),
        over_time=over_time,
        never_per_stek=frozenset(structure.get("never_per_stek", ())),
    )


def _outcome(entry: Mapping[str, Any]) -> Outcome:
    of = entry["of"]
    if of == ALL_CATEGORIES:
        return Outcome(entry["code"], (), is_of_all_categories=True)
    return Outcome(entry["code"], tuple(of or ()), is_of_all_categories=False)


def _link(entry: Mapping[str, Any]) -> Link:
    relation = entry["relation"]
    if relation not in {"equal", "at_most"}:
        raise ValueError(f"relation is {relation!r}, not 'equal' or 'at_most'")
    return Link(_fixed(entry["a"]), _fixed(entry["b"]), relation == "equal")


def _fixed(side: Mapping[str, Any]) -> Dimensions:
    unknown = set(side) - set(KEY)
    if unknown or "indicator" not in side:
        raise ValueError(f"a link names an indicator and dimensions, not {sorted(unknown)}")
    return tuple(
        (name, tuple(value) if isinstance(value, list) else (str(value),))
        for name, value in sorted(side.items())
    )
