"""From what an indicator counts to its cells: periods, totals and denominators, in SQL.

The SELECT of an indicator counts at the finest grain. It gives `month` (or, where persons are
counted once a period, `period_type` and `period`), `stek_id`, `recht_code` where a grain has it, one
column for each breakdown and one for each outcome. What is the same for every indicator is here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain, combinations
from typing import Final

from pipelines.errors import ContractError
from pipelines.warehouse.headers import (
    ALL_CATEGORIES,
    DIMENSIONS,
    PERIOD_TYPES,
    IndicatorHeader,
    Outcome,
)

ALL: Final = "ALL"
_PERIOD: Final = ("period_type", "period")


def cells_sql(header: IndicatorHeader, sql: str, columns: Sequence[str]) -> str:
    """The SELECT of an indicator's cells: one row for each key of the declared grains and totals.

    `columns` are those that `sql` gives. Cells: period_type, period, stek_id, recht_code, breakdown,
    category, outcome, numerator, denominator (null where the outcome has no rate).
    Raises ContractError when the columns are not those that the header asks.
    """
    _refuse_other_columns(header, columns)
    totals = "\nunion all\n".join(_totals(header, has_right="recht_code" in columns))
    placed = _PLACED if "month" in columns else "select * from counted"
    return f"""
with counted as (
{sql}
),
placed as ({placed}),
totals as (
{totals}
)
select
    totals.period_type, totals.period, totals.stek_id, totals.recht_code, totals.breakdown,
    totals.category, outcomes.outcome,
    case outcomes.outcome {_each(header, _numerator)} end as numerator,
    cast(case outcomes.outcome {_each(header, _denominator)} end as bigint) as denominator
from totals
cross join (values {", ".join(f"('{one.code}')" for one in header.outcomes)}) as outcomes (outcome)
{_condition(header)}
"""


_PLACED: Final = (
    "select periods.period_type, periods.period, counted.* "
    "from counted inner join facts.periods as periods on counted.month = periods.month"
)


def grains(header: IndicatorHeader) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The declared grains and their totals: a period type, and the dimensions that are told."""
    kept = {
        (grain.period_type, told)
        for grain in header.grain
        for told in _subsets(sorted(grain.dimensions))
    }
    return tuple(sorted(kept))


def _subsets(dimensions: Sequence[str]) -> Iterator[tuple[str, ...]]:
    sizes = range(len(dimensions) + 1)
    return chain.from_iterable(combinations(dimensions, size) for size in sizes)


def _refuse_other_columns(header: IndicatorHeader, columns: Sequence[str]) -> None:
    period = ["month"] if "month" in columns else list(_PERIOD)
    has_right = any("right" in grain.dimensions for grain in header.grain)
    asked = [*period, "stek_id", *(["recht_code"] if has_right else []), *header.breakdowns]
    asked += [outcome.code for outcome in header.outcomes]
    if wrong := sorted(set(asked) ^ set(columns)):
        raise ContractError(
            f"sql: indicators.{header.name}: {wrong[0]!r} is given and not asked, or the other way "
            f"round. Its SELECT gives these columns: {', '.join(asked)}."
        )


def _totals(header: IndicatorHeader, *, has_right: bool) -> Iterator[str]:
    """One grouped SELECT for each period type, and for each overlapping breakdown of it."""
    apart = [f"{name} = '{ALL}'" for name in header.overlapping]
    for period_type in PERIOD_TYPES:
        told = [dimensions for kind, dimensions in grains(header) if kind == period_type]
        adding = [name for name in header.breakdowns if name not in header.overlapping]
        if sets := list(_sets(told, adding, is_total_told=True)):
            yield _grouped(header, period_type, adding, sets, apart, has_right=has_right)
        for name in header.overlapping:
            if sets := list(_sets(told, [name], is_total_told=False)):
                only = [f"{name} <> '{ALL}'"]
                yield _grouped(header, period_type, [name], sets, only, has_right=has_right)


def _sets(
    told: list[tuple[str, ...]], breakdowns: Collection[str], *, is_total_told: bool
) -> Iterator[tuple[str, ...]]:
    """The columns of each grouping set."""
    for dimensions in told:
        columns = tuple(DIMENSIONS[name] for name in dimensions if name != "breakdown")
        if "breakdown" in dimensions:
            yield from ((*columns, name) for name in breakdowns)
        elif is_total_told:
            yield columns


def _grouped(
    header: IndicatorHeader,
    period_type: str,
    breakdowns: Sequence[str],
    sets: list[tuple[str, ...]],
    conditions: Sequence[str],
    *,
    has_right: bool,
) -> str:
    used = [name for name in breakdowns if any(name in one for one in sets)]
    grouped = {name for one in sets for name in one}
    rights = "recht_code" if has_right and "recht_code" in grouped else ""
    where = " and ".join([f"period_type = '{period_type}'", *conditions])
    return f"""
select
    period_type, period, {_or_all("stek_id" if "stek_id" in grouped else "")} as stek_id,
    {_or_all(rights)} as recht_code,
    {_case([(name, f"'{name}'") for name in used])} as breakdown,
    {_case([(name, name) for name in used])} as category,
    {", ".join(f"cast(sum({one.code}) as bigint) as {one.code}" for one in header.outcomes)}
from placed
where {where}
group by period_type, period, grouping sets ({", ".join(f"({', '.join(one)})" for one in sets)})
"""


def _or_all(column: str) -> str:
    return _case([(column, column)]) if column else f"'{ALL}'"


def _case(cases: Sequence[tuple[str, str]]) -> str:
    """The text for the first of these columns that is grouped by, or ALL."""
    if not cases:
        return f"'{ALL}'"
    whens = " ".join(f"when grouping({column}) = 0 then {text}" for column, text in cases)
    return f"case {whens} else '{ALL}' end"


def _each(header: IndicatorHeader, told: Callable[[Outcome], str]) -> str:
    return " ".join(f"when '{one.code}' then {told(one)}" for one in header.outcomes)


def _numerator(outcome: Outcome) -> str:
    return f"totals.{outcome.code}"


def _denominator(outcome: Outcome) -> str:
    if outcome.of == (ALL_CATEGORIES,):
        return (
            f"max(case when totals.breakdown = '{ALL}' then totals.{outcome.code} end) over ("
            "partition by totals.period_type, totals.period, totals.stek_id, totals.recht_code)"
        )
    return " + ".join(f"totals.{code}" for code in outcome.of) or "null"


def _condition(header: IndicatorHeader) -> str:
    """Only periods within the validity of the indicator, and over for as long as it waits."""
    conditions = []
    if header.waits_months:
        conditions.append(
            f"last_month + interval {header.waits_months} month"
            " <= (select max(month) from facts.deliveries)"
        )
    if header.valid_from:
        conditions.append(f"first_month >= date '{header.valid_from.first_day}'")
    if header.valid_until:
        conditions.append(f"last_month <= date '{header.valid_until.last_day}'")
    if not conditions:
        return ""
    return (
        "where (totals.period_type, totals.period) in (select (period_type, period) "
        f"from facts.periods where {' and '.join(conditions)})"
    )
