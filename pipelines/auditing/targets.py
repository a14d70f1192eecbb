"""Which counts must stay unknown, and what it means when they do not."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from pipelines.auditing.cells import shares
from pipelines.auditing.findings import Finding
from pipelines.auditing.knowing import Reading
from pipelines.auditing.ranges import FLOOR, Ranges
from pipelines.auditing.structure import ALL, KEY, Structure
from pipelines.auditing.system import Real, System, Truth


def is_target(reading: Reading, system: System, structure: Structure) -> Truth:
    """Counts under the threshold as far as a reader knows, by label or because nothing tells them.

    Not those of a group that is told to be empty: everyone may know that nobody is nobody.
    """
    status = reading.cells["status"]
    labelled = status.is_in(["hidden_small", "hidden"]).fill_null(value=False).to_numpy()
    unlabelled = status.is_null().to_numpy()
    may_be_small = system.low < structure.profile.smallest_count
    return np.asarray(
        (labelled | (unlabelled & ~_is_nobody_of_nobody(reading, system, structure))) & may_be_small
    )


def _is_nobody_of_nobody(reading: Reading, system: System, structure: Structure) -> Truth:
    """Counts without a row that are zero because all of what they are part of is."""
    whole = _wholes(reading, system.high, structure)
    return np.asarray((system.high == 0) & (whole == 0))


def _wholes(reading: Reading, high: Real, structure: Structure) -> Real:
    """The most that the whole of each cell can be: its denominator, the Stek's total, or itself."""
    cells = reading.cells.select(*KEY, "id").with_columns(most=high)
    whole = high.copy()
    rests = reading.cells.filter(pl.col("kind") == "rest").select(*KEY, part="id")
    totals = cells.filter(pl.col("recht_code") == ALL).drop("recht_code")
    own = rests.join(totals, on=[name for name in KEY if name != "recht_code"])
    whole[own["part"].to_numpy()] = own["most"].to_numpy()
    for complement in _complements(reading, structure):
        pair = complement.join(cells.select(*KEY, part="id"), on=KEY).join(
            cells.select(*(pl.col(n).alias(f"d_{n}") for n in KEY), "most"),
            on=[f"d_{n}" for n in KEY],
        )
        whole[pair["part"].to_numpy()] = pair["most"].to_numpy()
    return whole


def _complements(reading: Reading, structure: Structure) -> Iterator[pl.DataFrame]:
    """The keys of complements and of the denominators (`d_`) that they are part of."""
    names = [name for name in KEY if name not in {"outcome", "breakdown", "category"}]
    for indicator in structure.indicators:
        for share in shares(reading.rows, indicator):
            yield share.select(
                *(pl.col(n) for n in KEY if n != "outcome"),
                pl.col("c_outcome").alias("outcome"),
                *(pl.col(n).alias(f"d_{n}") for n in names),
                *(f"d_{n}" for n in ("outcome", "breakdown", "category")),
            )


def disclosed(reading: Reading, ranges: Ranges, targets: Truth, k: int) -> Iterator[Finding]:
    """The targets that are surely small or may be, with a range narrower than the floor."""
    width = ranges.high - ranges.low
    is_narrow = (width >= 0) & (width < FLOOR) & (ranges.low < k)
    for column in np.flatnonzero(targets & is_narrow).tolist():
        cell = reading.cells.row(column, named=True)
        low, high = int(ranges.low[column]), int(ranges.high[column])
        tells = ""
        if high == 0:
            tells = "everybody" if cell["kind"] == "complement" else "nobody"
        key = tuple(str(cell[name]) for name in KEY)
        yield Finding("exact" if low == high else "narrow", key, "", low, high, tells)
