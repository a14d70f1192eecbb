"""Small tables of true counts, as the warehouse gives them, for tests of what leaves the house."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import polars as pl

from pipelines.contracts import Words
from pipelines.disclosure.cells import COUNTS, KEY, Domains
from pipelines.disclosure.plan import Plan
from pipelines.disclosure.protection import Released, protect
from pipelines.warehouse.cells import ALL, grains
from pipelines.warehouse.headers import (
    ALL_CATEGORIES,
    PERIOD_TYPES,
    Grain,
    IndicatorHeader,
    Method,
    Outcome,
)

OCTOBER = "2026-10"
ASKED = "asked"
DOMAINS = Domains(
    rights=("leefloon", "igo", "schuldhulp"),
    sensitive_rights=frozenset({"schuldhulp"}),
    categories={"gender": ("v", "m", "x", "onbekend", "niet_gevraagd")},
)
NO_PLAN = Plan(closing_months=4, tables={}, links=())
CELLS = dict.fromkeys(KEY, pl.String()) | dict.fromkeys(COUNTS, pl.Int64())
Cell = dict[str, str | int | None]
Leaf = tuple[tuple[str, str, str, str], Counter[str]]  # period, Stek, right, gender; its counts


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


def leaf(
    period: str = OCTOBER,
    stek_id: str = "zaventem",
    recht_code: str = "igo",
    gender: str = "v",
    **counts: int,
) -> Leaf:
    """What one Stek counted in one period of one right and gender, by outcome."""
    return (period, stek_id, recht_code, gender), Counter(counts)


def added_up(of: IndicatorHeader, *leaves: Leaf) -> list[Cell]:
    """All cells of the indicator that its leaves make up: a possible world, as the warehouse adds.

    The leaf of a quarter or a year counts there and in no month.
    """
    sums: dict[tuple[str, ...], Counter[str]] = {}
    for place, counts in leaves:
        for key in _counted_in(of, *place):
            sums.setdefault(key, Counter()).update(counts)
    names = KEY[:-1]
    return [
        cell(
            counts[one.code],
            _whole(one, key, sums),
            outcome=one.code,
            **dict(zip(names, key, strict=True)),
        )
        for key, counts in sums.items()
        for one in of.outcomes
    ]


def _counted_in(
    of: IndicatorHeader, period: str, stek_id: str, recht_code: str, gender: str
) -> Iterator[tuple[str, ...]]:
    for period_type, told in grains(of):
        if within := _within(period, period_type):
            stek = stek_id if "stek" in told else ALL
            right = recht_code if "right" in told else ALL
            category = ("gender", gender) if "breakdown" in told else (ALL, ALL)
            yield (period_type, within, stek, right, *category)


def _within(period: str, period_type: str) -> str:
    """The year, quarter or month that a period is in; none when it is longer."""
    own = "quarter" if "-Q" in period else "month" if "-" in period else "year"
    if PERIOD_TYPES.index(own) > PERIOD_TYPES.index(period_type):
        return ""
    if own == period_type:
        return period
    return period[:4] if period_type == "year" else f"{period[:4]}-Q{(int(period[5:]) + 2) // 3}"


def _whole(
    outcome: Outcome, key: tuple[str, ...], sums: Mapping[tuple[str, ...], Counter[str]]
) -> int | None:
    if outcome.of == (ALL_CATEGORIES,):
        return sums[*key[:4], ALL, ALL][outcome.code]
    return sum(sums[key][part] for part in outcome.of) if outcome.of else None


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

    By Stek when there are cells of one, which must make up the total then. Who was asked is counted
    too where a rate is a share of them, unless there are cells that count it.
    """
    by_stek = any(one["stek_id"] != ALL for one in cells)
    chosen = of or header("month x stek" if by_stek else "month")
    asked = [
        {**one, "outcome": ASKED, "numerator": one["denominator"], "denominator": None}
        for one in cells
        if one["denominator"] is not None
        and ASKED in {known.code for known in chosen.outcomes}
        and ASKED not in {given["outcome"] for given in cells}
    ]
    table = pl.DataFrame([*cells, *asked], schema=CELLS)
    reported = reporting({"zaventem": 1, "tienen": 1}) if who is None else who
    return alone(chosen, table, reported, is_sample=is_sample)


def alone(
    of: IndicatorHeader,
    cells: pl.DataFrame,
    who: pl.DataFrame,
    domains: Domains = DOMAINS,
    *,
    is_sample: bool = False,
) -> Released:
    """One indicator protected by itself, at the grains of its header."""
    (released,) = protect([(of, cells)], who, domains, NO_PLAN, is_sample=is_sample).tables
    return released


def row(released: Released, **key: str) -> dict[str, object]:
    """The one released row with this key; ALL where the key is silent."""
    wanted = {name: value for name, value in cell(0, None, **key).items() if name in KEY}
    return released.table.row(
        by_predicate=pl.all_horizontal(pl.col(n) == v for n, v in wanted.items()), named=True
    )
