"""Questions: one odd delivery for every rule of severity `bevestigen`, and what is not odd."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import polars as pl
import pytest

from pipelines.checking.earlier import Asked
from pipelines.checking.examination import no_rows
from pipelines.checking.questions import Question, ask
from pipelines.contracts import stream, streams
from pipelines.home import Home
from pipelines.months import Month
from pipelines.records.coarsening import coarsen
from tests.checking.rows import Row, staged

OCTOBER = Month(2026, 10)
QUESTIONS = sorted(rule.name for one in streams() for rule in one.questions)


def visits(count: int, first: int = 0, **changes: object) -> list[Row]:
    """Visits of that many different people, none of them new."""
    return [
        {"visitor_code": f"code{first + i:04}", "is_first_contact": False, **changes}
        for i in range(count)
    ]


def alike(count: int, **changes: object) -> list[Row]:
    return [changes] * count


@dataclass(frozen=True)
class Odd:
    """What a Stek delivers, what the house holds by months before, and what must be asked."""

    rule: str
    figure: float
    usual: float | None
    rows: tuple[int, ...]
    delivered: Sequence[Row]
    before: Mapping[int, Sequence[Row]]
    also: Mapping[str, Sequence[Row]] = field(default_factory=dict)

    @property
    def stream(self) -> str:
        return self.rule.partition(".")[0]


def three(rows: Sequence[Row]) -> Mapping[int, Sequence[Row]]:
    return {1: rows, 2: rows, 3: rows}


CHECK: Row = {"visit_id": None, "status_at_start": "ontvangt", "reason_1": "niet_gevraagd"}
PENDING: Row = {"outcome": "lopend", "outcome_date": None, "amount_month_eur": None}
ODD = [
    Odd("visits.n_visits_is_usual", 31, 10, (), visits(31), three(visits(10))),
    Odd("visits.visits_are_there", 0, 10, (), [], three(visits(10))),
    Odd(
        "visits.share_of_first_contacts_is_usual", 100, 0, (),
        visits(20, is_first_contact=True), three(visits(20, first=100)),
    ),
    Odd(
        "visits.share_without_code_is_usual", 50, 0, (),
        [*visits(10), *visits(10, visitor_code=None)], three(visits(20)),
    ),
    Odd(
        "visits.visitor_has_one_age_class", 2, None, (1, 3),
        [*visits(2), *visits(1, age_class="18-24")], {},
    ),
    Odd(
        "visits.first_contact_comes_once_a_year", 1, None, (2,),
        [*visits(1), *visits(1, first=1, is_first_contact=True)], {9: visits(2)},
    ),
    Odd(
        "entitlement_checks.n_entitlement_checks_is_usual", 31, 10, (),
        alike(31, **CHECK), three(alike(10, **CHECK)),
    ),
    Odd("entitlement_checks.entitlement_checks_are_there", 0, 10, (), [], three(alike(10, **CHECK))),
    Odd(
        "entitlement_checks.share_not_taken_up_is_usual", 75, 25, (),
        [*alike(15, visit_id=None), *alike(5, **CHECK)],
        three([*alike(5, visit_id=None), *alike(15, **CHECK)]),
    ),
    Odd(
        "entitlement_checks.visit_is_known", 1, None, (2,),
        [{"visit_id": "R-1"}, {"visit_id": "R-9"}, {"visit_id": None}], {}, {"visits": visits(3)},
    ),
    Odd("referrals.n_referrals_is_usual", 31, 10, (), alike(31), three(alike(10))),
    Odd("referrals.referrals_are_there", 0, 10, (), [], three(alike(10))),
    Odd(
        "referrals.share_of_cold_referrals_is_usual", 100, 0, (),
        alike(20, manner="koud"), three(alike(20)),
    ),
    Odd(
        "referrals.amount_month_eur_is_usual", 1, None, (2,),
        [{}, {"amount_month_eur": Decimal(4000)}], {1: alike(20)},
    ),
    Odd(
        "referrals.amount_once_eur_is_usual", 1, None, (1,),
        [{"amount_once_eur": Decimal(2000)}], {1: alike(20, amount_once_eur=Decimal(600))},
    ),
    Odd(
        "referrals.outcome_does_not_reopen", 1, None, (1,),
        [PENDING, {**PENDING, "referral_id": "new"}], {2: alike(1, referral_id="R-1")},
    ),
]  # fmt: skip


def hold(home: Home, name: str, months_ago: int, rows: Sequence[Row]) -> None:
    """Write records as `stek run` would have."""
    month = OCTOBER.plus(-months_ago)
    dated = [{**row, "delivery_month": month.first_day} for row in rows]
    path = home.records_of(name, month)
    path.parent.mkdir(parents=True)
    coarsen(name, staged(name, [dated])).write_parquet(path)


def asked_about(home: Home, delivered: Mapping[str, Sequence[Row]]) -> tuple[Question, ...]:
    asked = {name: [Asked(0, "zaventem", OCTOBER, len(rows))] for name, rows in delivered.items()}
    frames: dict[str, pl.DataFrame] = {
        one.name: staged(one.name, [delivered[one.name]])
        if delivered.get(one.name)
        else no_rows(one)
        for one in streams()
    }
    return ask(home, asked, frames).get(0, ())


def questions_of(home: Home, odd: Odd) -> tuple[Question, ...]:
    for months_ago, rows in odd.before.items():
        hold(home, odd.stream, months_ago, rows)
    return asked_about(home, {odd.stream: odd.delivered, **odd.also})


def test_every_question_has_its_odd_delivery() -> None:
    assert sorted(odd.rule for odd in ODD) == QUESTIONS


@pytest.mark.parametrize("odd", ODD, ids=[odd.rule for odd in ODD])
def test_an_odd_delivery_gives_exactly_its_question(home: Home, odd: Odd) -> None:
    assert questions_of(home, odd) == (Question(odd.rule, odd.figure, odd.usual, odd.rows),)


@pytest.mark.parametrize(
    ("delivered", "before"),
    [
        (visits(30), three(visits(10))),
        (visits(100), {1: visits(10), 2: visits(10)}),
        (visits(100), {13: visits(10), 14: visits(10), 15: visits(10)}),
        ([], three(visits(9))),
        (visits(19, first=500, is_first_contact=True), three(visits(20))),
        ([*visits(16), *visits(4, first=50, is_first_contact=True)], three(visits(20))),
        (visits(1, is_first_contact=True), {10: visits(1)}),
    ],
    ids=[
        "three times as many",
        "two months do not make a habit",
        "what is over a year ago",
        "none where there were few",
        "a share of fewer than twenty",
        "a share that is a fifth higher",
        "the year before, with other codes",
    ],
)
def test_what_is_not_odd_is_not_asked_about(
    home: Home, delivered: Sequence[Row], before: Mapping[int, Sequence[Row]]
) -> None:
    assert questions_of(home, Odd("visits.", 0, None, (), delivered, before)) == ()


def test_a_visit_of_another_file_of_the_month_is_known(home: Home) -> None:
    hold(home, "visits", 0, visits(3))
    assert asked_about(home, {"entitlement_checks": [{"visit_id": "R-3"}]}) == ()
    (question,) = asked_about(home, {"entitlement_checks": [{"visit_id": "R-4"}]})
    assert question.rule == "entitlement_checks.visit_is_known"


def test_another_stek_says_nothing_about_this_one(home: Home) -> None:
    elsewhere = [{**row, "delivery_stek": "tienen"} for row in visits(10)]
    for months_ago in (1, 2, 3):
        hold(home, "visits", months_ago, elsewhere)
    assert asked_about(home, {"visits": visits(100)}) == ()


@pytest.mark.parametrize("name", [one.name for one in streams() if one.questions])
def test_a_question_selects_from_the_deliveries_asked_about(name: str) -> None:
    for rule in stream(name).questions:
        assert "{batch}" in rule.offenders, rule.name
