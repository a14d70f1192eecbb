from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.checking.check import Checked, check
from pipelines.contracts import STREAMS, Rule, stream, streams
from pipelines.errors import ContractError
from pipelines.home import CHECKOUT
from tests.checking.bad_rows import BAD_ROWS, PENDING, UNLISTED
from tests.checking.rows import MONTH, Row, staged

RULES = [rule.name for one in streams() for rule in one.rules]


def findings(checked: Checked) -> list[tuple[int, int, str]]:
    return [(int(d), int(r), str(rule)) for d, r, rule in checked.offenders.iter_rows()]


@cache
def all_bad_rows(name: str) -> tuple[list[str], pl.DataFrame, Checked]:
    """The bad rows of a stream, a delivery a rule, checked in one run."""
    rules = [rule for rule in BAD_ROWS if rule.startswith(f"{name}.")]
    rows = staged(name, [BAD_ROWS[rule] for rule in rules])
    return rules, rows, check(stream(name), rows)


def test_every_rule_has_its_bad_row() -> None:
    assert sorted(BAD_ROWS) == sorted(RULES)


@pytest.mark.parametrize("rule", BAD_ROWS)
def test_a_bad_row_gives_exactly_its_finding(rule: str) -> None:
    rules, rows, checked = all_bad_rows(rule.partition(".")[0])
    delivery = rules.index(rule)
    numbers = rows.filter(pl.col("delivery") == delivery)["row_number"]
    assert [found for found in findings(checked) if found[0] == delivery] == [
        (delivery, number, rule) for number in numbers
    ]


@pytest.mark.parametrize("name", STREAMS)
def test_the_suite_counts_as_many_rows_as_the_rules_select(name: str) -> None:
    _, _, checked = all_bad_rows(name)
    selected = Counter(rule for _, _, rule in findings(checked))
    assert checked.counts == {rule.name: selected[rule.name] for rule in stream(name).rules}
    assert all(checked.counts.values())


@pytest.mark.parametrize("name", STREAMS)
def test_clean_rows_give_nothing(name: str) -> None:
    checked = check(stream(name), staged(name, [[{}, {}], [{}]]))
    assert set(checked.counts.values()) == {0}
    assert findings(checked) == []
    assert checked.offenders.schema == {
        "delivery": pl.UInt32,
        "row_number": pl.UInt32,
        "rule": pl.String,
    }


@pytest.mark.parametrize("name", STREAMS)
def test_no_rows_at_all_give_nothing(name: str) -> None:
    assert findings(check(stream(name), staged(name, []))) == []


LAST_DAY: Row = {"referral_date": date(2026, 10, 31), "followed_until": date(2026, 10, 31)}
ALLOWED: list[tuple[str, str, Row]] = [
    ("the first day of the month", "visits", {"date": date(2026, 10, 1)}),
    ("the last day of the month", "visits", {"date": date(2026, 10, 31)}),
    ("an anonymous drop-in", "visits", {"visitor_code": None}),
    ("the shortest visitor code", "visits", {"visitor_code": "abc123"}),
    ("the longest visitor code", "visits", {"visitor_code": "a" * 32}),
    ("ten digits as visitor code", "visits", {"visitor_code": "1234567890"}),
    ("an asked trait without an answer", "visits", {"age_class": "onbekend"}),
    ("a trait that was not asked", "visits", {"gender": "niet_gevraagd"}),
    ("themes that were not asked", "visits", {"themes": ["niet_gevraagd"]}),
    ("no themes", "visits", {"themes": []}),
    ("the longest id", "visits", {"visit_id": "a-_" * 10 + "aa"}),
    ("a reason that was not asked", "entitlement_checks", {"reason_1": "niet_gevraagd"}),
    ("a reason beside another status", "entitlement_checks", {"status_at_start": "in_aanvraag"}),
    (
        "no reason beside another status",
        "entitlement_checks",
        {"status_at_start": "ontvangt", "reason_1": None, "reason_2": "niet_gevraagd"},
    ),
    (
        "an unknown reason twice",
        "entitlement_checks",
        {"reason_1": "onbekend", "reason_2": "onbekend"},
    ),
    ("a check without a visit", "entitlement_checks", {"visit_id": None}),
    ("a referral of long ago", "referrals", {"referral_date": date(2024, 1, 31)}),
    ("a referral on the last day", "referrals", {**PENDING, **LAST_DAY}),
    ("a pending referral", "referrals", {**PENDING, "followed_until": date(2026, 10, 31)}),
    ("an outcome on the day itself", "referrals", {"outcome_date": date(2026, 9, 30)}),
    ("the largest monthly amount", "referrals", {"amount_month_eur": Decimal(5000)}),
    ("the largest one-off amount", "referrals", {"amount_once_eur": Decimal(25000)}),
    ("an amount of nothing", "referrals", {"amount_month_eur": Decimal(0)}),
    ("a signal on a right without theme", "signals", {"right_code": "igo", "theme": None}),
    ("a signal without a class", "signals", {"count_class": "niet_gevraagd"}),
]  # fmt: skip


@cache
def all_allowed_rows(name: str) -> tuple[list[str], Checked]:
    """The allowed rows of a stream, each in a delivery of its own, checked in one run."""
    allowed = {what: row for what, of, row in ALLOWED if of == name}
    return list(allowed), check(stream(name), staged(name, [[row] for row in allowed.values()]))


@pytest.mark.parametrize(("what", "name"), [one[:2] for one in ALLOWED])
def test_what_the_format_allows_is_not_held_back(what: str, name: str) -> None:
    allowed, checked = all_allowed_rows(name)
    assert [found for found in findings(checked) if found[0] == allowed.index(what)] == []


def test_the_same_id_may_come_back_in_another_delivery() -> None:
    row = {"visit_id": "B-1"}
    assert findings(check(stream("visits"), staged("visits", [[row], [row]]))) == []


def test_an_outcome_before_a_referral_that_is_too_late_is_one_mistake() -> None:
    rows = staged("referrals", [[{"referral_date": date(2027, 9, 30)}]])
    assert findings(check(stream("referrals"), rows)) == [
        (0, 1, "referrals.referral_date_is_not_later")
    ]


def test_one_row_may_hold_several_mistakes() -> None:
    rows = staged("visits", [[{}, {"gender": UNLISTED, "date": None}]])
    assert sorted(findings(check(stream("visits"), rows))) == [
        (0, 2, "visits.date_is_filled_in"),
        (0, 2, "visits.gender_is_in_list"),
    ]


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(random: object) -> None:
    _, rows, checked = all_bad_rows("referrals")
    numbers = list(range(len(rows)))
    random.shuffle(numbers)  # type: ignore[attr-defined]  # Hypothesis hands out a random.Random
    again = check(stream("referrals"), rows[numbers])
    assert again.counts == checked.counts
    assert again.offenders.equals(checked.offenders)


def with_sql(sql: str) -> Rule:
    rule = next(r for r in stream("visits").rules if r.expectation == "unexpected_rows_expectation")
    return replace(rule, arguments={"unexpected_rows_query": sql}, offenders=sql)


@pytest.mark.parametrize(
    "sql",
    [
        "select delivery, row_number from {batch} where no_such_column",
        "select delivery, row_number from {batch} where cast(visitor_code as integer) > 0",
    ],
    ids=["a column that is not there", "a value that cannot be cast"],
)
def test_a_rule_that_cannot_be_checked_raises_and_quotes_no_value(
    sql: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = with_sql(sql)
    with pytest.raises(ContractError, match=broken.name) as error:
        check(replace(stream("visits"), rules=(broken,)), staged("visits", [[{}]]))
    told = "".join([str(error.value), repr(error.value.__cause__), repr(error.value.__context__)])
    assert "k7Qm2x" not in told + caplog.text + "".join(capfd.readouterr())


def test_a_column_that_was_not_staged_raises() -> None:
    rows = staged("visits", [[{}]]).drop("gender")
    with pytest.raises(ContractError, match=r"visits\.gender_is_filled_in"):
        check(stream("visits"), rows)


def test_a_rule_that_counts_other_rows_than_it_selects_raises() -> None:
    rule = next(r for r in stream("visits").rules if r.name == "visits.gender_is_in_list")
    other = replace(rule, offenders="select delivery, row_number from {batch} where false")
    rows = staged("visits", [[{"gender": UNLISTED}]])
    with pytest.raises(ContractError, match="counts 1 rows and selects 0"):
        check(replace(stream("visits"), rules=(other,)), rows)


ALONE = """
import sys
import pipelines.checking.check
assert "great_expectations" not in sys.modules, "too early"
from tests.checking.rows import staged
from pipelines.contracts import stream
checked = pipelines.checking.check.check(stream("visits"), staged("visits", [[{"gender": "k"}]]))
assert "great_expectations" in sys.modules
print(sum(checked.counts.values()))
"""


def test_a_check_prints_nothing_and_leaves_no_file(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ALONE],
        cwd=tmp_path,
        env={"PYTHONPATH": str(CHECKOUT), "HOME": str(tmp_path), "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("1\n", "")
    assert list(tmp_path.rglob("*")) == []


def test_the_clean_rows_are_of_the_month_of_the_delivery() -> None:
    assert staged("visits", [[{}]])["delivery_month"].to_list() == [MONTH]
