"""The whole grid of an indicator: every cell of its grains, also where nobody was counted.

An absent row would tell that its count is zero, so before anything is hidden no row is absent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import polars as pl

from pipelines.errors import DisclosureError
from pipelines.warehouse.cells import ALL, grains
from pipelines.warehouse.headers import IndicatorHeader

PLACE: Final = ("period_type", "period", "stek_id")
GROUP: Final = (*PLACE, "recht_code", "breakdown", "category")
KEY: Final = (*GROUP, "outcome")
COUNTS: Final = ("numerator", "denominator")


@dataclass(frozen=True)
class Domains:
    """Every value that the dimensions of an indicator may have: codes of the contracts.

    `validity` has the first and last month (yyyy-mm, "" for none) of rights that came or went.
    """

    rights: tuple[str, ...]
    sensitive_rights: frozenset[str]
    categories: Mapping[str, tuple[str, ...]]
    validity: Mapping[str, tuple[str, str]] = field(default_factory=dict)


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
            _rights(domains),
            pl.DataFrame(pairs, schema=["breakdown", "category"], orient="row"),
            pl.DataFrame(
                [
                    (one.code, one.has_rate, one.code in one.of, one.counted_by or None)
                    for one in header.outcomes
                ],
                schema={
                    "outcome": pl.String,
                    "has_rate": pl.Boolean,
                    "is_part": pl.Boolean,
                    "counted_by": pl.String,  # an amount is not a count: its counts are that outcome
                },
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
        kept = grains(self.header)
        return pl.concat([self._cells_of(period_type, told) for period_type, told in kept])

    def _cells_of(self, period_type: str, dimensions: tuple[str, ...]) -> pl.DataFrame:
        """The cells of one grain.

        A Stek's own figures of a sensitive right are not among them, nor are amounts over all
        rights: the amount of a right that is hidden could be found by subtraction.
        """
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
            .filter(_is_within_validity())
            .drop("first_month", "last_month")
            .join(categories, how="cross")
            .join(self.outcomes, how="cross")
            .filter(pl.col("counted_by").is_null() | (pl.col("recht_code") != ALL))
        )


def _rights(domains: Domains) -> pl.DataFrame:
    """Every right and the total, whether it is sensitive, and from when to when it is there."""
    rows = [
        (code, code in domains.sensitive_rights, *domains.validity.get(code, ("", "")))
        for code in (ALL, *domains.rights)
    ]
    names = ["recht_code", "is_sensitive", "first_month", "last_month"]
    return pl.DataFrame(rows, schema=names, orient="row")


def _is_within_validity() -> pl.Expr:
    """Whether a period has a month in which the right is there; texts sort as months do."""
    quarter = pl.col("period").str.extract(r"-Q(\d)").cast(pl.Int64)
    year = pl.col("period").str.slice(0, 4)
    is_quarter, is_year = pl.col("period_type") == "quarter", pl.col("period_type") == "year"
    first = (
        pl.when(is_quarter)
        .then(year + "-" + (quarter * 3 - 2).cast(pl.String).str.zfill(2))
        .when(is_year)
        .then(year + "-01")
        .otherwise("period")
    )
    last = (
        pl.when(is_quarter)
        .then(year + "-" + (quarter * 3).cast(pl.String).str.zfill(2))
        .when(is_year)
        .then(year + "-12")
        .otherwise("period")
    )
    starts, ends = pl.col("first_month"), pl.col("last_month")
    return ((starts == "") | (last >= starts)) & ((ends == "") | (first <= ends))


def _along(column: str, is_kept: bool) -> pl.Expr:  # noqa: FBT001 - reads as the sentence it is
    """The values of a dimension, or only its total."""
    return pl.col(column) != ALL if is_kept else pl.col(column) == ALL


def _categories(header: IndicatorHeader, domains: Domains) -> Iterator[tuple[str, str]]:
    for breakdown in header.breakdowns:
        if breakdown not in domains.categories:
            raise DisclosureError(
                f"{header.name}: no categories are known for the breakdown {breakdown!r}. "
                f"Known: {', '.join(sorted(domains.categories))}."
            )
        yield from ((breakdown, category) for category in domains.categories[breakdown])
