"""The released cells of an indicator as a script that a page can read from a disk, gzipped.

A page opened from a disk may load a script and nothing else. Each column is written as numbers, one
byte of every row after the other, as those gzip best: zero where there is no value, else one more
than the place of a text among the codes, the count, or the tenths of a percent. What was hidden has
no number in the released table, and so none here.
"""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from pipelines.disclosure.release import PublishedIndicator
from pipelines.errors import DisclosureError

_MOST_PLANES: Final = 4  # bytes of a number
_LARGEST: Final = 256**_MOST_PLANES - 2
_SAME: Final = 1e-6  # two numbers that lie closer than this are the same, but for how they are kept


@dataclass(frozen=True)
class _Column:
    """One column as numbers; `codes` is empty when it holds no text."""

    name: str
    kind: str
    codes: tuple[str, ...]
    numbers: pl.Series

    @property
    def planes(self) -> list[bytes]:
        """The lowest byte of every row, then the next, as many as its largest number takes."""
        wide = self.numbers.to_numpy().astype("<u4").view("u1").reshape(-1, _MOST_PLANES).T
        return [plane.tobytes() for plane in wide[: _bytes_of(self.numbers)]]


def _bytes_of(numbers: pl.Series) -> int:
    largest = numbers.max()
    return (largest.bit_length() + 7) // 8 if isinstance(largest, int) else 0


def write_shards(indicators: Iterable[PublishedIndicator], folder: Path) -> None:
    """`<name>.js` for each indicator."""
    folder.mkdir(parents=True, exist_ok=True)
    for indicator in indicators:
        (folder / f"{indicator.name}.js").write_text(shard(indicator), "utf-8")


def shard(indicator: PublishedIndicator) -> str:
    """The call `stekCells(name, {rows, columns, gz})`: every row and column, as they were released.

    Raises DisclosureError when a number is negative, too large, or finer than a tenth.
    """
    columns = [_column(indicator.name, one) for one in indicator.table]
    planes = [one.planes for one in columns]
    packed = gzip.compress(b"".join(plane for own in planes for plane in own), 9, mtime=0)
    content = {
        "rows": indicator.table.height,
        "columns": [
            {"name": one.name, "kind": one.kind, "planes": len(own), "codes": one.codes}
            for one, own in zip(columns, planes, strict=True)
        ],
        "gz": b64encode(packed).decode("ascii"),
    }
    name, text = (json.dumps(one, ensure_ascii=False) for one in (indicator.name, content))
    return f"stekCells({name},{text});\n".replace("<", "\\u003c")


def _column(table: str, values: pl.Series) -> _Column:
    if values.dtype == pl.String:
        codes = tuple(sorted(set(values.drop_nulls())))
        places = dict(zip(codes, range(1, len(codes) + 1), strict=True))
        numbers = values.replace_strict(places, default=0, return_dtype=pl.UInt32)
        return _Column(values.name, "text", codes, numbers)
    kind, scale = ("tenths", 10) if values.dtype.is_float() else ("whole", 1)
    scaled = values.cast(pl.Float64) * scale
    if not scaled.drop_nulls().is_between(0, _LARGEST).all():
        raise DisclosureError(f"{table}.{values.name} has a number that is negative or too large.")
    if not ((scaled - scaled.round()).abs().drop_nulls() < _SAME).all():
        raise DisclosureError(f"{table}.{values.name} has a number that is finer than a tenth.")
    numbers = (scaled.round().cast(pl.Int64) + 1).fill_null(0).cast(pl.UInt32)
    return _Column(values.name, kind, (), numbers)
