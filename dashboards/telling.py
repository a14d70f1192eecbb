"""One view of one indicator in one language: what rows are called and how cells are said."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards import labels
from dashboards.views import Cell, View
from dashboards.words import Tongue
from pipelines.contracts import Words
from pipelines.release import PublishedIndicator


@dataclass(frozen=True)
class Teller:
    """Tells one view of one indicator in one language."""

    indicator: PublishedIndicator
    view: View
    tongue: Tongue

    def series_name(self, index: int) -> str:
        """What a series counts."""
        return self._to(self.view.series[index].label)

    def subject(self) -> str:
        """What the first series counts; the indicator itself where the rows are the outcomes."""
        return self.series_name(0) if self.view.series else self._to(self.indicator.title)

    def row_name(self, key: str) -> str:
        """What a row is called: a period, a right, an outcome, a category or a Stek."""
        if self.view.kind == "time":
            return self.tongue.period(key)
        return self._to(self._names()[key])

    def short_row_names(self) -> list[str]:
        """The names beside the rows of a drawing, with a star for a Stek that delivered in part."""
        is_stek = self.view.kind == "stek"
        return [
            self.row_name(row.key) + (" *" if is_stek and row.cells[0].is_partial else "")
            for row in self.view.rows
        ]

    def row_title(self) -> str:
        """What the rows are: periods, rights and so on."""
        if self.view.kind == "category":
            return self._to(labels.breakdown_title(self.view.breakdown))
        return self.tongue.say(f"column_{self.view.kind}")

    def amount(self, cell: Cell) -> str:
        """A cell's figure, or why there is none."""
        if cell.measure is None:
            return self.tongue.say(f"state_{cell.state}")
        return self.tongue.measure(cell.measure, is_rate=cell.is_rate)

    def points(self, series: int) -> list[str]:
        """What a reader sees who points at each row's mark."""
        return [self._point(row.key, row.cells[series]) for row in self.view.rows]

    def _point(self, key: str, cell: Cell) -> str:
        lines = [self.row_name(key), self.amount(cell)]
        if cell.is_rate and cell.numerator is not None and cell.denominator is not None:
            count, base = (self.tongue.number(n) for n in (cell.numerator, cell.denominator))
            lines[1] = self.tongue.say("point", amount=self.amount(cell), count=count, base=base)
        return "<br>".join(lines)

    def _names(self) -> dict[str, Words]:
        if self.view.kind == "right":
            return labels.rights()
        if self.view.kind == "stek":
            return labels.stekken()
        if self.view.kind == "category":
            return labels.categories(self.view.breakdown)
        return {outcome.code: outcome.label for outcome in self.indicator.outcomes}

    def _to(self, words: Words) -> str:
        return words.to(self.tongue.language)
