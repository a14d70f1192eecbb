"""The referrals of one Stek: made in one month, back in a later one with their outcome."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.months import Month
from pipelines.sample import model, rights
from pipelines.sample.chance import Flags, Floats, Ints, Topic, pick, pick_by, probability
from pipelines.sample.checks import Checks
from pipelines.sample.codes import codes, number, spelled
from pipelines.sample.effects import Effects
from pipelines.sample.people import People
from pipelines.sample.scene import Scene
from pipelines.sample.visits import Days, Visits

PENDING = "lopend"
_LONGEST_DAYS = 540
_SPREAD = 0.45  # of the logarithm of the days to an outcome
_KNOWN_AT_ONCE = 0.8  # of those who arrive, how many have done so by the end of the month
_REFUSED = 0.6  # of what arrives and is not granted; the rest is stopped
_NOT_ARRIVED = {"stopgezet": 0.74, "geweigerd": 0.10, "toegekend": 0.16}


@dataclass(frozen=True)
class _Cases:
    """Whom a referral is for (by place in People), for which right, and the day of the talk."""

    visitor: Ints
    right: Ints
    day: Days


def referrals(scene: Scene, people: People, came: Visits, checked: Checks) -> pl.DataFrame:
    """The referrals made in that month, with what will come of them in the columns after `_`.

    `_arrived`, `_outcome`, `_outcome_date` become true; of `_is_lost` nobody hears again.
    """
    draw = scene.chance(Topic.REFERRALS)
    cases = _cases(draw, came, checked)
    count = len(cases.right)
    last = np.datetime64(scene.month.last_day)
    referred = np.minimum(cases.day + (draw.random(count) * 5).astype(np.int64), last)
    destination = pick_by(draw.random(count), rights.destinations(), cases.right)
    manner, arrived = _manner(draw, scene.effects, cases.right)
    outcome = _outcome(draw, scene, cases.right, manner, arrived)
    return pl.DataFrame(
        {
            "stek_id": scene.stek_ids(count),
            "referral_id": scene.ids("d", count),
            "visitor_code": people.codes_of(cases.visitor),
            "right_code": spelled("rights", cases.right),
            "referral_date": referred,
            "destination": spelled("destinations", destination),
            "manner": spelled("referral_manners", manner),
            **_amounts(draw, cases.right, outcome),
            "_arrived": arrived,
            "_arrived_at_once": arrived & (draw.random(count) < _KNOWN_AT_ONCE),
            "_outcome": spelled("referral_outcomes", outcome),
            "_outcome_date": referred
            + _days_to_outcome(scene.effects, draw.random(count), destination),
            "_is_lost": draw.random(count) < model.LOST_FROM_SIGHT,
        }
    ).with_columns(pl.col("referral_date", "_outcome_date").cast(pl.Date))


def reported(month: Month, followed: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows that a delivery of that month holds, and the referrals still followed after it.

    A referral is a row in the month in which it is made, in the one in which its outcome comes, and
    every third month in between.
    """
    made = pl.col("referral_date")
    age = (month.year - made.dt.year()) * 12 + month.month - made.dt.month()
    is_made = age == 0
    has_outcome = (pl.col("_outcome_date") <= month.last_day) & ~pl.col("_is_lost")
    is_due = (age % model.FOLLOW_UP_MONTHS == 0) & ~pl.col("_is_lost")
    told = followed.filter(is_made | has_outcome | is_due).with_columns(
        has_arrived=pl.when(is_made & ~has_outcome).then("_arrived_at_once").otherwise("_arrived"),
        outcome=pl.when(has_outcome).then("_outcome").otherwise(pl.lit(PENDING)),
        outcome_date=pl.when(has_outcome).then("_outcome_date"),
        followed_until=pl.when(~has_outcome).then(pl.lit(month.last_day)),
        amount_month_eur=pl.when(has_outcome).then("amount_month_eur"),
        amount_once_eur=pl.when(has_outcome).then("amount_once_eur"),
    )
    return told, followed.filter(~has_outcome & ~pl.col("_is_lost"))


def _cases(draw: np.random.Generator, came: Visits, checked: Checks) -> _Cases:
    """Checked rights that are not received, and some visits without a check, anonymous too."""
    share = np.zeros(len(codes("entitlement_statuses")))
    for status, referred in model.REFERRED.items():
        share[number("entitlement_statuses", status)] = referred
    chosen = np.flatnonzero(draw.random(len(checked.right)) < share[checked.status])
    direct = np.flatnonzero(draw.random(len(came.visitor)) < model.REFERRED_WITHOUT_CHECK)
    right = pick(draw.random(len(direct)), rights.attention())
    return _Cases(
        visitor=np.concatenate([checked.visitor[chosen], came.visitor[direct]]),
        right=np.concatenate([checked.right[chosen], right]),
        day=np.concatenate([checked.day[chosen], came.day[direct]]),
    )


def _manner(draw: np.random.Generator, effects: Effects, right: Ints) -> tuple[Ints, Flags]:
    """How each is referred, the harder the warmer, and whether the person gets there."""
    warmth = probability(model.WARM_PER_HARDNESS * rights.hardness()[right] - 0.2)
    is_warm = draw.random(len(right)) < warmth
    is_guided = draw.random(len(right)) < warmth
    manners = codes("referral_manners")
    cold, contact, guided = (manners.index(m) for m in ("koud", "warm_contact", "warm_begeleid"))
    manner = np.where(is_warm, np.where(is_guided, guided, contact), cold)
    odds = np.array([effects.arrived_log_odds[m] for m in manners])
    return manner, draw.random(len(right)) < probability(odds[manner])


def _outcome(
    draw: np.random.Generator, scene: Scene, right: Ints, manner: Ints, arrived: Flags
) -> Ints:
    """What comes of each: granted more often when warm, less often when hard."""
    names = codes("referral_outcomes")
    granted, partly, refused, stopped = (
        names.index(name) for name in ("toegekend", "deels", "geweigerd", "stopgezet")
    )
    is_warm = manner != number("referral_manners", "koud")
    uniform = draw.random((4, len(right)))
    is_granted = uniform[0] < _granted(scene, right, is_warm)
    good = np.where(uniform[1] < model.PARTLY_GRANTED, partly, granted)
    bad = np.where(uniform[2] < _REFUSED, refused, stopped)
    absent = pick(uniform[3], np.array([_NOT_ARRIVED.get(name, 0.0) for name in names]))
    return np.where(arrived, np.where(is_granted, good, bad), absent)


def _granted(scene: Scene, right: Ints, is_warm: Flags) -> Floats:
    effects = scene.effects
    is_better = scene.stek.stek_id == model.BETTER_STEK
    better = effects.better_stek_log_odds if is_better else 0.0
    hard = effects.granted_per_hardness * rights.hardness()[right]
    return probability(0.5 + hard + effects.warm_granted_log_odds * is_warm + better)


def _days_to_outcome(effects: Effects, uniform: Floats, destination: Ints) -> Ints:
    """Days to the outcome: half take longer than the destination's usual time, a few very long."""
    is_slow = destination == rights.slow_destination()
    half = np.where(is_slow, effects.slow_days, model.USUAL_DAYS)
    odds = np.clip(uniform, 1e-6, 1 - 1e-6)
    days = half * (odds / (1 - odds)) ** _SPREAD
    return np.clip(np.rint(days), 1, _LONGEST_DAYS).astype(np.int64)


def _amounts(draw: np.random.Generator, right: Ints, outcome: Ints) -> dict[str, pl.Series]:
    """The amounts granted, to the cent, where somebody wrote them down."""
    names = codes("referral_outcomes")
    part = np.select(
        [outcome == names.index("toegekend"), outcome == names.index("deels")], [1.0, 0.5], 0.0
    )
    is_known = draw.random(len(right)) < model.AMOUNT_KNOWN
    uniform = draw.random(len(right))
    found = {}
    for kind in ("month_eur", "once_eur"):
        low, high = rights.amounts(kind)[right].T
        cents = np.rint(part * (low + (high - low) * uniform) * 100).astype(np.int64)
        euros = pl.Series(cents).cast(pl.Decimal(11, 2)) / 100
        told = pl.Series(is_known & (cents > 0))
        found[f"amount_{kind}"] = pl.select(
            pl.when(told).then(euros.cast(pl.Decimal(9, 2)))
        ).to_series()
    return found
