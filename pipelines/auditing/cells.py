"""Every count that a reader can name: those with a row, and those that follow from rows without one.

A share has a denominator and a complement, parts have a total, and what a Stek's own total holds
beyond its shown rights is a count of persons too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from pipelines.auditing.knowledge import UNKNOWN
from pipelines.auditing.structure import ALL, GROUP, KEY, Indicator, Outcome, Structure

REST: Final = "(rest)"  # stands as recht_code for the rights that are never shown per Stek
# What a cell is, the most certain first: told by a row, or by none.
KINDS: Final = ("count", "denominator", "total", "rest", "complement")


def cells_of(rows: pl.DataFrame, structure: Structure) -> pl.DataFrame:
    """One row per cell: id, KEY, kind, status (null without a row), low and high as told.

    `rows` are those of `knowledge.known`. Two rows that tell of one cell are both believed.
    """
    told = pl.concat(
        [
            rows.select(*KEY, "status", kind=pl.lit("count"), low="n_low", high="n_high"),
            *(_shares(rows, one) for one in structure.indicators),
        ]
    )
    counts = _merged(told.filter(pl.col("kind") != "complement"))
    totals = [_totals(counts, one) for one in structure.indicators]
    whole = pl.concat([told, *totals])
    rests = [_rests(whole, one) for one in structure.indicators]
    return _merged(pl.concat([whole, *rests])).sort(KEY).with_row_index("id")


def shares(rows: pl.DataFrame, indicator: Indicator) -> Iterator[pl.DataFrame]:
    """For each outcome with a rate its rows, with the keys of denominator and complement added.

    `d_outcome`, `d_breakdown`, `d_category` and `c_outcome`; no row is its own denominator.
    """
    own = rows.filter(pl.col("indicator") == indicator.name)
    for outcome in indicator.outcomes:
        if not outcome.has_rate:
            continue
        undivided = outcome.is_of_all_categories
        of_its_own = own.filter(pl.col("outcome") == outcome.code).with_columns(
            d_outcome=pl.lit(outcome.code if undivided else outcome.denominator),
            d_breakdown=pl.lit(ALL) if undivided else pl.col("breakdown"),
            d_category=pl.lit(ALL) if undivided else pl.col("category"),
            c_outcome=pl.lit(_complement(outcome)),
        )
        key = (pl.col("d_outcome"), pl.col("d_breakdown"), pl.col("d_category"))
        same = [a == pl.col(b) for a, b in zip(key, ("outcome", *GROUP[-2:]), strict=True)]
        yield of_its_own.filter(~pl.all_horizontal(same))


def has_own_complement(outcome: Outcome) -> bool:
    """Whether the complement is a count without a name of its own."""
    return not (len(outcome.of) == 2 and outcome.code in outcome.of)


def _complement(outcome: Outcome) -> str:
    if has_own_complement(outcome):
        return f"{outcome.denominator or outcome.code}-{outcome.code}"
    return next(code for code in outcome.of if code != outcome.code)


def _shares(rows: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """What rows tell of denominators, and of complements: a rate tells that one is not small."""
    nothing = rows.clear().select(*KEY, "status", kind=pl.lit(""), low="n_low", high="n_high")
    found = [nothing]
    for share in shares(rows, indicator):
        base = share.with_columns(status=pl.lit(None, pl.String))
        d_key = {"breakdown": "d_breakdown", "category": "d_category", "outcome": "d_outcome"}
        kinds = {"denominator": d_key, "complement": {"outcome": "c_outcome"}}
        bounds = {"denominator": ("d_low", "d_high"), "complement": ("c_low", "c_high")}
        found += [
            base.with_columns(**names).select(
                *KEY,
                "status",
                kind=pl.lit(kind),
                low=pl.col(bounds[kind][0]).fill_null(0.0),
                high=pl.col(bounds[kind][1]).fill_null(UNKNOWN),
            )
            for kind, names in kinds.items()
        ]
    return pl.concat(found)


def _totals(counts: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """The totals of all parts that add up, whether a row tells them or not."""
    codes = [one.code for one in indicator.outcomes]
    kept = counts.filter(
        pl.col("indicator") == indicator.name, pl.col("outcome").is_in(codes)
    ).select(KEY)
    over = {"stek": ("stek_id",), "right": ("recht_code",), "breakdown": ("breakdown", "category")}
    for dimension, columns in over.items():
        if dimension in indicator.adds_up:
            parts = kept.filter(~pl.col("breakdown").is_in(list(indicator.overlapping)))
            kept = pl.concat([kept, parts.with_columns(pl.lit(ALL).alias(c) for c in columns)])
            kept = kept.unique(maintain_order=True)
    return _unlabelled(kept, "total")


def _rests(cells: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """For each Stek that shows some rights: all persons with a right that is never shown per Stek."""
    own = cells.filter(pl.col("indicator") == indicator.name, pl.col("kind") == "count")
    rights = own.filter(pl.col("recht_code") != ALL)
    table_period = ("period_type", "period")
    never = pl.col("recht_code").is_in(list(indicator.never_per_stek))
    all_stekken = rights.filter(pl.col("stek_id") == ALL).group_by(table_period).agg(never.any())
    per_stek = rights.filter(pl.col("stek_id") != ALL)
    if not indicator.never_per_stek or "right" not in indicator.adds_up:
        per_stek = per_stek.clear()
    told = per_stek.join(all_stekken, on=table_period, how="left", suffix="_never")
    hiding = told.filter(pl.col("recht_code_never").fill_null(value=True)).select(KEY)
    return _unlabelled(hiding.with_columns(recht_code=pl.lit(REST)).unique(), "rest")


def _unlabelled(keys: pl.DataFrame, kind: str) -> pl.DataFrame:
    return keys.select(
        *KEY,
        status=pl.lit(None, pl.String),
        kind=pl.lit(kind),
        low=pl.lit(0.0),
        high=pl.lit(UNKNOWN),
    )


def _merged(told: pl.DataFrame) -> pl.DataFrame:
    kind = pl.col("kind").replace_strict({name: n for n, name in enumerate(KINDS)})
    return (
        told.with_columns(kind=kind)
        .group_by(KEY)
        .agg(
            pl.col("status").drop_nulls().first(),
            pl.col("kind").min(),
            pl.col("low").max(),
            pl.col("high").min(),
        )
        .with_columns(kind=pl.col("kind").replace_strict(dict(enumerate(KINDS))))
    )
