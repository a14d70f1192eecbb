"""The entitlement checks of one Stek in one month: rights looked at, and what was found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.sample import model, rights
from pipelines.sample.chance import (
    Flags,
    Floats,
    Ints,
    Topic,
    first_to_come,
    fixed,
    pick,
    probability,
)
from pipelines.sample.codes import NOT_ASKED, UNKNOWN, codes, nothing, number, spelled
from pipelines.sample.people import People
from pipelines.sample.scene import Scene
from pipelines.sample.visits import Days, Visits

_STATUSES = "entitlement_statuses"
_WITH_VISIT = 0.88  # the visit is written down beside the check
_MOVED_ON = 0.5  # a right that was not taken up is applied for by a later check
_REASONS_TOLD = (0.55, 0.33, 0.12)  # one reason, two, three
_REASON_UNKNOWN = 0.05
_OWN_CHANCE, _STATUS_CHANCE = 101, 202  # salts of what belongs to a person and a right for good


@dataclass(frozen=True)
class Checks:
    """Checks as meant, and of each row its visitor (by place in People), right, status and day."""

    rows: pl.DataFrame
    visitor: Ints
    right: Ints
    status: Ints
    day: Days


def checks(scene: Scene, people: People, came: Visits) -> Checks:
    """The checks of that month: one row per person and right looked at."""
    draw = scene.chance(Topic.CHECKS)
    visitors, visit = _talked_with(draw, scene, people, came)
    many = _many_rights(draw, people, visitors)
    chances = draw.random((len(visitors), len(codes("rights"))))
    talk, right = first_to_come(chances, _attention(scene, people, visitors), many)
    visitor, visit = visitors[talk], visit[talk]
    status = _status(draw, scene, people, visitor, right)
    is_told = draw.random(len(visit)) < _WITH_VISIT
    reasons = _reasons(draw, right, status == number(_STATUSES, "niet_opgenomen"))
    frame = pl.DataFrame(
        {
            "stek_id": scene.stek_ids(len(visit)),
            "check_id": scene.ids("c", len(visit)),
            "visit_id": _only(came.rows["visit_id"].gather(visit), is_told),
            "visitor_code": people.codes_of(visitor),
            "date": pl.Series(came.day[visit]).cast(pl.Date),
            "right_code": spelled("rights", right),
            "status_at_start": spelled(_STATUSES, status),
            **reasons,
        }
    )
    return Checks(frame, visitor, right, status, came.day[visit])


def _many_rights(draw: np.random.Generator, people: People, visitors: Ints) -> Ints:
    """How many rights each conversation looks at: more for those who carry more."""
    more = np.exp(-model.BURDEN_MORE_RIGHTS * people.burden[visitors])
    return pick(draw.random(len(visitors)) ** more, np.array(model.RIGHTS_PER_CHECK)) + 1


def _talked_with(
    draw: np.random.Generator, scene: Scene, people: People, came: Visits
) -> tuple[Ints, Ints]:
    """Whose rights were looked at, and at which visit: mostly of newcomers, in order of visit."""
    visitors, visit = came.first_of_visitors()
    is_new = people.arrival[visitors] == scene.month.month
    share = np.where(is_new, model.CHECKED_AT_ARRIVAL, model.CHECKED_LATER)
    chosen = draw.random(len(visitors)) < share
    order = np.argsort(visit[chosen], kind="stable")
    return visitors[chosen][order], visit[chosen][order]


def _attention(scene: Scene, people: People, visitors: Ints) -> Floats:
    """Per conversation (rows) and right (columns), how likely it is to be looked at."""
    energy = 1 + rights.energy_rights() * (model.ENERGY_SEASON[scene.month.month - 1] - 1)
    return np.asarray(
        rights.attention()
        * energy
        * rights.attention_by("age_classes")[people.age[visitors]]
        * rights.attention_by("household_types")[people.household[visitors]]
        * rights.attention_by("housing")[people.housing[visitors]]
    )


def _status(
    draw: np.random.Generator, scene: Scene, people: People, visitor: Ints, right: Ints
) -> Ints:
    """What was found; it belongs to the person and the right, so that a later check agrees."""
    key = people.key[visitor]
    kind = fixed(key, right + _OWN_CHANCE)
    is_missed = fixed(key, right + _STATUS_CHANCE) < _missed(scene, people, visitor, right)
    is_later = people.arrival[visitor] < scene.month.month
    moved_on = is_missed & is_later & (draw.random(len(visitor)) < _MOVED_ON)
    status = np.where(is_missed, _status_number("niet_opgenomen"), _status_number("ontvangt"))
    applied = moved_on | (kind > 1 - model.IN_APPLICATION)
    status = np.where(applied, _status_number("in_aanvraag"), status)
    return np.where(kind < model.NO_RIGHT, _status_number("geen_recht"), status)


def _missed(scene: Scene, people: People, visitor: Ints, right: Ints) -> Floats:
    """How likely it is that an entitled person does not take the right up."""
    stek, effects = scene.stek, scene.effects
    is_shifted = stek.stek_id == model.SHIFT_STEK and scene.month >= model.SHIFT_MONTH
    shift = effects.shift_log_odds if is_shifted else 0.0
    own = effects.stek_differences * stek.profile.missed
    burden = model.BURDEN_LOG_ODDS * people.burden[visitor]
    return probability(rights.log_odds_missed()[right] + burden + shift + own)


def _status_number(status: str) -> int:
    return number(_STATUSES, status)


def _reasons(draw: np.random.Generator, right: Ints, is_missed: Flags) -> dict[str, pl.Series]:
    """Up to three different reasons for what is not taken up; nothing for the rest."""
    rows = np.flatnonzero(is_missed)
    is_unknown = draw.random(len(rows)) < _REASON_UNKNOWN
    told = np.where(is_unknown, 0, pick(draw.random(len(rows)), np.array(_REASONS_TOLD)) + 1)
    place, reason = first_to_come(
        draw.random((len(rows), len(codes("reasons")))), rights.reasons()[right[rows]], told
    )
    turn = np.arange(len(place)) - np.searchsorted(place, place)
    drawn = np.full((3, len(right)), nothing("reasons"), np.int64)
    drawn[0, rows] = number("reasons", UNKNOWN)
    drawn[turn, rows[place]] = reason
    main, second, third = (spelled("reasons", numbers) for numbers in drawn)
    return {
        "reason_1": main,
        "reason_2": second.fill_null(NOT_ASKED),
        "reason_3": third.fill_null(NOT_ASKED),
    }


def _only(words: pl.Series, keep: Flags) -> pl.Series:
    """The words where they are kept, nothing elsewhere."""
    return pl.select(pl.when(pl.lit(pl.Series(keep))).then(pl.lit(words))).to_series()
