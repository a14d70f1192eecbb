"""How well a table is filled: by who is counted, and by all of its rows."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from pipelines.disclosure.completion import completed
from pipelines.disclosure.filling import Filling, fillings
from tests.counts import CELLS, DOMAINS, NO_PLAN, alone, cell, header, reporting

OF = header("month x breakdown", outcomes={"asked": False})
# Ten of each of two genders; nobody is x, unknown or not asked.
ROWS = [
    cell(20, outcome="asked"),
    cell(10, outcome="asked", breakdown="gender", category="v"),
    cell(10, outcome="asked", breakdown="gender", category="m"),
]
WHO = reporting({"zaventem": 1, "tienen": 1})
BY_GENDER = "month x gender"


def filled(shown: pl.DataFrame | None = None, stays: str = "") -> dict[str, Filling]:
    plan = replace(NO_PLAN, stays={(OF.name, BY_GENDER): stays} if stays else {})
    cells = completed(OF, pl.DataFrame(ROWS, schema=CELLS), WHO, DOMAINS)
    return {one.grain: one for one in fillings(OF, cells, plan, shown)}


def test_categories_with_nobody_count_among_all_rows_and_not_among_those_with_somebody() -> None:
    by_gender = filled()[BY_GENDER]
    assert (by_gender.cells, by_gender.hidden, by_gender.of_all) == (2, 0.0, 3 / 5)
    assert filled()["month"].of_all == 0.0


def test_a_table_that_is_over_half_hidden_is_told_with_why_it_stays() -> None:
    assert filled()[BY_GENDER].is_half_hidden
    assert not filled()["month"].is_half_hidden
    assert filled(stays="the only one of its kind")[BY_GENDER].stays == "the only one of its kind"


def test_what_was_hidden_in_the_latest_release_counts_where_that_tells_the_table() -> None:
    released = alone(OF, pl.DataFrame(ROWS, schema=CELLS), WHO).table
    is_v = pl.col("category") == "v"
    hidden = pl.when(is_v).then(pl.lit("hidden_to_protect")).otherwise("status")
    shown = released.with_columns(status=hidden)
    assert filled(released)[BY_GENDER].of_all == 3 / 5
    assert filled(shown)[BY_GENDER].of_all == 4 / 5
    assert filled(shown.filter(breakdown="ALL"))[BY_GENDER].of_all == 3 / 5
