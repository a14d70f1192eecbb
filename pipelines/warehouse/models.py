"""The SQL files as models: a header that tells what is asked, one SELECT, and what it reads.

`sql/facts/visits.sql` is the table `facts.visits`; `sql/indicators/reach.sql` is `indicators.reach`.
What a file reads is found in its SQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from pipelines.contracts import STREAMS
from pipelines.contracts.files import parse_yaml
from pipelines.errors import ContractError
from pipelines.home import CONTRACTS, SQL
from pipelines.warehouse.header_reading import fact_header, indicator_header
from pipelines.warehouse.headers import FactHeader, IndicatorHeader
from pipelines.warehouse.parents import parents

FOLDERS = ("facts", "indicators")


@dataclass(frozen=True)
class Model:
    """One SQL file: `key` is its table, `parents` are the tables it reads."""

    key: str
    header: FactHeader | IndicatorHeader
    sql: str
    parents: tuple[str, ...]

    @property
    def description(self) -> str:
        """What the table holds, for the maintainer."""
        title = self.header.title
        return title if isinstance(title, str) else title.en


def models(root: Path = SQL) -> tuple[Model, ...]:
    """Every SQL file below `root`, each after the ones it reads.

    Errors: ContractError naming the file when a header is incomplete or says something unknown, the
    SQL is not one SELECT, or it reads a table that nothing makes.
    """
    found = {
        model.key: model
        for folder in FOLDERS
        for model in map(_read, sorted((root / folder).glob("*.sql")))
    }
    known = {*found, *_not_made_by_sql()}
    for model in found.values():
        if unknown := sorted(set(model.parents) - known):
            raise ContractError(f"sql: {model.key} reads {unknown[0]}, which nothing makes.")
    sorter = TopologicalSorter(
        {key: set(model.parents) & set(found) for key, model in found.items()}
    )
    try:
        return tuple(found[key] for key in sorter.static_order())
    except CycleError as circle:
        raise ContractError(f"sql: these read each other: {', '.join(circle.args[1])}.") from None


def _not_made_by_sql() -> Iterator[str]:
    yield from (f"records.{name}" for name in (*STREAMS, "deliveries"))
    yield from (f"codes.{path.stem}" for path in (CONTRACTS / "codes").glob("*.csv"))


def _read(path: Path) -> Model:
    place = f"sql/{path.parent.name}/{path.name}"
    comment, closed, sql = path.read_text("utf-8").partition("*/")
    if not closed or not comment.lstrip().startswith("/*"):
        raise ContractError(f"{place}: start with a header: YAML between /* and */.")
    written = parse_yaml(comment.lstrip().removeprefix("/*"), place)
    read_header = fact_header if path.parent.name == "facts" else indicator_header
    header: FactHeader | IndicatorHeader = read_header(path.stem, written)
    sql = sql.strip().removesuffix(";")
    read = {*parents(sql, place), *_read_by_its_cells(header)}
    return Model(f"{path.parent.name}.{path.stem}", header, sql, tuple(sorted(read)))


def _read_by_its_cells(header: FactHeader | IndicatorHeader) -> tuple[str, ...]:
    """What the cells of an indicator are placed in time by."""
    if isinstance(header, FactHeader):
        return ()
    return ("facts.periods", "facts.deliveries") if header.waits_months else ("facts.periods",)
