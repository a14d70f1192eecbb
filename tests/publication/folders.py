"""Releases made by hand: a sample home that stands still on one day, and tables with known rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import polars as pl

from pipelines import clock
from pipelines.contracts import Words
from pipelines.disclosure.cells import KEY
from pipelines.disclosure.protection import Released
from pipelines.disclosure.release import Outcome, PublishedIndicator, load, write
from pipelines.home import Home
from pipelines.publication.edition import Edition, Number
from pipelines.publication.releases import new_release
from tests.counts import Cell, cell, header, release

DAY = "2026-11-23"
FIRST: tuple[Cell, ...] = (
    cell(42, 98),
    cell(13, 37, stek_id="zaventem"),
    cell(29, 61, stek_id="tienen"),
)
LATER: tuple[Cell, ...] = (
    cell(62, 98),
    cell(31, 37, stek_id="zaventem"),
    cell(31, 61, stek_id="tienen"),
)
EDITION = Edition(Number.parse("2026-11-23.1"), datetime(2026, 11, 23, tzinfo=clock.BELGIUM), True)
COLUMNS = {
    **dict.fromkeys(("indicator", *KEY), pl.String()),
    **dict.fromkeys(("numerator", "denominator", "value"), pl.Int64()),
    **dict.fromkeys(("ci_low", "ci_high"), pl.Float64()),
    "status": pl.String(),
    **dict.fromkeys(("steks_reporting", "steks_expected"), pl.Int64()),
    "note": pl.String(),
}
OUTCOMES = (
    Outcome("asked", Words("Gevraagd", "Demandé", "Asked")),
    Outcome("granted", Words("Toegekend", "Accordé", "Granted"), ("asked",)),
)


def on(home: Home, day: str) -> Home:
    """The home, as a sample that stands still on that day."""
    home.landing.mkdir(parents=True, exist_ok=True)
    (home.landing / "sample.json").write_text(json.dumps({"as_of": day}), "utf-8")
    return home


def published(home: Home, cells: Sequence[Cell] = FIRST, **of: object) -> Path:
    """Release these cells; the folder that `latest` names."""
    named = replace(header(), **of)  # type: ignore[arg-type]  # fields of a header
    with new_release(home) as folder:
        write([release(*cells, of=named, is_sample=True)], folder)
    return (home.released / "latest").resolve()


def row(
    outcome: str, numerator: int | None, status: str, **other: str | int | float | None
) -> dict[str, object]:
    """One published row: October 2026, all Stekken, unless told otherwise."""
    start: dict[str, object] = dict.fromkeys(COLUMNS, None)
    start.update(
        indicator="take_up", period_type="month", period="2026-10", stek_id="ALL",
        recht_code="ALL", breakdown="ALL", category="ALL", outcome=outcome, numerator=numerator,
        status=status, steks_reporting=15, steks_expected=16,
    )  # fmt: skip
    return {**start, **other}


def indicator(
    folder: Path, *rows: dict[str, object], outcomes: tuple[Outcome, ...] = OUTCOMES
) -> PublishedIndicator:
    """A published indicator with exactly these rows."""
    write([_any()], folder)
    (known,) = load(folder).indicators
    table = pl.DataFrame(rows, schema=COLUMNS)
    return replace(known, table=table, outcomes=outcomes)


def _any() -> Released:
    return release(*FIRST)
