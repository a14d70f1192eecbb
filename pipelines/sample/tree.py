"""The sample as a folder tree: deliveries of every Stek and month, and what they truly mean."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import polars as pl

from pipelines import contracts
from pipelines.errors import WrongUseError
from pipelines.months import Month
from pipelines.sample.deliveries import Delivery, Fault, deliver
from pipelines.sample.incidents import incident
from pipelines.sample.model import NOTE
from pipelines.sample.sending import File
from pipelines.sample.stekken import check_months, stekken
from pipelines.sample.world import Meant, told_by

LAST_MONTH = Month(2026, 10)  # fixed: never read from the clock
_AS_OF_DAY = 20  # of the month after the last: everything that will come has come


@dataclass(frozen=True)
class SampleReport:
    """What was written: where, how much, and what is wrong on purpose. All of it is fictitious."""

    out: Path
    months: tuple[Month, Month]
    files: int
    rows: Mapping[str, int]
    faults: tuple[Fault, ...] = ()

    def __str__(self) -> str:
        rows = ", ".join(f"{count:,} {stream}" for stream, count in self.rows.items())
        first, last = self.months
        kinds = len({fault.kind for fault in self.faults})
        wrong = f"; wrong on purpose: {kinds} kinds, see truth/faults.json" if kinds else ""
        return f"{NOTE}. {first} to {last}: {self.files:,} files in {self.out}, {rows}{wrong}."


def write_sample(
    out: Path,
    *,
    months: int = 24,
    seed: int = 1,
    visits_per_month: int = 120,
    last_month: Month = LAST_MONTH,
) -> SampleReport:
    """Write messy deliveries of all Stekken below a folder, and beside them what is meant.

    `<stek>/<yyyy-mm>/<files>`; sample.json; deliveries.csv (path, received_on); truth/faults.json;
    truth/<stream>.parquet, a row per record of the delivery that stands, with its fate.
    The same arguments give the same bytes.

    Errors: WrongUseError when the folder is not empty, or no Stek is active in the first month.
    """
    period = begin(out, months, last_month)
    truth: dict[str, list[pl.DataFrame]] = {stream.name: [] for stream in contracts.streams()}
    received: dict[str, date] = {}
    faults: list[Fault] = []
    for stek in stekken():
        active = [month for month in period if stek.is_active(month)]
        for meant in told_by(stek, active, seed, visits_per_month):
            delivery = deliver(meant, incident(stek, meant.month, period), seed)
            received |= _write_files(out, delivery.files)
            _note_truth(truth, meant, delivery)
            faults += delivery.faults
    write_notes(out, period, seed, visits_per_month, received)
    rows = _write_truth(out, truth, faults)
    return SampleReport(out, (period[0], period[-1]), len(received), rows, tuple(faults))


def begin(out: Path, months: int, last_month: Month) -> Sequence[Month]:
    """The months to write, once it is sure that the folder is free for them."""
    period = last_month.plus(1 - months).until(last_month)
    check_months(period[0], period[-1])
    if out.exists() and any(out.iterdir()):
        raise WrongUseError(f"{out} is not empty: choose a new folder for the sample.")
    out.mkdir(parents=True, exist_ok=True)
    return period


def write_notes(
    out: Path, period: Sequence[Month], seed: int, visits: int, received: Mapping[str, date]
) -> None:
    """Write sample.json, which says that all is fictitious, and deliveries.csv."""
    note = {
        "sample": True,
        "note": NOTE,
        "seed": seed,
        "months": len(period),
        "visits_per_month": visits,
        "first_month": str(period[0]),
        "last_month": str(period[-1]),
        "as_of": period[-1].next().first_day.replace(day=_AS_OF_DAY).isoformat(),
    }
    (out / "sample.json").write_text(json.dumps(note, indent=2) + "\n", "utf-8")
    with (out / "deliveries.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(["path", "received_on"])
        writer.writerows(sorted((path, day.isoformat()) for path, day in received.items()))


def as_delivered(stream: str, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of a stream under the column names of its deliveries."""
    columns = contracts.stream(stream).columns
    return rows.select(pl.col(column.name).alias(column.physical_name) for column in columns)


def _write_files(out: Path, files: Sequence[File]) -> dict[str, date]:
    """Write the files; the day each arrived, by path."""
    for file in files:
        path = out / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return {file.path: file.received_on for file in files}


def _note_truth(truth: dict[str, list[pl.DataFrame]], meant: Meant, delivery: Delivery) -> None:
    for stream, fates in delivery.fates.items():
        rows = as_delivered(stream, meant.rows[stream]).with_columns(
            maand=pl.lit(str(meant.month)), fate=pl.Series(fates, dtype=pl.String)
        )
        truth[stream].append(rows)


def _write_truth(
    out: Path, truth: Mapping[str, list[pl.DataFrame]], faults: Sequence[Fault]
) -> dict[str, int]:
    """Write what is meant; how many rows each stream has."""
    folder = out / "truth"
    folder.mkdir()
    counts = {}
    for stream in contracts.streams():
        rows = pl.concat(truth[stream.name])
        rows.write_parquet(folder / f"{stream.physical_name}.parquet")
        counts[stream.physical_name] = rows.height
    listed = [asdict(fault) for fault in faults]
    (folder / "faults.json").write_text(json.dumps(listed, indent=1) + "\n", "utf-8")
    return counts
