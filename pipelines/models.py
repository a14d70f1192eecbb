"""The SQL files as models: a header that tells what is asked, one SELECT, and what it reads.

`sql/facts/visits.sql` is the table `facts.visits`; `sql/indicators/reach.sql` is `indicators.reach`.
The header is the YAML in the leading comment. Parents are read from the SQL itself: names with a
schema (`records.visits`) are parents, bare names are the file's own CTEs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import duckdb

from pipelines.contract_files import Entry, parse_yaml
from pipelines.contracts import Words, words
from pipelines.errors import ContractError
from pipelines.home import SQL

FOLDERS = ("facts", "indicators")
OUTSIDE = ("records", "codes")  # schemas that no SQL file makes
DIMENSIONS = {"stek": "stek_id", "right": "recht_code", "breakdown": "breakdown"}
PERIOD_TYPES = ("month", "quarter", "year")


@dataclass(frozen=True)
class Grain:
    """What one published row stands for: a kind of period, and the dimensions it is told for."""

    period_type: str
    dimensions: frozenset[str]


@dataclass(frozen=True)
class Outcome:
    """One outcome that an indicator counts; `has_rate` when it is a share of its denominator."""

    code: str
    label: Words
    has_rate: bool


@dataclass(frozen=True)
class FactHeader:
    """The header of a fact: `grain` names the columns that tell its rows apart."""

    name: str
    title: str
    grain: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class IndicatorHeader:
    """The header of an indicator; `protect` is `persons`, or `none` for counts of deliveries."""

    name: str
    title: Words
    reading: Words
    unit: Words
    stream: str
    grain: tuple[Grain, ...]
    breakdowns: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    protect: str
    source: str


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

    Errors: ContractError naming the file when a header is incomplete, the SQL is not one SELECT, or
    it reads a table that nothing makes.
    """
    found = {
        model.key: model
        for folder in FOLDERS
        for model in map(_read, sorted((root / folder).glob("*.sql")))
    }
    for model in found.values():
        for parent in model.parents:
            if parent not in found and parent.split(".")[0] not in OUTSIDE:
                raise ContractError(f"sql: {model.key} reads {parent}, which no SQL file makes.")
    sorter = TopologicalSorter(
        {key: set(model.parents) & set(found) for key, model in found.items()}
    )
    try:
        return tuple(found[key] for key in sorter.static_order())
    except CycleError as circle:
        raise ContractError(f"sql: these read each other: {', '.join(circle.args[1])}.") from None


def _read(path: Path) -> Model:
    place = f"sql/{path.parent.name}/{path.name}"
    comment, closed, sql = path.read_text("utf-8").partition("*/")
    if not closed or not comment.lstrip().startswith("/*"):
        raise ContractError(f"{place}: start with a header: YAML between /* and */.")
    header = parse_yaml(comment.lstrip().removeprefix("/*"), place)
    kind = _fact if path.parent.name == "facts" else _indicator
    parents = tuple(sorted(set(_tables(sql, place))))
    return Model(f"{path.parent.name}.{path.stem}", kind(path.stem, header), sql.strip(), parents)


def _fact(name: str, header: Entry) -> FactHeader:
    return FactHeader(name, header.text("title"), header.texts("grain"), header.text("source"))


def _indicator(name: str, header: Entry) -> IndicatorHeader:
    return IndicatorHeader(
        name=name,
        title=words(header.entry("title")),
        reading=words(header.entry("reading")),
        unit=words(header.entry("unit")),
        stream=header.text("stream"),
        grain=tuple(_grain(text, header) for text in header.texts("grain")),
        breakdowns=header.texts("breakdowns"),
        outcomes=tuple(_outcomes(header.entry("outcomes"))),
        protect=header.text("protect") if header.has("protect") else "persons",
        source=header.text("source"),
    )


def _grain(text: str, header: Entry) -> Grain:
    period_type, *dimensions = (part.strip() for part in text.split(" x "))
    if period_type not in PERIOD_TYPES or not set(dimensions) <= set(DIMENSIONS):
        raise ContractError(
            f"{header.place}: grain {text!r}: write a period ({', '.join(PERIOD_TYPES)}) and any of "
            f"{', '.join(DIMENSIONS)}, with ' x ' between."
        )
    return Grain(period_type, frozenset(dimensions))


def _outcomes(entry: Entry) -> Iterator[Outcome]:
    for code in entry.content:
        outcome = entry.entry(code)
        yield Outcome(code, words(outcome), outcome.is_true("rate"))


def _tables(sql: str, place: str) -> Iterator[str]:
    """The names with a schema that one SELECT reads."""
    text = duckdb.execute("select json_serialize_sql(?)", [sql]).fetchone()
    tree: Mapping[str, object] = json.loads(str(text[0])) if text else {}
    if tree.get("error"):
        raise ContractError(f"{place}: not one SELECT that DuckDB reads: {tree['error_message']}")
    statements = tree.get("statements")
    if not isinstance(statements, list) or len(statements) != 1:
        raise ContractError(f"{place}: write exactly one SELECT.")
    yield from _schema_names(statements)


def _schema_names(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if node.get("type") == "BASE_TABLE" and node.get("schema_name"):
            yield f"{node['schema_name']}.{node['table_name']}"
        for child in node.values():
            yield from _schema_names(child)
    elif isinstance(node, list):
        for child in node:
            yield from _schema_names(child)
