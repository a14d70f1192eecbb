"""Cast rows as reading hands them to the check: one clean row a stream, to be spoilt by a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import count

import polars as pl

from pipelines.contracts import Stream, stream

Row = Mapping[str, object]

MONTH = date(2026, 10, 1)
CLEAN: Mapping[str, Row] = {
    "visits": {
        "stek_id": "zaventem",
        "date": date(2026, 10, 14),
        "visitor_code": "k7Qm2x",
        "is_first_contact": True,
        "contact_form": "digihulp",
        "age_class": "25-44",
        "gender": "v",
        "household_type": "alleenstaande_ouder",
        "income_source": "niet_gevraagd",
        "housing": "private_huur",
        "themes": ["energie", "wonen"],
    },
    "entitlement_checks": {
        "stek_id": "zaventem",
        "visit_id": "B-1",
        "visitor_code": "k7Qm2x",
        "date": date(2026, 10, 14),
        "right_code": "leefloon",
        "status_at_start": "niet_opgenomen",
        "reason_1": "schaamte",
        "reason_2": "te_complex",
        "reason_3": "niet_gevraagd",
    },
    "referrals": {
        "stek_id": "zaventem",
        "visitor_code": "k7Qm2x",
        "right_code": "leefloon",
        "referral_date": date(2026, 9, 30),
        "destination": "ocmw",
        "manner": "warm_begeleid",
        "has_arrived": True,
        "outcome": "toegekend",
        "outcome_date": date(2026, 10, 20),
        "amount_month_eur": Decimal("1288.46"),
    },
    "signals": {
        "stek_id": "zaventem",
        "date": date(2026, 10, 14),
        "right_code": "niet_gevraagd",
        "theme": "wonen",
        "barrier": "wachtlijst",
        "level": "lokaal",
        "status": "gemeld",
        "count_class": "5-9",
    },
}
IDENTIFIER = {
    "visits": "visit_id",
    "entitlement_checks": "check_id",
    "referrals": "referral_id",
    "signals": "signal_id",
}
_TYPES: Mapping[str, pl.DataType] = {
    "text": pl.String(),
    "code": pl.String(),
    "codes": pl.List(pl.String()),
    "yes_no": pl.Boolean(),
    "date": pl.Date(),
    "amount": pl.Decimal(9, 2),
}


def staged(name: str, deliveries: Sequence[Sequence[Row]]) -> pl.DataFrame:
    """The rows of several deliveries; each is the clean row with what the test gives instead."""
    numbers = count(1)
    rows = [
        _row(name, delivery, next(numbers), spoilt)
        for delivery, spoilt_rows in enumerate(deliveries)
        for spoilt in spoilt_rows
    ]
    return pl.DataFrame(rows, schema=_schema(stream(name)), orient="row")


def _row(name: str, delivery: int, number: int, spoilt: Row) -> dict[str, object]:
    place = {"delivery": delivery, "row_number": number}
    of_delivery = {"delivery_stek": "zaventem", "delivery_month": MONTH}
    unread = {column: False for column in _schema(stream(name)) if column.endswith("_unread")}
    return {
        **place,
        **of_delivery,
        **unread,
        IDENTIFIER[name]: f"R-{number}",
        **CLEAN[name],
        **spoilt,
    }


def _schema(of: Stream) -> dict[str, pl.DataType]:
    keys = {
        "delivery": pl.UInt32(),
        "row_number": pl.UInt32(),
        "delivery_stek": pl.String(),
        "delivery_month": pl.Date(),
    }
    typed = {column.name: _TYPES[column.type] for column in of.columns}
    read = [column.name for column in of.columns if column.type in ("date", "yes_no", "amount")]
    return {**keys, **typed, **{f"{name}_unread": pl.Boolean() for name in read}}
