"""The publication plan as it is written, and what is said of one that is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.disclosure.plan import Link, Plan, TableGrain, plan
from pipelines.disclosure.plan_names import refuse_unknown_names
from pipelines.errors import ContractError
from pipelines.warehouse.headers import IndicatorHeader
from pipelines.warehouse.models import models
from tests.counts import NO_PLAN, header

OF = header("month x stek")
PEOPLE = {"indicator": ("take_up",), "outcome": ("asked",)}


def test_every_name_of_the_plan_exists() -> None:
    headers = [one.header for one in models() if isinstance(one.header, IndicatorHeader)]
    refuse_unknown_names(plan(), headers)
    assert len(plan().links) > 30


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (replace(NO_PLAN, tables={"take_upp": ()}), "no indicator 'take_upp'"),
        (
            replace(NO_PLAN, tables={"take_up": (TableGrain("year", frozenset(), "shoe"),)}),
            "take_up: no breakdown 'shoe'. Write one of ALL, breakdown, gender",
        ),
        (
            replace(NO_PLAN, links=(Link(PEOPLE, PEOPLE | {"outcome": ("askd",)}, is_equal=True),)),
            "take_up: no outcome 'askd'. Write one of asked, granted",
        ),
    ],
)
def test_a_misspelt_name_is_told_with_what_may_stand_there(written: Plan, told: str) -> None:
    with pytest.raises(ContractError, match=told):
        refuse_unknown_names(written, [OF])
