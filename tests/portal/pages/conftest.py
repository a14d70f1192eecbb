"""One portal for all tests of the pages of coordinators: its workers take seconds to start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.home import Home
from tests.portal.pages.coordinators import OF_ANOTHER, OWN, Coordinator
from tests.portal.server import Server, member, running


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("coordinators")
    home = Home(folder / "home")
    home.landing.mkdir(parents=True)
    (home.landing / "sample.json").write_text('{"as_of": "2026-11-20"}', "utf-8")
    member(home, "an@stek.example", "coordinator", *OWN)
    member(home, "bo@stek.example", "coordinator", OF_ANOTHER, OWN[0])
    with running(home, folder / "log") as server:
        yield server


@pytest.fixture(scope="session")
def an(served: Server) -> Coordinator:
    """Coordinates every Stek but one."""
    return Coordinator(served, served.sign_in("an@stek.example"), 1)


@pytest.fixture(scope="session")
def bo(served: Server) -> Coordinator:
    """Coordinates that one, and the first of An's."""
    return Coordinator(served, served.sign_in("bo@stek.example"), 2)
