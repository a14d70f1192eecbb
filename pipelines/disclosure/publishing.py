"""From the warehouse to what people read: every indicator protected, and published together.

Beside them stand the estimates, which see the protected tables and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import polars as pl

from pipelines import clock
from pipelines.contracts import code_list
from pipelines.contracts.breakdowns import breakdowns, categories
from pipelines.disclosure.cells import Domains
from pipelines.disclosure.derived import Derived, derive
from pipelines.disclosure.protection import Released, protect
from pipelines.disclosure.release import write
from pipelines.estimates.catalogue import estimates
from pipelines.files import folder_published_as
from pipelines.home import Home
from pipelines.warehouse.headers import IndicatorHeader
from pipelines.warehouse.models import models


def publish_tables(home: Home) -> int:
    """Protect every indicator and publish them together; how many rows are published.

    Errors: DisclosureError when a table may not leave; what was published before stands.
    """
    is_sample = clock.sample_note(home) is not None
    with duckdb.connect(str(home.warehouse), read_only=True) as database:
        released = _protected(database, is_sample=is_sample)
    tables: list[Released | Derived] = [*released, *_derived(released)]
    with folder_published_as(home.released / "latest") as folder:
        write(tables, folder, never_per_stek=_domains().sensitive_rights)
    return sum(one.table.height for one in tables)


def _protected(database: duckdb.DuckDBPyConnection, *, is_sample: bool) -> list[Released]:
    reporting = _read(database, "facts.reporting")
    return [
        protect(
            model.header, _read(database, model.key), reporting, _domains(), is_sample=is_sample
        )
        for model in models()
        if isinstance(model.header, IndicatorHeader)
    ]


def _derived(released: Sequence[Released]) -> list[Derived]:
    made = (derive(one, released) for one in estimates())
    return [one for one in made if one is not None]


def _read(database: duckdb.DuckDBPyConnection, table: str) -> pl.DataFrame:
    frame = pl.from_arrow(database.sql(f"from {table}").to_arrow_table())
    if not isinstance(frame, pl.DataFrame):
        raise TypeError(f"{table} is no table")
    return frame


def _domains() -> Domains:
    rights = code_list("rights")
    return Domains(
        rights=tuple(code.code for code in (*rights, *code_list("not_answered"))),
        sensitive_rights=frozenset(c.code for c in rights if c.fields["sensitive"] == "true"),
        categories={name: tuple(c.code for c in categories(name)) for name in breakdowns()},
        validity={c.code: (c.fields["valid_from"], c.fields["valid_until"]) for c in rights},
    )
