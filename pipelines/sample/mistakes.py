"""The mistakes that coordinators make on purpose here: each breaks one rule of a contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import polars as pl

FEW = 0.2  # of the rows at most: well under the share above which a delivery is refused


@dataclass(frozen=True)
class Mistake:
    """One kind of wrong row: the rule it breaks, the column, what is written there, and where.

    With `takes_along` the row before it becomes wrong too (two rows with one id).
    """

    rule: str
    column: str
    value: pl.Expr
    where: pl.Expr
    takes_along: bool = False

    @property
    def stream(self) -> str:
        """The stream whose rule it breaks."""
        return self.rule.partition(".")[0]


@dataclass(frozen=True)
class Slip:
    """One wrong cell: the record (from 0), the column, and what is written instead."""

    row: int
    column: str
    value: object
    rule: str
    wrong_rows: tuple[int, ...]


_ANYWHERE = pl.lit(value=True)
_MISSED = pl.col("status_at_start") == "niet_opgenomen"
_DECIDED = pl.col("outcome_date").is_not_null()
_NOTHING = pl.lit(None, dtype=pl.String)

MISTAKES = (
    Mistake("visits.contact_form_is_in_list", "contact_form", pl.lit("theekransje"), _ANYWHERE),
    Mistake("visits.date_is_in_month", "date", pl.col("date") - timedelta(days=40), _ANYWHERE),
    Mistake("visits.age_class_is_filled_in", "age_class", _NOTHING, _ANYWHERE),
    Mistake("visits.date_is_readable", "date", pl.lit("binnenkort"), _ANYWHERE),
    Mistake(
        "visits.visit_id_is_unique", "visit_id", pl.col("visit_id").shift(1),
        pl.int_range(pl.len()) > 0, takes_along=True,
    ),
    Mistake(
        "visits.visitor_code_is_well_formed", "visitor_code", pl.lit("bezoeker A/B"), _ANYWHERE
    ),
    Mistake("entitlement_checks.reason_1_is_given", "reason_1", _NOTHING, _MISSED),
    Mistake(
        "entitlement_checks.right_code_is_in_list", "right_code", pl.lit("kerstpakket"), _ANYWHERE
    ),
    Mistake(
        "entitlement_checks.reasons_differ", "reason_2", pl.col("reason_1"),
        _MISSED & (pl.col("reason_1") != "onbekend"),
    ),
    Mistake(
        "referrals.outcome_date_is_not_before_referral", "outcome_date",
        pl.col("referral_date") - timedelta(days=9), _DECIDED,
    ),
    Mistake("referrals.amount_month_eur_is_in_range", "amount_month_eur", pl.lit(9999), _DECIDED),
    Mistake("referrals.outcome_date_is_given", "outcome_date", _NOTHING, _DECIDED),
    Mistake("signals.status_is_in_list", "status", pl.lit("vergeten"), _ANYWHERE),
)  # fmt: skip


def few_slips(stream: str, rows: pl.DataFrame, turn: int) -> tuple[Slip, ...]:
    """Some wrong rows of several kinds, at most a fifth; `turn` says which kind comes first."""
    kinds = [mistake for mistake in MISTAKES if mistake.stream == stream]
    turned = kinds[turn % len(kinds) :] + kinds[: turn % len(kinds)]
    slips: list[Slip] = []
    for mistake in turned:
        found = next(_possible(mistake, rows, _touched(slips)), None)
        if found and len(_touched([*slips, found])) <= FEW * rows.height:
            slips.append(found)
    return tuple(slips)


def many_slips(rule: str, rows: pl.DataFrame, share: float) -> tuple[Slip, ...]:
    """That share of the rows, or a row more, with one and the same mistake."""
    mistake = next(mistake for mistake in MISTAKES if mistake.rule == rule)
    possible = list(_possible(mistake, rows, frozenset()))
    return tuple(possible[: int(share * rows.height) + 1])


def wrong_rows(slips: Iterable[Slip]) -> list[int]:
    """The records that the slips make wrong, in order."""
    return sorted(_touched(slips))


def _touched(slips: Iterable[Slip]) -> frozenset[int]:
    return frozenset(row for slip in slips for row in slip.wrong_rows)


def _possible(mistake: Mistake, rows: pl.DataFrame, taken: frozenset[int]) -> Iterator[Slip]:
    """The slips of that kind that could be made, from the middle of the page on."""
    offered = rows.with_row_index("row").select("row", where=mistake.where, value=mistake.value)
    places = offered.filter("where")
    middle = places.height // 2
    for row, value in _rotated(places.select("row", "value").rows(), middle):
        wrong = (row - 1, row) if mistake.takes_along else (row,)
        if not taken & set(wrong):
            yield Slip(row, mistake.column, _as_amount(value), mistake.rule, wrong)


def _rotated(items: Sequence[tuple[int, object]], start: int) -> Sequence[tuple[int, object]]:
    return [*items[start:], *items[:start]]


def _as_amount(value: object) -> object:
    return Decimal(value) if isinstance(value, int) else value
