"""Pages of coordinators are told by a process that reads no files."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("polars", "duckdb", "great_expectations", "dagster", "openpyxl", "pandas", "plotly")


def test_the_pages_of_a_coordinator_bring_in_nothing_that_reads_files() -> None:
    pages = ", ".join(f"portal.pages.{name}" for name in ("stek", "deliver", "answers", "receipts"))
    code = f"import sys, {pages}; print(*set({HEAVY}) & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
