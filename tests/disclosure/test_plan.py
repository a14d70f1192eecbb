"""The publication plan as it is written, and what is said of one that is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.contracts.files import Entry
from pipelines.disclosure.plan import Link, Plan, links_of, plan
from pipelines.disclosure.plan_names import refuse_unknown_names
from pipelines.disclosure.plan_tables import TableGrain
from pipelines.errors import ContractError
from pipelines.warehouse.headers import IndicatorHeader
from pipelines.warehouse.models import models
from tests.counts import NO_PLAN, header

OF = header("month x stek")
SIDE = {"indicator": "take_up", "outcome": "asked"}
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


def test_a_reason_to_stay_names_a_table_that_exists() -> None:
    headers = [one.header for one in models() if isinstance(one.header, IndicatorHeader)]
    told = {
        (header.name, grain.period_type) for header in headers for grain in plan().grains(header)
    }
    assert {(name, grain.split(" x ")[0]) for name, grain in plan().stays} <= told
    with pytest.raises(ContractError, match=r"take_up: no breakdown 'shoe'\. Write one of gender"):
        refuse_unknown_names(replace(NO_PLAN, stays={("take_up", "year x shoe"): "it fits"}), [OF])


@pytest.mark.parametrize("guard", ["never", "small", "always"])
def test_a_link_is_guarded_as_it_says(guard: str) -> None:
    (link,) = links_of(Entry("plan", {"at_most": [{"a": SIDE, "b": SIDE, "guard": guard}]}))
    assert link.guard == guard


@pytest.mark.parametrize("guard", ["smal", "", None, True, ["small"]])
def test_a_guard_that_nobody_knows_is_told_with_what_may_stand_there(guard: object) -> None:
    written = Entry("plan", {"at_most": [{"a": SIDE, "b": SIDE, "guard": guard}]})
    with pytest.raises(
        ContractError, match=r"plan.at_most\[0\].guard: write one of never, small, always."
    ):
        list(links_of(written))


def test_a_link_that_does_not_say_so_guards_nothing() -> None:
    (link,) = links_of(Entry("plan", {"at_most": [{"a": SIDE, "b": SIDE}]}))
    assert link.guard == "never"
