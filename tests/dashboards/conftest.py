"""A small release made by hand, and the pages drawn from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from playwright.sync_api import Browser

from dashboards.site.build import build
from pipelines.contracts import Words
from pipelines.disclosure.protection import Released
from pipelines.disclosure.release import Publication, PublishedIndicator, load, write
from pipelines.warehouse.headers import IndicatorHeader
from tests.counts import Leaf, added_up, header, leaf, release, reporting
from tests.dashboards.browser import served, started

# Zaventem delivered every month, Tienen did not deliver August; true counts of all, then of Zaventem.
MONTHS = {
    "2025-10": ((40, 100), (20, 50)),  # 40 %
    "2026-08": ((3, 60), (3, 60)),  # hidden
    "2026-09": ((13, 18), (13, 18)),  # 15 of 20, and the rest of 5 may be small: no percentage
    "2026-10": ((51, 102), (48, 98)),  # 50 of 100
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
    leaves = []
    for month, ((granted, asked), (own, of_own)) in MONTHS.items():
        others, of_others = granted - own, asked - of_own
        leaves.append(leaf(month, "zaventem", "leefloon", granted=own, asked=of_own))
        leaves.append(leaf(month, "tienen", "leefloon", granted=others, asked=of_others))
    leaves += [
        leaf("2026-Q3", granted=102, asked=122),  # with August and September 118 of 200
        leaf("2026-Q3", "tienen", granted=2, asked=50),
        leaf("2025", recht_code="igo", granted=300, asked=400),
        leaf("2025", recht_code="leefloon", granted=160, asked=500),  # with October 200 of 600
        leaf("2025", recht_code="schuldhulp", granted=6, asked=15),  # of too few for a percentage
    ]
    grains = ("month x stek", "quarter x stek", "year x right")
    called = replace(header(*grains), title=Words("Opname", "Recours", "Take-up"))
    return of_reported(called, *leaves)


def reach() -> Released:
    """Two counts by Stek, and by gender for a year."""
    grains = ("month x stek", "year x breakdown")
    return of_reported(
        named("reach", header(*grains, outcomes={"people": False, "visits": False})),
        leaf("2026-10", people=640, visits=1280),
        leaf("2026-10", "tienen", people=600, visits=1200),
        leaf("2025", gender="v", people=5000, visits=10000),
        leaf("2025", gender="m", people=3996, visits=7992),
        leaf("2025", gender="x", people=4, visits=4),
    )


def of_reported(of: IndicatorHeader, *leaves: Leaf) -> Released:
    """What these leaves make up, in the periods that were reported."""
    who = reported()
    cells = [one for one in added_up(of, *leaves) if one["period"] in set(who["period"])]
    return release(*cells, of=of, who=who, is_sample=True)


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
    build(released, folder, tmp_path_factory.mktemp("pictures"))
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; of one module, as only one may run in a thread."""
    with started() as running:
        yield running


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The pages behind a web server on this machine."""
    with served(site) as url:
        yield url


@pytest.fixture
def without_chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which no program is found, so that no picture can be drawn."""
    monkeypatch.setenv("PATH", "")
