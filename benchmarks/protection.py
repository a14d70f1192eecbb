"""How the cost of protecting and auditing grows with the number of Stekken.

    python -m benchmarks.protection

Fictitious records of sixteen Stekken are told again for more of them, each with some of the visitors
of one that is there; their facts and indicators are the true counts, so that every table, link and
label is that of the real plan. Two pieces of work are measured: what a quarter adds, in rounded
counts, and a calendar year that is closed, exact, with its months and quarters. Each size runs in a
process of its own, so that its peak memory is its own, and is stopped after BENCH_CAP (180) seconds;
a piece that was stopped is not tried any larger. Seconds are those of the processor, so that a busy
machine tells the same; on two free cores the wait is shorter, for blocks are searched two at a time.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from pipelines.disclosure.protection import Counted
from pipelines.home import CHECKOUT, Home

SIZES: Final = (16, 50, 100, 300)
PIECES: Final = ("quarter", "year")
CAP_S: Final = int(os.environ.get("BENCH_CAP", "180"))
PLACE: Final = CHECKOUT / "var" / "bench" / "protection"
COLUMNS: Final = ("cells", "primary", "secondary", "protect s", "audit s", "peak MB")

# What is kept or left out together: the records of one visitor, or a line that tells of nobody.
_OF_WHOM: Final = {
    "visits": "coalesce(visitor_code, visit_id)",
    "entitlement_checks": "coalesce(visitor_code, check_id)",
    "referrals": "coalesce(visitor_code, referral_id)",
    "signals": "signal_id",
}


def grow(source: duckdb.DuckDBPyConnection, home: Home, steks: int) -> None:
    """Make a warehouse of so many Stekken: those of `source`, then smaller ones of their visitors.

    A copy keeps 30 to 100 % of the visitors: how many, and who, follows from its name alone.
    """
    from pipelines.warehouse.tables import build

    source.execute(
        "create or replace table copies as "
        "select stek_id, stek_id || if(n = 0, '', '-' || n) as named, "
        "if(n = 0, 1000, 300 + hash(named) % 700) as of_a_thousand "
        f"from (select distinct stek_id from records.deliveries), range({steks}) as copies (n) "
        f"order by n, stek_id limit {steks}"
    ).fetchall()
    for stream, of_whom in _OF_WHOM.items():
        kept = f"hash({of_whom}, named) % 1000 < of_a_thousand"
        _write(source, stream, home.records / stream / "month=all" / "records.parquet", kept)
    _write(source, "deliveries", home.records / "deliveries.parquet", "true")
    build(home)


def _write(source: duckdb.DuckDBPyConnection, stream: str, path: Path, kept: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    source.execute(
        f"copy (select told.* replace (named as stek_id) from records.{stream} as told "
        f"inner join copies on told.stek_id = copies.stek_id where {kept}) "
        f"to '{path}' (format parquet)"
    ).fetchall()


def measure(home: Home, piece: str) -> None:
    """Protect and audit the last closed year, or quarter; a line `name value` as each is known."""
    from pipelines.auditing.audit import audit
    from pipelines.disclosure.plan import plan
    from pipelines.disclosure.protection import protect
    from pipelines.disclosure.release import write
    from pipelines.publication.publishing import domains

    resource.setrlimit(resource.RLIMIT_CPU, (CAP_S, 2 * CAP_S))
    counted, reporting = _counts(home, piece)
    for name, value in _size(counted, reporting).items():
        print(name, value, flush=True)
    start = time.process_time()
    protected = protect(counted, reporting, domains(), plan(), is_sample=True)
    print("protect s", time.process_time() - start)
    verdicts = pl.concat([proof.verdicts for proof in protected.proofs.values()])["verdict"]
    print("secondary", verdicts.is_in(["hidden_to_protect", "hidden"]).sum(), flush=True)
    folder = home.root / piece
    write(
        list(protected.tables),
        folder,
        never_per_stek=domains().sensitive_rights,
        links=plan().links,
    )
    start = time.process_time()
    report = audit(folder)
    print("audit s", time.process_time() - start)
    print("found", len(report.findings), flush=True)


def _counts(home: Home, piece: str) -> tuple[list[Counted], pl.DataFrame]:
    """The true counts about persons of one year or quarter and what lies in it, and who reported."""
    from pipelines.warehouse.headers import IndicatorHeader
    from pipelines.warehouse.models import models

    with duckdb.connect(str(home.warehouse), read_only=True) as database:
        reporting = database.sql("from facts.reporting").pl()
        last = reporting.filter(period_type=piece)["period"].max()
        month = "strftime(month, '%Y-%m')"
        within = database.sql(
            "select distinct period_type, period from facts.periods where month in "
            f"(select month from facts.periods where period = '{last}') "
            f"and period_type <> if('{piece}' = 'quarter', 'year', '') order by {month}"
        ).pl()
        counted = [
            (one.header, database.sql(f"from {one.key}").pl())
            for one in models()
            if isinstance(one.header, IndicatorHeader) and one.header.protect != "none"
        ]
    told = [(of, cells.join(within, on=within.columns, how="semi")) for of, cells in counted]
    return told, reporting.join(within, on=within.columns, how="semi")


def _size(counted: list[Counted], reporting: pl.DataFrame) -> dict[str, int]:
    """How many cells the plan tells, and how many of them are small."""
    from pipelines.disclosure.book import Book
    from pipelines.disclosure.completion import completed
    from pipelines.disclosure.plan import plan
    from pipelines.disclosure.ties import write_down
    from pipelines.publication.publishing import domains
    from pipelines.suppression.system import Kind

    book = Book()
    for of, cells in counted:
        write_down(book, of, plan().told(of, completed(of, cells, reporting, domains())))
    shown_cells = pl.concat(book.cells).filter(pl.col("kind") == int(Kind.SHOWN))
    return {"cells": shown_cells.height, "primary": int(shown_cells["is_primary"].sum())}


def told_of(piece: str, steks: int) -> dict[str, float]:
    """What a process of its own told of one size, as far as it came within its time."""
    reader, writer = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.protection", piece, str(steks)], stdout=writer
    )
    os.close(writer)
    with os.fdopen(reader) as told:
        pairs = [line.rsplit(" ", 1) for line in told]
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, -signal.SIGXCPU):
        raise SystemExit(f"{piece} of {steks} Stekken failed")
    return {name: float(value) for name, value in pairs} | {"peak MB": usage.ru_maxrss / 1024}


def main() -> None:
    """Make the warehouses, measure each piece at each size, print the table as it grows."""
    from tests.effects import worlds

    source = worlds.warehouse(worlds.records(seed=1), wanted=()).cursor()
    shutil.rmtree(PLACE, ignore_errors=True)
    print(f"{os.cpu_count()} cores; seconds of the processor; each size is stopped after {CAP_S} s")
    print(f"{'piece':8}{'Stekken':>8}" + "".join(f"{name:>11}" for name in COLUMNS))
    stopped: set[str] = set()
    for steks in SIZES:
        if len(stopped) < len(PIECES):
            grow(source, Home(PLACE / str(steks)), steks)
        for piece in PIECES:
            if piece not in stopped and not _line(piece, steks, told_of(piece, steks)):
                stopped.add(piece)


def _line(piece: str, steks: int, told: Mapping[str, float]) -> bool:
    """Print what is known of one size; whether it came to its end."""
    known = (f"{told[name]:>11,.0f}" if name in told else f"{'-':>11}" for name in COLUMNS)
    done = "found" in told
    during = "audit" if "protect s" in told else "protect"
    end = f"  {told['found']:.0f} found" if done else f"  stopped after {CAP_S} s, in {during}"
    print(f"{piece:8}{steks:>8}" + "".join(known) + end, flush=True)
    return done


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(Home(PLACE / sys.argv[2]), sys.argv[1])
    else:
        main()
