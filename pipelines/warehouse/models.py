"""The SQL files as models: a header that tells what is asked, one SELECT, and what it reads.

`sql/facts/visits.sql` is the table `facts.visits`; `sql/indicators/reach.sql` is `indicators.reach`.
The header is the YAML in the leading comment; what a file reads is found in its SQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from pipelines.contracts import STREAMS, Words, words
from pipelines.contracts.files import Entry, parse_yaml
from pipelines.errors import ContractError
from pipelines.home import CONTRACTS, SQL
from pipelines.warehouse.parents import parents

FOLDERS = ("facts", "indicators")
DIMENSIONS = {"stek": "stek_id", "right": "recht_code", "breakdown": "breakdown"}
PERIOD_TYPES = ("month", "quarter", "year")
PROTECTIONS = ("persons", "none")


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
    header = (_fact if path.parent.name == "facts" else _indicator)(path.stem, written)
    _refuse_unknown_keys(written, [field.name for field in fields(header) if field.name != "name"])
    sql = sql.strip().removesuffix(";")
    return Model(f"{path.parent.name}.{path.stem}", header, sql, parents(sql, place))


def _fact(name: str, header: Entry) -> FactHeader:
    return FactHeader(name, header.text("title"), _listed(header, "grain"), header.text("source"))


def _indicator(name: str, header: Entry) -> IndicatorHeader:
    return IndicatorHeader(
        name=name,
        title=words(header.entry("title")),
        reading=words(header.entry("reading")),
        unit=words(header.entry("unit")),
        stream=_chosen(header, "stream", STREAMS),
        grain=tuple(_grain(text, header) for text in _listed(header, "grain")),
        breakdowns=header.texts("breakdowns"),
        outcomes=tuple(_outcomes(header.entry("outcomes"))),
        protect=_chosen(header, "protect", PROTECTIONS) if header.has("protect") else "persons",
        source=header.text("source"),
    )


def _refuse_unknown_keys(header: Entry, allowed: list[str]) -> None:
    """A misspelt optional key would be passed over in silence."""
    if unknown := sorted(set(header.content) - set(allowed)):
        raise ContractError(f"{header.place}: {unknown[0]!r}: write one of {', '.join(allowed)}.")


def _listed(header: Entry, key: str) -> tuple[str, ...]:
    if not (listed := header.texts(key)):
        raise ContractError(f"{header.place} has no {key!r}: list at least one.")
    return listed


def _chosen(header: Entry, key: str, allowed: tuple[str, ...]) -> str:
    if (text := header.text(key)) not in allowed:
        raise ContractError(f"{header.place}.{key}: {text!r}: write one of {', '.join(allowed)}.")
    return text


def _grain(text: str, header: Entry) -> Grain:
    period_type, *dimensions = (part.strip() for part in text.split(" x "))
    if period_type not in PERIOD_TYPES or not set(dimensions) <= set(DIMENSIONS):
        raise ContractError(
            f"{header.place}: grain {text!r}: write a period ({', '.join(PERIOD_TYPES)}) and any of "
            f"{', '.join(DIMENSIONS)}, with ' x ' between."
        )
    if "breakdown" in dimensions:
        _listed(header, "breakdowns")
    return Grain(period_type, frozenset(dimensions))


def _outcomes(entry: Entry) -> Iterator[Outcome]:
    for code in entry.content:
        outcome = entry.entry(code)
        yield Outcome(code, words(outcome), outcome.is_true("rate"))
