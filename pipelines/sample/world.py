"""The fictitious world, Stek by Stek and month by month: what there is to deliver, as meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from pipelines import contracts
from pipelines.months import Month
from pipelines.sample.checks import checks
from pipelines.sample.effects import PLANTED, Effects
from pipelines.sample.people import People, newcomers, together
from pipelines.sample.referrals import referrals, reported
from pipelines.sample.scene import Scene
from pipelines.sample.signals import Signal, raised, signals, still_moving
from pipelines.sample.stekken import Stek
from pipelines.sample.visits import visits


@dataclass(frozen=True)
class Meant:
    """What one Stek has to tell of one month: a frame per stream, columns as named inside."""

    stek: Stek
    month: Month
    rows: Mapping[str, pl.DataFrame]


def told_by(
    stek: Stek,
    months: Sequence[Month],
    seed: int,
    visits_per_month: int,
    effects: Effects = PLANTED,
) -> Iterator[Meant]:
    """The months of one Stek, in order.

    In memory are that month, the people of its year, and what is still followed up.
    """
    people: People | None = None
    followed: pl.DataFrame | None = None
    known: tuple[Signal, ...] = ()
    for month in months:
        scene = Scene(stek, month, seed, visits_per_month, effects)
        people = _people(scene, people)
        came = visits(scene, people)
        checked = checks(scene, people, came)
        made = referrals(scene, people, came, checked)
        told, followed = reported(month, made if followed is None else pl.concat([followed, made]))
        known = still_moving(month, known) + raised(scene)
        rows = {
            "visits": came.rows,
            "entitlement_checks": checked.rows,
            "referrals": told,
            "signals": signals(scene, known),
        }
        yield Meant(stek, month, {name: in_contract_order(name, rows[name]) for name in rows})


def in_contract_order(stream: str, rows: pl.DataFrame) -> pl.DataFrame:
    """The columns of a stream in the order of its contract, and no others."""
    return rows.select(column.name for column in contracts.stream(stream).columns)


def _people(scene: Scene, before: People | None) -> People:
    """Everybody who has a code by that month of its year; codes begin anew in January."""
    month = scene.month
    first = month.month if before is not None else 1
    arrived = [newcomers(scene.at(when)) for when in Month(month.year, first).until(month)]
    if before is not None and month.month > 1:
        arrived.insert(0, before)
    return together(arrived)
