from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.auditing.audit import audit
from pipelines.auditing.report import Report
from tests.auditing.releases import Row, Table, write_release
from tests.auditing.worlds import Worlds, ranges, worlds

K = 3
Cells = dict[tuple[str, ...], list[int]]
Ranges = dict[tuple[str, ...], tuple[int, int]]
HIDE = st.sampled_from(["published", "published", "hidden_other", "hidden"])
TABLES = settings(max_examples=60, deadline=None)


def found(report: Report) -> Ranges:
    """The narrow ones the auditor names, by indicator and key."""
    narrow = [one for one in report.findings if one.kind in {"exact", "narrow"}]
    return {one.cell: (one.low or 0, one.high or 0) for one in narrow}


def narrow(every: Ranges, k: int = K) -> Ranges:
    return {key: (low, high) for key, (low, high) in every.items() if high - low < 2 and low < k}


def hidden_keys(rows: Mapping[Row, list[int]], name: str = "reach") -> Cells:
    small = {"hidden_small", "hidden"}
    return {(name, *row.key): leaves for row, leaves in rows.items() if row.status in small}


def labelled(row: Row, count: int, wish: str, k: int = K) -> Row:
    """The row as it leaves the house: small counts hidden, others as wished."""
    if count < k:
        return _with(row, None, "hidden_small")
    return _with(row, count if wish == "published" else None, wish)


def _with(row: Row, numerator: int | None, status: str) -> Row:
    kept = (row.stek, row.right, row.category, row.outcome, row.period, row.denominator, row.value)
    return Row(numerator, status, *kept)


def audited(*tables: Table, k: int = K, **more: Sequence[dict[str, object]]) -> Report:
    with TemporaryDirectory() as folder:
        return audit(write_release(Path(folder) / "r", *tables, k=k, links=more.get("links", ())))


@TABLES
@given(
    st.lists(st.integers(0, 4), min_size=6, max_size=6), st.lists(HIDE, min_size=12, max_size=12)
)
def test_counts_with_margins_have_the_ranges_of_all_possible_tables(
    truth: list[int], wishes: list[str]
) -> None:
    places = list(product(("a", "b", "ALL"), ("x", "y", "z", "ALL")))
    leaves = list(product(("a", "b"), ("x", "y", "z")))
    cells: dict[Row, list[int]] = {}
    for (stek, right), wish in zip(places, wishes, strict=True):
        own = [
            n
            for n, leaf in enumerate(leaves)
            if stek in {leaf[0], "ALL"} and right in {leaf[1], "ALL"}
        ]
        count = sum(truth[n] for n in own)
        is_all = stek == right == "ALL"  # a published total bounds the worlds
        row = Row(count, stek=stek, right=right)
        cells[row if is_all else labelled(row, count, wish)] = own
    asked = hidden_keys(cells)
    every = ranges(worlds(6, sum(truth)), cells, asked, k=K)
    assert found(audited(Table(list(cells)))) == narrow(every)
