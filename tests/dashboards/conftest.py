"""A small release made by hand, and the pages drawn from it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from dashboards.site import build
from pipelines.contracts import Words
from pipelines.disclosure.protection import Released
from pipelines.disclosure.release import Publication, PublishedIndicator, load, write
from pipelines.warehouse.headers import IndicatorHeader
from tests.counts import Cell, cell, header, release, reporting

# Zaventem delivered every month, Tienen did not deliver August; true counts, by period and place.
MONTHS = {
    "2025-10": (40, 100),  # 40 %
    "2026-08": (3, 60),  # hidden
    "2026-09": (14, 18),  # 15 of 20, but the rest of 4 is small: no percentage
    "2026-10": (51, 99),  # 50 of 100
}


def reported() -> pl.DataFrame:
    """Who delivered what."""
    months = {"zaventem": 1, "tienen": 1}
    return pl.concat(
        [
            *(reporting(months, period=month) for month in MONTHS if month != "2026-08"),
            reporting({"zaventem": 1, "tienen": 0}, period="2026-08"),
            reporting({"zaventem": 3, "tienen": 2}, period="2026-Q3", period_type="quarter"),
            reporting({"zaventem": 12, "tienen": 12}, period="2025", period_type="year"),
        ]
    )


def take_up() -> Released:
    """A rate by month, right and Stek."""
    quarter = {"period_type": "quarter", "period": "2026-Q3"}
    year = {"period_type": "year", "period": "2025"}
    cells: list[Cell] = [cell(a, n, period=month) for month, (a, n) in MONTHS.items()]
    cells += [
        cell(60, 100, **quarter),
        cell(30, 50, **quarter, stek_id="zaventem"),
        cell(3, 50, **quarter, stek_id="tienen"),
        cell(500, 1000, **year),
        cell(300, 400, **year, recht_code="igo"),
        cell(200, 600, **year, recht_code="leefloon"),
    ]
    grains = ("month x stek", "quarter x stek", "year x right")
    named = replace(header(*grains), title=Words("Opname", "Recours", "Take-up"))
    return release(*cells, of=named, who=reported(), is_sample=True)


def reach() -> Released:
    """Two counts by Stek, and by gender for a year."""
    of = named(
        "reach",
        header("month x stek", "year x breakdown", outcomes={"people": False, "visits": False}),
    )
    year = {"period_type": "year", "period": "2025"}
    people = [
        cell(count, None, **key, outcome="people")
        for count, key in [
            (1240, {}),
            (640, {"stek_id": "zaventem"}),
            (600, {"stek_id": "tienen"}),
            (9000, year),
            (5000, year | {"breakdown": "gender", "category": "v"}),
            (3996, year | {"breakdown": "gender", "category": "m"}),
            (4, year | {"breakdown": "gender", "category": "x"}),
        ]
    ]
    visits = [
        {**one, "outcome": "visits", "numerator": 2 * int(one["numerator"] or 0)} for one in people
    ]
    return release(*people, *visits, of=of, who=reported(), is_sample=True)


def named(name: str, of: IndicatorHeader) -> IndicatorHeader:
    """The header under another name."""
    return replace(of, name=name)


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The released folder."""
    folder = tmp_path_factory.mktemp("released")
    write([take_up(), reach()], folder)
    return folder


@pytest.fixture(scope="session")
def publication(released: Path) -> Publication:
    """The release, read back."""
    return load(released)


@pytest.fixture(scope="session")
def indicators(publication: Publication) -> dict[str, PublishedIndicator]:
    """Its indicators by name."""
    return {indicator.name: indicator for indicator in publication.indicators}


@pytest.fixture(scope="session")
def site(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages drawn from it."""
    folder = tmp_path_factory.mktemp("site")
    build(released, folder)
    return folder
