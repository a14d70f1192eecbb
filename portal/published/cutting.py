"""The rows of a released table that somebody chose, in each format of the release.

Polars is imported here, when the first choice is made, and not with the portal.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from pipelines.contracts import LANGUAGES, Words
from pipelines.files import sha256
from portal.published.choice import Choice
from portal.published.shelf import Release
from portal.published.tables import Table

if TYPE_CHECKING:
    import polars as pl


def rows(release: Release, table: Table, choice: Choice) -> pl.DataFrame:
    """The rows of a choice, in the order of the release."""
    import polars as pl

    every = _read(release, table)
    wanted = [pl.col(name).is_in(list(values)) for name, values in choice.wanted]
    return every.filter(*wanted) if wanted else every


def periods(release: Release, table: Table) -> tuple[str, ...]:
    """The periods that a table tells of: years, quarters and months, the latest of each first."""
    if table.column("period") is None:
        return ()
    found = {str(one) for one in _read(release, table)["period"].unique() if one is not None}
    years = [one for one in found if "-" not in one]
    quarters = [one for one in found if "Q" in one]
    months = found - {*years, *quarters}
    return tuple(one for part in (years, quarters, months) for one in sorted(part, reverse=True))


def as_csv(release: Release, table: Table, choice: Choice) -> bytes:
    """The rows as the CSV of a release."""
    return csv_of(rows(release, table, choice))


def csv_of(chosen: pl.DataFrame) -> bytes:
    """Rows as CSV (RFC 4180); all rows of a table are the very file that was released."""
    return chosen.write_csv(line_terminator="\r\n").encode()


def as_parquet(release: Release, table: Table, choice: Choice) -> bytes:
    """The rows as Parquet."""
    return parquet_of(rows(release, table, choice))


def parquet_of(chosen: pl.DataFrame) -> bytes:
    """Rows as Parquet."""
    into = BytesIO()
    chosen.write_parquet(into, compression="zstd")
    return into.getvalue()


def as_excel_csv(release: Release, table: Table, choice: Choice) -> bytes:
    """The rows as the CSV that Excel in Belgium opens with a double click."""
    from pipelines.publication.excel_csv import write_excel_csv

    return _written(lambda path: write_excel_csv(path, rows(release, table, choice)))


def as_workbook(release: Release, table: Table, choice: Choice) -> bytes:
    """The rows as the workbook of a release, with its cover and notes; the title says the choice."""
    from pipelines.disclosure.release import load
    from pipelines.publication.codes import labels_of
    from pipelines.publication.edition import Edition
    from pipelines.publication.tables import tables_of
    from pipelines.publication.workbook import write_workbook

    publication = load(release.folder)
    whole = next(one for one in tables_of(publication) if one.name == table.name)
    title = _with_choice(whole.of.title, choice.told(table))
    own = replace(whole, of=replace(whole.of, title=title, table=rows(release, table, choice)))
    edition = Edition(release.number, _made_at(release), release.is_sample)
    return _written(lambda path: write_workbook(path, own, labels_of(own, publication), edition))


FORMATS: Final[Mapping[str, Callable[[Release, Table, Choice], bytes]]] = {
    "file_csv": as_csv,
    "file_excel_csv": as_excel_csv,
    "file_xlsx": as_workbook,
    "file_parquet": as_parquet,
}

# Other code, or another Polars, may write other bytes for the same rows.
MADE_BY: Final = sha256(
    b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    + version("polars").encode()
)


def name_of(release: Release, table: Table, choice: Choice, form: str) -> str:
    """What names the bytes of a choice in one form: of one release, made by this code."""
    source = release.sums.get(f"{table.name}.parquet") or release.sums[f"{table.name}.csv"]
    told = "\n".join([str(release.number), source, table.name, choice.query, form, MADE_BY])
    return sha256(told.encode())[:32]


def _read(release: Release, table: Table) -> pl.DataFrame:
    """All rows; from the CSV, by the kinds of its columns, where a table has no Parquet."""
    import polars as pl

    if (parquet := release.file(f"{table.name}.parquet")) is not None:
        return pl.read_parquet(parquet)
    kinds = {
        "string": pl.String, "integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean,
    }  # fmt: skip
    schema = {column.name: kinds[column.kind] for column in table.columns}
    return pl.read_csv(release.folder / f"{table.name}.csv", schema=schema)


def _written(write: Callable[[Path], None]) -> bytes:
    """What is written to a file, as bytes; the file itself goes at once."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table"
        write(path)
        return path.read_bytes()


def _with_choice(title: Words, told: Words) -> Words:
    """A title with the choice behind it, so that it says so wherever it stands."""
    return Words(
        *(f"{title.to(at)} ({told.to(at)})" if told.to(at) else title.to(at) for at in LANGUAGES)
    )


def _made_at(release: Release) -> datetime:
    about = json.loads((release.folder / "provenance.json").read_bytes())
    return datetime.fromisoformat(about["made_at"])
