"""The commands of who publishes, as a person types them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl

from pipelines.home import CHECKOUT, Home
from tests.publication.folders import DAY, LATER, on, published


def stek(home: Home, *arguments: str | Path) -> tuple[int, list[str]]:
    """Run the command in a process of its own: its exit code and the lines that it said."""
    done = subprocess.run(
        [sys.executable, "-m", "pipelines.cli", *map(str, arguments)],
        env=os.environ | {"STEK_HOME": str(home.root), "COLUMNS": "200"},
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).splitlines()


def test_releases_are_listed_with_what_changed(home: Home) -> None:
    assert stek(home, "releases") == (0, [])
    first, later = published(on(home, DAY)), published(home, LATER)
    code, lines = stek(home, "releases", "--lang", "en")
    assert code == 0
    newest, oldest = (line.split(maxsplit=2) for line in lines)
    heights = [str(pl.read_parquet(one / "take_up.parquet").height) for one in (later, first)]
    counts = json.loads((later / "changes.json").read_text("utf-8"))["counts"]
    assert list(counts) == ["moved"]
    assert newest == [later.name, heights[0], f"All tables together: moved {counts['moved']}."]
    assert oldest == [first.name, heights[1], "Release 2026-11-23.1 is the first."]


def test_two_releases_are_compared_in_sentences_and_a_table(home: Home, tmp_path: Path) -> None:
    published(on(home, DAY))
    later = published(home, LATER)
    out = tmp_path / "verschil.csv"
    code, lines = stek(home, "compare", "2026-11-23.1", "2026-11-23.2", "-o", out)
    assert code == 0
    assert lines[0] == "Uitgave 2026-11-23.2, naast 2026-11-23.1."
    assert lines[-1] == str(out)
    assert out.read_bytes() == (later / "changes.csv").read_bytes()


def test_a_number_that_is_not_there_is_wrong_use(home: Home, tmp_path: Path) -> None:
    published(on(home, DAY))
    code, lines = stek(home, "compare", "2026-11-23.1", "2026-11-23.7", "-o", tmp_path / "x.csv")
    assert (code, len(lines)) == (2, 1)
    assert "There is no release 2026-11-23.7" in lines[0]
    assert not (tmp_path / "x.csv").exists()
