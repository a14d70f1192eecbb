"""The small print of a figure: what its signs mean, which rows have no figure, who delivered."""

from __future__ import annotations

from dashboards.drawings.strips import signs
from dashboards.views.breaks import break_places
from dashboards.views.open_year import open_from
from dashboards.views.telling import Teller


def notes(teller: Teller) -> tuple[str, ...]:
    """The notes under a figure; empty when there is nothing to explain."""
    view = teller.view
    if view.kind == "time":
        is_whole = all(row.cells[0].is_complete for row in view.rows)
        incomplete = () if is_whole else (teller.tongue.say("note_incomplete_points"),)
        is_open = open_from(teller) is not None
        still_open = (teller.tongue.say("note_open_year"),) if is_open else ()
        return (*signs(teller), *incomplete, *still_open, *break_places(teller).values())
    signed = signs(teller) if len(view.series) > 1 else ()
    return (*signed, *_missing(teller), *_delivered(teller))


def _missing(teller: Teller) -> tuple[str, ...]:
    """How many rows have no figure, by reason; only where words stand in their place."""
    if len(teller.view.series) > 1:
        return ()
    say = teller.tongue.say
    states = [row.cells[0].state for row in teller.view.rows]
    small, absent = states.count("hidden"), states.count("not_delivered")
    key = "no_rate_count" if teller.view.is_rate else "too_small_count"
    return (
        *((say(key, count=small, why=say("why_no_rate")),) if small else ()),
        *((say("not_delivered_count", count=absent),) if absent else ()),
    )


def _delivered(teller: Teller) -> tuple[str, ...]:
    cells = [row.cells[0] for row in teller.view.rows]
    if teller.view.kind == "stek":
        is_any = any(cell.is_partial for cell in cells)
        return (teller.tongue.say("note_incomplete_stek"),) if is_any else ()
    reporting, expected = cells[0].steks_reporting, cells[0].steks_expected
    return (teller.tongue.say("note_complete", reporting=reporting, expected=expected),)
