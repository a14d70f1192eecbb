"""What differs between two releases, figure by figure: a table, and how often each kind occurs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from pipelines.contracts import Words
from pipelines.disclosure.cells import KEY
from pipelines.disclosure.release import Publication, PublishedEstimate, PublishedIndicator
from pipelines.publication.marks import provisional_statuses
from pipelines.publication.tables import Table, described
from pipelines.publication.words import say

FIGURES: Final = ("numerator", "denominator", "value")
# From what a reader must know first to what they expect.
KINDS: Final = ("moved", "became_final", "status_changed", "disappeared", "appeared")
_SCHEMA: Final = {
    "table": pl.String(),
    "change": pl.String(),
    **dict.fromkeys(KEY, pl.String()),
    **{name: pl.Int64() for one in FIGURES for name in (f"{one}_before", one)},
    "status_before": pl.String(),
    "status": pl.String(),
    "note": pl.String(),
}


@dataclass(frozen=True)
class Differences:
    """Every figure of an indicator that differs, a row each, and the tables that did.

    `titles` are those of the later release, of the earlier one for a table that is gone; `reworded`
    are tables whose explanation or count was changed. Estimates follow from indicators and are not
    compared cell by cell.
    """

    rows: pl.DataFrame
    titles: dict[str, Words]
    new_tables: tuple[str, ...]
    gone_tables: tuple[str, ...]
    reworded: tuple[str, ...]

    @property
    def is_none(self) -> bool:
        """Whether both releases tell the same."""
        return self.rows.is_empty() and not (self.new_tables or self.gone_tables or self.reworded)

    def counts(self, table: str | None = None) -> dict[str, int]:
        """How many figures differ, by the kind of change; of one table or of all."""
        rows = self.rows if table is None else self.rows.filter(pl.col("table") == table)
        counted = dict(rows.group_by("change").len().iter_rows())
        return {kind: counted[kind] for kind in KINDS if kind in counted}


def differences(before: Publication, after: Publication) -> Differences:
    """What the later release tells otherwise than the earlier one."""
    old = {one.name: one for one in before.indicators}
    new = {one.name: one for one in after.indicators}
    names = sorted({*old, *new})
    parts = [_compared(old.get(name), new.get(name)) for name in names]
    rows = pl.concat([pl.DataFrame(schema=_SCHEMA), *parts], how="vertical_relaxed")
    is_sample = before.is_sample or after.is_sample
    note = pl.lit(say("sample").nl if is_sample else None, pl.String)
    return Differences(
        rows.with_columns(note.alias("note")).select(*_SCHEMA),
        {name: (new.get(name) or old[name]).title for name in names},
        tuple(name for name in names if name not in old),
        tuple(name for name in names if name not in new),
        tuple(
            name for name in names if name in old and name in new and _says_other(old, new, name)
        ),
    )


def table_of_changes(rows: pl.DataFrame) -> Table:
    """The rows that differ as a table with its words; its key is the table and the key within it."""
    about = PublishedEstimate(
        name="changes",
        title=say("changes_title"),
        reading=say("changes_reading"),
        method=say("changes_reading"),
        source="README",
        indicators=tuple(rows["table"].unique().sort()),
        columns=(),
        table=rows,
    )
    return described(about, ("table", *KEY))


def _compared(before: PublishedIndicator | None, after: PublishedIndicator | None) -> pl.DataFrame:
    """The rows of one indicator that differ, sorted by their key; one of both is there."""
    known = after or before
    if known is None:
        return pl.DataFrame(schema=_SCHEMA)
    both = _figures(before or _emptied(known), "_before").join(
        _figures(after or _emptied(known), ""), on=KEY, how="full", coalesce=True
    )
    changed = both.with_columns(_kind().alias("change"), pl.lit(known.name).alias("table")).filter(
        pl.col("change").is_not_null()
    )
    note = pl.lit(None, pl.String).alias("note")
    return changed.with_columns(note).select(*_SCHEMA).sort(KEY)


def _figures(of: PublishedIndicator, suffix: str) -> pl.DataFrame:
    named = [pl.col(one).alias(f"{one}{suffix}") for one in (*FIGURES, "status")]
    return of.table.select(*KEY, *named)


def _emptied(of: PublishedIndicator) -> PublishedIndicator:
    return replace(of, table=of.table.clear())


def _kind() -> pl.Expr:
    """Which of KINDS a row is; null when it tells the same as before.

    A figure that is no longer provisional became final, also where rounding ended.
    """
    before, after = pl.col("status_before"), pl.col("status")
    was, still = (status.is_in(list(provisional_statuses())) for status in (before, after))
    moved = pl.any_horizontal(pl.col(one).ne_missing(pl.col(f"{one}_before")) for one in FIGURES)
    return (
        pl.when(before.is_null())
        .then(pl.lit("appeared"))
        .when(after.is_null())
        .then(pl.lit("disappeared"))
        .when(was & ~still)
        .then(pl.lit("became_final"))
        .when(before != after)
        .then(pl.lit("status_changed"))
        .when(moved)
        .then(pl.lit("moved"))
    )


def _says_other(
    old: dict[str, PublishedIndicator], new: dict[str, PublishedIndicator], name: str
) -> bool:
    """Whether the words of a table or what it counts are others."""
    return list(_meaning(old[name])) != list(_meaning(new[name]))


def _meaning(of: PublishedIndicator) -> Iterator[object]:
    yield from (of.title, of.reading, of.unit, of.method, of.source, of.outcomes, of.breaks)
