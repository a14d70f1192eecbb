"""How often one may try, and what of it stands in the journal."""

from __future__ import annotations

import pytest

from portal.safety.limits import (
    FAILURES_OF_ONE,
    FAILURES_OF_STRANGERS,
    SIGN_INS_OF_ACCOUNT,
    SIGN_INS_OF_ACCOUNT_ANYWHERE,
    SIGN_INS_OF_ADDRESS,
    UPLOADS_OF_ACCOUNT,
    Limits,
    place_of,
)

AN = "an@voorbeeld.be"


def test_an_account_may_be_tried_ten_times_from_one_place() -> None:
    limits = Limits()
    tries = [limits.sign_in("192.0.2.1", AN) for _ in range(SIGN_INS_OF_ACCOUNT.amount + 1)]
    assert tries == [True] * 10 + [False]


def test_who_tries_from_elsewhere_does_not_keep_the_person_out() -> None:
    limits = Limits()
    for _ in range(1_000):
        limits.sign_in("192.0.2.66", AN)
    assert limits.sign_in("192.0.2.1", AN)


def test_from_everywhere_together_an_account_may_be_tried_fifty_times() -> None:
    limits = Limits()
    tries = [limits.sign_in(f"192.0.2.{n}", AN) for n in range(60)]
    assert tries == [True] * SIGN_INS_OF_ACCOUNT_ANYWHERE.amount + [False] * 10


@pytest.mark.parametrize(
    "written",
    ["AN@Voorbeeld.be", "  an@voorbeeld.be ", "\uff41n@voorbeeld.be", "\U0001d41an@voorbeeld.be",
     "an@voorbeeld\uff0ebe"],
)  # fmt: skip
def test_another_way_of_writing_an_address_is_no_other_account(written: str) -> None:
    limits = Limits()
    for _ in range(SIGN_INS_OF_ACCOUNT.amount):
        limits.sign_in("192.0.2.1", AN)
    assert not limits.sign_in("192.0.2.1", written)


def test_an_address_may_try_thirty_accounts_a_minute() -> None:
    limits = Limits()
    tries = [limits.sign_in("192.0.2.1", f"p{n}@voorbeeld.be") for n in range(31)]
    assert tries == [True] * SIGN_INS_OF_ADDRESS.amount + [False]


def test_the_addresses_of_one_household_are_one_place() -> None:
    limits = Limits()
    tries = [limits.sign_in(f"2a02:a03f:1:2::{n:x}", f"p{n}@voorbeeld.be") for n in range(31)]
    assert not tries[-1]
    assert limits.sign_in("2a02:a03f:1:3::1", "p31@voorbeeld.be")
    assert place_of("::ffff:192.0.2.7") == place_of("192.0.2.7")


def test_an_address_that_cannot_be_written_down_is_an_address_all_the_same() -> None:
    assert Limits().sign_in("unknown", "\udcff\x00" * 100)


def test_an_account_may_hand_in_a_hundred_and_twenty_files_an_hour() -> None:
    limits = Limits()
    tries = [limits.upload(1) for _ in range(UPLOADS_OF_ACCOUNT.amount + 1)]
    assert tries == [True] * 120 + [False]
    assert limits.upload(2)


def test_nobody_fills_the_journal_by_failing() -> None:
    limits = Limits()
    of_one = sum(limits.failure("unknown", "192.0.2.1") for _ in range(1_000))
    of_many = sum(limits.failure("unknown", f"198.51.100.{n % 250}") for n in range(3_000))
    assert of_one == FAILURES_OF_ONE.amount == 60
    assert of_one + of_many == FAILURES_OF_STRANGERS.amount == 500


def test_what_an_account_fails_at_is_counted_by_itself() -> None:
    limits = Limits()
    for n in range(3_000):
        limits.failure("unknown", f"198.51.100.{n % 250}")
    noted = sum(limits.failure("account:1", f"192.0.2.{n}") for n in range(100))
    assert noted == FAILURES_OF_ONE.amount
