"""Relations between tables, where release.json says that they tell of the same persons."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pipelines.auditing.structure import KEY, Dimensions, Link
from pipelines.auditing.system import FREE, Relation
from pipelines.auditing.terms import numbered


def linked(cells: pl.DataFrame, links: tuple[Link, ...]) -> Iterator[Relation]:
    """One relation for each link and each set of dimensions that both sides tell."""
    for number, link in enumerate(links):
        fixed = {name for name, _ in link.a} & {name for name, _ in link.b}
        shared = [name for name in KEY if name not in fixed]
        a, b = _side(cells, link.a, shared), _side(cells, link.b, shared)
        by = shared or ["all"]
        both = a.select(by).unique().join(b.select(by).unique(), on=by)
        terms = pl.concat(
            [a.with_columns(coefficient=pl.lit(1.0)), b.with_columns(coefficient=pl.lit(-1.0))]
        ).join(both, on=by)
        low = 0.0 if link.is_equal else -FREE
        yield Relation(f"link {number + 1}", numbered(terms, by), low=low)


def _side(cells: pl.DataFrame, fixed: Dimensions, shared: list[str]) -> pl.DataFrame:
    chosen = cells.filter(pl.col(name).is_in(list(values)) for name, values in fixed)
    return chosen.select(*shared, "id", all=pl.lit(0))
