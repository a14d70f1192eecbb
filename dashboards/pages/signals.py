"""What the Stekken asked of policy, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from dashboards.pages.indicators import told as told_view
from dashboards.pages.monitor import Monitor
from dashboards.pages.page import Figure, Page
from dashboards.pages.right_time import line_figure
from dashboards.pages.sight import Sight, Told
from dashboards.pages.signals_in_short import FOLLOWED, RAISED, SIGNALS, in_short, named, settled
from dashboards.tongue import Tongue
from dashboards.views import labels
from dashboards.views.cells import Cell, Series, View
from dashboards.views.gathered import Gathered
from dashboards.views.interval_rows import IntervalRows, cells_table, row
from dashboards.views.picked import picked
from dashboards.views.said import amount, capitalised
from dashboards.views.telling import Teller

WORK: Final = "policy_work"
_NAMED: Final = 3  # categories in one sentence
SETTLED: Final = ("opgelost", "geen_gevolg")  # codes/signal_statuses.csv: how a signal ends


def pages(monitor: Monitor, tongue: Tongue) -> Iterator[Page]:
    """The one page of signals; without figures when the release has none."""
    sight = Sight(monitor, tongue)
    figures = (
        by_quarter(sight, RAISED, "signal_raised_sub"),
        by_category(sight, "thema", "signal_theme_sub"),
        by_category(sight, "drempel", "signal_barrier_sub"),
        what_came(sight),
        settled_by_quarter(sight),
        by_quarter(sight, WORK, "signal_work_sub"),
    )
    yield Page(
        name="signalen",
        title=sight.say("signal_title"),
        template="signals.html.jinja",
        content={"in_short": tuple(capitalised(one) for one in in_short(sight))},
        figures=tuple(figure for figure in figures if figure is not None),
    )


def by_quarter(sight: Sight, name: str, subtitle: str) -> Figure | None:
    """How many there were, quarter by quarter."""
    indicator = sight.indicator(name)
    if indicator is None:
        return None
    counts = [Series(one.label, one.code, is_rate=False) for one in indicator.outcomes[:1]]
    cells = Gathered.along(indicator, counts, "period").of_first("quarter")
    view = cells.view("time", dict.fromkeys(sorted(set(cells.cells["period"]))))
    if view is None or "shown" not in view.states:
        return None
    teller = Teller(indicator, view, sight.tongue)
    figure = told_view(teller, name.replace("_", "-"), sight.monitor.sample(sight.tongue))
    first, last = (sight.tongue.period(view.periods[end]) for end in (0, -1))
    return replace(figure, subtitle=sight.say(subtitle, first=first, last=last))


def by_category(sight: Sight, breakdown: str, subtitle: str) -> Figure | None:
    """What signals are about: the categories that are shown, most first; the table has all."""
    found = picked(
        sight.indicator(RAISED), "category", breakdown=breakdown, outcome=SIGNALS, kinds=("year",)
    )
    if found is None or not found.shown:
        return None
    tongue, every = sight.tongue, named(sight, found, breakdown)
    shown = {name: cell for name, cell in every.items() if cell.value is not None}
    ranked = dict(sorted(shown.items(), key=lambda item: -(item[1].value or 0)))
    hidden = len(every) - len(shown)
    rows = tuple(row(tongue, name, cell) for name, cell in ranked.items())
    told = Told(
        sight.say("signal_most", items=_items(sight, ranked)),
        sight.say(subtitle, period=tongue.period(found.period)),
        sight.sure(every, *((sight.say("too_small_count", count=hidden),) if hidden else ())),
    )
    title = labels.breakdown_title(breakdown).to(tongue.language)
    return sight.of_rows(
        breakdown, RAISED, told, IntervalRows(rows, tongue.percent_sign),
        cells_table(tongue, title, every),
    )  # fmt: skip


def _items(sight: Sight, ranked: Mapping[str, Cell]) -> str:
    """The first three, each with its share; all that share the third place too."""
    values = [cell.value or 0 for cell in ranked.values()]
    least = values[min(_NAMED, len(values)) - 1]
    first = [(name, cell) for name, cell in ranked.items() if (cell.value or 0) >= least]
    return ", ".join(f"{name} ({amount(sight.tongue, cell)})" for name, cell in first)


def what_came(sight: Sight) -> Figure | None:
    """How the signals of a year stand: from raised to solved, or without follow-up."""
    found = picked(sight.indicator(FOLLOWED), "outcome", kinds=("year",))
    if found is None or not found.shown:
        return None
    tongue, names = sight.tongue, sight.outcome_names(FOLLOWED)
    cells = {names[code]: found.cells[code] for code in names if code in found.cells}
    rows = tuple(row(tongue, name, cell) for name, cell in cells.items())
    told = Told(
        settled(sight, found),
        sight.say("signal_came_sub", period=tongue.period(found.period)),
        sight.sure(cells, sight.say("signal_came_note")),
    )
    return sight.of_rows(
        "what-came", FOLLOWED, told, IntervalRows(rows, tongue.percent_sign),
        cells_table(tongue, sight.say("signal_state"), cells),
    )  # fmt: skip


def settled_by_quarter(sight: Sight) -> Figure | None:
    """Which share was solved, and which had no follow-up, by the quarter it was raised in."""
    indicator = sight.indicator(FOLLOWED)
    if indicator is None:
        return None
    labelled = {one.code: one.label for one in indicator.outcomes}
    series = [Series(labelled[code], code, is_rate=True) for code in SETTLED if code in labelled]
    cells = Gathered.along(indicator, series, "period").of_first("quarter")
    view = cells.view("time", dict.fromkeys(sorted(set(cells.cells["period"]))))
    if view is None or "shown" not in view.states:
        return None
    return line_figure(
        sight,
        Teller(indicator, view, sight.tongue),
        headline=_solved_lately(sight, view),
        subtitle="signal_time_sub",
    )


def _solved_lately(sight: Sight, view: View) -> str:
    """The last quarter of which the share that was solved is shown; recent ones had less time."""
    shown = {row.key: row.cells[0] for row in view.rows if row.cells[0].measure is not None}
    if not shown:
        return sight.say("signal_came_hidden")
    last = max(shown)
    told = sight.say(
        "signal_time_latest",
        period=sight.tongue.period(last),
        amount=amount(sight.tongue, shown[last]),
    )
    return f"{told} {sight.say('signal_less_time')}"
