"""The whole grid of an indicator: every cell that is published, also where nobody was counted.

An absent row would tell that its count is zero, so no row may be absent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Final

import polars as pl

from pipelines.errors import DisclosureError
from pipelines.models import Grain, IndicatorHeader

ALL: Final = "ALL"
PLACE: Final = ("period_type", "period", "stek_id")
GROUP: Final = (*PLACE, "recht_code", "breakdown", "category")
KEY: Final = (*GROUP, "outcome")


@dataclass(frozen=True)
class Domains:
    """Every value that the dimensions of an indicator may have, from the code lists."""

    rights: tuple[str, ...]
    sensitive_rights: frozenset[str]
    categories: Mapping[str, tuple[str, ...]]


def completed(
    header: IndicatorHeader, cells: pl.DataFrame, reporting: pl.DataFrame, domains: Domains
) -> pl.DataFrame:
    """Every cell of every grain, with true counts (0 where the table gave none) and who reported.

    Raises DisclosureError when a cell is unknown, double, or cannot be what it says it is.
    """
    places = reporting.filter(pl.col("stream") == header.stream).drop("stream")
    if places.select(PLACE).is_duplicated().any():
        raise DisclosureError(f"{header.name}: a Stek reports the same period twice.")
    rights, categories = _rights(domains), _categories(header, domains)
    _refuse_unknown(header, cells, places, rights, categories)
    _refuse_impossible(header, cells)
    grid = pl.concat(
        _grain(header, places, rights, categories, period_type, dimensions)
        for period_type, dimensions in sorted(_totals(header.grain))
    )
    return grid.join(cells.select(*KEY, "numerator", "denominator"), on=KEY, how="left").with_columns(
        pl.col("numerator").fill_null(0),
        pl.when("has_rate").then(pl.col("denominator").fill_null(0)),
    )


def _totals(grains: tuple[Grain, ...]) -> set[tuple[str, tuple[str, ...]]]:
    """The grains and every total of them: any of a grain's dimensions may be ALL."""
    return {
        (grain.period_type, kept)
        for grain in grains
        for kept in chain.from_iterable(
            combinations(sorted(grain.dimensions), size) for size in range(len(grain.dimensions) + 1)
        )
    }


def _grain(
    header: IndicatorHeader,
    places: pl.DataFrame,
    rights: pl.DataFrame,
    categories: pl.DataFrame,
    period_type: str,
    dimensions: tuple[str, ...],
) -> pl.DataFrame:
    """Every cell of one grain."""
    per_stek = pl.col("stek_id") != ALL if "stek" in dimensions else pl.col("stek_id") == ALL
    ...
