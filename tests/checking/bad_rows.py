"""One bad row for every rule of the contracts (two where it takes two rows to break it)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from tests.checking.rows import Row

NO_DATE: Row = {"date": None}
UNREAD_DATE: Row = {"date": None, "date_unread": True}
UNLISTED = "kaartclub"
PENDING: Row = {"outcome": "lopend", "outcome_date": None}

_EVERY_STREAM: Mapping[str, Row] = {
    "stek_id_is_filled_in": {"stek_id": None},
    "stek_id_is_that_of_delivery": {"stek_id": "tienen"},
    "stek_is_active": {"delivery_month": date(2021, 12, 1), "date": date(2021, 12, 14)},
}
_VISITOR: Mapping[str, Row] = {
    "visitor_code_is_well_formed": {"visitor_code": "k7-Qm2x"},
    "visitor_code_is_no_number": {"visitor_code": "12345678901"},
}
_DAY: Mapping[str, Row] = {
    "date_is_filled_in": NO_DATE,
    "date_is_readable": UNREAD_DATE,
    "date_is_in_month": {"date": date(2026, 11, 1)},
}


def _listed(*columns: str) -> dict[str, Row]:
    return {f"{column}_is_in_list": {column: UNLISTED} for column in columns}


def _needed(*columns: str) -> dict[str, Row]:
    return {f"{column}_is_filled_in": {column: None} for column in columns}


def _read(*columns: str) -> dict[str, Row]:
    return {f"{name}_is_readable": {name: None, f"{name}_unread": True} for name in columns}


def _identified(column: str) -> dict[str, Row]:
    return {**_needed(column), f"{column}_is_well_formed": {column: "B 1"}}


VISITS: Mapping[str, Row] = {
    **_EVERY_STREAM,
    **_identified("visit_id"),
    **_DAY,
    **_VISITOR,
    **_needed("is_first_contact", "contact_form", "age_class", "gender", "household_type"),
    **_read("is_first_contact"),
    **_listed("contact_form", "age_class", "gender", "household_type", "income_source", "housing"),
    "themes_are_in_list": {"themes": ["wonen", UNLISTED]},
}
ENTITLEMENT_CHECKS: Mapping[str, Row] = {
    **_EVERY_STREAM,
    **_identified("check_id"),
    **_DAY,
    **_VISITOR,
    **_needed("visitor_code", "right_code", "status_at_start"),
    **_listed("right_code", "status_at_start", "reason_1", "reason_2", "reason_3"),
    "visit_id_is_well_formed": {"visit_id": "B/1"},
    "reason_1_is_given": {"reason_1": None},
    "reasons_differ": {"reason_3": "schaamte"},
}
REFERRALS: Mapping[str, Row] = {
    **_EVERY_STREAM,
    "stek_is_active": {
        "delivery_month": date(2021, 12, 1),
        "referral_date": date(2021, 12, 14),
    },
    **_identified("referral_id"),
    **_VISITOR,
    **_needed("right_code", "referral_date", "destination", "manner", "has_arrived", "outcome"),
    **_listed("right_code", "destination", "manner", "outcome"),
    **_read("referral_date", "has_arrived", "outcome_date"),
    **_read("amount_month_eur", "amount_once_eur"),
    "followed_until_is_readable": {**PENDING, "followed_until_unread": True},
    "referral_date_is_not_later": {"referral_date": date(2026, 11, 1)},
    "outcome_date_is_given": {"outcome_date": None},
    "outcome_date_is_not_before_referral": {"outcome_date": date(2026, 9, 29)},
    "followed_until_is_given": PENDING,
    "followed_until_is_not_before_referral": {**PENDING, "followed_until": date(2026, 9, 29)},
    "amount_month_eur_is_in_range": {"amount_month_eur": Decimal("5000.01")},
    "amount_once_eur_is_in_range": {"amount_once_eur": Decimal("-0.01")},
}
SIGNALS: Mapping[str, Row] = {
    **_EVERY_STREAM,
    **_identified("signal_id"),
    **_DAY,
    **_needed("barrier", "level", "status"),
    **_listed("right_code", "theme", "barrier", "level", "status", "count_class"),
    "theme_is_given": {"theme": None},
}
TWICE = {
    "visits.visit_id_is_unique": ({"visit_id": "B-1"}, {"visit_id": "B-1"}),
    "entitlement_checks.check_id_is_unique": ({"check_id": "C-1"}, {"check_id": "C-1"}),
    "referrals.referral_id_is_unique": ({"referral_id": "D-1"}, {"referral_id": "D-1"}),
    "signals.signal_id_is_unique": ({"signal_id": "S-1"}, {"signal_id": "S-1"}),
}
_BY_STREAM = {
    "visits": VISITS,
    "entitlement_checks": ENTITLEMENT_CHECKS,
    "referrals": REFERRALS,
    "signals": SIGNALS,
}
BAD_ROWS: Mapping[str, tuple[Row, ...]] = {
    **{f"{name}.{rule}": (row,) for name, rows in _BY_STREAM.items() for rule, row in rows.items()},
    **TWICE,
}
