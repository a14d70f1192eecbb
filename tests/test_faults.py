"""Kill -9 at any point, a full disk: nothing lost, nothing half visible, the next run heals.

By doing it: real processes, real signals, a real file system without room.
"""

from __future__ import annotations

import json
import shutil
import signal
from pathlib import Path

import polars as pl
import pytest

from pipelines.home import Home
from pipelines.landing.receipts import read_receipts
from pipelines.sample import write_sample
from tests.commands import OWN_DISKS, Done, machine
from tests.deliveries import SIGNAL, VISIT, csv_file, rows

LAND = ("--stek", "zaventem", "--month", "2026-10")
KILLED_RUNS = 2  # spread evenly over all touches of the disk; each takes seconds


@pytest.fixture
def delivery(tmp_path: Path) -> Path:
    path = tmp_path / "bezoeken.csv"
    path.write_bytes(csv_file(rows(VISIT, "bezoek_id", 20)))
    return path


@pytest.fixture
def empty_delivery(tmp_path: Path) -> Path:
    """A file without rows is kept like any other, and is quickly looked at."""
    path = tmp_path / "signalen.csv"
    path.write_text(";".join(SIGNAL), "utf-8")
    return path


def stek(home: Home, *arguments: str | Path, kill_at: int = 0) -> Done:
    """Run the command to its end or its death."""
    return machine(*OWN_DISKS).start(home, *arguments, kill_at=kill_at).done()


def shell(command: str) -> str:
    """What a command of the shell says that sees the small disks."""
    return machine(*OWN_DISKS).shell(command)


def fill(home: Home) -> None:
    """Leave no room on the disk of this home."""
    shell(f"head -c 100000000 /dev/zero > {home.root}/filler 2>/dev/null")


def nothing_is_half(home: Home) -> None:
    """Every receipt, report, record and released table is whole, and what a receipt names is kept."""
    for receipt in read_receipts(home):
        assert not receipt.is_kept or receipt.content(home).exists()
    for path in home.root.rglob("*.json"):
        if not any(part.startswith(".") for part in path.relative_to(home.root).parts):
            json.loads(path.read_text("utf-8"))
    for path in [*home.records.rglob("*.parquet"), *home.released.glob("latest/*.parquet")]:
        pl.read_parquet(path)
    if home.site.exists():
        assert (home.site / "index.html").read_text("utf-8").rstrip().endswith("</html>")


def published(home: Home) -> dict[str, bytes]:
    """The released tables, by name."""
    latest = home.released / "latest"
    return {path.name: path.read_bytes() for path in sorted(latest.glob("*.csv"))}


def test_a_landing_killed_at_any_touch_of_the_disk_is_done_again_without_loss(
    tmp_path: Path, empty_delivery: Path
) -> None:
    data = empty_delivery.read_bytes()
    whole = stek(Home(tmp_path / "whole"), "land", empty_delivery, *LAND)
    assert (whole.code, whole.touches > 5) == (20, True)
    home = Home(tmp_path / "killed")
    for point in range(1, whole.touches + 1):
        shutil.rmtree(home.root, ignore_errors=True)
        killed = stek(home, "land", empty_delivery, *LAND, kill_at=point)
        assert killed.code == -signal.SIGKILL, point
        nothing_is_half(home)
        assert empty_delivery.read_bytes() == data
    assert stek(home, "land", empty_delivery, *LAND).code == 20
    (receipt,) = read_receipts(home)
    assert receipt.content(home).read_bytes() == data


@pytest.fixture(scope="module")
def landed(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with two months landed and nothing made of it."""
    folder = tmp_path_factory.mktemp("faults")
    write_sample(folder / "sample", months=2, seed=3, visits_per_month=20)
    home = Home(folder / "home")
    assert stek(home, "land", folder / "sample").code == 0
    return home


@pytest.fixture(scope="module")
def whole(landed: Home) -> tuple[Home, int]:
    """The same home, run without a fault, and how often that touched the disk."""
    home = Home(landed.root.with_name("whole"))
    shutil.copytree(landed.root, home.root)
    done = stek(home, "run")
    assert done.code == 0
    nothing_is_half(home)
    assert published(home)
    return home, done.touches


def test_a_run_killed_at_points_spread_over_all_it_does_is_healed_by_the_next(
    landed: Home, whole: tuple[Home, int], tmp_path: Path
) -> None:
    meant, touches = published(whole[0]), whole[1]
    assert touches > 50
    killed = Home(tmp_path / "killed")
    shutil.copytree(landed.root, killed.root)
    for point in range(touches // (KILLED_RUNS + 1), touches, touches // KILLED_RUNS):
        # From the start each time, so that every point is reached.
        for made in (killed.records, killed.released, killed.proofs):
            shutil.rmtree(made, ignore_errors=True)
        assert stek(killed, "run", kill_at=point).code == -signal.SIGKILL, point
        nothing_is_half(killed)
        assert published(killed) in ({}, meant)
    assert stek(killed, "run").code == 0
    nothing_is_half(killed)
    assert published(killed) == meant


def on_a_small_disk(home: Home, kilobytes: int) -> None:
    """Let the machine have the data home on a file system of that size."""
    home.root.mkdir()
    machine(*OWN_DISKS).shell(f"mount -t tmpfs -o size={kilobytes}k none {home.root}")


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path, delivery: Path) -> None:
    home = Home(tmp_path / "home")
    on_a_small_disk(home, 200)
    shell(f"mkdir -p {home.landing}")
    fill(home)
    full = stek(home, "land", delivery, *LAND)
    assert (full.code, full.out) == (1, "")
    assert "The disk is full" in full.err
    assert shell(f"find {home.landing} -type f -size +0") == ""
    shell(f"rm {home.root}/filler")
    freed = stek(home, "land", delivery, *LAND)
    assert freed.code == 0
    assert freed.out.startswith("zaventem, oktober 2026: alles is goed ontvangen")
    assert shell(f"ls {home.landing}/content | wc -l") == "1\n"
    assert delivery.exists()


def test_a_run_on_a_full_disk_leaves_what_was_published(
    whole: tuple[Home, int], tmp_path: Path
) -> None:
    home = Home(tmp_path / "home")
    on_a_small_disk(home, 60_000)
    shell(f"cp -r {whole[0].root}/. {home.root}")
    sums = f"cd {home.root} && cat released/latest/*.csv | sha256sum"
    before = shell(sums)
    assert len(before) > 60
    fill(home)
    assert stek(home, "run", "--all").code == 1
    assert shell(sums) == before
    shell(f"rm {home.root}/filler")
    assert stek(home, "run", "--all").code == 0
    assert shell(sums) == before
