"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.home import Home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """An empty data home of the test's own."""
    monkeypatch.setenv("STEK_HOME", str(tmp_path / "home"))
    return Home.from_environment()
