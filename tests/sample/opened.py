"""The sample opened with nothing of ours: archives as archives, CSV files as text."""

from __future__ import annotations

import csv
import hashlib
import re
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
import python_calamine

Cells = list[list[object]]


def deliveries(out: Path, suffix: str) -> list[Path]:
    """The delivered files of a kind, by name."""
    return sorted(out.glob(f"*/*/*.{suffix}"))


def of(out: Path, stek_id: str) -> list[Path]:
    """The delivered files of a Stek."""
    return sorted(path for path in out.glob(f"{stek_id}/*/*") if path.name != "niets_te_melden.txt")


def parts(path: Path, name: str = "") -> str:
    """The text of the parts of a workbook whose name has that in it, one after the other."""
    with zipfile.ZipFile(path) as archive:
        named = [part for part in archive.namelist() if name in part]
        return "\n".join(archive.read(part).decode("utf-8") for part in named)


def sheets(path: Path) -> dict[str, Cells]:
    """The cells of every sheet of a workbook, hidden ones too."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return {
        name: [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        for name in book.sheet_names
    }


def text(path: Path) -> str:
    """The text of a CSV file, by the only encoding of the three that fits."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def rows(path: Path) -> list[list[str]]:
    """The rows of a CSV file; its separator is the commonest of the three in its longest line."""
    content = text(path)
    longest = max(content.splitlines(), key=len)
    separator = max(";,\t", key=longest.count)
    return list(csv.reader(content.splitlines(), delimiter=separator))


@cache  # the files of a session's sample do not change
def cells(path: Path) -> tuple[object, ...]:
    """Every cell of a delivered file."""
    if path.suffix == ".csv":
        return tuple(cell for row in rows(path) for cell in row)
    return tuple(cell for sheet in sheets(path).values() for row in sheet for cell in row)


@cache
def words(path: Path) -> tuple[str, ...]:
    """Every cell of a delivered file that is text."""
    return tuple(cell for cell in cells(path) if isinstance(cell, str) and cell)


def matching(path: Path, pattern: str) -> list[str]:
    """The text cells that a pattern fits wholly."""
    return [word for word in words(path) if re.fullmatch(pattern, word)]


def hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file in a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def truth(out: Path, stream: str) -> pl.DataFrame:
    """What is meant, of a stream by its Dutch name."""
    return pl.read_parquet(out / "truth" / f"{stream}.parquet")


def received(out: Path) -> dict[str, date]:
    """When each file arrived, by path."""
    with (out / "deliveries.csv").open(encoding="utf-8") as lines:
        return {
            row["path"]: date.fromisoformat(row["received_on"]) for row in csv.DictReader(lines)
        }
