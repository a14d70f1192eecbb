"""Deliveries of one month and a release that tells some periods, for tests of what they would do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from pipelines.disclosure.protection import Released
from pipelines.disclosure.release import write
from pipelines.foresight.handed import Handed
from pipelines.home import Home
from pipelines.warehouse.models import models
from tests.counts import ASKED, CELLS, Cell, alone, cell, header, reporting
from tests.deliveries import CHECK, REFERRAL, SIGNAL, VISIT, csv_file, rows
from tests.publication.folders import on

Lines = list[dict[str, str]]
DAY = "2026-11-20"
# 2025 is told as a year, and so it is closed; of 2026 there are a month and a quarter.
TOLD = {
    "month": ("2025-01", "2025-03", "2025-12", "2026-03"),
    "quarter": ("2025-Q1", "2025-Q4", "2026-Q1"),
    "year": ("2025",),
}


def visits(count: int, day: str = "2026-03-15", **changes: str) -> Lines:
    return rows(VISIT, "bezoek_id", count, datum=day, **changes)


def checks(count: int, day: str = "2026-03-15", **changes: str) -> Lines:
    return rows(CHECK, "check_id", count, **{"datum": day, "bezoek_id": "", **changes})


def referrals(count: int, **changes: str) -> Lines:
    dated = {"datum_doorverwijzing": "2026-03-16", "datum_resultaat": "2026-03-30"}
    return rows(REFERRAL, "doorverwijzing_id", count, **{**dated, **changes})


def signals(count: int, day: str = "2026-03-20", **changes: str) -> Lines:
    return rows(SIGNAL, "signaal_id", count, datum=day, **changes)


def each_of_another(lines: Lines) -> Lines:
    """The rows, each of another person."""
    return [{**line, "bezoeker_code": f"PERSON{n:02d}"} for n, line in enumerate(lines)]


def handed(folder: Path, name: str, *parts: Lines) -> Handed:
    """These rows of one stream as a CSV file, numbered anew."""
    lines = [line for part in parts for line in part]
    key = list(lines[0])[1]
    path = folder / f"{name}.csv"
    path.write_bytes(csv_file([{**line, key: f"{key}-{n}"} for n, line in enumerate(lines)]))
    return Handed(path, path.name)


def released(home: Home) -> Home:
    """A sample of 20 November 2026 whose latest release tells every indicator for TOLD."""
    folder = home.released / "2026-11-20.1"
    names = [one.header.name for one in models() if one.key.startswith("indicators.")]
    write([_told(name) for name in names], folder)
    (home.released / "latest").symlink_to(folder.name)
    return on(home, DAY)


def _told(name: str) -> Released:
    """What it counts is of no matter; one table about people is enough to close its year."""
    protected = "persons" if name == "contacts" else "none"
    of = replace(header(*(f"{kind} x stek" for kind in TOLD), protected=protected), name=name)
    cells = [one for kind, told in TOLD.items() for one in _cells(kind, told)]
    months = {kind: dict.fromkeys(("zaventem", "tienen"), n) for kind, n in _MONTHS.items()}
    who = [
        reporting(months[kind], period_type=kind, period=period)
        for kind, told in TOLD.items()
        for period in told
    ]
    return alone(of, pl.DataFrame(cells, CELLS), pl.concat(who), is_sample=True)


_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def _cells(kind: str, periods: Sequence[str]) -> Iterator[Cell]:
    """A longer period counts more than those within it, and all Stekken what the two do."""
    for period in periods:
        for stek_id, times in {"ALL": 2, "zaventem": 1, "tienen": 1}.items():
            place = {"period_type": kind, "period": period, "stek_id": stek_id}
            n = times * _MONTHS[kind]
            yield cell(13 * n, 37 * n, **place)
            yield cell(37 * n, None, outcome=ASKED, **place)
