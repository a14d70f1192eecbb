"""Small tables of true counts, as the warehouse gives them, for tests of what leaves the house."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pipelines.contracts import Words
from pipelines.disclosure.cells import COUNTS, KEY, Domains
from pipelines.disclosure.protection import Released, protect
from pipelines.warehouse.cells import ALL
from pipelines.warehouse.headers import Grain, IndicatorHeader, Method, Outcome

OCTOBER = "2026-10"
ASKED = "asked"
DOMAINS = Domains(
    rights=("leefloon", "igo", "schuldhulp"),
    sensitive_rights=frozenset({"schuldhulp"}),
    categories={"gender": ("v", "m", "x", "onbekend", "niet_gevraagd")},
)
CELLS = dict.fromkeys(KEY, pl.String()) | dict.fromkeys(COUNTS, pl.Int64())
Cell = dict[str, str | int | None]


def words(text: str) -> Words:
    """The same words in three languages, told apart."""
    return Words(f"{text} (nl)", f"{text} (fr)", f"{text} (en)")


def grain(text: str) -> Grain:
    """A grain as a header writes it: `month x stek`."""
    period_type, *dimensions = text.split(" x ")
    return Grain(period_type, frozenset(dimensions))


def header(
    *grains: str, outcomes: Mapping[str, bool] | None = None, protected: str = "persons"
) -> IndicatorHeader:
    """An indicator; its outcomes say whether they have a rate.

    One outcome with a rate is a share of those who were `asked`; of several, each is a share of all.
    """
    return IndicatorHeader(
        name="take_up",
        title=words("Take-up"),
        reading=words("How to read it."),
        unit=words("persons"),
        method=Method(words("who counts"), words("of whom"), words("who does not")),
        stream="visits",
        grain=tuple(grain(text) for text in grains or ("month x stek",)),
        breakdowns=("gender",),
        outcomes=_outcomes(outcomes or {"granted": True}),
        protect=protected,
        source="README",
    )


def _outcomes(has_rate: Mapping[str, bool]) -> tuple[Outcome, ...]:
    rated = tuple(code for code, is_rated in has_rate.items() if is_rated)
    of = rated if len(rated) > 1 else (ASKED,)
    asked = (Outcome(ASKED, words(ASKED)),) if len(rated) == 1 else ()
    told = (Outcome(code, words(code), of if code in rated else ()) for code in has_rate)
    return (*told, *asked)


def cell(numerator: int, denominator: int | None = None, **key: str) -> Cell:
    """One row of an indicator: October, all Stekken, unless told otherwise."""
    totals = dict.fromkeys(("stek_id", "recht_code", "breakdown", "category"), ALL)
    start = {"period_type": "month", "period": OCTOBER, **totals, "outcome": "granted"}
    return {**start, **key, "numerator": numerator, "denominator": denominator}


def reporting(
    months: Mapping[str, int], *, records: int = 100, period_type: str = "month", **place: str
) -> pl.DataFrame:
    """`facts.reporting` of one period: how many months each Stek reported, and the total."""
    whole = {"month": 1, "quarter": 3, "year": 12}[period_type]
    rows = [(stek, int(told == whole), 1, told, records) for stek, told in months.items()]
    sums = [sum(int(row[place]) for row in rows) for place in (1, 2, 3, 4)]
    return pl.DataFrame(
        [*rows, (ALL, *sums)],
        schema=["stek_id", "steks_reporting", "steks_expected", "months_reported", "records"],
        orient="row",
    ).with_columns(
        period_type=pl.lit(period_type),
        period=pl.lit(place.get("period", OCTOBER)),
        stream=pl.lit("visits"),
    )


def release(
    *cells: Cell,
    of: IndicatorHeader | None = None,
    who: pl.DataFrame | None = None,
    is_sample: bool = False,
) -> Released:
    """These cells through disclosure control; Zaventem and Tienen delivered October.

    Who was asked is counted too, where a rate is a share of them.
    """
    chosen = of or header()
    asked = [
        {**one, "outcome": ASKED, "numerator": one["denominator"], "denominator": None}
        for one in cells
        if one["denominator"] is not None and ASKED in {known.code for known in chosen.outcomes}
    ]
    table = pl.DataFrame([*cells, *asked], schema=CELLS)
    reported = reporting({"zaventem": 1, "tienen": 1}) if who is None else who
    return protect(chosen, table, reported, DOMAINS, is_sample=is_sample)


def row(released: Released, **key: str) -> dict[str, object]:
    """The one released row with this key; ALL where the key is silent."""
    wanted = {name: value for name, value in cell(0, None, **key).items() if name in KEY}
    return released.table.row(
        by_predicate=pl.all_horizontal(pl.col(n) == v for n, v in wanted.items()), named=True
    )
