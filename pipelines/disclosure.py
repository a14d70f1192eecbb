"""Disclosure control, the only door out: profile R, small counts hidden and the rest rounded.

Nothing else makes a `Released`, and only a `Released` is written or drawn. The profile is
provisional: every figure is protected by itself, not yet against what several figures tell together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import InitVar, dataclass
from typing import Final

import polars as pl

from pipelines.errors import DisclosureError
from pipelines.models import IndicatorHeader

SMALLEST_COUNT: Final = 5  # publication policy, README "Privacy": fewer persons are never shown
ROUND_TO: Final = 5  # the same policy: every other count is rounded to this
SMALLEST_RATE_BASE: Final = 20  # the same policy: no percentage of fewer than this, once rounded
SAMPLE_NOTE: Final = "Voorbeeldgegevens: fictieve cijfers"
ALL: Final = "ALL"

PLACE: Final = ("period_type", "period", "stek_id")
KEY: Final = (*PLACE, "recht_code", "breakdown", "category", "outcome")
COUNTS: Final = ("numerator", "denominator")
COLUMNS: Final = (
    "indicator", *KEY, *COUNTS, "value", "status", "steks_reporting", "steks_expected", "note",
)  # fmt: skip


class _Seal:
    """What only this module holds, and what making a `Released` takes."""


_SEAL: Final = _Seal()


@dataclass(frozen=True)
class Released:
    """One indicator's table as it may leave the house; made by `protect` and by nothing else."""

    name: str
    header: IndicatorHeader
    is_sample: bool
    _table: pl.DataFrame
    seal: InitVar[_Seal]

    def __post_init__(self, seal: _Seal) -> None:
        if seal is not _SEAL:
            raise DisclosureError("Only pipelines.disclosure.protect may make a Released table.")

    @property
    def table(self) -> pl.DataFrame:
        """The protected rows, sorted; a copy, so that nobody can change what was released."""
        return self._table.clone()


@dataclass(frozen=True)
class Domains:
    """Every value that the dimensions of an indicator may have, from the code lists."""

    rights: tuple[str, ...]
    sensitive_rights: frozenset[str]
    categories: Mapping[str, tuple[str, ...]]


def protect(
    name: str,
    header: IndicatorHeader,
    cells: pl.DataFrame,
    reporting: pl.DataFrame,
    domains: Domains,
    *,
    is_sample: bool,
) -> Released:
    """The indicator's cells as they may be shown: whole grid, small counts hidden, rest rounded.

    `cells` is the indicator's table, `reporting` is `facts.reporting`; both with true counts.
    Raises DisclosureError when a cell is unknown, double, or cannot be what it says it is.
    """
    places = _places(header, reporting)
    grid = _grid(header, places, domains)
    _refuse_wrong_cells(name, header, cells, places, domains)
    complete = _completed(header, grid, cells)
    guarded = _unguarded(complete) if header.protect == "none" else _guarded(complete)
    table = guarded.select(
        pl.lit(name).alias("indicator"),
        pl.exclude("indicator", "note"),
        pl.lit(SAMPLE_NOTE if is_sample else "").alias("note"),
    ).select(COLUMNS)
    return Released(name, header, is_sample, table.sort(KEY), _SEAL)
