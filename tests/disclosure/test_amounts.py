"""Sums of amounts: shown only of ten or more, rounded, and never where one could be subtracted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.contracts.files import parse_yaml
from pipelines.errors import ContractError
from pipelines.warehouse.header_reading import indicator_header
from pipelines.warehouse.headers import IndicatorHeader, Outcome
from tests.counts import added_up, header, leaf, release, reporting, row, words

YEAR = {"period_type": "year", "period": "2026"}
WHO = reporting({"zaventem": 12}, period="2026", period_type="year")


def amounts() -> IndicatorHeader:
    outcomes = (
        Outcome("known", words("known")),
        Outcome("value", words("value"), unit="eur", counted_by="known"),
    )
    return replace(header("year x right"), outcomes=outcomes, breakdowns=())


@pytest.mark.parametrize(
    ("known", "euros", "shown", "status"),
    [
        (10, 1_234, 1_200, "published"),
        (10, 1_250, 1_300, "published"),  # a half goes up
        (9, 90_000, None, "hidden"),
        (0, 0, None, "hidden"),
        (12, 0, 0, "published"),  # ten or more that add up to nothing tell nobody
    ],
)
def test_an_amount_is_shown_when_ten_or_more_are_in_it(
    known: int, euros: int, shown: int | None, status: str
) -> None:
    of = amounts()
    others = (leaf("2026", recht_code=right, known=30) for right in ("leefloon", "schuldhulp"))
    cells = added_up(of, leaf("2026", known=known, value=euros), *others)
    told = row(release(*cells, of=of, who=WHO), outcome="value", recht_code="igo", **YEAR)
    assert (told["numerator"], told["denominator"], told["value"], told["status"]) == (
        shown,
        None,
        None,
        status,
    )


def test_no_amount_is_told_over_all_rights() -> None:
    of = amounts()
    cells = added_up(of, leaf("2026", known=40, value=9_000))
    assert 9_000 in {one["numerator"] for one in cells if one["recht_code"] == "ALL"}
    table = release(*cells, of=of, who=WHO).table
    assert set(table.filter(outcome="value")["recht_code"]) == {"leefloon", "igo", "schuldhulp"}
    assert "ALL" in set(table.filter(outcome="known")["recht_code"])


def test_a_header_that_tells_amounts_by_stek_is_refused() -> None:
    text = """
title: &w {nl: a, fr: b, en: c}
reading: *w
unit: *w
method: {numerator: *w, denominator: *w, exclusions: *w}
stream: referrals
grain: [year x stek x right]
outcomes:
  known: {nl: a, fr: b, en: c}
  value: {nl: a, fr: b, en: c, unit: eur, counted_by: known}
source: README
"""
    with pytest.raises(ContractError, match="only be told by year x right"):
        indicator_header("tried", parse_yaml(text, "tried.sql"))
    by_right = indicator_header("tried", parse_yaml(text.replace(" x stek", ""), "tried.sql"))
    assert by_right.outcomes[1].counted_by == "known"
