"""`make bench`: rows per second and peak memory of the pipeline beside DuckDB alone.

The floor is DuckDB reading the same CSV files and writing them as Parquet, measured in the same run
on the same machine. Each step runs in a process of its own, so that its peak memory is its own.
Size: BENCH_MONTHS (120) months of sixteen Stekken with BENCH_VISITS (1,000,000) visits in all;
ten million visits are BENCH_VISITS=10000000.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipelines.home import CHECKOUT, Home

MONTHS = int(os.environ.get("BENCH_MONTHS", "120"))
VISITS = int(os.environ.get("BENCH_VISITS", "1000000"))
STEKKEN = 16
PLACE = CHECKOUT / "var" / "bench"
STREAMS = ("bezoeken", "rechtenchecks", "doorverwijzingen")


@dataclass(frozen=True)
class Cost:
    """What a step took: wall seconds and the peak memory of its process."""

    seconds: float
    peak_mb: float


def floor(home: Home) -> None:
    """DuckDB alone: read the delivered CSV files, write Parquet."""
    import duckdb

    for stream in STREAMS:
        source = home.root / "sample" / "*" / "*" / f"{stream}.csv"
        target = home.root / f"floor-{stream}.parquet"
        duckdb.execute(f"copy (from read_csv('{source}')) to '{target}' (format parquet)")


def landing(home: Home) -> None:
    """Scan, read, check and keep every file."""
    from pipelines.landing.trees import land_tree

    for _ in land_tree(home, home.root / "sample"):
        pass


def records(home: Home) -> None:
    """Read, check and write the records of every month that changed."""
    from pipelines.records.months import build_months, changed_months

    build_months(home, changed_months(home))


def indicators(home: Home) -> None:
    """The ledger, every fact and every indicator."""
    from pipelines.ledger import write_ledger
    from pipelines.warehouse.tables import build

    write_ledger(home)
    build(home)


def publish(home: Home) -> None:
    """Protect and write the tables, draw the pages."""
    from dashboards.site.publishing import publish_site
    from pipelines.publication.publishing import publish_tables

    publish_tables(home)
    publish_site(home)


def correction(home: Home) -> None:
    """Land one Stek's visits of one month again, without its last row."""
    from pipelines.landing.looking import Offer
    from pipelines.landing.offers import land
    from pipelines.months import Month

    path = min((home.root / "sample" / "zaventem").glob("*")) / "bezoeken.csv"
    corrected = home.root / "corrected.csv"
    corrected.write_bytes(path.read_bytes().rstrip().rpartition(b"\n")[0] + b"\n")
    list(land(home, [Offer(corrected, "zaventem", Month.parse(path.parent.name))]))


STEPS: dict[str, Callable[[Home], None]] = {
    step.__name__: step for step in (floor, landing, records, indicators, publish, correction)
}


def cost_of(step: str) -> Cost:
    """Run a step in a process of its own; raises when it fails."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.volume", step])
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"the step {step} failed")
    return Cost(time.perf_counter() - start, usage.ru_maxrss / 1024)


def main() -> None:
    """Make the volume, run every step, print the table."""
    from pipelines.sample import write_clean

    shutil.rmtree(PLACE, ignore_errors=True)
    per_month = max(1, round(VISITS / (MONTHS * STEKKEN)))
    write_clean(
        PLACE / "sample", months=MONTHS, seed=1, visits_per_month=per_month, file_format="csv"
    )
    files = [p for s in STREAMS for p in (PLACE / "sample").glob(f"*/*/{s}.csv")]
    rows = sum(path.read_bytes().count(b"\n") - 1 for path in files)
    size = sum(path.stat().st_size for path in files) / 1e6
    print(f"{rows:,} rows in {len(files):,} CSV files, {size:,.0f} MB; {os.cpu_count()} cores")
    costs = {
        step: cost_of(step) for step in ("floor", "landing", "records", "indicators", "publish")
    }
    for step, cost in costs.items():
        _line(step, cost, rows, costs["floor"])
    ours = costs["records"].seconds + costs["indicators"].seconds
    peak = max(costs["records"].peak_mb, costs["indicators"].peak_mb)
    _line("records + indicators", Cost(ours, peak), rows, costs["floor"])
    cost_of("correction")
    again = cost_of("records")
    print(f"one corrected month of {MONTHS}: records {again.seconds:.1f} s, "
          f"{again.seconds / costs['records'].seconds:.0%} of all months")  # fmt: skip


def _line(step: str, cost: Cost, rows: int, base: Cost) -> None:
    print(
        f"{step:22} {cost.seconds:7.1f} s {rows / cost.seconds:12,.0f} rows/s "
        f"{cost.peak_mb:7,.0f} MB {cost.seconds / base.seconds:6.2f} x floor"
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        STEPS[sys.argv[1]](Home(Path(PLACE)))
    else:
        main()
