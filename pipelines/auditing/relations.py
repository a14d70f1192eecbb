"""How the counts of one table hang together: totals over Stekken, rights and categories; shares."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pipelines.auditing.cells import has_own_complement, shares
from pipelines.auditing.periods import over_time
from pipelines.auditing.structure import ALL, KEY, Indicator, Structure
from pipelines.auditing.system import FREE, Relation
from pipelines.auditing.terms import numbered, pairs_of, sums_of

_OVER = {"stek": ("stek_id",), "right": ("recht_code",), "breakdown": ("breakdown", "category")}


def relations_of(
    cells: pl.DataFrame, rows: pl.DataFrame, structure: Structure
) -> Iterator[Relation]:
    """Every relation within a table: sums, parts of a whole, denominators, rates, periods."""
    for indicator in structure.indicators:
        own = cells.filter(pl.col("indicator") == indicator.name)
        if own.height:
            codes = [one.code for one in indicator.outcomes]
            counts = own.filter(pl.col("outcome").is_in(codes))
            yield from _margins(counts, indicator)
            yield from over_time(counts, indicator)
            yield from _denominators(own, indicator)
            yield from _shares(own, rows, indicator)


def _margins(counts: pl.DataFrame, indicator: Indicator) -> Iterator[Relation]:
    for dimension, columns in _OVER.items():
        parts = counts.filter(pl.col(columns[0]) != ALL)
        whole = counts.filter(pl.col(columns[0]) == ALL)
        key = [name for name in KEY if name not in columns]
        paired = parts.join(whole.select(*key, total="id"), on=key)
        overlaps = pl.col("breakdown").is_in(list(indicator.overlapping))
        adds_up = pl.lit(dimension in indicator.adds_up) & (
            ~overlaps if dimension == "breakdown" else pl.lit(value=True)
        )
        sums = paired.filter(adds_up)
        yield Relation(f"{indicator.name}: sum over {dimension}", sums_of(sums, columns[:-1]))
        within = paired.filter(~adds_up)
        yield Relation(f"{indicator.name}: part of {dimension}", pairs_of(within), low=-FREE)


def _denominators(own: pl.DataFrame, indicator: Indicator) -> Iterator[Relation]:
    """A denominator of several outcomes is their sum, or more where not all of them are there."""
    key = [name for name in KEY if name != "outcome"]
    for outcome in {one.denominator: one for one in indicator.outcomes if len(one.of) > 1}.values():
        parts = own.filter(pl.col("outcome").is_in(outcome.of))
        whole = own.filter(pl.col("outcome") == outcome.denominator)
        paired = parts.join(whole.select(*key, total="id"), on=key)
        is_whole = pl.len().over("total") == len(outcome.of)
        name = f"{indicator.name}: {outcome.denominator}"
        yield Relation(name, sums_of(paired.filter(is_whole)))
        yield Relation(f"{name} in part", sums_of(paired.filter(~is_whole)), low=-FREE)


def _shares(own: pl.DataFrame, rows: pl.DataFrame, indicator: Indicator) -> Iterator[Relation]:
    """Numerator and complement are the denominator; a rate that tells more than they do binds them."""
    with_own = {one.code for one in indicator.outcomes if has_own_complement(one)}
    ids = own.select(*KEY, "id")
    for share in shares(rows, indicator):
        keyed = _with_ids(share, ids)
        complete = keyed.filter(pl.col("outcome").is_in(list(with_own)))
        parts = pl.concat(
            [complete.select("id", "total"), complete.select(id="complement", total="total")]
        ).with_columns(outcome=pl.lit(""))
        # The numerator tells which relation it is: several shares have one denominator.
        by = pl.concat([complete.select(by="id"), complete.select(by="id")])["by"]
        terms = sums_of(parts.with_columns(by=by), ("by",))
        yield Relation(f"{indicator.name}: complement", terms)
        rated = keyed.filter(pl.col("value").is_not_null() & ~pl.col("is_of_its_parts"))
        for sign, name in ((-1, "at least"), (1, "at most")):
            bound = _rate_bound(rated, sign)
            low, high = (0.0, FREE) if sign < 0 else (-FREE, 0.0)
            yield Relation(f"{indicator.name}: rate {name}", bound, low, high)


def _with_ids(share: pl.DataFrame, ids: pl.DataFrame) -> pl.DataFrame:
    place = [name for name in KEY if name not in {"outcome", "breakdown", "category"}]
    whole = ids.rename(
        {"outcome": "d_outcome", "breakdown": "d_breakdown", "category": "d_category"}
    ).rename({"id": "total"})
    rest = ids.rename({"outcome": "c_outcome", "id": "complement"})
    return (
        share.join(ids, on=KEY)
        .join(whole, on=[*place, "d_outcome", "d_breakdown", "d_category"])
        .join(rest, on=[*(name for name in KEY if name != "outcome"), "c_outcome"])
    )


def _rate_bound(rated: pl.DataFrame, sign: int) -> pl.DataFrame:
    """100 numerators minus the rate, half a unit down (-1) or up (1), times the denominator."""
    each = rated.with_row_index("pair")
    edge = pl.col("value") + sign * pl.col("half_unit")
    parts = each.select("pair", "id", coefficient=pl.lit(100.0))
    totals = each.select("pair", id="total", coefficient=-edge)
    return numbered(pl.concat([parts, totals]), "pair")
