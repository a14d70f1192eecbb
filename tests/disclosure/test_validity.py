"""A right that comes or goes has cells in the periods in which it is there, and in no other."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from pipelines.contracts import code_list
from tests.counts import CELLS, DOMAINS, added_up, alone, header, leaf, reporting

PERIODS = {
    "month": ("2026-03", "2026-04"),
    "quarter": ("2026-Q1", "2026-Q2"),
    "year": ("2026", "2027"),
}


def periods_told(valid_from: str, valid_until: str) -> set[str]:
    """The periods in which IGO is told, when it is valid from and until these months."""
    domains = replace(DOMAINS, validity={"igo": (valid_from, valid_until)})
    who = pl.concat(
        reporting({"zaventem": 1}, period=period, period_type=period_type)
        for period_type, periods in PERIODS.items()
        for period in periods
    )
    of = header(*(f"{kind} x right" for kind in PERIODS), outcomes={"granted": False})
    leaves = (leaf(month, recht_code="leefloon", granted=9) for month in PERIODS["month"])
    later = leaf("2027", recht_code="leefloon", granted=9)
    cells = pl.DataFrame(added_up(of, *leaves, later), schema=CELLS)
    table = alone(of, cells, who, domains).table
    assert set(table.filter(recht_code="leefloon")["period"]) == {
        period for periods in PERIODS.values() for period in periods
    }
    return set(table.filter(recht_code="igo")["period"])


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "told"),
    [
        ("", "", {"2026-03", "2026-04", "2026-Q1", "2026-Q2", "2026", "2027"}),
        ("2026-04", "", {"2026-04", "2026-Q2", "2026", "2027"}),
        ("2026-05", "", {"2026-Q2", "2026", "2027"}),
        ("", "2026-03", {"2026-03", "2026-Q1", "2026"}),
        ("2026-04", "2026-12", {"2026-04", "2026-Q2", "2026"}),
        ("2027-01", "2027-06", {"2027"}),
    ],
)
def test_a_right_is_told_in_the_periods_that_have_a_month_in_which_it_is_there(
    valid_from: str, valid_until: str, told: set[str]
) -> None:
    assert periods_told(valid_from, valid_until) == told


def test_every_right_of_the_list_says_from_when_and_until_when_it_is_there() -> None:
    for right in code_list("rights"):
        for month in (right.fields["valid_from"], right.fields["valid_until"]):
            assert month == "" or pl.Series([month]).str.contains(r"^\d{4}-(0[1-9]|1[0-2])$").all()
