"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from pipelines.home import Home

# A slow machine is no fault; in CI the examples are the same every time, so that a failure stays.
settings.register_profile("stek", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("stek")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """An empty data home of the test's own."""
    monkeypatch.setenv("STEK_HOME", str(tmp_path / "home"))
    return Home.from_environment()
