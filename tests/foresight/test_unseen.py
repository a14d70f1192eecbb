"""What a look ahead leaves behind: nothing; and what the process that asks for it must load."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pipelines.errors import StekError
from pipelines.foresight import world
from pipelines.foresight.additions import adds
from pipelines.foresight.moving import moves
from pipelines.home import CHECKOUT, Home
from pipelines.months import Month
from tests.foresight.months import handed, visits

MARCH = Month(2026, 3)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder and the temporary one, in which nothing stands."""
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def everything(*folders: Path) -> list[tuple[str, int]]:
    found = [path for folder in folders for path in folder.rglob("*")]
    return sorted((str(path), path.stat().st_mtime_ns) for path in found)


def test_nothing_of_a_look_ahead_is_written_down(house: Home, tmp_path: Path, empty: Path) -> None:
    before = everything(house.root)
    new = handed(tmp_path, "bezoeken", visits(6))
    assert adds(house, "zaventem", MARCH, [new])
    assert moves(house, "zaventem", MARCH, [], new)
    assert everything(empty) == []
    assert everything(house.root) == before


def test_what_does_not_fit_in_memory_fails_and_is_not_set_aside_on_disk(
    empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(world._SETTINGS, "memory_limit", "20MB")
    march = world.World("zaventem", MARCH, MARCH)
    large = "create table large as select hash(range) as n from range(10_000_000)"  # 80 MB
    with pytest.raises(StekError, match="OutOfMemory"), world.opened(march, {}) as database:
        database.execute(large)
    assert everything(empty) == []


def test_what_goes_wrong_is_told_without_a_value(empty: Path) -> None:
    march = world.World("zaventem", MARCH, MARCH)
    with pytest.raises(StekError) as failed, world.opened(march, {}) as database:
        database.execute("select cast('SECRET77' as integer)")
    assert "SECRET77" not in str(failed.value)
    assert failed.value.__cause__ is None
    assert everything(empty) == []


def test_a_process_that_only_shows_what_was_found_loads_nothing_heavy() -> None:
    modules = "pipelines.foresight.handed, pipelines.foresight.values, pipelines.foresight.words"
    heavy = "('polars', 'duckdb', 'pyarrow', 'great_expectations', 'dagster')"
    code = f"import sys, {modules}; print([one for one in {heavy} if one in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
