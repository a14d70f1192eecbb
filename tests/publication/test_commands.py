"""The commands of who publishes, as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from pipelines.home import Home
from tests.commands import stek
from tests.publication.folders import DAY, LATER, on, published


def test_releases_are_listed_with_what_changed(home: Home) -> None:
    assert stek(home, "releases") == (0, "")
    first, later = published(on(home, DAY)), published(home, LATER)
    code, said = stek(home, "releases", "--lang", "en")
    assert code == 0
    newest, oldest = (line.split(maxsplit=2) for line in said.splitlines())
    heights = [str(pl.read_parquet(one / "take_up.parquet").height) for one in (later, first)]
    counts = json.loads((later / "changes.json").read_text("utf-8"))["counts"]
    assert list(counts) == ["moved"]
    assert newest == [later.name, heights[0], f"All tables together: moved {counts['moved']}."]
    assert oldest == [first.name, heights[1], "Release 2026-11-23.1 is the first."]


def test_two_releases_are_compared_in_sentences_and_a_table(home: Home, tmp_path: Path) -> None:
    published(on(home, DAY))
    later = published(home, LATER)
    out = tmp_path / "verschil.csv"
    code, said = stek(home, "compare", "2026-11-23.1", "2026-11-23.2", "-o", out)
    assert code == 0
    lines = said.splitlines()
    assert lines[0] == "Uitgave 2026-11-23.2, naast 2026-11-23.1."
    assert lines[-1] == str(out)
    assert out.read_bytes() == (later / "changes.csv").read_bytes()


def test_a_number_that_is_not_there_is_wrong_use(home: Home, tmp_path: Path) -> None:
    published(on(home, DAY))
    code, said = stek(home, "compare", "2026-11-23.1", "2026-11-23.7", "-o", tmp_path / "x.csv")
    assert (code, len(said.splitlines())) == (2, 1)
    assert "There is no release 2026-11-23.7" in said
    assert not (tmp_path / "x.csv").exists()
