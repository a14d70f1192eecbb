"""The published files, read as any reader does: one row per cell, with nothing left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import polars as pl

from pipelines.auditing.structure import KEY, Indicator, Structure, read_structure
from pipelines.errors import ContractError

COUNTS: Final = ("numerator", "denominator")
DERIVED: Final = ("value", "ci_low", "ci_high")  # what is computed of the counts
STATUSES: Final = frozenset(
    (
        *("published", "zero", "provisional", "not_delivered"),
        *("hidden_small", "hidden_to_protect", "hidden"),
    )
)


@dataclass(frozen=True)
class Published:
    """One release as it lies on disk; `rows` holds every cell of every table about persons.

    `digests` tells whether two releases have the same bytes; `differing` names the tables whose
    CSV does not say what their Parquet says.
    """

    name: str
    structure: Structure
    rows: pl.DataFrame
    digests: dict[str, str]
    differing: tuple[str, ...]


def read_published(folder: Path) -> Published:
    """A released folder, read back; raises ContractError when a table is not what it must be."""
    structure = read_structure(folder)
    personal = [one for one in structure.indicators if not one.is_exact]
    tables = [_table(folder, one) for one in personal]
    return Published(
        name=folder.name,
        structure=structure,
        rows=pl.concat(tables) if tables else pl.DataFrame(schema=_schema()),
        digests=dict(_digests(folder, structure.indicators)),
        differing=tuple(one.name for one in personal if _differs(folder, one.name)),
    )


def _schema() -> dict[str, pl.DataType]:
    return {
        **{name: pl.String() for name in KEY},
        **{name: pl.Int64() for name in COUNTS},
        **{name: pl.Float64() for name in DERIVED},
        "status": pl.String(),
    }


def _table(folder: Path, indicator: Indicator) -> pl.DataFrame:
    path = folder / f"{indicator.name}.parquet"
    try:
        table = pl.read_parquet(path)
        missing = [pl.lit(None).alias(name) for name in DERIVED if name not in table.columns]
        rows = table.with_columns(missing).select(list(_schema())).cast(dict(_schema()))  # type: ignore[arg-type]  # Polars cannot say of what type
    except (OSError, pl.exceptions.PolarsError) as problem:
        raise ContractError(
            f"{path}: cannot be read as a released table ({type(problem).__name__})."
        ) from problem
    _refuse_strange(path, indicator, rows)
    return rows


def _refuse_strange(path: Path, indicator: Indicator, rows: pl.DataFrame) -> None:
    """An auditor who skips what it does not know would prove nothing."""
    outcomes = [one.code for one in indicator.outcomes]
    strange = {
        "have no key": pl.any_horizontal(pl.col(KEY).is_null()),
        "stand there more than once": pl.struct(KEY).is_duplicated(),
        "have a status that nobody knows": ~pl.col("status").is_in(list(STATUSES)),
        "have an outcome that release.json does not name": ~pl.col("outcome").is_in(outcomes),
        "name another table": pl.col("indicator") != indicator.name,
    }
    for what, is_strange in strange.items():
        count = rows.filter(is_strange.fill_null(value=True)).height
        if count:
            raise ContractError(f"{path}: {count} rows {what}. Release again.")


def _digests(folder: Path, indicators: tuple[Indicator, ...]) -> Iterator[tuple[str, str]]:
    for one in indicators:
        yield one.name, sha256((folder / f"{one.name}.parquet").read_bytes()).hexdigest()


def _differs(folder: Path, name: str) -> bool:
    """Whether a CSV, where there is one, says anything else than the Parquet beside it."""
    path = folder / f"{name}.csv"
    if not path.exists():
        return False
    table = pl.read_parquet(folder / f"{name}.parquet")
    try:
        return not pl.read_csv(path, schema=table.schema).equals(table)
    except pl.exceptions.PolarsError:
        return True
