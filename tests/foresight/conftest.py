"""The home that the tests of foresight look from: a release, and traps where nobody may look."""

from __future__ import annotations

import pytest

from pipelines.home import Home
from tests.foresight.months import released


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with a release; its warehouse and its records cannot be read by anybody."""
    home = released(Home(tmp_path_factory.mktemp("house")))
    home.warehouse.write_bytes(b"not a database")
    home.records.write_bytes(b"not a folder")
    return home
