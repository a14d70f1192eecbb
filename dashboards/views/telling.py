"""One view of one indicator in one language: what rows are called and how cells are said."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.tongue import Tongue
from dashboards.views.cells import ALL, Cell, Row, State, View
from pipelines.contracts import Words
from pipelines.disclosure.release import PublishedIndicator


@dataclass(frozen=True)
class Teller:
    """Tells one view of one indicator in one language."""

    indicator: PublishedIndicator
    view: View
    tongue: Tongue

    def series_names(self) -> list[str]:
        """What each series counts."""
        return [self._to(series.label) for series in self.view.series]

    def outcome_names(self) -> list[str]:
        """The outcomes that the series count; once, where the series are categories of one."""
        labels = {outcome.code: outcome.label for outcome in self.indicator.outcomes}
        return [
            self._to(labels[code]) for code in dict.fromkeys(s.outcome for s in self.view.series)
        ]

    def leading(self) -> int:
        """The number of the series that a headline speaks of: the first that is not mostly hidden."""
        columns = zip(*(row.cells for row in self.view.rows), strict=True)
        shown = [sum(cell.state == "shown" for cell in cells) for cells in columns]
        return next(number for number, count in enumerate(shown) if 2 * count >= max(shown))

    def subject(self) -> str:
        """What the leading series counts; the indicator itself where the rows are the outcomes."""
        if not self.view.series:
            return self._to(self.indicator.title)
        series = self.view.series[self.leading()]
        name, outcome = self._to(series.label), self.outcome_names()[0]
        return name if series.category == ALL else f"{outcome} ({name})"

    def row_name(self, row: Row) -> str:
        """What a row is called: a period, a right, an outcome, a category or a Stek."""
        return self.tongue.period(row.key) if row.name is None else self._to(row.name)

    def short_row_names(self) -> list[str]:
        """The names beside the rows of a drawing, with a star for a Stek that delivered in part."""
        is_stek = self.view.kind == "stek"
        return [
            self.row_name(row) + (" *" if is_stek and row.cells[0].is_partial else "")
            for row in self.view.rows
        ]

    def rows_title(self) -> str:
        """What the rows are: periods, rights and so on."""
        if self.view.rows_title is not None:
            return self._to(self.view.rows_title)
        return self.tongue.say(f"column_{self.view.kind}")

    def amount(self, cell: Cell) -> str:
        """A cell's figure, or why there is none."""
        if cell.measure is None:
            return self.tongue.say(_state(cell.state, is_rate=cell.is_rate))
        return self.tongue.measure(cell.measure, is_rate=cell.is_rate)

    def reason(self, state: State) -> str:
        """What a sign in the place of a figure means; a rate also hides when the rest is small."""
        told = self.tongue.say(_state(state, is_rate=self.view.is_rate))
        is_rate = self.view.is_rate and state == "hidden"
        return f"{told}: {self.tongue.say('why_no_rate')}" if is_rate else told

    def detailed(self, cell: Cell) -> str:
        """A cell's figure with the counts or the percentage that go with it."""
        if cell.measure is None:
            return self.amount(cell)
        if cell.is_rate and cell.numerator is not None and cell.denominator is not None:
            count, base = (self.tongue.number(n) for n in (cell.numerator, cell.denominator))
            return self.tongue.say("rate_of", amount=self.amount(cell), count=count, base=base)
        if not cell.is_rate and cell.value is not None:
            rate = self.tongue.percent(cell.value)
            return self.tongue.say("count_and_rate", amount=self.amount(cell), rate=rate)
        return self.amount(cell)

    def points(self, series: int) -> list[str]:
        """What a reader sees who points at each row's mark."""
        return [
            f"{self.row_name(row)}<br>{self.detailed(row.cells[series])}" for row in self.view.rows
        ]

    def _to(self, words: Words) -> str:
        return words.to(self.tongue.language)


def _state(state: State, *, is_rate: bool) -> str:
    return "state_no_rate" if is_rate and state == "hidden" else f"state_{state}"
