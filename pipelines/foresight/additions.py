"""What a delivery would add: a few figures that people know, told as the published ones are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import duckdb

from pipelines.disclosure.rules import ROUND_TO, SMALLEST_COUNT
from pipelines.foresight.handed import Handed
from pipelines.foresight.taking import taken
from pipelines.foresight.values import Addition
from pipelines.foresight.world import World, known, make, opened, with_parents
from pipelines.home import Home
from pipelines.landing.roster import check_place
from pipelines.months import Month
from pipelines.warehouse.headers import IndicatorHeader
from pipelines.warehouse.models import Model


@dataclass(frozen=True)
class _Figure:
    """An outcome that is told; of this month only, or of all that the delivery speaks of."""

    indicator: str
    outcome: str
    of_this_month: bool = True


# Chosen because a coordinator can count them back in the own file, and because one month alone
# tells them (nearly) as the published figure does. A grant is told of whatever month its referral
# is, for that is the news of a follow-up. Signals are told as work on signals: which of them are
# new cannot be seen in one month.
_FIGURES: Final = (
    _Figure("contacts", "bezoeken"),
    _Figure("contacts", "eerste_contacten"),
    _Figure("reach", "personen"),
    _Figure("non_take_up", "niet_opgenomen"),
    _Figure("non_take_up", "ontvangt"),
    _Figure("non_take_up", "in_aanvraag"),
    _Figure("warm_referral", "doorverwezen"),
    _Figure("warm_referral", "toegekend", of_this_month=False),
    _Figure("policy_work", "activiteiten"),
)


def adds(
    home: Home, stek_id: str, month: Month, delivered: Sequence[Handed]
) -> tuple[Addition, ...]:
    """What these deliveries of one Stek and month add by themselves, the later ones on top.

    A figure of a stream of which no row counts is left out: there was nobody to count. First checks
    look back to January, so that a right that was looked at before with the same person counts here
    and not in the published figure.

    Errors: WrongUseError when the Stek is unknown or does not deliver that month.
    """
    check_place(home, stek_id, month)
    (counting,) = taken(stek_id, month, delivered)
    filled = {stream for stream, one in counting.items() if one.n_rows}
    models = {model.header.name: model for model in known()}
    asked = [(one, models[one.indicator]) for one in _FIGURES]
    world = World(stek_id, month, Month(month.year, 1))
    with opened(world, counting) as database:
        make(database, with_parents(parent for _, model in asked for parent in model.parents))
        return tuple(
            _addition(database, model, header, one, month)
            for one, model in asked
            if isinstance(header := model.header, IndicatorHeader) and header.stream in filled
        )


def _addition(
    database: duckdb.DuckDBPyConnection,
    model: Model,
    header: IndicatorHeader,
    figure: _Figure,
    month: Month,
) -> Addition:
    (label,) = (one.label for one in header.outcomes if one.code == figure.outcome)
    count = _count(database, model.sql, figure, month)
    return Addition(header.name, header.title, label, _shown(count))


def _count(database: duckdb.DuckDBPyConnection, sql: str, figure: _Figure, month: Month) -> int:
    """What the SELECT of an indicator counts, before cells are made of it: those have no month."""
    within, asked = "true", []
    if figure.of_this_month:
        has_month = "month" in database.sql(sql).columns
        within = "strftime(month, '%Y-%m') = ?" if has_month else "period = ?"
        asked = [str(month)]
    counted = database.execute(
        f"select coalesce(sum({figure.outcome}), 0) from ({sql}) where {within}", asked
    ).fetchone()
    return int(counted[0]) if counted else 0


def _shown(count: int) -> int | None:
    """A half goes up, as in `disclosure.showing`."""
    return None if count < SMALLEST_COUNT else (count + ROUND_TO // 2) // ROUND_TO * ROUND_TO
