"""Which published figures a correction may move, before it is confirmed."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.foresight.differing import differing
from pipelines.foresight.handed import Handed
from pipelines.foresight.published import Published, published
from pipelines.foresight.taking import taken
from pipelines.foresight.values import Move
from pipelines.foresight.world import World
from pipelines.home import Home
from pipelines.landing.roster import check_place
from pipelines.months import Month
from pipelines.warehouse.headers import IndicatorHeader


def moves(
    home: Home, stek_id: str, month: Month, standing: Sequence[Handed], new: Handed
) -> tuple[Move, ...]:
    """Which indicators count otherwise with the new delivery than with what stands, by Dutch title.

    Empty when the month is in no release. What is found *may* move: one month is looked at alone, so
    that a person or a signal of an earlier month counts again, and rounding may swallow it. What
    a later month tells otherwise because it looks back at this one is not found.

    Errors: WrongUseError when the Stek is unknown or does not deliver that month.
    """
    check_place(home, stek_id, month)
    told = published(home)
    if told is None or str(month) not in told.months:
        return ()
    before, after = taken(stek_id, month, standing, [*standing, new])
    world = World(stek_id, month, Month.parse(min(told.months)))
    found = [
        _move(header, sorted(periods & told.periods_of(header.name), key=_in_order), told)
        for header, periods in differing(world, before, after)
    ]
    return tuple(sorted(filter(_is_any, found), key=lambda one: one.title.nl.casefold()))


def _move(header: IndicatorHeader, periods: Sequence[str], told: Published) -> Move:
    """Counts of deliveries tell nothing of a person, and are never closed."""
    is_kept = {one: header.protect != "none" and one[:4] in told.closed for one in periods}
    return Move(
        header.name,
        header.title,
        tuple(one for one in periods if not is_kept[one]),
        tuple(one for one in periods if is_kept[one]),
    )


def _is_any(move: Move) -> bool:
    return bool(move.periods or move.closed_periods)


def _in_order(period: str) -> tuple[str, int, str]:
    """By year, and within it months before quarters before the year."""
    return period[:4], 2 if len(period) == 4 else int("-Q" in period), period
