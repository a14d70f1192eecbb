"""Disclosure control, the only door out: all tables are protected together, and proved to be.

Nothing else makes a `Released`, and only a `Released` is written or drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import InitVar, dataclass
from typing import Final

import polars as pl

from pipelines.disclosure.cells import KEY, Domains
from pipelines.disclosure.certified import Certified, certified
from pipelines.disclosure.completion import completed
from pipelines.disclosure.plan import Plan
from pipelines.disclosure.rules import EXACT, SAMPLE_NOTE
from pipelines.disclosure.showing import shown, shown_as_it_is
from pipelines.errors import DisclosureError
from pipelines.files import sha256
from pipelines.warehouse.headers import IndicatorHeader

Counted = tuple[IndicatorHeader, pl.DataFrame]  # an indicator and its true counts
Shown = Mapping[str, pl.DataFrame]  # by indicator, the rows about persons of a release
Hashes = Mapping[str, Mapping[str, str]]
_YEAR: Final = pl.col("period").str.slice(0, 4)


class _Seal:
    """What only this module holds, and what making a `Released` takes."""


_SEAL: Final = _Seal()


@dataclass(frozen=True)
class Released:
    """One indicator's table as it may leave the house; made by `protect` and by nothing else."""

    header: IndicatorHeader
    is_sample: bool
    _table: pl.DataFrame
    seal: InitVar[_Seal]

    def __post_init__(self, seal: _Seal) -> None:
        if seal is not _SEAL:
            raise DisclosureError("Only `protect` in this module makes a Released table.")

    @property
    def table(self) -> pl.DataFrame:
        """The protected rows, sorted; a copy, so that what was released cannot be changed."""
        return self._table.clone()


@dataclass(frozen=True)
class Protected:
    """The tables that may leave, and what stays in the house.

    The proof for each calendar year, and by indicator and period a hash of the true counts;
    `corrected` has by indicator the periods that tell of other records than the release before.
    """

    tables: tuple[Released, ...]
    proofs: Mapping[str, Certified]
    hashes: Hashes
    corrected: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Before:
    """The latest release: what it showed of persons, and the hashes of its true counts."""

    shown: Shown
    hashes: Hashes


NOTHING: Final = Before({}, {})


def protect(
    counted: Sequence[Counted],
    reporting: pl.DataFrame,
    domains: Domains,
    publication: Plan,
    *,
    is_sample: bool,
    before: Before = NOTHING,
) -> Protected:
    """The indicators as they may be shown together: their whole grids, with what must be hidden.

    `reporting` is `facts.reporting`; `before` is the latest release. A calendar year that
    it told exactly is told as it was, and by no other table. Raises DisclosureError when a cell is
    unknown or double or cannot be what it says it is, when a link of the plan does not hold, or when
    a small count cannot be protected.
    """
    whole = [(one, completed(one, cells, reporting, domains).sort(KEY)) for one, cells in counted]
    exact = [(one, shown_as_it_is(cells)) for one, cells in whole if one.protect == "none"]
    kept = closed_years(before.shown)
    closed = {year for rows in kept.values() for year in rows.select(_YEAR).to_series()}
    personal = [
        (one, publication.told(one, cells).filter(~_YEAR.is_in(list(closed))))
        for one, cells in whole
        if one.protect != "none"
    ]
    hashes = {one.name: dict(_hashes(cells)) for one, cells in personal}
    moved = corrected(hashes, before.hashes)
    proofs = {
        year: certified(tables, publication, before.shown, moved)
        for year, tables in _by_year(personal)
    }
    judged = [(one, shown(one, cells, _verdicts(one, proofs))) for one, cells in personal]
    told = [*exact, *((one, _with_kept(one, rows, kept)) for one, rows in judged)]
    return Protected(
        tuple(_released(one, rows, is_sample=is_sample) for one, rows in told),
        proofs,
        hashes,
        moved,
    )


def corrected(now: Hashes, then: Hashes) -> dict[str, list[str]]:
    """By indicator, the periods whose true counts are not what they were."""
    moved = {
        name: [period for period, one in sorted(told.items()) if then[name].get(period, one) != one]
        for name, told in sorted(now.items())
        if name in then
    }
    return {name: periods for name, periods in moved.items() if periods}


def _hashes(cells: pl.DataFrame) -> Iterator[tuple[str, str]]:
    for (period,), rows in cells.group_by("period", maintain_order=True):
        told = rows.select(*KEY, "numerator").write_csv()
        yield str(period), sha256(told.encode())


def closed_years(before: Shown) -> Shown:
    """By indicator, the rows of every calendar year that a release told exactly.

    All of such a year stays as it is, its months and quarters too.
    """
    years = {
        year
        for rows in before.values()
        for year in rows.filter(period_type=EXACT, status="published")["period"].to_list()
    }
    kept = {name: rows.filter(_YEAR.is_in(list(years))) for name, rows in before.items()}
    return {name: rows for name, rows in kept.items() if rows.height}


def _by_year(personal: Sequence[Counted]) -> Iterator[tuple[str, list[Counted]]]:
    years = {year for _, cells in personal for year in cells.select(_YEAR).to_series()}
    for year in sorted(years):
        yield year, [(one, cells.filter(year == _YEAR)) for one, cells in personal]


def _verdicts(header: IndicatorHeader, proofs: Mapping[str, Certified]) -> pl.DataFrame:
    schema = {**dict.fromkeys(KEY, pl.String()), "verdict": pl.String()}
    own = [
        proof.verdicts.filter(pl.col("indicator") == header.name).select(*KEY, "verdict")
        for proof in proofs.values()
    ]
    return pl.concat([pl.DataFrame(schema=schema), *own])


def _with_kept(header: IndicatorHeader, rows: pl.DataFrame, kept: Shown) -> pl.DataFrame:
    before = kept.get(header.name)
    return rows if before is None else pl.concat([before.select(rows.columns), rows])


def _released(header: IndicatorHeader, rows: pl.DataFrame, *, is_sample: bool) -> Released:
    table = rows.with_columns(
        indicator=pl.lit(header.name),
        note=pl.lit(SAMPLE_NOTE if is_sample else None, pl.String),
    )
    return Released(
        header, is_sample, table.select("indicator", *rows.columns, "note").sort(KEY), _SEAL
    )
