"""Releases written out by hand, for pages that read many tables: only what a test is about."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl

from dashboards.drawings.figures import Drawn
from dashboards.pages.monitor import Monitor
from dashboards.pages.sight import Sight
from dashboards.tongue import Tongue
from pipelines.contracts import Language, Words
from pipelines.disclosure.release import (
    Outcome,
    Profile,
    Publication,
    PublishedEstimate,
    PublishedIndicator,
)
from pipelines.warehouse.headers import Method

Row = dict[str, object]
TOTALS = dict.fromkeys(("stek_id", "recht_code", "breakdown", "category"), "ALL")
DELIVERED = {"steks_reporting": 14, "steks_expected": 16}
SCHEMA = {
    **dict.fromkeys(("period_type", "period", *TOTALS, "outcome", "status"), pl.String()),
    **dict.fromkeys(("numerator", "denominator", "value", *DELIVERED), pl.Int64()),
    **dict.fromkeys(("ci_low", "ci_high"), pl.Float64()),
}


def words(text: str) -> Words:
    return Words(text, text, text)


def cell(outcome: str, *share: float | None, period: str = "2025", **place: object) -> Row:
    """A released cell: count, whole, percent, low, high as far as given; nothing is hidden_small."""
    kind = "quarter" if "Q" in period else "month" if "-" in period else "year"
    names = ("numerator", "denominator", "value", "ci_low", "ci_high")
    told = dict(zip(names, (*share, *[None] * (5 - len(share))), strict=True))
    status = "hidden_small" if told["numerator"] is None else "published"
    start = {"period_type": kind, "period": period, **TOTALS, **DELIVERED, "outcome": outcome}
    return {**start, **told, "status": status, **place}


def indicator(
    name: str, rated: Iterable[str], rows: Iterable[Row], counted: Iterable[str] = ()
) -> PublishedIndicator:
    """An indicator with the outcomes that are rates, then those that are counts only."""
    return PublishedIndicator(
        name=name,
        title=words(name),
        reading=words("Reading."),
        unit=words("units"),
        method=Method(words("who"), words("of whom"), words("who not")),
        source="a test",
        stream="entitlement_checks",
        breakdowns=(),
        outcomes=(
            *(Outcome(code, words(code), of=("whole",)) for code in rated),
            *(Outcome(code, words(code)) for code in counted),
        ),
        breaks=(),
        is_exact=False,
        is_always_broken_down=False,
        table=pl.DataFrame(list(rows), schema=SCHEMA),
    )


def estimate(name: str, rows: Iterable[Row]) -> PublishedEstimate:
    """A table that is worked out from others."""
    table = pl.DataFrame(list(rows), infer_schema_length=None)
    plain = words("plain")
    return PublishedEstimate(name, plain, plain, plain, "a test", (), (), table)


def sight(*tables: PublishedIndicator | PublishedEstimate, language: Language = "nl") -> Sight:
    """A release of these tables, seen in one language."""
    publication = Publication(
        is_sample=True,
        profile=Profile(5, 5, 20),
        indicators=tuple(one for one in tables if isinstance(one, PublishedIndicator)),
        estimates=tuple(one for one in tables if isinstance(one, PublishedEstimate)),
    )
    return Sight(Monitor(Path(), publication, "1", ""), Tongue(language))


def hidden(row: Row, status: str = "hidden_to_protect") -> Row:
    """The same cell without any figure."""
    names = ("numerator", "value", "ci_low", "ci_high")
    return {**row, **dict.fromkeys(names), "status": status}


def traces(drawn: Drawn) -> list[dict[str, Any]]:
    """What the wide drawing is made of."""
    data = drawn.wide["data"]
    return data if isinstance(data, list) else []


def layout(drawn: Drawn) -> dict[str, Any]:
    """The layout of the wide drawing."""
    found = drawn.wide["layout"]
    return found if isinstance(found, dict) else {}
