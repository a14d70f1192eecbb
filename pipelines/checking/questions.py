"""Questions: what is odd but possible in a delivery, beside what the house already holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import polars as pl

from pipelines import contracts
from pipelines.checking.earlier import Asked, show
from pipelines.contracts import Rule
from pipelines.errors import ContractError
from pipelines.home import Home


@dataclass(frozen=True)
class Question:
    """One rule of severity `bevestigen` that a delivery gives cause to ask about.

    `figure` is what was found and `usual` what it is held against, both in the unit that the rule's
    message names; of a rule about rows the figure counts these, and `rows` are their numbers.
    """

    rule: str
    figure: float
    usual: float | None = None
    rows: tuple[int, ...] = ()


def ask(
    home: Home, asked: Mapping[str, Sequence[Asked]], rows: Mapping[str, pl.DataFrame]
) -> Mapping[int, tuple[Question, ...]]:
    """The questions about deliveries, by their index, in the order of the contracts.

    `asked` and `rows` go by stream (see `earlier.show`). Raises ContractError when a rule could not
    be checked or does not select what it counts.
    """
    found: dict[int, tuple[Question, ...]] = defaultdict(tuple)
    if not any(asked.values()):
        return found
    from pipelines.checking.run import broken_rows  # Great Expectations takes seconds to import

    with duckdb.connect() as database:
        show(database, home, asked, rows)
        for stream in contracts.streams():
            if stream.questions and asked.get(stream.name):
                table = f"asked_{stream.name}"
                counts = broken_rows(database, table, stream.questions)
                for rule in stream.questions:
                    if counts[rule.name]:
                        for delivery, question in _select(database, table, rule, counts[rule.name]):
                            found[delivery] += (question,)
    return found


def _select(
    database: duckdb.DuckDBPyConnection, table: str, rule: Rule, count: int
) -> list[tuple[int, Question]]:
    found = database.execute(rule.offenders.format(batch=table)).fetchall()
    if len(found) != count:
        raise ContractError(
            f"data_contracts: rule {rule.name} counts {count} rows and selects {len(found)}. "
            "Its SELECT must give each finding once."
        )
    rows: dict[int, list[int]] = defaultdict(list)
    questions = []
    for delivery, row_number, figure, usual in found:
        if row_number is None:
            questions.append((delivery, Question(rule.name, float(figure), float(usual))))
        else:
            rows[delivery].append(row_number)
    about_rows = [
        (delivery, Question(rule.name, len(numbers), None, tuple(sorted(numbers))))
        for delivery, numbers in rows.items()
    ]
    return questions + about_rows
