"""From a seed to released tables and estimates, without files: what deliveries would give, sooner."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import duckdb
import polars as pl

from pipelines.disclosure.book import Book
from pipelines.disclosure.cells import KEY
from pipelines.disclosure.closing import told_once
from pipelines.disclosure.completion import completed
from pipelines.disclosure.plan import plan
from pipelines.disclosure.rules import ROUND_TO, SMALLEST_COUNT, SMALLEST_RATE_BASE
from pipelines.disclosure.showing import shown, shown_as_it_is
from pipelines.disclosure.ties import write_down
from pipelines.estimates.catalogue import estimates
from pipelines.estimates.told import Rules, Told
from pipelines.months import Month
from pipelines.publication.publishing import domains
from pipelines.records.coarsening import coarsen
from pipelines.sample.effects import PLANTED, Effects
from pipelines.sample.stekken import stekken
from pipelines.sample.tree import LAST_MONTH
from pipelines.sample.world import Meant, told_by
from pipelines.suppression.system import Kind
from pipelines.warehouse.headers import IndicatorHeader
from pipelines.warehouse.models import Model, models
from pipelines.warehouse.tables import RECORDS, create_schemas, run_models

MONTHS = LAST_MONTH.plus(-23).until(LAST_MONTH)
VISITS_PER_MONTH = 120  # the size of `stek sample`
RULES = Rules(SMALLEST_COUNT, ROUND_TO, SMALLEST_RATE_BASE)
Frames = Mapping[str, pl.DataFrame]


def records(
    seed: int,
    effects: Effects = PLANTED,
    *,
    months: Sequence[Month] = MONTHS,
    visits_per_month: int = VISITS_PER_MONTH,
) -> dict[str, pl.DataFrame]:
    """The records of every stream when all is delivered in time and nothing is wrong with it."""
    parts: dict[str, list[pl.DataFrame]] = {}
    lines: list[dict[str, object]] = []
    for stek in stekken():
        active = [month for month in months if stek.is_active(month)]
        for meant in told_by(stek, active, seed, visits_per_month, effects):
            for stream, rows in meant.rows.items():
                parts.setdefault(stream, []).append(_placed(rows, meant))
                lines.append(_ledger_line(stream, rows.height, meant))
    made = {stream: coarsen(stream, pl.concat(rows)) for stream, rows in parts.items()}
    return made | {"deliveries": pl.DataFrame(lines)}


def warehouse(made: Frames, wanted: Collection[str] | None = None) -> duckdb.DuckDBPyConnection:
    """A warehouse in memory with the facts, and the indicators that are wanted (or all)."""
    database = duckdb.connect(config={"threads": 1})
    create_schemas(database)
    for stream, rows in made.items():
        database.register("made", rows.to_arrow())
        database.execute(f"create table records.{stream} ({RECORDS[stream]})")
        columns = ", ".join(rows.columns)
        database.execute(f"insert into records.{stream} ({columns}) select {columns} from made")
        database.unregister("made")
    run_models(database, _needed(wanted))
    return database


def released(
    database: duckdb.DuckDBPyConnection, wanted: Collection[str] | None = None
) -> list[Told]:
    """The indicators as they are published, but for what is hidden only to protect another figure.

    The proof that this takes is sought in the whole of all tables; here a seed must be cheap.
    """
    reporting = table(database, "facts.reporting")
    counted = [
        (model.header, table(database, model.key))
        for model in _needed(wanted)
        if isinstance(model.header, IndicatorHeader)
    ]
    return [
        _told(header, completed(header, cells, reporting, domains()))
        for header, cells in told_once(counted, reporting, plan().closing_months)
    ]


def _told(header: IndicatorHeader, cells: pl.DataFrame) -> Told:
    if header.protect == "none":
        return Told(header, shown_as_it_is(cells), RULES)
    book, chosen = Book(), plan().told(header, cells)
    write_down(book, header, chosen)
    verdict = (
        pl.when(pl.col("kind") == int(Kind.KNOWN))
        .then(pl.lit("known"))
        .when(pl.col("count") < SMALLEST_COUNT)
        .then(pl.lit("hidden_small"))
        .otherwise(pl.lit("shown"))
    )
    verdicts = pl.concat(book.cells).select(*KEY, verdict.alias("verdict"))
    named = pl.lit(header.name).alias("indicator")
    return Told(header, shown(header, chosen, verdicts).with_columns(named), RULES)


def derived(made: Sequence[Told], wanted: Collection[str]) -> dict[str, pl.DataFrame]:
    """The estimates that are wanted, from these tables."""
    chosen = [one for one in estimates() if one.name in wanted]
    tables = {one.header.name: one for one in made}
    found = {one.name: one.table(tables) for one in chosen if set(one.indicators) <= set(tables)}
    return {name: frame for name, frame in found.items() if not frame.is_empty()}


def table(database: duckdb.DuckDBPyConnection, key: str) -> pl.DataFrame:
    """A whole table of the warehouse."""
    frame = pl.from_arrow(database.cursor().sql(f"from {key}").to_arrow_table())
    assert isinstance(frame, pl.DataFrame)
    return frame


def _placed(rows: pl.DataFrame, meant: Meant) -> pl.DataFrame:
    return rows.with_columns(
        delivery_stek=pl.lit(meant.stek.stek_id), delivery_month=pl.lit(meant.month.first_day)
    )


def _ledger_line(stream: str, height: int, meant: Meant) -> dict[str, object]:
    """Delivered on the fifth and all of it taken; a file without a row is refused, not a zero."""
    following = meant.month.next().first_day
    is_there = height > 0
    return {
        "stek_id": meant.stek.stek_id,
        "month": meant.month.first_day,
        "stream": stream,
        "status": "reported" if is_there else "refused",
        "is_expected": True,
        "is_reported": is_there,
        "is_on_time": is_there,
        "received_on": following.replace(day=5) if is_there else None,
        "due_on": following.replace(day=15),
        "rows_taken": height if is_there else None,
        "rows_held_back": 0 if is_there else None,
        "rows_at_due": height if is_there else None,
    }


def _needed(wanted: Collection[str] | None) -> list[Model]:
    """The models that these indicators (or all) are made from, and the table of who reported."""
    every = models()
    keys = {model.key for model in every} if wanted is None else set(_asked(wanted))
    for model in reversed(every):
        if model.key in keys:
            keys.update(model.parents)
    return [model for model in every if model.key in keys]


def _asked(wanted: Collection[str]) -> Iterator[str]:
    yield "facts.reporting"
    yield from (f"indicators.{name}" for name in wanted)
