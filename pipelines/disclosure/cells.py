"""The whole grid of an indicator: every cell of its grains, also where nobody was counted.

An absent row would tell that its count is zero, so before anything is hidden no row is absent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, combinations
from typing import Final

import polars as pl

from pipelines.errors import DisclosureError
from pipelines.warehouse.models import IndicatorHeader

ALL: Final = "ALL"
PLACE: Final = ("period_type", "period", "stek_id")
GROUP: Final = (*PLACE, "recht_code", "breakdown", "category")
KEY: Final = (*GROUP, "outcome")
COUNTS: Final = ("numerator", "denominator")


@dataclass(frozen=True)
class Domains:
    """Every value that the dimensions of an indicator may have: codes of the contracts."""

    rights: tuple[str, ...]
    sensitive_rights: frozenset[str]
    categories: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Grid:
    """The values along each dimension of one indicator, the total (ALL) among them.

    `places` is who was expected to deliver when: the rows of `facts.reporting` of its stream.
    """

    header: IndicatorHeader
    places: pl.DataFrame
    rights: pl.DataFrame
    categories: pl.DataFrame
    outcomes: pl.DataFrame

    @classmethod
    def of(cls, header: IndicatorHeader, reporting: pl.DataFrame, domains: Domains) -> Grid:
        """The grid of an indicator."""
        pairs = [(ALL, ALL), *_categories(header, domains)]
        return cls(
            header,
            reporting.filter(pl.col("stream") == header.stream).drop("stream"),
            pl.DataFrame(
                {"recht_code": [ALL, *domains.rights]}, schema={"recht_code": pl.String}
            ).with_columns(is_sensitive=pl.col("recht_code").is_in(domains.sensitive_rights)),
            pl.DataFrame(pairs, schema=["breakdown", "category"], orient="row"),
            pl.DataFrame(
                [(outcome.code, outcome.has_rate) for outcome in header.outcomes],
                schema=["outcome", "has_rate"],
                orient="row",
            ),
        )

    def until_last_told(self, cells: pl.DataFrame) -> Grid:
        """The grid without the periods after the last one that the indicator tells at all.

        An indicator that waits (for 90 days of follow-up) tells a period later than others do.
        """
        last = cells.group_by("period_type").agg(last=pl.col("period").max())
        told = self.places.join(last, on="period_type").filter(pl.col("period") <= pl.col("last"))
        return replace(self, places=told.drop("last"))

    def cells(self) -> pl.DataFrame:
        """Every cell of the grains and of their totals, with who reported; no counts yet."""
        totals = sorted(
            {
                (grain.period_type, kept)
                for grain in self.header.grain
                for kept in _subsets(sorted(grain.dimensions))
            }
        )
        return pl.concat([self._cells_of(period_type, kept) for period_type, kept in totals])

    def _cells_of(self, period_type: str, dimensions: tuple[str, ...]) -> pl.DataFrame:
        """The cells of one grain. A Stek's own figures of a sensitive right are not among them."""
        places = self.places.filter(
            pl.col("period_type") == period_type, _along("stek_id", "stek" in dimensions)
        )
        rights = self.rights.filter(
            _along("recht_code", "right" in dimensions),
            ~pl.col("is_sensitive") if "stek" in dimensions else pl.lit(value=True),
        )
        categories = self.categories.filter(_along("breakdown", "breakdown" in dimensions))
        return (
            places.join(rights.drop("is_sensitive"), how="cross")
            .join(categories, how="cross")
            .join(self.outcomes, how="cross")
        )


def _along(column: str, is_kept: bool) -> pl.Expr:  # noqa: FBT001 - reads as the sentence it is
    """The values of a dimension, or only its total."""
    return pl.col(column) != ALL if is_kept else pl.col(column) == ALL


def _subsets(dimensions: list[str]) -> Iterator[tuple[str, ...]]:
    sizes = range(len(dimensions) + 1)
    return chain.from_iterable(combinations(dimensions, size) for size in sizes)


def _categories(header: IndicatorHeader, domains: Domains) -> Iterator[tuple[str, str]]:
    for breakdown in header.breakdowns:
        if breakdown not in domains.categories:
            raise DisclosureError(
                f"{header.name}: no categories are known for the breakdown {breakdown!r}. "
                f"Known: {', '.join(sorted(domains.categories))}."
            )
        yield from ((breakdown, category) for category in domains.categories[breakdown])
