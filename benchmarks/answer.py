"""How long a person waits for an answer: 5,000 rows of csv and 200,000 rows of xlsx.

    python -m benchmarks.answer

Prints seconds of work, Great Expectations already imported, and the peak memory of the process.
"""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path

import xlsxwriter

from tests.deliveries import VISIT, csv_file, rows

SMALL, LARGE = 5_000, 200_000


def _visits(count: int) -> list[dict[str, str]]:
    lines = rows(VISIT, "bezoek_id", count, eerste_contact="nee")
    for number, line in enumerate(lines):
        line["bezoeker_code"] = f"CODE{number:06}"
        if number % 50 == 0:
            line["contactvorm"] = "koffi_formulieren"
    return lines


def _large(path: Path) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("bezoeken")
        sheet.write_row(0, 0, list(VISIT))
        for number, line in enumerate(_visits(LARGE)):
            sheet.write_row(number + 1, 0, list(line.values()))


def _answer(home: object, path: Path) -> float:
    from pipelines.answering.text import checked
    from pipelines.findings.reports import report
    from pipelines.home import Home
    from pipelines.landing.looking import Offer, look
    from pipelines.months import Month

    start = time.perf_counter()
    where = Home(Path(str(home)))
    (looked,) = look(where, [Offer(path, "zaventem", Month(2026, 10))])
    checked(report(where, looked), "nl")
    return time.perf_counter() - start


def main() -> None:
    """Print both figures."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small.csv", Path(folder) / "large.xlsx"
        small.write_bytes(csv_file(_visits(SMALL)))
        _large(large)
        _answer(folder, small)  # imports
        for name, path, count in (("csv", small, SMALL), ("xlsx", large, LARGE)):
            seconds = _answer(folder, path)
            megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{count:>7,} rows of {name}: {seconds:.2f} s, at most {megabytes:,.0f} MB")


if __name__ == "__main__":
    main()
