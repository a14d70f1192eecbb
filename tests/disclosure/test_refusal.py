"""A release that cannot be made safe is refused by table and period, so that somebody can mend it."""

from __future__ import annotations

import polars as pl

from pipelines.disclosure.certified import _refusal
from pipelines.errors import FloorError

CELLS = pl.DataFrame(
    {
        "number": [0, 1, 2, 3],
        "indicator": ["take_up", "take_up", "reach", ""],
        "period": ["2026-Q3", "2026-Q3", "2026-10", "2026-10"],
        "breakdown": ["gender", "gender", "ALL", "ALL"],
        "category": ["v", "m", "ALL", "ALL"],
        "count": [3, 2, 4, 1],
    }
)


def test_it_names_tables_and_periods_once_and_neither_a_category_nor_a_count() -> None:
    told = _refusal(CELLS, [0, 1, 2, 3])
    assert "4 small counts" in told
    assert "reach, 2026-10; take_up, 2026-Q3, by gender." in told
    assert "data_contracts/publication.yaml" in told
    for secret in ("'v'", "gender v", "3 persons"):
        assert secret not in told


def test_what_lies_between_tables_is_said_to_lie_there() -> None:
    assert "between tables" in _refusal(CELLS, [3])


def test_the_numbers_of_cells_travel_with_the_error() -> None:
    assert FloorError((4, 7)).cells == (4, 7)
    assert "cells 4, 7 can be worked out" in str(FloorError((4, 7)))
