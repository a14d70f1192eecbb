"""From cast rows to records: durations in days first, then every date becomes its month.

A record keeps no day: extract-format asks that dates are stored as months as soon as the durations
that need them are computed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

KEYS = ("stek_id", "month")


def _same(*names: str) -> list[pl.Expr]:
    return [pl.col(name) for name in names]


def _days(start: str, end: str) -> pl.Expr:
    return (pl.col(end) - pl.col(start)).dt.total_days().cast(pl.Int32)


_IS_PENDING = pl.col("outcome") == "lopend"

_COLUMNS: Mapping[str, Sequence[pl.Expr]] = {
    "visits": _same(
        "visit_id", "visitor_code", "is_first_contact", "contact_form", "age_class", "gender",
        "household_type", "income_source", "housing", "themes",
    ),
    "entitlement_checks": _same(
        "check_id", "visit_id", "visitor_code", "right_code", "status_at_start",
        "reason_1", "reason_2", "reason_3",
    ),
    "referrals": [
        *_same("referral_id", "visitor_code", "right_code"),
        pl.col("referral_date").dt.month_start().alias("referral_month"),
        *_same("destination", "manner", "has_arrived", "outcome"),
        pl.when(~_IS_PENDING).then(_days("referral_date", "outcome_date")).alias("days_to_outcome"),
        pl.when(_IS_PENDING).then(_days("referral_date", "followed_until")).alias("days_followed"),
        *_same("amount_month_eur", "amount_once_eur"),
    ],
    "signals": _same(
        "signal_id", "right_code", "theme", "barrier", "level", "status", "count_class"
    ),
}  # fmt: skip


def coarsen(stream: str, rows: pl.DataFrame) -> pl.DataFrame:
    """The records of accepted rows: `stek_id`, `month` (of the delivery), then the stream's own.

    Sorted by all columns that can be, so that the order of delivery leaves no trace.
    """
    records = rows.select(
        pl.col("delivery_stek").alias("stek_id"),
        pl.col("delivery_month").alias("month"),
        *_COLUMNS[stream],
    )
    return records.sort(records.columns[:3])
