"""A landing that is killed, and two landings at once: nothing half there, nothing lost."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from pipelines.home import Home
from pipelines.landing.receipts import read_receipts
from pipelines.sample import write_sample
from tests.commands import machine

HALFWAY = 120  # of the some 250 touches of the disk of such a landing
Told = set[tuple[str, str, str | None, str]]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("interrupted") / "sample"
    write_sample(folder, months=1, seed=5, visits_per_month=15)
    return folder


@pytest.fixture(scope="module")
def whole(tree: Path) -> Told:
    """What a landing tells that nothing interrupts."""
    home = Home(tree.parent / "whole")
    assert machine().start(home, "land", tree).done().code == 0
    return told(home)


def told(home: Home) -> Told:
    """What the receipts say, without when and in which order."""
    return {(r.stek_id, str(r.month), r.sha256, r.outcome) for r in read_receipts(home)}


def test_a_landing_that_is_killed_leaves_nothing_half_and_is_finished_by_the_next(
    tree: Path, whole: Told, tmp_path: Path
) -> None:
    home = Home(tmp_path / "killed")
    done = machine().start(home, "land", tree, kill_at=HALFWAY).done()
    assert done.code == -signal.SIGKILL
    for path in (home.landing / "receipts").rglob("*.json"):
        json.loads(path.read_text("utf-8"))
    for receipt in read_receipts(home):
        if receipt.is_kept:
            assert receipt.content(home).exists()
    assert 5 < len(told(home)) < len(whole) - 5
    assert machine().start(home, "land", tree).done().code == 0
    assert told(home) == whole


def test_two_landings_at_once_count_every_file_once(
    tree: Path, whole: Told, tmp_path: Path
) -> None:
    home = Home(tmp_path / "twice")
    landings = [machine().start(home, "land", tree) for _ in range(2)]
    assert [landing.done().code for landing in landings] == [0, 0]
    receipts = read_receipts(home)
    assert len({r.number for r in receipts}) == len(receipts) == len(told(home))
    assert told(home) == whole
