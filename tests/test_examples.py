"""Every SQL file gives what was worked out by hand in `tests/examples/<name>.md`.

A heading `### records.visits` stands above the given rows of one parent (a parent or a column that
is not given is empty), `### expected` above ALL rows that come out, in the columns shown. After
`### expected where …` stand all rows for which that SQL condition holds. A blank cell is a null.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from pipelines.home import SQL
from pipelines.warehouse.models import models
from pipelines.warehouse.tables import run_models
from tests.warehouses import empty_warehouse, fill, scratch

EXAMPLES = Path(__file__).parent / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.md"))
MODELS = {model.key.split(".")[1]: model for model in models()}

Row = tuple[str | None, ...]


@dataclass(frozen=True)
class Table:
    """One Markdown table; `condition` is what the heading says after `where`."""

    name: str
    condition: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def tables(name: str) -> Iterator[Table]:
    """The tables of an example, in the order they are written."""
    for section in (EXAMPLES / f"{name}.md").read_text("utf-8").split("\n### ")[1:]:
        heading, _, body = section.partition("\n")
        title, _, condition = heading.strip().partition(" where ")
        head, _, *rows = (cells(line) for line in body.splitlines() if line.startswith("|"))
        columns = tuple(str(column) for column in head)
        assert all(len(row) == len(columns) for row in rows), f"{name}.md: uneven rows in {title}"
        yield Table(title, condition or "true", columns, tuple(rows))


def cells(line: str) -> Row:
    """The cells of one line of a Markdown table."""
    return tuple(cell.strip() or None for cell in line.strip()[1:-1].split("|"))


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with empty_warehouse() as database:
        yield database


@pytest.mark.parametrize("name", NAMES)
def test_a_sql_file_gives_what_was_worked_out_by_hand(
    name: str, database: duckdb.DuckDBPyConnection
) -> None:
    model = MODELS[name]
    with scratch(database):
        for table in tables(name):
            if table.name == "expected":
                continue
            assert table.name in model.parents, f"{name}.md: {model.key} does not read {table.name}"
            fill(database, table.name, table.columns, table.rows)
        run_models(database, [model])
        for table in tables(name):
            if table.name == "expected":
                columns = ", ".join(f"cast({column} as varchar)" for column in table.columns)
                found = f"select {columns} from {model.key} where {table.condition}"
                assert Counter(database.execute(found).fetchall()) == Counter(table.rows)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_gives_a_blank_cell_and_says_what_is_expected(name: str) -> None:
    given = [table for table in tables(name) if table.name != "expected"]
    assert any(None in row for table in given for row in table.rows)
    assert any(table.name == "expected" for table in tables(name))


def test_every_sql_file_has_its_example_and_every_example_its_sql_file() -> None:
    assert sorted(path.stem for path in SQL.glob("*/*.sql")) == NAMES
