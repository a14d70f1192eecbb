"""From a right that someone misses to a right that is granted: how many reach each step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from dashboards.tongue import Tongue
from dashboards.views.cells import ALL, Cell
from dashboards.views.picked import picked
from dashboards.views.said import between, why_not
from dashboards.views.tables import Table, TableRow
from pipelines.disclosure.release import PublishedEstimate, PublishedIndicator


@dataclass(frozen=True)
class Share:
    """A share in percent between the ends of its interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Step:
    """One step: how many reached it, and which share of the step before and of the start that is.

    `count` and the shares are None where they are not told.
    """

    code: str
    name: str
    cell: Cell
    of_before: Share | None
    of_start: Share | None

    @property
    def count(self) -> int | None:
        """How many reached it."""
        return self.cell.numerator


@dataclass(frozen=True)
class Cascade:
    """The steps in their order."""

    period: str
    steps: tuple[Step, ...]

    @property
    def weakest(self) -> Step | None:
        """The step that the smallest share of the step before reached; None when none is told."""
        told = [step for step in self.steps if step.of_before is not None]
        return min(told, key=lambda step: _value(step.of_before)) if told else None

    @property
    def is_close(self) -> bool:
        """Whether another step may be as narrow: their intervals share a percent."""
        weakest = self.weakest
        if weakest is None or weakest.of_before is None:
            return False
        others = [step.of_before for step in self.steps if step is not weakest and step.of_before]
        return any(other.low <= weakest.of_before.high for other in others)


def _value(share: Share | None) -> float:
    return 0.0 if share is None else share.value


def cascade(
    indicator: PublishedIndicator | None,
    ratios: PublishedEstimate | None,
    tongue: Tongue,
    recht_code: str = ALL,
) -> Cascade | None:
    """The steps of one right, or of all; None when the start or every step after it is hidden."""
    found = picked(indicator, "outcome", recht_code=recht_code)
    if indicator is None or found is None:
        return None
    told = _ratios(ratios, found.period, recht_code)
    steps = tuple(
        Step(
            code=one.code,
            name=one.label.to(tongue.language),
            cell=found.cells[one.code],
            of_before=told.get(one.code, (None, None))[0],
            of_start=told.get(one.code, (None, None))[1],
        )
        for one in indicator.outcomes
        if one.code in found.cells
    )
    counted = [step.count for step in steps]
    is_told = counted and counted[0] and any(count is not None for count in counted[1:])
    return Cascade(found.period, steps) if is_told else None


def _ratios(
    estimate: PublishedEstimate | None, period: str, recht_code: str
) -> Mapping[str, tuple[Share | None, Share | None]]:
    if estimate is None or estimate.table.is_empty():
        return {}
    rows = estimate.table.filter(
        period=period, recht_code=recht_code, stek_id=ALL, breakdown=ALL, category=ALL
    ).select(
        "outcome",
        pl.concat_list("step", "step_low", "step_high"),
        pl.concat_list("cumulative", "cumulative_low", "cumulative_high").alias("cumulative"),
    )
    return {outcome: (_share(step), _share(start)) for outcome, step, start in rows.iter_rows()}


def _share(ends: list[float | None]) -> Share | None:
    value, low, high = ends
    return None if value is None or low is None or high is None else Share(value, low, high)


def cascade_table(tongue: Tongue, told: Cascade) -> Table:
    """The same steps: count, share of the step before, share of the start, with their margins."""
    margin = tongue.say("column_interval")
    return Table(
        row_title=tongue.say("column_outcome"),
        columns=(
            tongue.say("column_count"),
            tongue.say("cascade_of_before"),
            margin,
            tongue.say("cascade_of_start"),
            margin,
        ),
        rows=tuple(
            TableRow(
                step.name,
                (
                    why_not(tongue, step.cell) if step.count is None else tongue.number(step.count),
                    *_shared(tongue, step.of_before),
                    *_shared(tongue, step.of_start),
                ),
            )
            for step in told.steps
        ),
    )


def _shared(tongue: Tongue, share: Share | None) -> tuple[str, str]:
    if share is None:
        return ("", "")
    return (tongue.percent(share.value, 1), between(tongue, share.low, share.high))
