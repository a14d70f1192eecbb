"""How long until a decision, from released counts by class of waiting time: one table for all places.

What happened within a class is taken to have happened on its last day; of those last seen in it half
were in view all through it: the actuarial estimate (Cutler and Ederer 1958).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.contracts import code_list
from pipelines.estimates.rounding import spread, square_and_add, variance_of
from pipelines.estimates.told import ROUNDED, SMALL, Told, array
from pipelines.statistics.arrays import Flags, Numbers, numbers
from pipelines.statistics.event_tables import EventTable
from pipelines.statistics.incidence import aalen_johansen
from pipelines.statistics.intervals import Interval
from pipelines.statistics.survival import Curve
from pipelines.warehouse.cells import ALL

BREAKDOWN: Final = "wachttijd"
CAUSES: Final = ("toegekend", "geweigerd", "stopgezet")
PENDING: Final = "nog_lopend"
PLACES: Final = ("period_type", "period", "stek_id", "recht_code")
_OUTCOMES: Final = (*CAUSES, PENDING)
_IN_VIEW: Final = (
    0.5  # of those last seen in a class: Cutler and Ederer 1958, J. Chronic Dis. 8:699
)


@dataclass(frozen=True)
class Waiting:
    """Counts by place, outcome (CAUSES, then PENDING) and class that ends; the days they end on.

    `places` are those with a published total of at least the smallest base, `started` that total.
    A count that is hidden as small stands for its middle; one that is hidden otherwise is NaN.
    `status` is that of each cell; `variance` is what rounding adds to it.
    """

    places: pl.DataFrame
    days: Numbers
    counts: Numbers
    started: Numbers
    status: NDArray[np.object_]
    variance: Numbers

    @classmethod
    def of(cls, told: Told) -> Waiting:
        """The waiting times that a released indicator tells."""
        ends = _ends()
        table = _with_totals(told)
        places = table.select(*PLACES, "started", "started_variance").unique().sort(PLACES)
        cells = places.select(PLACES).join(ends, how="cross").join(_axis(), how="cross")
        cells = cells.join(
            table, on=[*PLACES, "category", "outcome"], how="left", maintain_order="left"
        )
        shape = (places.height, ends.height, len(_OUTCOMES))
        is_small = (cells["status"] == SMALL).fill_null(value=False).to_numpy()
        middle = (told.rules.smallest_count - 1) / 2
        counts = np.where(is_small, middle, array(cells, "numerator")).reshape(shape)
        is_off = cells["status"].is_in([SMALL, ROUNDED]).fill_null(value=False).to_numpy()
        off = np.where(is_off, variance_of(told.rules.round_to), 0.0).reshape(shape)
        return cls(
            places,
            array(ends, "until_day"),
            numbers(counts.swapaxes(1, 2)),
            array(places, "started"),
            cells["status"].to_numpy().reshape(shape).swapaxes(1, 2),
            numbers(off.swapaxes(1, 2)),
        )

    @property
    def is_known(self) -> Flags:
        """Up to which class every count is known, or known to be small; (places, classes)."""
        return np.logical_and.accumulate(~np.isnan(self.counts).any(1), axis=-1)

    @property
    def is_told(self) -> Flags:
        """Up to which class the curve of each cause is told; (places, causes, classes).

        It stops before the first class in which that cause is hidden: each step holds five.
        """
        shown = ~np.isin(self.status[:, :-1].astype(str), (SMALL,)) & self.is_known[:, None]
        return np.logical_and.accumulate(shown, axis=-1)

    @property
    def at_risk(self) -> Numbers:
        """How many were still waiting, and in view, when each class began; (places, classes)."""
        at_risk = _table(self._flat(), self.days).at_risk[..., :-1]
        return numbers(np.where(self.is_known, at_risk, np.nan))

    def incidence(self) -> Curve:
        """How many of those who started had each outcome by the end of each class, NaN if not told."""
        flat, off = self._flat(), self._off()
        curve = _until_the_end(aalen_johansen(_table(flat, self.days)))
        added = spread(
            lambda counts: _shares(counts, self.days).reshape(*counts.shape[:-1], -1), flat, off
        ).reshape(curve.share.shape)
        interval = square_and_add(curve.share, curve.interval, added).clipped(0.0, 1.0)
        hidden = ~self.is_told
        share, error, low, high = (
            numbers(np.where(hidden, np.nan, values))
            for values in (curve.share, curve.standard_error, interval.low, interval.high)
        )
        return Curve(share, error, Interval(low, high))

    def _flat(self) -> Numbers:
        """For each place all its counts in a row, unknown ones as 0, and who started at the end."""
        known = np.where(self.is_known[:, None], self.counts, 0.0)
        return self._in_rows(known, self.started)

    def _off(self) -> Numbers:
        known = np.where(self.is_known[:, None], self.variance, 0.0)
        return self._in_rows(known, array(self.places, "started_variance"))

    @staticmethod
    def _in_rows(cells: Numbers, last: Numbers) -> Numbers:
        places, outcomes, classes = cells.shape
        return np.column_stack([cells.reshape(places, outcomes * classes), last])


def _table(flat: Numbers, days: Numbers) -> EventTable:
    """The event table; whoever is in no known class is last seen after the last one, at infinity."""
    *front, _ = flat.shape
    cells = flat[..., :-1].reshape(*front, len(_OUTCOMES), days.size)
    later = np.maximum(flat[..., -1] - cells.sum((-2, -1)), 0.0)
    events, pending = cells[..., :-1, :], cells[..., -1, :]
    return EventTable(
        np.append(days, np.inf),
        np.concatenate([events, np.zeros_like(events[..., :1])], axis=-1),
        np.concatenate([pending, later[..., None]], axis=-1),
        in_view=_IN_VIEW,
    )


def _until_the_end(curve: Curve) -> Curve:
    """The curve at the end of each class, without infinity."""
    low, high = curve.interval.low[..., :-1], curve.interval.high[..., :-1]
    return Curve(curve.share[..., :-1], curve.standard_error[..., :-1], Interval(low, high))


def _shares(flat: Numbers, days: Numbers) -> Numbers:
    return _until_the_end(aalen_johansen(_table(flat, days))).share


def _ends() -> pl.DataFrame:
    """The classes that end, with the day they end on."""
    ends = [
        (code.code, float(code.fields["until_day"]))
        for code in code_list("waiting_times")
        if code.fields["until_day"]
    ]
    return pl.DataFrame(ends, schema=["category", "until_day"], orient="row").sort("until_day")


def _axis() -> pl.DataFrame:
    return pl.DataFrame({"outcome": list(_OUTCOMES)})


def _with_totals(told: Told) -> pl.DataFrame:
    """The cells by class, with how many started at their place: the sum of its outcomes."""
    cells = told.cells(*_OUTCOMES)
    off = pl.when(pl.col("status") == ROUNDED).then(variance_of(told.rules.round_to)).otherwise(0.0)
    totals = (
        cells.filter(pl.col("breakdown") == ALL)
        .group_by(PLACES)
        .agg(
            is_shown=pl.col("numerator").is_not_null().all() & (pl.len() == len(_OUTCOMES)),
            started=pl.col("numerator").sum(),
            started_variance=off.sum(),
        )
        .filter("is_shown", pl.col("started") >= told.rules.smallest_rate_base)
    )
    by_class = cells.filter(pl.col("breakdown") == BREAKDOWN)
    return by_class.join(totals.drop("is_shown"), on=PLACES)
