"""What is worked out from released tables may leave too, for it can tell no more than they do.

`derive` hands an estimate released rows and nothing else, and only `derive` makes a `Derived`: what
an estimate publishes is a function of what is published already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import InitVar, dataclass
from types import MappingProxyType
from typing import Final

import polars as pl

from pipelines.disclosure.protection import Released
from pipelines.disclosure.rules import (
    ROUND_TO,
    SAMPLE_NOTE,
    SMALLEST_COUNT,
    SMALLEST_RATE_BASE,
)
from pipelines.errors import DisclosureError
from pipelines.estimates.estimate import Estimate
from pipelines.estimates.told import Rules, Told


class _Stamp:
    """What only this module holds, and what making a `Derived` takes."""


_STAMP: Final = _Stamp()


@dataclass(frozen=True)
class Derived:
    """One estimate's table as it may leave the house; made by `derive` and by nothing else.

    `indicators` are the released tables that it is from.
    """

    estimate: Estimate
    indicators: tuple[str, ...]
    is_sample: bool
    _table: pl.DataFrame
    stamp: InitVar[_Stamp]

    def __post_init__(self, stamp: _Stamp) -> None:
        if stamp is not _STAMP:
            raise DisclosureError("Only `derive` in this module makes a Derived table.")

    @property
    def table(self) -> pl.DataFrame:
        """Its rows; a copy, so that what was derived cannot be changed."""
        return self._table.clone()


def told(released: Released) -> Told:
    """A released table as an estimate sees it: a copy."""
    rules = Rules(SMALLEST_COUNT, ROUND_TO, SMALLEST_RATE_BASE)
    return Told(released.header, released.table, rules)


def derive(estimate: Estimate, released: Sequence[Released]) -> Derived | None:
    """The estimate worked out from these released tables and from nothing else.

    None when an indicator that it names is not among them, or when there is nothing to tell.
    Raises DisclosureError when sample and real figures mix.
    """
    if len({one.is_sample for one in released}) > 1:
        raise DisclosureError("An estimate is of sample figures or of real ones, never of both.")
    tables = {one.header.name: told(one) for one in released}
    if not released or not set(estimate.indicators) <= set(tables):
        return None
    named = sorted(tables) if estimate.sees_all else estimate.indicators
    made = estimate.table(MappingProxyType({name: tables[name] for name in named}))
    if made.is_empty():
        return None
    is_sample = released[0].is_sample
    note = pl.lit(SAMPLE_NOTE if is_sample else None, pl.String).alias("note")
    rows_of = set(made["indicator"]) if "indicator" in made.columns else set()
    used = tuple(sorted({*estimate.indicators, *rows_of}))
    return Derived(estimate, used, is_sample, made.with_columns(note), _STAMP)
