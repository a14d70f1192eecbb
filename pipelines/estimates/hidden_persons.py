"""At least how many there are, those who never came included, from who came once and who twice.

A lower bound for people like those who came; it is never the number of under-protected people.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from pipelines.estimates.told import PLACE, ROUNDED, Tables, Told, array, figures
from pipelines.statistics.arrays import Numbers, numbers
from pipelines.statistics.capture import chao
from pipelines.warehouse.cells import ALL

BREAKDOWN: Final = "aantal_bezoeken"
_LEAST_MORE: Final = 3  # visits of whoever came neither once nor twice, at the least


def hidden_persons(tables: Tables) -> pl.DataFrame:
    """One row for each year and Stek (and ALL) with published numbers of who came once and twice.

    Of rounded counts the interval holds what any of the true ones would give: many who came once and
    few who came twice make the bound high.
    """
    told = tables["visit_frequencies"]
    table = _seen(told)
    seen, once, twice = (array(table, name) for name in ("persons", "once", "twice"))
    rounded = (table["status"] == ROUNDED).to_numpy()
    half = np.where(rounded, told.rules.round_to // 2, 0)
    least = told.rules.smallest_count  # a count that is shown is no smaller
    middle, low, high = (
        chao(*_counts(*counts))
        for counts in (
            (seen, once, twice),
            (seen - half, once - half, twice + half),
            (seen + half, once + half, np.maximum(twice - half, np.minimum(twice, least))),
        )
    )
    return table.select(
        *PLACE,
        *("persons", "once", "twice"),
        figures(middle.total, decimals=0).alias("at_least"),
        figures(low.interval.low, decimals=0).alias("at_least_low"),
        figures(high.interval.high, decimals=0).alias("at_least_high"),
    ).filter(pl.col("at_least").is_not_null())


def _seen(told: Told) -> pl.DataFrame:
    """For each year and place: persons, and how many of them came once and twice."""
    counted = told.header.outcomes[0].code
    cells = told.cells(counted, period_type="year", recht_code=ALL)
    parts = [
        cells.filter(pl.col("breakdown") == breakdown, pl.col("category") == category).select(
            *PLACE, pl.col("numerator").alias(name), *(["status"] if name == "persons" else [])
        )
        for name, breakdown, category in (
            ("persons", ALL, ALL),
            ("once", BREAKDOWN, "1"),
            ("twice", BREAKDOWN, "2"),
        )
    ]
    persons, once, twice = parts
    return persons.join(once, on=PLACE).join(twice, on=PLACE).drop_nulls().sort(PLACE)


def _counts(seen: Numbers, once: Numbers, twice: Numbers) -> tuple[Numbers, ...]:
    """What Chao's bound asks; the visits are the fewest that these counts leave possible."""
    more = np.maximum(seen - once - twice, 0)
    return numbers(seen), once, twice, numbers(once + 2 * twice + _LEAST_MORE * more)
