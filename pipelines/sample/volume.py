"""Volume: deliveries without mess, for measuring; the same world, a Stek and month at a time."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Literal

import polars as pl

from pipelines import contracts
from pipelines.months import Month
from pipelines.sample.stekken import roster_begins, stekken
from pipelines.sample.tree import LAST_MONTH, SampleReport, as_delivered, begin, write_notes
from pipelines.sample.world import Meant, told_by

FileFormat = Literal["csv", "parquet"]
_RECEIVED_DAY = 5


def write_clean(
    out: Path,
    *,
    months: int = 24,
    seed: int = 1,
    visits_per_month: int = 120,
    file_format: FileFormat = "csv",
    last_month: Month | None = None,
) -> SampleReport:
    """Write clean deliveries, `<stek>/<yyyy-mm>/<stream>.<csv|parquet>`, with canonical codes.

    In memory are one month of one Stek, the people of its year and the referrals still followed.
    sample.json and deliveries.csv stand beside, as for the messy sample; there is no truth.

    Without a last month it is the usual one, or later where the roster is too young for so many.

    Errors: WrongUseError when the folder is not empty, or no Stek is active in the first month.
    """
    period = begin(out, months, last_month or last_month_of(months))
    received: dict[str, date] = {}
    rows: Counter[str] = Counter()
    for stek in stekken():
        active = [month for month in period if stek.is_active(month)]
        for meant in told_by(stek, active, seed, visits_per_month):
            for path, count in _write_month(out, meant, file_format).items():
                received[path] = meant.month.next().first_day.replace(day=_RECEIVED_DAY)
                rows[Path(path).stem] += count
    write_notes(out, period, seed, visits_per_month, received)
    return SampleReport(out, (period[0], period[-1]), len(received), rows)


def last_month_of(months: int) -> Month:
    """The usual last month, or a later one where the roster is too young for so many months.

    >>> print(last_month_of(24), last_month_of(120))
    2026-10 2031-12
    """
    return max(LAST_MONTH, roster_begins().plus(months - 1))


def _write_month(out: Path, meant: Meant, file_format: FileFormat) -> dict[str, int]:
    """Write the files of a month; how many rows each path has."""
    folder = Path(meant.stek.stek_id, str(meant.month))
    (out / folder).mkdir(parents=True)
    written = {}
    for stream in contracts.streams():
        rows = _as_text(stream.name, meant.rows[stream.name])
        path = folder / f"{stream.physical_name}.{file_format}"
        if file_format == "csv":
            rows.write_csv(out / path)
        else:
            rows.write_parquet(out / path)
        written[path.as_posix()] = rows.height
    return written


def _as_text(stream: str, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows as a clean file has them: lists joined, yes and no as codes."""
    yes, no = (code.code for code in contracts.code_list("yes_no"))
    return as_delivered(stream, rows).with_columns(
        pl.selectors.list().list.join("|"),
        pl.selectors.boolean().replace_strict({True: yes, False: no}, return_dtype=pl.String),
    )
