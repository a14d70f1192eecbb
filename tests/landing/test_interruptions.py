"""A landing that is killed, and two landings at once: nothing half there, nothing lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.home import CHECKOUT, Home
from pipelines.landing.receipts import read_receipts
from pipelines.landing.trees import land_tree
from pipelines.sample import write_sample

Told = set[tuple[str, str, str | None, str]]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("interrupted") / "sample"
    write_sample(folder, months=2, seed=5, visits_per_month=15)
    return folder


def start_landing(home: Home, tree: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "pipelines.cli", "land", str(tree)],
        env=os.environ | {"STEK_HOME": str(home.root)},
        cwd=CHECKOUT,
        stdout=subprocess.DEVNULL,
    )


def told(home: Home) -> Told:
    """What the receipts say, without when and in which order."""
    return {(r.stek_id, str(r.month), r.sha256, r.outcome) for r in read_receipts(home)}


def landed_whole(tree: Path, root: Path) -> Told:
    home = Home(root)
    for _ in land_tree(home, tree):
        pass
    return told(home)


def test_a_landing_that_is_killed_leaves_nothing_half_and_is_finished_by_the_next(
    tree: Path, tmp_path: Path
) -> None:
    home = Home(tmp_path / "killed")
    process = start_landing(home, tree)
    receipts = home.landing / "receipts"
    while process.poll() is None and len(list(receipts.rglob("*.json"))) < 12:
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, "it was done before it could be killed"
    for path in receipts.rglob("*.json"):
        json.loads(path.read_text("utf-8"))
    for receipt in read_receipts(home):
        if receipt.is_kept:
            assert receipt.content(home).exists()
    for _ in land_tree(home, tree):
        pass
    assert told(home) == landed_whole(tree, tmp_path / "whole")


def test_two_landings_at_once_count_every_file_once(tree: Path, tmp_path: Path) -> None:
    home = Home(tmp_path / "twice")
    processes = [start_landing(home, tree) for _ in range(2)]
    assert [process.wait() for process in processes] == [0, 0]
    receipts = read_receipts(home)
    assert len({r.number for r in receipts}) == len(receipts) == len(told(home))
    assert told(home) == landed_whole(tree, tmp_path / "whole")
