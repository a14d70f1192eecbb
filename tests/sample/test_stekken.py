from __future__ import annotations

import pytest

from pipelines import contracts
from pipelines.errors import WrongUseError
from pipelines.months import Month
from pipelines.sample.habits import HABITS
from pipelines.sample.stekken import PROFILES, check_months, roster_begins, stekken

ROSTER = {code.code for code in contracts.code_list("stekken")}


def test_every_profile_and_habit_is_of_a_stek_on_the_roster() -> None:
    assert set(PROFILES) <= ROSTER
    assert set(HABITS) <= ROSTER


def test_the_largest_stek_is_four_times_the_smallest_and_their_mean_share_is_one() -> None:
    shares = [stek.share for stek in stekken()]
    assert max(shares) / min(shares) == pytest.approx(4.0)
    assert sum(shares) / len(shares) == pytest.approx(1.0)


def test_ids_begin_with_letters_that_no_other_stek_has() -> None:
    letters = [profile.letters for profile in PROFILES.values()]
    assert len(set(letters)) == len(letters)
    assert all(part.isalpha() for part in letters)


def test_a_stek_delivers_only_while_it_is_active() -> None:
    stek = stekken()[0]
    assert stek.is_active(Month(2022, 1))
    assert not stek.is_active(Month(2021, 12))


def test_months_before_the_roster_are_refused_with_what_can_be_asked_instead() -> None:
    begin = roster_begins()
    check_months(begin, begin.plus(5))
    with pytest.raises(WrongUseError, match=rf"begins in {begin}.* at most 6 months"):
        check_months(begin.plus(-1), begin.plus(5))
