"""The check of one stream of many deliveries: how many rows break each rule, and which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import duckdb
import polars as pl
import pyarrow as pa

from pipelines.contracts import Rule, Stream
from pipelines.errors import ContractError
from pipelines.home import CONTRACTS

_CODE_LIST = re.compile(r"\bcodes\.(\w+)")
_OFFENDERS = pl.Schema({"delivery": pl.UInt32, "row_number": pl.UInt32, "rule": pl.String})


@dataclass(frozen=True)
class Checked:
    """What a check found: rows that break each rule (0 included), and where these rows are.

    `offenders` has the columns delivery, row_number and rule: one row a finding, no values.
    """

    counts: Mapping[str, int]
    offenders: pl.DataFrame


def check(stream: Stream, rows: pl.DataFrame) -> Checked:
    """Check the cast rows of many deliveries in one suite run, in memory.

    Args:
        stream: The contract whose rules apply.
        rows: Its cast rows, each with delivery, row_number, delivery_stek and delivery_month.

    Raises:
        ContractError: A rule could not be checked; it never passes in silence.
    """
    if rows.is_empty():  # Great Expectations gives no counts then
        return Checked({rule.name: 0 for rule in stream.rules}, pl.DataFrame(schema=_OFFENDERS))
    from pipelines.checking.run import broken_rows  # Great Expectations takes seconds to import

    with duckdb.connect() as database:
        database.register(stream.name, rows.to_arrow())
        stage_codes(database, stream.rules)
        counts = broken_rows(database, stream.name, stream.rules)
        return Checked(counts, _offenders(database, stream, counts))


def stage_codes(database: duckdb.DuckDBPyConnection, rules: Iterable[Rule]) -> None:
    """Show a database the code lists that these rules read, in schema `codes`."""
    read = set(_CODE_LIST.findall(" ".join(f"{rule.arguments} {rule.offenders}" for rule in rules)))
    database.execute("create schema codes")
    for name in read & _code_lists().keys():
        database.register("lines", _code_lists()[name])
        database.execute(f"create table codes.{name} as from lines")
        database.unregister("lines")


@cache
def _code_lists() -> Mapping[str, pa.Table]:
    """The lines of each code list as text, an empty field null: read once, like the contracts."""
    paths = sorted((CONTRACTS / "codes").glob("*.csv"))
    return {path.stem: pl.read_csv(path, infer_schema=False).to_arrow() for path in paths}


def _offenders(
    database: duckdb.DuckDBPyConnection, stream: Stream, counts: Mapping[str, int]
) -> pl.DataFrame:
    """The rows that break the rules which were found broken, in the order of the rows."""
    found = [_breaking(database, rule, counts[rule.name]) for rule in stream.rules]
    return pl.concat(found).sort("delivery", "row_number", maintain_order=True)


def _breaking(database: duckdb.DuckDBPyConnection, rule: Rule, count: int) -> pl.DataFrame:
    """The rows that break a rule: none without asking when the suite counted none."""
    if not count:
        return pl.DataFrame(schema=_OFFENDERS)
    rows: pl.DataFrame = database.sql(rule.offenders.format(batch=rule.stream)).pl()
    if len(rows) != count:
        raise ContractError(
            f"data_contracts: rule {rule.name} counts {count} rows and selects {len(rows)}. "
            "Its SELECT must give each row that breaks it once."
        )
    return rows.with_columns(rule=pl.lit(rule.name)).cast(_OFFENDERS)
