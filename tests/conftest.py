"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from pipelines.home import Home

# Whole runs in tests are about figures; what draws them is tested in tests/dashboards/, which does.
os.environ["STEK_PICTURES"] = "no"

# A slow machine is no fault; in CI the examples are the same every time, so that a failure stays.
# Forty examples where a test does not ask for more: the whole must end within its twenty minutes.
settings.register_profile("stek", deadline=None, derandomize="CI" in os.environ, max_examples=40)
settings.load_profile("stek")


# The files that take longest: a worker that comes to one of them last keeps all others waiting.
LONGEST = (
    "test_faults.py",
    "test_interruptions.py",
    "test_planted.py",
    "test_none.py",
    "test_fast_path.py",
    "test_attacked.py",
    "test_protection.py",
    "test_flow.py",
    "test_commands.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start the longest files first; the order within a file stays."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(LONGEST)))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """An empty data home of the test's own."""
    monkeypatch.setenv("STEK_HOME", str(tmp_path / "home"))
    return Home.from_environment()
