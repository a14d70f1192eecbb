"""Small released tables made by hand, as an estimate sees them."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from pipelines.contracts import words
from pipelines.contracts.files import Entry
from pipelines.disclosure.cells import KEY
from pipelines.estimates.told import Rules, Told
from pipelines.months import Month
from pipelines.warehouse.cells import ALL
from pipelines.warehouse.headers import Break, IndicatorHeader, Outcome
from tests.counts import header

RULES = Rules(smallest_count=5, round_to=5, smallest_rate_base=20)
Row = dict[str, str | int | None]
_SCHEMA = {
    **dict.fromkeys(("indicator", *KEY), pl.String()),
    **dict.fromkeys(("numerator", "denominator", "value"), pl.Int64()),
    "status": pl.String(),
}
_TOTAL: Row = {
    "period_type": "year",
    "period": "2025",
    "stek_id": ALL,
    "recht_code": ALL,
    "breakdown": ALL,
    "category": ALL,
    "outcome": "granted",
}


def shown(x: int, n: int | None = None, /, **key: str) -> Row:
    """A published row of rounded counts; with a denominator its rate is shown."""
    value = None if n is None else round(100 * x / n)
    told_of = {"numerator": x, "denominator": n, "value": value, "status": "provisional"}
    return _TOTAL | told_of | key


def exactly(x: int, n: int | None = None, /, **key: str) -> Row:
    """A published row of exact counts."""
    return shown(x, n, **key) | {"status": "published"}


def hidden(n: int | None = None, /, **key: str) -> Row:
    """A row whose count is hidden, as small unless another status is given; its base may be shown."""
    nothing = {"numerator": None, "denominator": n, "value": None, "status": "hidden_small"}
    return _TOTAL | nothing | key


def indicator(name: str = "take_up", *outcomes: Outcome) -> IndicatorHeader:
    """An indicator of that name; `granted` is a share of who was `asked`, unless told otherwise."""
    made = replace(header("year x stek"), name=name)
    return replace(made, outcomes=outcomes) if outcomes else made


def outcome(code: str, *of: str) -> Outcome:
    """An outcome, a share of those it is `of`."""
    text = words(Entry("test", dict.fromkeys(("nl", "fr", "en"), code)))
    return Outcome(code, text, of)


def broken(of: IndicatorHeader, month: str) -> IndicatorHeader:
    """The indicator with a break from that month on."""
    return replace(of, breaks=(Break(Month.parse(month), of.title),))


def told(*rows: Row, of: IndicatorHeader | None = None) -> Told:
    """A released table of these rows."""
    made = of or indicator()
    table = pl.DataFrame([{"indicator": made.name} | row for row in rows], schema=_SCHEMA)
    return Told(made, table, RULES)


def only(table: pl.DataFrame, **key: str | int) -> dict[str, object]:
    """The one row with these values."""
    return table.row(
        by_predicate=pl.all_horizontal(pl.col(name) == value for name, value in key.items()),
        named=True,
    )
