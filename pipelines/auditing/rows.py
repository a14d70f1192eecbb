"""What is wrong with a row by itself, or beside the rows of its group: G1 and G5 of the guarantee."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pipelines.auditing.cells import has_own_complement, shares
from pipelines.auditing.findings import Finding, Kind, found
from pipelines.auditing.knowledge import HIDDEN
from pipelines.auditing.published import COUNTS, DERIVED
from pipelines.auditing.structure import ALL, GROUP, KEY, PLACE, Profile, Structure


def wrong_rows(rows: pl.DataFrame, structure: Structure) -> Iterator[Finding]:
    """Rows (of `knowledge.known`) that show what must be hidden."""
    k = structure.profile.smallest_count
    status, is_shown = pl.col("status"), pl.col("numerator").is_not_null()
    is_small = pl.any_horizontal(pl.col(c).is_between(1, k - 1) for c in COUNTS)
    wrong: dict[Kind, pl.Expr] = {
        "small_count_shown": is_small | (pl.col("numerator") < 0) | (pl.col("denominator") < 0),
        "hidden_count_shown": status.is_in([*HIDDEN, "not_delivered"]) & is_shown,
        "not_rounded": (status == "provisional") & _is_not_rounded(structure.profile),
        "zero_shown": _is_zero() & _has_company(),
    }
    for kind, is_wrong in wrong.items():
        yield from found(kind, rows.filter(is_wrong.fill_null(value=False)))
    yield from _zero_categories(rows, structure)
    yield from _rates(rows, structure)


def _is_not_rounded(profile: Profile) -> pl.Expr:
    return pl.any_horizontal(pl.col(c) % max(profile.round_to, 1) != 0 for c in COUNTS)


def _is_zero() -> pl.Expr:
    is_told = pl.col("numerator").is_null() & (pl.col("status") == "zero")
    return is_told | (pl.col("numerator") == 0)


def _has_company() -> pl.Expr:
    """Whether anything else of the same group is, or may be, more than zero."""
    is_nothing = _is_zero() | (pl.col("status") == "not_delivered")
    is_empty = is_nothing.fill_null(value=False) & (pl.col("denominator").fill_null(0) == 0)
    return ~is_empty.all().over("indicator", *GROUP)


def _zero_categories(rows: pl.DataFrame, structure: Structure) -> Iterator[Finding]:
    """A category is its group's sensitive side where the share is of all categories."""
    undivided = rows.filter(pl.col("breakdown") == ALL, ~_is_zero())
    for indicator in structure.indicators:
        for outcome in indicator.outcomes:
            if outcome.is_of_all_categories:
                own = (pl.col("indicator") == indicator.name) & (pl.col("outcome") == outcome.code)
                zeros = rows.filter(own, _is_zero(), pl.col("breakdown") != ALL)
                full = undivided.filter(own)
                yield from found("zero_shown", zeros.join(full, on=list(PLACE), how="semi"))


def _rates(rows: pl.DataFrame, structure: Structure) -> Iterator[Finding]:
    """A rate is shown only where numerator, denominator and complement are (G5)."""
    k = structure.profile.smallest_count
    is_rated = pl.any_horizontal(pl.col(name).is_not_null() for name in DERIVED)
    rated = rows.filter(is_rated)
    has_parts = pl.all_horizontal(pl.col(name).is_not_null() for name in COUNTS)
    told = pl.col("status").is_in(["published", "provisional"]) & has_parts
    is_rounded = pl.col("status") == "provisional"
    apart = k + pl.when(is_rounded).then(structure.profile.round_to - 1).otherwise(0)
    too_few = pl.col("denominator") - pl.col("numerator") < apart
    bad = rated.filter(~told | too_few.fill_null(value=False))
    hidden = rows.filter(pl.col("status").is_in(HIDDEN)).select(KEY)
    beside = [
        share.filter(is_rated).join(
            hidden.rename({"outcome": "c_outcome"}), on=_beside(), how="semi"
        )
        for indicator in structure.indicators
        for share in shares(rows, indicator)
        if any(not has_own_complement(one) for one in indicator.outcomes)
    ]
    every = pl.concat([bad.select(KEY), *(one.select(KEY) for one in beside)]).unique()
    yield from found("rate_without_parts", every.sort(KEY))
    other = rated.filter(told & ~pl.col("is_of_its_parts") & pl.col("value").is_not_null())
    yield from found("rate_of_other_parts", other)


def _beside() -> list[str]:
    return [*(name for name in KEY if name != "outcome"), "c_outcome"]
