"""What ties the cells of several tables together: the links of the publication plan."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from pipelines.disclosure.book import Book
from pipelines.disclosure.plan import Link, Side
from pipelines.errors import DisclosureError


def write_links(book: Book, links: Iterable[Link]) -> None:
    """Write in the book, for each link and each set of dimensions that both sides tell, a relation.

    Raises DisclosureError when one does not hold for the true counts: then the plan is wrong.
    """
    cells = pl.concat(book.cells).filter(pl.col("indicator") != "")
    for link in links:
        terms = _terms(cells, link)
        _refuse_untrue(cells, terms, link)
        if link.is_equal:
            book.relate(terms.select("tie", "number", "sign"))
        else:
            book.relate(terms.select("tie", "number", "sign"), slack=1, guard=link.guard)


def _terms(cells: pl.DataFrame, link: Link) -> pl.DataFrame:
    a, b = _side(cells, link.a, link.shared), _side(cells, link.b, link.shared)
    both = a.select(link.shared).unique().join(b.select(link.shared).unique(), on=link.shared)
    return (
        pl.concat([a.with_columns(sign=pl.lit(1)), b.with_columns(sign=pl.lit(-1))])
        .join(both, on=link.shared)
        .with_columns(tie=pl.struct(link.shared).rank("dense"))
        .sort("tie", "number")
    )


def _side(cells: pl.DataFrame, side: Side, shared: list[str]) -> pl.DataFrame:
    chosen = cells.filter(pl.col(name).is_in(list(values)) for name, values in side.items())
    return chosen.select(*shared, "number")


def _refuse_untrue(cells: pl.DataFrame, terms: pl.DataFrame, link: Link) -> None:
    sums = (
        terms.join(cells.select("number", "count"), on="number")
        .group_by("tie")
        .agg((pl.col("sign") * pl.col("count")).sum())
    )
    untrue = sums.filter(pl.col("sign") != 0 if link.is_equal else pl.col("sign") > 0).height
    if untrue:
        names = " and ".join(
            f"{side['indicator'][0]} ({', '.join(side.get('outcome', ('all',)))})"
            for side in (link.a, link.b)
        )
        raise DisclosureError(
            f"data_contracts/publication.yaml: {names} are linked and do not agree in {untrue} "
            "places. Mend the link or the indicator; nothing is released."
        )
