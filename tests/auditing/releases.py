"""Small releases as real folders, written without any code of disclosure control."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

SCHEMA = {
    **dict.fromkeys(
        ("indicator", "period_type", "period", "stek_id", "recht_code", "breakdown", "category"),
        pl.String,
    ),
    "outcome": pl.String,
    "numerator": pl.Int64,
    "denominator": pl.Int64,
    "value": pl.Float64,
    "status": pl.String,
    "steks_reporting": pl.Int64,
    "steks_expected": pl.Int64,
    "note": pl.String,
}


@dataclass(frozen=True)
class Row:
    """One published row; what is not said is a total."""

    numerator: int | None
    status: str = "published"
    stek: str = "ALL"
    right: str = "ALL"
    category: tuple[str, str] = ("ALL", "ALL")
    outcome: str = "personen"
    period: str = "2026-03"
    denominator: int | None = None
    value: float | None = None

    @property
    def key(self) -> tuple[str, ...]:
        kind = {7: "quarter" if "Q" in self.period else "month", 4: "year"}[len(self.period)]
        place = (kind, self.period, self.stek, self.right)
        return (*place, *self.category, self.outcome)

    def cells(self, indicator: str) -> dict[str, Any]:
        values = (indicator, *self.key, self.numerator, self.denominator, self.value, self.status)
        return dict(zip(SCHEMA, (*values, 2, 2, "test"), strict=True))


@dataclass(frozen=True)
class Table:
    rows: Sequence[Row]
    name: str = "reach"
    of: Mapping[str, list[str] | str | None] = field(default_factory=lambda: {"personen": None})
    adds_up: Sequence[str] = ("stek", "right", "breakdown")
    overlapping: Sequence[str] = ()
    over_time: str = "sum"
    never_per_stek: Sequence[str] = ()

    def described(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "is_exact": False,
            "structure": {
                "outcomes": [{"code": code, "of": of} for code, of in self.of.items()],
                "adds_up": list(self.adds_up),
                "overlapping": list(self.overlapping),
                "over_time": self.over_time,
                "never_per_stek": list(self.never_per_stek),
            },
        }


def write_release(
    folder: Path,
    *tables: Table,
    k: int = 5,
    round_to: int = 5,
    links: Sequence[dict[str, Any]] = (),
) -> Path:
    folder.mkdir(parents=True)
    for table in tables:
        frame = pl.DataFrame([row.cells(table.name) for row in table.rows], schema=SCHEMA)
        frame.write_parquet(folder / f"{table.name}.parquet")
        frame.write_csv(folder / f"{table.name}.csv", line_terminator="\r\n")
    description = {
        "profile": {"smallest_count": k, "round_to": round_to, "smallest_rate_base": 20},
        "indicators": [table.described() for table in tables],
        "links": list(links),
    }
    (folder / "release.json").write_text(json.dumps(description), "utf-8")
    return folder


def by_stek(counts: Mapping[str, int | None], total: int) -> list[Row]:
    """A row for each Stek, hidden because it is small where it has no count, and their total."""
    status = {True: "hidden_small", False: "published"}
    return [*(Row(n, status[n is None], stek=stek) for stek, n in counts.items()), Row(total)]
