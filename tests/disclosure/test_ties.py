"""What a reader can add up is written down: by hand on a few cells, and it always adds up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from pipelines.disclosure.book import Book, relations, sparse
from pipelines.disclosure.completion import completed
from pipelines.disclosure.links import write_links
from pipelines.disclosure.plan import Link
from pipelines.disclosure.ties import write_down
from pipelines.errors import DisclosureError
from pipelines.suppression.protection import protect
from pipelines.suppression.system import Kind, System
from pipelines.warehouse.headers import IndicatorHeader, Outcome
from tests.counts import CELLS, DOMAINS, Cell, cell, header, reporting, words

GRANTED = {"granted": True, "refused": True}


def book(of: IndicatorHeader, *cells: Cell, who: pl.DataFrame | None = None) -> Book:
    """The book of one indicator; Zaventem and Tienen delivered October."""
    reported = reporting({"zaventem": 1, "tienen": 1}) if who is None else who
    made = Book()
    write_down(made, of, completed(of, pl.DataFrame(cells, schema=CELLS), reported, DOMAINS))
    return made


def said(made: Book, *columns: str) -> list[str]:
    """Each relation in words: `whole = part + part`, in the columns that tell the cells apart."""
    cells, terms = pl.concat(made.cells), relations(made)
    names = dict(
        cells.select(
            "number",
            name=pl.when(pl.col("indicator") == "")
            .then(pl.lit("?"))
            .otherwise(pl.concat_str(columns, separator="/")),
        ).iter_rows()
    )
    found = []
    for _, rows in terms.sort("relation", "number").group_by("relation", maintain_order=True):
        sides: dict[int, list[str]] = {1: [], -1: []}
        for number, sign in rows.select("number", "sign").iter_rows():
            sides[sign].append(names[number])
        found.append(" = ".join(" + ".join(sorted(sides[sign])) for sign in (-1, 1)))
    return sorted(found)


def test_stekken_outcomes_and_their_denominators_are_tied() -> None:
    of = header("month x stek", outcomes=GRANTED)
    counts = {"ALL": (12, 9), "zaventem": (7, 6), "tienen": (5, 3)}
    cells = [
        cell(n, sum(parts), stek_id=stek, outcome=outcome)
        for stek, parts in counts.items()
        for outcome, n in zip(GRANTED, parts, strict=True)
    ]
    assert said(book(of, *cells), "stek_id", "outcome") == [
        "ALL/granted = tienen/granted + zaventem/granted",
        "ALL/granted+refused = ALL/granted + ALL/refused",
        "ALL/refused = tienen/refused + zaventem/refused",
        "tienen/granted+refused = tienen/granted + tienen/refused",
        "zaventem/granted+refused = zaventem/granted + zaventem/refused",
    ]


def test_what_a_denominator_counts_more_is_a_cell_of_its_own_and_guarded_when_small() -> None:
    asked = (Outcome("granted", words("x"), ("asked",)), Outcome("asked", words("y")))
    of = replace(header("month x stek"), breakdowns=(), outcomes=asked)
    who = reporting({}).with_columns(months_reported=pl.lit(1), records=pl.lit(9))
    made = book(of, cell(9, 12), cell(12, None, outcome="asked"), who=who)
    assert said(made, "stek_id", "outcome") == ["ALL/asked = ? + ALL/granted"]
    (rest,) = pl.concat(made.cells).filter(indicator="").select("count", "is_primary").rows()
    assert rest == (3, True)


def test_sensitive_rights_of_a_stek_are_never_found_together() -> None:
    of = header("month x stek x right", outcomes={"people": False})
    who = reporting({"zaventem": 1})
    cells = [
        cell(n, None, stek_id=stek, recht_code=right, outcome="people")
        for stek in ("ALL", "zaventem")
        for right, n in {"ALL": 60, "igo": 20, "leefloon": 10, "schuldhulp": 30}.items()
        if (stek, right) != ("zaventem", "schuldhulp")
    ]
    made = book(of, *cells, who=who)
    assert said(made, "stek_id", "recht_code") == [
        "ALL/ALL = ALL/igo + ALL/leefloon + ALL/schuldhulp",
        "ALL/ALL = zaventem/ALL",
        "ALL/igo = zaventem/igo",
        "ALL/leefloon = zaventem/leefloon",
        "zaventem/ALL = ? + zaventem/igo + zaventem/leefloon",
    ]
    assert pl.concat(made.cells).filter(indicator="").select("count", "is_primary").rows() == [
        (30, True)  # thirty, and guarded all the same
    ]


@pytest.mark.parametrize(
    ("over_time", "expected"),
    [
        ("sum", ["2026-Q1 = 2026-01 + 2026-02 + 2026-03"]),
        (
            "distinct",
            [
                "2026-Q1 + ? = 2026-01 + 2026-02 + 2026-03",
                "2026-Q1 = 2026-01 + ?",
                "2026-Q1 = 2026-02 + ?",
                "2026-Q1 = 2026-03 + ?",
            ],
        ),
    ],
)
def test_events_add_up_over_months_and_persons_overlap(over_time: str, expected: list[str]) -> None:
    of = replace(
        header("month x stek", "quarter x stek", outcomes={"people": False}), over_time=over_time
    )
    months = ("2026-01", "2026-02", "2026-03")
    counts = dict(zip(months, (5, 6, 7), strict=True))
    quarter = {"period_type": "quarter", "period": "2026-Q1"}
    cells = [cell(n, None, period=month, outcome="people") for month, n in counts.items()]
    cells.append(cell(18 if over_time == "sum" else 9, None, outcome="people", **quarter))
    nobody = [reporting({}, period=month) for month in months]
    who = pl.concat([*nobody, reporting({}, period="2026-Q1", period_type="quarter")])
    who = who.with_columns(months_reported=pl.lit(1), records=pl.lit(9))
    assert said(book(of, *cells, who=who), "period") == sorted(expected)


ONE, OTHER = ({"indicator": (name,), "outcome": ("people",)} for name in ("take_up", "other"))


def two_tables(counts: dict[str, int], others: dict[str, int]) -> Book:
    """People by Stek, told in two tables."""
    one, made = header("month x stek", outcomes={"people": False}), Book()
    who = reporting({"zaventem": 1, "tienen": 1})
    for of, told in ((one, counts), (replace(one, name="other"), others)):
        cells = [cell(n, None, stek_id=stek, outcome="people") for stek, n in told.items()]
        write_down(made, of, completed(of, pl.DataFrame(cells, schema=CELLS), who, DOMAINS))
    return made


def test_the_same_count_in_two_tables_is_tied_where_both_tell_it() -> None:
    counts = {"ALL": 12, "zaventem": 7, "tienen": 5}
    made = two_tables(counts, counts)
    write_links(made, [Link(ONE, OTHER, is_equal=True)])
    assert said(made, "indicator", "stek_id") == [
        "other/ALL = other/tienen + other/zaventem",
        "other/ALL = take_up/ALL",
        "other/tienen = take_up/tienen",
        "other/zaventem = take_up/zaventem",
        "take_up/ALL = take_up/tienen + take_up/zaventem",
    ]


def test_what_one_table_counts_more_than_another_is_guarded_when_it_is_small() -> None:
    made = two_tables(
        {"ALL": 12, "zaventem": 7, "tienen": 5}, {"ALL": 21, "zaventem": 8, "tienen": 13}
    )
    write_links(made, [Link(ONE, OTHER, is_equal=False, guard="small")])
    unseen = pl.concat(made.cells).filter(indicator="")
    assert sorted(unseen.select("count", "is_primary").rows()) == [
        (1, True),
        (8, False),
        (9, False),
    ]


def test_a_link_that_the_counts_belie_is_refused_without_a_count() -> None:
    made = two_tables(
        {"ALL": 12, "zaventem": 7, "tienen": 5}, {"ALL": 12, "zaventem": 6, "tienen": 6}
    )
    with pytest.raises(DisclosureError, match=r"take_up .people. and other .people.*in 2 places"):
        write_links(made, [Link(ONE, OTHER, is_equal=True)])


def test_a_count_that_is_small_cannot_be_worked_out_from_what_is_tied() -> None:
    of = header("month x stek x right", outcomes={"people": False})
    counts = {
        ("zaventem", "igo"): 3, ("zaventem", "leefloon"): 20,
        ("tienen", "igo"): 14, ("tienen", "leefloon"): 9,
    }  # fmt: skip
    cells = [
        cell(n, None, stek_id=s, recht_code=r, outcome="people") for (s, r), n in counts.items()
    ]
    for stek in ("zaventem", "tienen"):
        total = sum(n for (s, _), n in counts.items() if s == stek)
        cells.append(cell(total + 5, None, stek_id=stek, outcome="people"))  # five sensitive ones
    for right in ("igo", "leefloon"):
        total = sum(n for (_, r), n in counts.items() if r == right)
        cells.append(cell(total, None, recht_code=right, outcome="people"))
    cells.append(cell(10, None, recht_code="schuldhulp", outcome="people"))
    cells.append(cell(56, None, outcome="people"))
    made = book(of, *cells)
    once, terms = pl.concat(made.cells), relations(made)
    shown = once["kind"].to_numpy().astype(np.int8)
    system = System.exact(
        counts=once["count"].to_numpy().astype(np.int64),
        relations=sparse(terms, once.height),
        kinds=shown,
        is_primary=once["is_primary"].to_numpy(),
        cost=np.ones(once.height),
        stays_hidden=np.zeros(once.height, dtype=bool),
    )
    pattern = protect(system).pattern
    igo = once.filter(stek_id="zaventem", recht_code="igo")["number"].item()
    assert pattern.is_hidden[igo]
    assert pattern.is_hidden.sum() > once.filter(kind=int(Kind.SHOWN))["is_primary"].sum()
