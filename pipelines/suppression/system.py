"""What is asked of this room: cells, the whole-number relations between them, what must be protected.

It knows no tables: the caller gives every count of every table its number, once, and every way in
which a reader can add them up as one row of the relations.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from pipelines.errors import DisclosureError

Whole: TypeAlias = npt.NDArray[np.int64]
Real: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Codes: TypeAlias = npt.NDArray[np.int8]
Relations: TypeAlias = Any  # scipy ships no types: a CSR array, int64, one row a relation

NEVER = float("inf")  # the cost of a cell that must stay published


class Kind(IntEnum):
    """What a reader gets to see of a cell, whatever we decide."""

    SHOWN = 0  # a table has a place for it: published, or printed as hidden
    UNSEEN = 1  # no table has it; the reader only knows that it is whole and not negative
    KNOWN = 2  # fixed: cannot be anything else, or was public before


@dataclass(frozen=True)
class Rule:
    """How small is too small, and how far apart the values must be that a reader cannot tell apart."""

    smallest: int = 5  # publication policy, README "Privacy": no count under five persons
    floor: int = 2  # shared guarantee G2: at least two values, two apart, or no release

    def __post_init__(self) -> None:
        if not 0 < self.floor < self.smallest:
            raise DisclosureError("A rule needs 0 < floor < smallest.")

    @property
    def target(self) -> int:
        """The width that is aimed for: the whole range under the threshold."""
        return self.smallest - 1


@dataclass(frozen=True)
class System:
    """Cells that are protected together; refused when a relation does not hold for the true counts.

    `counts` int64[n]; `relations` CSR int64[m, n] with relations @ counts == 0; `kinds` int8[n]
    (`Kind`); `is_primary` bool[n]; `cost` float64[n] > 0 of hiding a shown cell (`NEVER` allowed);
    `stays_hidden` bool[n], cells that are hidden whatever comes, for they were hidden before;
    `low` and `high` int64[n], what a reader learns of a cell that is published: its count (the
    default), or the range that a rounded count stands for.
    An inequality is a relation with an unseen cell for the difference. A sum that is never shown
    but must stay unknown is an unseen primary cell.
    """

    counts: Whole
    relations: Relations
    kinds: Codes
    is_primary: Flags
    cost: Real
    stays_hidden: Flags
    low: Whole
    high: Whole

    @classmethod
    def exact(
        cls,
        counts: Whole,
        relations: Relations,
        kinds: Codes,
        is_primary: Flags,
        cost: Real,
        stays_hidden: Flags,
    ) -> System:
        """A system whose counts are published as they are."""
        return cls(counts, relations, kinds, is_primary, cost, stays_hidden, counts, counts)

    def __post_init__(self) -> None:
        _check_shapes(self)
        if (self.counts < 0).any():
            raise DisclosureError(f"Negative counts in cells {numbers(self.counts < 0)}.")
        if (off := self.relations @ self.counts != 0).any():
            raise DisclosureError(f"Relations {numbers(off)} do not hold for the true counts.")
        if (bad := (self.low > self.counts) | (self.high < self.counts)).any():
            raise DisclosureError(f"Cells {numbers(bad)} would be published as what they are not.")
        if (bad := self.is_primary & (self.kinds == Kind.KNOWN)).any():
            raise DisclosureError(f"Cells {numbers(bad)} are public and cannot be protected.")
        if (bad := ~(self.cost > 0)).any():
            raise DisclosureError(f"The cost of hiding cells {numbers(bad)} must be above nothing.")

    def __len__(self) -> int:
        return len(self.counts)

    def small_and_bare(self, rule: Rule) -> Flags:
        """Shown cells under the threshold that nobody asked to protect: there may be none."""
        bare: Flags = (self.kinds == Kind.SHOWN) & (self.counts < rule.smallest) & ~self.is_primary
        return bare


def _check_shapes(system: System) -> None:
    n = len(system.counts)
    others = (
        *(system.kinds, system.is_primary, system.cost, system.stays_hidden),
        *(system.low, system.high),
    )
    if any(values.shape != (n,) for values in others) or system.relations.shape[1:] != (n,):
        raise DisclosureError(f"Every part of a system of {n} cells must have {n} places.")
    if system.counts.dtype != np.int64 or system.relations.dtype != np.int64:
        raise DisclosureError("Counts and relations are whole numbers (int64).")
    if not np.isin(system.kinds, list(Kind)).all():
        raise DisclosureError("The kind of a cell is shown, unseen or known.")


def numbers(flags: Flags) -> str:
    """The places of the true flags, at most ten, as text: never a value."""
    places = np.nonzero(flags)[0]
    more = f" and {len(places) - 10} more" if len(places) > 10 else ""
    return ", ".join(str(place) for place in places[:10]) + more
