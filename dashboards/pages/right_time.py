"""How many miss one right, quarter by quarter."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import polars as pl

from dashboards.drawings.axes import Drawing
from dashboards.drawings.whiskers import draw_lines_with_intervals
from dashboards.pages.page import Figure
from dashboards.pages.sight import Sight, Told
from dashboards.views.cells import ALL, Series, View
from dashboards.views.gathered import Gathered
from dashboards.views.interval_rows import overlap
from dashboards.views.notes import notes
from dashboards.views.right_codes import Right
from dashboards.views.said import amount, capitalised
from dashboards.views.tables import table
from dashboards.views.telling import Teller
from pipelines.disclosure.release import PublishedIndicator

MISSED: Final = "non_take_up"
OUTCOME: Final = "niet_opgenomen"


def over_time(sight: Sight, right: Right) -> Figure | None:
    """The line of a right, with its intervals; None when no quarter is shown."""
    indicator = sight.indicator(MISSED)
    view = None if indicator is None else _quarters(indicator, right)
    if indicator is None or view is None or "shown" not in view.states:
        return None
    return line_figure(
        sight,
        Teller(indicator, view, sight.tongue),
        headline=_latest(sight, view),
        subtitle="right_time_sub",
    )


def line_figure(sight: Sight, teller: Teller, *, headline: str, subtitle: str) -> Figure:
    """A view over time with the interval of each point."""

    def draw(is_narrow: bool) -> Drawing:  # noqa: FBT001 - the one thing a drawing is told
        return draw_lines_with_intervals(teller, is_narrow=is_narrow)

    first, last = (sight.tongue.period(teller.view.periods[end]) for end in (0, -1))
    told = Told(
        headline,
        sight.say(subtitle, first=first, last=last),
        (sight.say("note_whiskers"), *notes(teller)),
    )
    return sight.figure("over-time", teller.indicator.name, told, draw, table(teller))


def _quarters(indicator: PublishedIndicator, right: Right) -> View | None:
    """The right as if it were all there is, so that it is told as any indicator is."""
    own = indicator.table.filter(recht_code=right.code).with_columns(recht_code=pl.lit(ALL))
    series = [Series(one.label, one.code, is_rate=True) for one in indicator.outcomes]
    missed = [one for one in series if one.outcome == OUTCOME]
    cells = Gathered.along(replace(indicator, table=own), missed, "period").of_first("quarter")
    return cells.view("time", dict.fromkeys(sorted(set(cells.cells["period"]))))


def _latest(sight: Sight, view: View) -> str:
    """The last quarter that is shown, beside the same quarter a year earlier."""
    shown = {row.key: row.cells[0] for row in view.rows if row.cells[0].measure is not None}
    last = max(shown)
    now, before = shown[last], shown.get(f"{int(last[:4]) - 1}{last[4:]}")
    tongue = sight.tongue
    told = sight.say("right_time_latest", within=tongue.within(last), amount=amount(tongue, now))
    if last != view.rows[-1].key:
        told = f"{told} {sight.say('right_time_later')}"
    if before is None:
        return capitalised(told)
    earlier = sight.say("year_earlier", amount=amount(tongue, before))
    if before.measure == now.measure:
        return capitalised(f"{told} {earlier}")
    doubt = sight.say("rights_chance" if overlap(before, now) else "rights_more_than_chance")
    return capitalised(f"{told} {earlier} {doubt}")
