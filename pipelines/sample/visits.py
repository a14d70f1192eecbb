"""The visits of one Stek in one month: who came, on which day, in which form and for what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.months import Month
from pipelines.sample import model
from pipelines.sample.chance import Flags, Floats, Ints, Topic, pick
from pipelines.sample.codes import NOT_ASKED, codes, nothing, number, spelled, weigh
from pipelines.sample.people import ANONYMOUS, TRAITS, People, told_or_not
from pipelines.sample.scene import Scene

Days = NDArray[np.datetime64]
_OPENING = np.array([1.0, 1.3, 1.0, 1.3, 0.8, 0.15, 0.0])  # Monday to Sunday
_ANONYMOUS_NOT_KNOWN = (0.15, 0.20)  # of a drop-in less is known
_ANONYMOUS_FIRST = 0.3


@dataclass(frozen=True)
class Visits:
    """Visits in order of day: rows as meant, and of each its visitor (place in People) and day."""

    rows: pl.DataFrame
    visitor: Ints
    day: Days

    def first_of_visitors(self) -> tuple[Ints, Ints]:
        """The visitors with a code who came, and the row of the first visit of each."""
        coded = np.flatnonzero(self.visitor != ANONYMOUS)
        visitors, places = np.unique(self.visitor[coded], return_index=True)
        return visitors, coded[places]


def visits(scene: Scene, people: People) -> Visits:
    """The visits of that month by the people of that year and by people without a code."""
    draw = scene.chance(Topic.VISITS)
    count = _count(scene)
    visitor = _visitors(draw, scene, people, count)
    day = _days(draw.random(count), scene.month)
    order = np.lexsort((draw.random(count), day))
    visitor, day = visitor[order], day[order]
    frame = pl.DataFrame(
        {
            "stek_id": scene.stek_ids(count),
            "visit_id": scene.ids("b", count),
            "date": pl.Series(day).cast(pl.Date),
            "visitor_code": people.codes_of(visitor),
            "is_first_contact": _first_contacts(draw, scene, people, visitor),
            "contact_form": spelled("contact_forms", pick(draw.random(count), _forms(scene))),
            **_traits(draw, people, visitor),
            "themes": _themes(draw, scene, count),
        }
    )
    return Visits(frame, visitor, day)


def _count(scene: Scene) -> int:
    up_or_down = float(scene.chance(Topic.SIZE).random(2).sum()) - 1
    return round(scene.expected_visits * (1 + model.SIZE_NOISE * up_or_down))


def _visitors(draw: np.random.Generator, scene: Scene, people: People, count: int) -> Ints:
    """Who each visit is by: every newcomer once, then who still comes, by how often each does."""
    is_anonymous = draw.random(count) < scene.stek.profile.anonymous
    coded = np.flatnonzero(~is_anonymous)
    new = np.flatnonzero(people.arrival == scene.month.month)[: len(coded)]
    coming = np.where(people.until >= scene.month.month, people.weight, 0.0)
    visitor = np.full(count, ANONYMOUS, np.int64)
    visitor[coded[: len(new)]] = new
    again = coded[len(new) :]
    if coming.any():
        visitor[again] = pick(draw.random(len(again)), coming)
    return visitor


def _days(uniform: Floats, month: Month) -> Days:
    days = np.arange(str(month.first_day), str(month.next().first_day), dtype="datetime64[D]")
    weekday = (days.astype(np.int64) + 3) % 7  # day 0 of the calendar, 1 January 1970, a Thursday
    return np.asarray(days[pick(uniform, _OPENING[weekday])])


def _first_contacts(
    draw: np.random.Generator, scene: Scene, people: People, visitor: Ints
) -> Flags:
    """Whether a visit is the person's first ever; the visits are in order of day."""
    first = np.zeros(len(visitor), np.bool_)
    visitors, places = np.unique(visitor, return_index=True)
    known = visitors != ANONYMOUS
    is_first = people.is_new[visitors[known]] & (
        people.arrival[visitors[known]] == scene.month.month
    )
    first[places[known][is_first]] = True
    drop_in = draw.random(len(visitor)) < _ANONYMOUS_FIRST
    return np.where(visitor == ANONYMOUS, drop_in, first)


def _forms(scene: Scene) -> Floats:
    return weigh("contact_forms", model.CONTACT_FORMS) + weigh(
        "contact_forms", {scene.stek.profile.form: model.MAIN_FORM}
    )


def _traits(draw: np.random.Generator, people: People, visitor: Ints) -> dict[str, pl.Series]:
    """What is written down of who came; people without a code are like any of the others."""
    is_anonymous = visitor == ANONYMOUS
    anyone = (draw.random(len(visitor)) * len(people)).astype(np.int64)
    like = np.where(is_anonymous, anyone, visitor)
    uniform = draw.random((len(TRAITS), len(visitor)))
    return {
        trait: _trait(people, like, is_anonymous, uniform[place], trait)
        for place, trait in enumerate(TRAITS)
    }


def _trait(
    people: People, like: Ints, is_anonymous: Flags, uniform: Floats, trait: str
) -> pl.Series:
    """A trait as written down; of a visitor without a code more of it is not known."""
    told = people.words[trait][like]
    empty = np.full(len(like), nothing(TRAITS[trait]), np.int64)
    hidden = told_or_not(empty, uniform, trait, _ANONYMOUS_NOT_KNOWN)
    not_known = spelled(TRAITS[trait], np.where(is_anonymous, hidden, empty))
    return pl.select(pl.coalesce(not_known, told)).to_series()


@cache
def _theme_sets() -> pl.Series:
    """Every row of up to three themes, by number: three digits in base n + 1, n for none."""
    names = [*codes("themes"), None]
    combinations = ((a, b, c) for a in names for b in names for c in names)
    return pl.Series(
        [list(dict.fromkeys(x for x in three if x)) or [NOT_ASKED] for three in combinations],
        dtype=pl.List(pl.String),
    )


def _themes(draw: np.random.Generator, scene: Scene, count: int) -> pl.Series:
    """The themes of each visit; none told reads as not asked."""
    weights = weigh("themes", model.THEMES)
    weights[number("themes", "energie")] *= model.ENERGY_SEASON[scene.month.month - 1]
    many = pick(draw.random(count), np.array(model.THEMES_PER_VISIT))
    none, place = len(weights), np.zeros(count, np.int64)
    for turn in range(3):
        drawn = pick(draw.random(count), weights)
        place = place * (none + 1) + np.where(many > turn, drawn, none)
    return _theme_sets()[place]
