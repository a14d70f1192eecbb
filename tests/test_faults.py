"""Kill -9 at any point, a full disk: nothing lost, nothing half visible, the next run heals.

By doing it: real processes, real signals, a real file system without room.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from pipelines.home import CHECKOUT, Home
from pipelines.landing.receipts import read_receipts
from pipelines.landing.trees import land_tree
from pipelines.sample import write_sample
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


def stek(home: Home, *arguments: str, kill_at: int = 0) -> tuple[int, int]:
    """Run the command to its end or its death: the exit code and, when it lived, its touches."""
    touches = home.root.with_suffix(".touches")
    touches.unlink(missing_ok=True)
    code = subprocess.run(
        [sys.executable, "-m", "tests.killed", str(kill_at), *arguments],
        env=os.environ | {"STEK_HOME": str(home.root), "TOUCHES": str(touches)},
        cwd=CHECKOUT,
        stdout=subprocess.DEVNULL,
        check=False,
    ).returncode
    return code, int(touches.read_text("utf-8")) if touches.exists() else 0


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
    code, touches = stek(Home(tmp_path / "whole"), "land", str(empty_delivery), *LAND)
    assert (code, touches > 5) == (20, True)
    home = Home(tmp_path / "killed")
    for point in range(1, touches + 1):
        shutil.rmtree(home.root, ignore_errors=True)
        code, _ = stek(home, "land", str(empty_delivery), *LAND, kill_at=point)
        assert code == -signal.SIGKILL, point
        nothing_is_half(home)
        assert empty_delivery.read_bytes() == data
    code, _ = stek(home, "land", str(empty_delivery), *LAND)
    assert code == 20
    (receipt,) = read_receipts(home)
    assert receipt.content(home).read_bytes() == data


@pytest.fixture(scope="module")
def landed(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with three months landed and nothing made of it."""
    folder = tmp_path_factory.mktemp("faults")
    write_sample(folder / "sample", months=3, seed=3, visits_per_month=20)
    home = Home(folder / "home")
    for _ in land_tree(home, folder / "sample"):
        pass
    return home


def test_a_run_killed_at_points_spread_over_all_it_does_is_healed_by_the_next(
    landed: Home, tmp_path: Path
) -> None:
    whole, killed = Home(tmp_path / "whole"), Home(tmp_path / "killed")
    for home in (whole, killed):
        shutil.copytree(landed.root, home.root)
    code, touches = stek(whole, "run")
    assert (code, touches > 50) == (0, True)
    nothing_is_half(whole)
    for point in range(touches // (KILLED_RUNS + 1), touches, touches // KILLED_RUNS):
        # From the start each time, so that every point is reached.
        for made in (killed.records, killed.released, killed.proofs):
            shutil.rmtree(made, ignore_errors=True)
        code, _ = stek(killed, "run", kill_at=point)
        assert code == -signal.SIGKILL, point
        nothing_is_half(killed)
        assert published(killed) in ({}, published(whole))
    assert stek(killed, "run")[0] == 0
    nothing_is_half(killed)
    assert published(killed) == published(whole)
    assert published(whole)


def on_a_small_disk(home: Home, kilobytes: int, *commands: str) -> subprocess.CompletedProcess[str]:
    """Run shell commands with the data home on a file system of that size."""
    mount = f"mount -t tmpfs -o size={kilobytes}k none {home.root}"
    return subprocess.run(
        ["unshare", "--mount", "--map-root-user", "sh", "-c", " ; ".join([mount, *commands])],
        env=os.environ | {"STEK_HOME": str(home.root)},
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path, delivery: Path) -> None:
    home = Home(tmp_path / "home")
    home.root.mkdir()
    command = f"{sys.executable} -m pipelines.cli land {delivery} {' '.join(LAND)}"
    fill = f"head -c 10000000 /dev/zero > {home.root}/filler 2>/dev/null"
    told = on_a_small_disk(
        home,
        200,
        f"mkdir -p {home.landing}",
        fill,
        command,
        'echo "code $?"',
        f"find {home.landing} -type f -size +0",
        f"rm {home.root}/filler",
        command,
        'echo "code $?"',
        f"ls {home.landing}/content | wc -l",
    )
    assert "The disk is full" in told.stderr, told.stderr
    first, rest = told.stdout.split("code 1\n")
    assert first == ""
    assert rest.startswith("zaventem, oktober 2026: alles is goed ontvangen")
    assert rest.endswith("code 0\n1\n")
    assert delivery.exists()


def test_a_run_on_a_full_disk_leaves_what_was_published(landed: Home, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.root.mkdir()
    run = f"{sys.executable} -m pipelines.cli run"
    names = f"cd {home.root} && cat released/latest/*.csv | sha256sum"
    told = on_a_small_disk(
        home,
        60_000,
        f"cp -r {landed.root}/. {home.root}",
        run,
        names,
        f"head -c 100000000 /dev/zero > {home.root}/filler 2>/dev/null",
        f"{run} --all || echo stopped",
        names,
        f"rm {home.root}/filler",
        f"{run} --all",
        names,
    )
    sums = [line for line in told.stdout.splitlines() if line.endswith("  -")]
    assert len(sums) == 3, told.stderr
    assert len(set(sums)) == 1
    assert "stopped" in told.stdout
