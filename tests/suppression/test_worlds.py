"""The judge of the other tests is judged itself: by plain counting where that is possible."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from pipelines.suppression.pattern import first_status
from pipelines.suppression.system import Rule
from tests.suppression.tables import table
from tests.suppression.worlds import domains, rows_of, tables, values


@pytest.mark.parametrize("seed", range(5))
def test_the_search_finds_the_tables_that_plain_counting_finds(seed: int) -> None:
    rule, inner = Rule(3), np.random.default_rng(seed).poisson(2, (2, 2))
    system = table(inner, rule)
    told = domains(system, first_status(system, rule), rule)
    counted = set()
    for inside in product(range(9), repeat=4):
        extended = _with_margins(np.array(inside).reshape(2, 2))
        if all(low <= value <= high for value, (low, high) in zip(extended, told, strict=True)):
            counted.add(extended)
    found = {tuple(found) for found in tables(rows_of(system), told)}
    assert found == counted


def _with_margins(inner: np.ndarray) -> tuple[int, ...]:
    """Total, column totals, then each row behind its own total: the order of `crossed`."""
    rows = [inner.sum(axis=0), *inner]
    return tuple(int(value) for row in rows for value in (row.sum(), *row))


def test_a_published_total_and_two_labels_leave_what_the_sum_allows() -> None:
    rule = Rule(5)
    system = table(np.array([[3, 4]]), rule)  # 7 = a + b, both under five: 3 + 4 or 4 + 3
    cell = int(np.nonzero(system.counts == 3)[0][0])
    assert values(system, first_status(system, rule), cell, rule) == [3, 4]
