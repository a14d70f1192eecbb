"""Every name that the publication plan writes must exist: a misspelt link would protect nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from pipelines.disclosure.plan import FILE, Plan, Side
from pipelines.disclosure.plan_tables import TableGrain
from pipelines.errors import ContractError
from pipelines.warehouse.cells import ALL
from pipelines.warehouse.headers import IndicatorHeader


def refuse_unknown_names(plan: Plan, headers: Iterable[IndicatorHeader]) -> None:
    """Raises ContractError for an indicator, outcome or breakdown that no header has."""
    known = {header.name: header for header in headers}
    for name, grains in plan.tables.items():
        header = _header(known, name)
        for grain in grains:
            _refuse_grain(header, grain)
    for name, staying in plan.stays:
        breakdowns = set(staying.split(" x ")[1:]) - {"stek", "right"}
        _refuse("breakdown", breakdowns, _header(known, name).breakdowns, name)
    for link in plan.links:
        for side in (link.a, link.b):
            _refuse_side(known, side)


def _header(known: Mapping[str, IndicatorHeader], name: str) -> IndicatorHeader:
    _refuse("indicator", [name], known)
    return known[name]


def _refuse_grain(header: IndicatorHeader, grain: TableGrain) -> None:
    _refuse("breakdown", [grain.breakdown], (ALL, "breakdown", *header.breakdowns), header.name)
    _refuse("outcome", grain.outcomes, [one.code for one in header.outcomes], header.name)


def _refuse_side(known: Mapping[str, IndicatorHeader], side: Side) -> None:
    header = _header(known, side["indicator"][0])
    outcomes = [one.code for one in header.outcomes]
    _refuse("outcome", side.get("outcome", ()), outcomes, header.name)
    _refuse("breakdown", side.get("breakdown", ()), (ALL, *header.breakdowns), header.name)


def _refuse(what: str, written: Iterable[str], known: Collection[str], of: str = "") -> None:
    if unknown := sorted(set(written) - set(known)):
        place = f"data_contracts/{FILE}" + (f": {of}" if of else "")
        raise ContractError(
            f"{place}: no {what} {unknown[0]!r}. Write one of {', '.join(sorted(known))}."
        )
