"""Published numbers, or labels, that cannot all be true: an error in the release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
import polars as pl

from pipelines.auditing.findings import Finding, Kind
from pipelines.auditing.knowing import Reading
from pipelines.auditing.propagation import propagated
from pipelines.auditing.structure import KEY
from pipelines.auditing.system import FREE, System, Whole


def contradictions(reading: Reading, broken: Whole) -> Iterator[Finding]:
    """Cells told two ways, and relations that cannot hold: by numbers alone, or with the labels."""
    for cell in reading.cells.filter(pl.col("low") > pl.col("high")).select(KEY).iter_rows():
        yield Finding("contradiction", cell, "told in two ways")
    if not len(broken):
        return
    without_labels = set(propagated(_unlabelled(reading)).broken.tolist())
    for row in broken.tolist():
        kind: Kind = "contradiction" if row in without_labels else "label_contradicted"
        name = reading.system.row_names[reading.system.row_name[row]]
        yield Finding(kind, _cell(reading, reading.system.matrix[row].indices), name)


def impossible(reading: Reading, pieces: Iterable[Whole]) -> Iterator[Finding]:
    """Pieces without any solution, though no single relation shows it."""
    for columns in pieces:
        detail = f"one of {len(columns)} cells that have no solution together"
        yield Finding("contradiction", _cell(reading, columns), detail)


def _cell(reading: Reading, columns: Whole) -> tuple[str, ...]:
    """The first that has a row."""
    own = reading.cells[sorted(int(column) for column in columns)]
    cell: tuple[str, ...] = own.sort("kind", maintain_order=True).select(KEY).row(0)
    return cell


def _unlabelled(reading: Reading) -> System:
    is_hidden = (
        reading.cells["status"].is_in(["hidden_small", "hidden_to_protect"]).fill_null(value=False)
    )
    hidden = is_hidden.to_numpy()
    system = reading.system
    low, high = np.where(hidden, 0.0, system.low), np.where(hidden, FREE, system.high)
    return replace(system, low=low, high=high)
