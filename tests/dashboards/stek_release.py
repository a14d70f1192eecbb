"""A release made by hand about four Stekken, as the pages read it; every figure is plain to see."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from dashboards.pages.monitor import Monitor
from pipelines.contracts import Words
from pipelines.disclosure.release import (
    Outcome,
    Profile,
    Publication,
    PublishedEstimate,
    PublishedIndicator,
)
from pipelines.warehouse.headers import Method

ALL = "ALL"
# In the order of their names: De Tuintjes, De STEK Zaventem, STEK Harelbeke, STEK Tienen.
TUINTJES, ZAVENTEM, HARELBEKE, TIENEN = "gent-tuintjes", "zaventem", "harelbeke", "tienen"
_SAME = Words("-", "-", "-")
_CELL = {
    "period_type": pl.String, "period": pl.String, "stek_id": pl.String, "recht_code": pl.String,
    "breakdown": pl.String, "category": pl.String, "outcome": pl.String, "numerator": pl.Int64,
    "denominator": pl.Int64, "value": pl.Int64, "ci_low": pl.Float64, "ci_high": pl.Float64,
    "status": pl.String, "steks_reporting": pl.Int64, "steks_expected": pl.Int64,
}  # fmt: skip
_STANDING = {
    "indicator": pl.String, "outcome": pl.String, "period_type": pl.String, "period": pl.String,
    "stek_id": pl.String, "numerator": pl.Int64, "denominator": pl.Int64, "value": pl.Int64,
    "ci_low": pl.Float64, "ci_high": pl.Float64, "overall": pl.Float64, "expected": pl.Float64,
    "mix_known": pl.Int64, "limit_95_low": pl.Float64, "limit_95_high": pl.Float64,
    "limit_998_low": pl.Float64, "limit_998_high": pl.Float64, "position": pl.String,
    "shrunk": pl.Float64,
}  # fmt: skip
_CHANGE = {
    "indicator": pl.String, "outcome": pl.String, "period_type": pl.String, "period": pl.String,
    "stek_id": pl.String, "numerator": pl.Int64, "denominator": pl.Int64, "value": pl.Int64,
    "since": pl.String, "centre": pl.Float64, "limit_low": pl.Float64, "limit_high": pl.Float64,
    "is_beyond": pl.Boolean, "claim": pl.String, "claim_from": pl.String,
    "claim_difference": pl.Float64, "claim_low": pl.Float64, "claim_high": pl.Float64,
    "status": pl.String,
}  # fmt: skip
Value = str | int | float | bool | None
NON_TAKE_UP = {"indicator": "non_take_up", "outcome": "niet_opgenomen"}


def cell(period: str, stek_id: str, outcome: str, **known: Value) -> dict[str, Value]:
    """One released cell of an indicator, of all rights, without a breakdown unless told."""
    kind = "quarter" if "Q" in period else "month" if "-" in period else "year"
    totals: dict[str, Value] = dict.fromkeys(("recht_code", "breakdown", "category"), ALL)
    start: dict[str, Value] = {
        "period_type": kind,
        "period": period,
        "stek_id": stek_id,
        "outcome": outcome,
    }
    told: dict[str, Value] = {"status": "published", "steks_reporting": 1, "steks_expected": 1}
    return {**dict.fromkeys(_CELL), **totals, **start, **told, **known}


def indicator(name: str, outcomes: dict[str, bool], *cells: dict[str, Value]) -> PublishedIndicator:
    """A published indicator; its outcomes say whether they have a rate."""
    told = tuple(
        Outcome(code, Words(code, code, code), ("whole",) if is_rate else ())
        for code, is_rate in outcomes.items()
    )
    title = Words(f"Titel {name}", f"Titre {name}", f"Title {name}")
    table = pl.DataFrame(list(cells), schema=_CELL)
    return PublishedIndicator(
        name, title, _SAME, Words("mensen", "personnes", "people"), Method(_SAME, _SAME, _SAME),
        "", "visits", (), told, (), name == "deliveries_received", name == "reasons", table,
    )  # fmt: skip


def estimate(name: str, table: pl.DataFrame) -> PublishedEstimate:
    """A table that was worked out."""
    return PublishedEstimate(name, _SAME, _SAME, _SAME, "", (), (), table)


def standing(stek_id: str, base: int | None, value: int | None, **known: Value) -> dict[str, Value]:
    """A Stek of 2025 beside limits of 40 % give or take 1000/base points; outside where it is."""
    start = {**NON_TAKE_UP, "period_type": "year", "period": "2025", "stek_id": stek_id}
    if base is None or value is None:
        hidden: dict[str, Value] = {"denominator": base, "overall": 40.0, "expected": 40.0}
        return {**dict.fromkeys(_STANDING), **start, **hidden, "mix_known": 0, **known}
    half = 1000 / base
    sides = {"above": value > 40 + half, "below": value < 40 - half}
    where = next((f"{side}_95" for side, is_so in sides.items() if is_so), "within")
    figures: dict[str, Value] = {
        "numerator": value * base // 100, "denominator": base, "value": value,
        "ci_low": value - 5.0, "ci_high": value + 5.0, "overall": 40.0, "expected": 40.0,
        "mix_known": 0, "limit_95_low": 40 - half, "limit_95_high": 40 + half,
        "limit_998_low": 40 - 1.5 * half, "limit_998_high": 40 + 1.5 * half,
        "position": where, "shrunk": 40.0,
    }  # fmt: skip
    return {**start, **figures, **known}


def standings(*rows: dict[str, Value]) -> pl.DataFrame:
    """A released table of comparisons."""
    return pl.DataFrame(list(rows), schema=_STANDING)


def point(period: str, value: int | None, **known: Value) -> dict[str, Value]:
    """A period of Zaventem between 20 and 60 %, with 40 % in the middle."""
    kind = "quarter" if "Q" in period else "month"
    start = {**NON_TAKE_UP, "period_type": kind, "period": period, "stek_id": ZAVENTEM}
    told: dict[str, Value] = {"since": "2025-Q1", "centre": 40.0, "claim": "none", "value": value}
    limits: dict[str, Value] = {"limit_low": 20.0, "limit_high": 60.0, "is_beyond": False}
    shown: dict[str, Value] = {"numerator": value, "denominator": 100, "status": "provisional"}
    hidden: dict[str, Value] = {"is_beyond": False, "status": "hidden_small"}
    figures = hidden if value is None else {**limits, **shown}
    return {**dict.fromkeys(_CHANGE), **start, **told, **figures, **known}


def changes(*rows: dict[str, Value]) -> pl.DataFrame:
    """A released table of changes."""
    return pl.DataFrame(list(rows), schema=_CHANGE)


# Of 100, 200, 250 and 500: limits of 10, 5, 4 and 2 points around 40 %.
STANDINGS = standings(
    standing(TIENEN, 200, 47),  # 35 to 45: above
    standing(ZAVENTEM, 500, 41),  # 38 to 42: within
    standing(TUINTJES, 100, 33),  # 30 to 50: within
    standing(HARELBEKE, 250, None),
)
CHANGES = changes(
    point("2025-Q1", 35), point("2025-Q2", None), point("2025-Q3", 65, is_beyond=True),
    point("2025-Q4", None, status="not_delivered"),
)  # fmt: skip
PEERS = pl.DataFrame(
    [
        ("2025", ZAVENTEM, peer, right)
        for peer in (TIENEN, TUINTJES, HARELBEKE)
        for right in ("igo", "leefloon")
    ],
    schema=["period", "stek_id", "peer_stek_id", "recht_code"],
    orient="row",
)
_DELIVERED = {  # expected, received, in time, nothing to report, refused
    (ZAVENTEM, "2025"): (48, 47, 45, 3, 0),
    (ZAVENTEM, "2026-09"): (4, 4, 3, 1, 0),
    (ZAVENTEM, "2026-10"): (4, 4, 4, 0, 0),
    (TIENEN, "2026-10"): (4, 2, 2, 0, 1),
    (HARELBEKE, "2026-10"): (4, 0, 0, 0, 0),
}
_COUNTED = ("verwacht", "ontvangen", "op_tijd", "niets_te_melden", "geweigerd")
DELIVERIES = indicator(
    "deliveries_received",
    dict.fromkeys(_COUNTED, False),
    *(
        cell(period, stek_id, outcome, numerator=count)
        for (stek_id, period), counts in _DELIVERED.items()
        for outcome, count in zip(_COUNTED, counts, strict=True)
    ),
)


def _share(period: str, stek_id: str, value: int | None, **known: Value) -> dict[str, Value]:
    shown: dict[str, Value] = {"status": "hidden_small"}
    if value is not None:
        shown = {"numerator": value, "denominator": 100, "value": value}
        shown |= {"ci_low": value - 10.0, "ci_high": value + 10.0, "status": "provisional"}
    return cell(period, stek_id, "niet_opgenomen", **{**shown, **known})


QUARTERS = indicator(
    "non_take_up",
    {"niet_opgenomen": True},
    _share("2025-Q1", ALL, 40), _share("2025-Q2", ALL, 42),
    _share("2025-Q1", ZAVENTEM, 41), _share("2025-Q2", ZAVENTEM, 44),
    _share("2025-Q1", TIENEN, None), _share("2025-Q2", TIENEN, 65),
    _share("2025-Q1", TUINTJES, None, status="not_delivered"), _share("2025-Q2", TUINTJES, 33),
)  # fmt: skip
_REASON: dict[str, Value] = {"breakdown": "redengroep", "denominator": 50}
INDICATORS = (
    QUARTERS,
    DELIVERIES,
    indicator(
        "reach",
        {"personen": False},
        cell("2025", ZAVENTEM, "personen", numerator=418),
        cell("2026-09", ZAVENTEM, "personen", status="not_delivered"),
        cell("2026-10", ZAVENTEM, "personen", numerator=75, status="provisional"),
    ),
    indicator(
        "contacts",
        {"bezoeken": False},
        cell("2025", ZAVENTEM, "bezoeken", numerator=1672),
        cell("2026-09", ZAVENTEM, "bezoeken", status="not_delivered"),
        cell("2026-10", ZAVENTEM, "bezoeken", numerator=160, status="provisional"),
    ),
    indicator(
        "reasons",
        {"hoofdreden": True},
        cell("2025", ZAVENTEM, "hoofdreden", category="N1", numerator=20, value=40, ci_low=27.6,
             ci_high=53.8, **_REASON),
        cell("2025", ZAVENTEM, "hoofdreden", category="N9", numerator=25, value=50, ci_low=36.6,
             ci_high=63.4, **_REASON),
        cell("2025", ZAVENTEM, "hoofdreden", category="N3", status="hidden_small", **_REASON),
        cell("2025", ALL, "hoofdreden", category="N1", numerator=30, value=38, **_REASON),
    ),
    indicator("signals_raised", {"signalen": False},
              cell("2025", ZAVENTEM, "signalen", numerator=11),
              cell("2025", ALL, "signalen", numerator=165)),
)  # fmt: skip


def monitor(*, is_sample: bool = True, is_empty: bool = False) -> Monitor:
    """The release; or one of the same kind in which nothing was told."""
    estimates = [
        estimate("comparison", STANDINGS),
        estimate("change", CHANGES),
        estimate("peers", PEERS),
    ]
    told = () if is_empty else INDICATORS
    publication = Publication(
        is_sample, Profile(5, 5, 20), told, () if is_empty else tuple(estimates)
    )
    return Monitor(Path("nowhere"), publication, "2026-11-20.1", "2026-11-20")
