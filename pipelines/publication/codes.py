"""What the codes in a table mean: their labels, from data_contracts/ and the headers of indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pipelines.contracts import Code, Words, code_list
from pipelines.contracts.breakdowns import breakdowns, categories
from pipelines.disclosure.release import Publication, PublishedIndicator
from pipelines.publication.tables import Table
from pipelines.publication.words import say
from pipelines.warehouse.cells import ALL
from pipelines.warehouse.headers import PERIOD_TYPES

_LISTS = {
    "stek_id": ("stekken",),
    "peer_stek_id": ("stekken",),
    "recht_code": ("rights", "not_answered"),
    "status": ("cell_statuses",),
    "manner": ("warm_or_cold", "referral_manners"),
}


def labels_of(table: Table, publication: Publication) -> dict[str, dict[str, Words]]:
    """For each column of codes in a table, those that stand in it and what they mean, in order."""
    known = _known(table, publication)
    found: dict[str, dict[str, Words]] = {}
    for name, labels in known.items():
        if name in table.rows.columns:
            there = set(table.rows[name].unique())
            found[name] = {code: label for code, label in labels.items() if code in there}
    return {name: labels for name, labels in found.items() if labels}


def _known(table: Table, publication: Publication) -> Mapping[str, Mapping[str, Words]]:
    of = table.of
    named = {of.name} if isinstance(of, PublishedIndicator) else set(of.indicators)
    counted = [one for one in publication.indicators if one.name in named]
    outcomes = {one.code: one.label for indicator in counted for one in indicator.outcomes}
    return {
        **_from_contracts(),
        "outcome": outcomes,
        "outcome_before": outcomes,
        "indicator": {one.name: one.title for one in counted},
    }


@cache
def _from_contracts() -> Mapping[str, Mapping[str, Words]]:
    every = {ALL: say("all")}
    lists = {name: {**every, **dict(_labels(lists))} for name, lists in _LISTS.items()}
    return {
        "period_type": {kind: say(f"period_{kind}") for kind in PERIOD_TYPES},
        **lists,
        "breakdown": {**every, **_named(list(breakdowns().values()))},
        "category": {**every, **{c: w for name in breakdowns() for c, w in _categories(name)}},
    }


def _labels(names: Sequence[str]) -> Iterator[tuple[str, Words]]:
    for name in names:
        yield from _named(code_list(name)).items()


def _categories(breakdown: str) -> Iterator[tuple[str, Words]]:
    return iter(_named(categories(breakdown)).items())


def _named(codes: Sequence[Code]) -> dict[str, Words]:
    return {code.code: code.label for code in codes}
