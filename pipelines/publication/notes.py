"""The second sheet of a workbook: how it was counted, what is missing and why, what the marks mean."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pipelines.contracts import LANGUAGES, Words, code_list, stream
from pipelines.disclosure.release import Outcome, PublishedEstimate, PublishedIndicator
from pipelines.publication.marks import MARKS, is_shown
from pipelines.publication.tables import Table, days_of
from pipelines.publication.words import say
from pipelines.warehouse.cells import ALL
from pipelines.warehouse.headers import ALL_CATEGORIES

Note = tuple[Words, Words]


def notes(table: Table) -> list[Note]:
    """Pairs of a subject and its explanation, in the order in which a reader needs them."""
    of = table.of
    told = _of_indicator(of) if isinstance(of, PublishedIndicator) else _of_estimate(of)
    columns = ((say("column", name=one.name), one.meaning) for one in table.told_columns)
    return [*told, (say("period_note"), say("quarter_note")), *columns]


def _of_indicator(of: PublishedIndicator) -> Iterator[Note]:
    yield say("unit"), of.unit
    yield say("numerator"), of.method.numerator
    yield say("denominator"), of.method.denominator
    yield say("exclusions"), of.method.exclusions
    for outcome in of.outcomes:
        yield say("outcome", label=outcome.label), _share(outcome, of)
    yield from _missing(of)
    yield from _delivered(of.table)
    for one in of.breaks:
        yield say("break"), say("break_text", month=one.month, reason=one.reason)
    for mark in MARKS:
        yield say("mark", mark=mark), say(f"mark_{mark.strip('[]')}")
    yield say("columns_margin"), say("margin")
    yield say("source"), say("source_text", stream=_lower(stream(of.stream).title))
    yield say("definition"), _alike(of.source)


def _of_estimate(of: PublishedEstimate) -> Iterator[Note]:
    yield say("method"), of.method
    yield say("missing"), say("missing_estimate")
    yield say("from"), _alike(", ".join(of.indicators))
    yield say("definition"), _alike(of.source)


def _share(outcome: Outcome, of: PublishedIndicator) -> Words:
    """What the percentage of an outcome is a share of."""
    if not outcome.of:
        return say("outcome_alone")
    if outcome.of == (ALL_CATEGORIES,):
        return say("outcome_of_categories")
    labels = {one.code: one.label for one in of.outcomes}
    parts = [labels[code] for code in outcome.of]
    joined = Words(*(" + ".join(part.to(language) for part in parts) for language in LANGUAGES))
    return say("outcome_of", of=joined)


def _missing(of: PublishedIndicator) -> Iterator[Note]:
    """How many figures are there, and how many are not, by the reason why."""
    counts = dict(of.table.group_by("status").len().iter_rows())
    if all(is_shown(status) for status in counts):
        yield say("missing"), say("missing_nothing")
    elif not of.is_exact:
        yield say("missing"), say("missing_protect")
    for code in code_list("cell_statuses"):
        if count := counts.get(code.code):
            about = say("missing_status", label=code.label, count=count, rows=of.table.height)
            yield say("status", code=code.code), about


def _delivered(table: pl.DataFrame) -> Iterator[Note]:
    """How many Stekken delivered the last month, or the last period that there is."""
    totals = table.filter(pl.col("stek_id") == ALL)
    months = totals.filter(pl.col("period_type") == "month")
    rows = (totals if months.is_empty() else months).iter_rows(named=True)
    if last := max(rows, key=lambda row: days_of(row["period"])[::-1], default=None):
        text = say(
            "missing_deliveries_text",
            period=last["period"],
            reporting=last["steks_reporting"],
            expected=last["steks_expected"],
        )
        yield say("missing_deliveries"), text


def _lower(words: Words) -> Words:
    return Words(*(words.to(language).lower() for language in LANGUAGES))


def _alike(text: str) -> Words:
    return Words(text, text, text)
