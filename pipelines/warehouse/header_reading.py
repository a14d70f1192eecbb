"""How the header of a SQL file is read, and what is said when it is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from pipelines.contracts import STREAMS, words
from pipelines.contracts.files import Entry
from pipelines.errors import ContractError
from pipelines.months import Month
from pipelines.warehouse.headers import (
    ALL_CATEGORIES,
    DIMENSIONS,
    OVER_TIME,
    PERIOD_TYPES,
    PROTECTIONS,
    Break,
    FactHeader,
    Grain,
    IndicatorHeader,
    Method,
    Outcome,
)


def fact_header(name: str, written: Entry) -> FactHeader:
    """The header of a fact; raises ContractError naming the place of what is wrong."""
    header = FactHeader(
        name, written.text("title"), _listed(written, "grain"), written.text("source")
    )
    _refuse_unknown_keys(written, [field.name for field in fields(header)])
    return header


def indicator_header(name: str, written: Entry) -> IndicatorHeader:
    """The header of an indicator; raises ContractError naming the place of what is wrong."""
    breakdowns = written.texts("breakdowns")
    header = IndicatorHeader(
        name=name,
        title=words(written.entry("title")),
        reading=words(written.entry("reading")),
        unit=words(written.entry("unit")),
        method=_method(written.entry("method")),
        stream=_chosen(written, "stream", STREAMS),
        grain=tuple(_grain(text, written) for text in _listed(written, "grain")),
        breakdowns=breakdowns,
        outcomes=_outcomes(written.entry("outcomes")),
        source=written.text("source"),
        protect=_chosen(written, "protect", PROTECTIONS, "persons"),
        over_time=_chosen(written, "over_time", OVER_TIME, "sum"),
        overlapping=_known(written, "overlapping", breakdowns),
        waits_months=int(written.number("waits_months")) if written.has("waits_months") else 0,
        valid_from=_month(written, "valid_from"),
        valid_until=_month(written, "valid_until"),
        breaks=tuple(_breaks(written)),
    )
    _refuse_unknown_keys(written, [field.name for field in fields(header)])
    _refuse_amounts_that_add_up(header)
    return header


def _refuse_unknown_keys(written: Entry, allowed: list[str]) -> None:
    """A misspelt optional key would be passed over in silence."""
    allowed.remove("name")
    if unknown := sorted(set(written.content) - set(allowed)):
        raise ContractError(f"{written.place}: {unknown[0]!r}: write one of {', '.join(allowed)}.")


def _listed(written: Entry, key: str) -> tuple[str, ...]:
    if not (listed := written.texts(key)):
        raise ContractError(f"{written.place} has no {key!r}: list at least one.")
    return listed


def _known(written: Entry, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    if unknown := sorted(set(written.texts(key)) - set(known)):
        raise ContractError(
            f"{written.place}.{key}: {unknown[0]!r}: write only {', '.join(known) or 'nothing'}."
        )
    return written.texts(key)


def _chosen(written: Entry, key: str, allowed: tuple[str, ...], usual: str = "") -> str:
    text = usual if usual and not written.has(key) else written.text(key)
    if text not in allowed:
        raise ContractError(f"{written.place}.{key}: {text!r}: write one of {', '.join(allowed)}.")
    return text


def _grain(text: str, written: Entry) -> Grain:
    period_type, *dimensions = (part.strip() for part in text.split(" x "))
    if period_type not in PERIOD_TYPES or not set(dimensions) <= set(DIMENSIONS):
        raise ContractError(
            f"{written.place}: grain {text!r}: write a period ({', '.join(PERIOD_TYPES)}) and any "
            f"of {', '.join(DIMENSIONS)}, with ' x ' between."
        )
    if "breakdown" in dimensions:
        _listed(written, "breakdowns")
    return Grain(period_type, frozenset(dimensions))


def _method(written: Entry) -> Method:
    parts = (words(written.entry(field.name)) for field in fields(Method))
    return Method(*parts)


def _outcomes(written: Entry) -> tuple[Outcome, ...]:
    return tuple(_outcome(code, written.entry(code), written) for code in written.content)


def _outcome(code: str, written: Entry, every: Entry) -> Outcome:
    allowed = ("nl", "fr", "en", "of", "unit", "counted_by")
    if unknown := sorted(set(written.content) - set(allowed)):
        raise ContractError(f"{written.place}.{unknown[0]}: write one of {', '.join(allowed)}.")
    known = tuple(every.content)
    if written.content.get("of") == ALL_CATEGORIES:
        return Outcome(code, words(written), (ALL_CATEGORIES,))
    if written.has("unit"):
        _chosen(written, "unit", ("eur",))
        return Outcome(
            code, words(written), unit="eur", counted_by=_chosen(written, "counted_by", known)
        )
    return Outcome(code, words(written), _known(written, "of", known))


def _refuse_amounts_that_add_up(header: IndicatorHeader) -> None:
    """Nothing protects amounts against each other, so none may be subtracted from another."""
    has_amount = any(outcome.unit == "eur" for outcome in header.outcomes)
    if has_amount and header.grain != (Grain("year", frozenset({"right"})),):
        raise ContractError(
            f"sql/indicators/{header.name}.sql: an outcome in eur may only be told by year x right: "
            "amounts of other grains could be subtracted from each other."
        )


def _month(written: Entry, key: str) -> Month | None:
    return Month.parse(written.text(key)) if written.has(key) else None


def _breaks(written: Entry) -> Iterator[Break]:
    for one in written.entries("breaks"):
        yield Break(Month.parse(one.text("month")), words(one.entry("reason")))
