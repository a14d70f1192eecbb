"""What a page about rights or signals is made with: one release, one language, its figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboards.drawings.axes import Drawing
from dashboards.drawings.figures import drawn
from dashboards.drawings.intervals import draw_intervals
from dashboards.pages.monitor import Monitor
from dashboards.pages.page import Figure
from dashboards.tongue import Tongue
from dashboards.views.cells import Cell
from dashboards.views.interval_rows import IntervalRows
from dashboards.views.tables import Table
from pipelines.disclosure.release import PublishedEstimate, PublishedIndicator


@dataclass(frozen=True)
class Told:
    """The words of a figure: its answer, its measure with period and place, its small print."""

    headline: str
    subtitle: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sight:
    """One release in one language."""

    monitor: Monitor
    tongue: Tongue

    def say(self, key: str, **values: object) -> str:
        """The words under that key."""
        return self.tongue.say(key, **values)

    def indicator(self, name: str) -> PublishedIndicator | None:
        """A released table; None when the release lacks it."""
        return self.monitor.indicators.get(name)

    def estimate(self, name: str) -> PublishedEstimate | None:
        """A table that is worked out from others; None when the release lacks it."""
        return self.monitor.estimates.get(name)

    def outcome_names(self, name: str) -> dict[str, str]:
        """What each outcome of an indicator is called; none without the indicator."""
        found = self.indicator(name)
        outcomes = () if found is None else found.outcomes
        return {one.code: one.label.to(self.tongue.language) for one in outcomes}

    def figure(
        self, figure_id: str, of: str, told: Told, draw: Callable[[bool], Drawing], table: Table
    ) -> Figure:
        """A figure of the table with that name."""
        return Figure(
            id=figure_id,
            headline=told.headline,
            subtitle=told.subtitle,
            notes=told.notes,
            drawing=drawn(draw, self.tongue, self.monitor.sample(self.tongue)),
            table=table,
            table_of=of,
            method=f"{of}.html#method",
        )

    def of_rows(
        self, figure_id: str, of: str, told: Told, rows: IntervalRows, table: Table
    ) -> Figure:
        """A figure of shares with their intervals."""

        def draw(is_narrow: bool) -> Drawing:  # noqa: FBT001 - the one thing a drawing is told
            return draw_intervals(rows, is_narrow=is_narrow)

        return self.figure(figure_id, of, told, draw, table)

    def sure(self, cells: Mapping[str, Cell], *more: str) -> tuple[str, ...]:
        """The notes under shares with intervals: what the lines mean, and who delivered."""
        first = next(iter(cells.values()))
        delivered = self.say(
            "note_complete", reporting=first.steks_reporting, expected=first.steks_expected
        )
        return (self.say("note_interval"), *more, delivered)
