from __future__ import annotations

from pathlib import Path

from pipelines.foresight.handed import Handed
from pipelines.foresight.moving import moves
from pipelines.foresight.values import Move
from pipelines.home import Home
from pipelines.months import Month
from tests.foresight.months import checks, handed, referrals, signals, visits
from tests.publication.folders import on

MARCH = Month(2026, 3)
IN_MARCH = ("2026-03", "2026-Q1")


def periods(found: tuple[Move, ...]) -> dict[str, tuple[str, ...]]:
    return {one.indicator: one.periods for one in found}


def test_one_more_visit_moves_what_counts_visits_and_rows(house: Home, tmp_path: Path) -> None:
    standing = [
        handed(tmp_path, "bezoeken", visits(6)),
        handed(tmp_path, "rechtenchecks", checks(1)),
    ]
    found = moves(house, "zaventem", MARCH, standing, handed(tmp_path, "meer", visits(7)))
    # Of the same person: reach stays. Functions by Stek and answers are told by quarter and, of
    # answers, by quarter alone; how much a month changes afterwards by month alone.
    assert periods(found) == {
        "contacts": IN_MARCH,
        "digital_help": IN_MARCH,
        "activities": IN_MARCH,
        "revisions": ("2026-03",),
        "rows_held_back": ("2026-Q1",),
        "answers_unknown": ("2026-Q1",),
    }
    titles = [one.title.nl for one in found]
    assert titles == sorted(titles, key=str.casefold)


def test_another_right_moves_what_is_told_by_right_and_what_is_linked_by_it(
    house: Home, tmp_path: Path
) -> None:
    standing = [
        handed(tmp_path, "rechtenchecks", checks(1)),
        handed(tmp_path, "doorverwijzingen", referrals(1)),
    ]
    other = handed(tmp_path, "ander", checks(1, recht_code="huurpremie"))
    found = moves(house, "zaventem", MARCH, standing, other)
    # By Stek as many rights are not taken up as before, so that the month stays; the referral was
    # made for the right of before, so that this one is no longer referred.
    assert periods(found) == {
        "non_take_up": ("2026-Q1",),
        "non_take_up_by_ground": ("2026-Q1",),  # of ground 3, not 2
        "referral_cascade": ("2026-Q1",),
        "take_up_after_support": ("2026-Q1",),
    }
    assert not any(one.is_closed or one.closed_periods for one in found)


def test_the_same_file_again_moves_nothing(house: Home, tmp_path: Path) -> None:
    standing, again = (handed(tmp_path, name, visits(6)) for name in ("bezoeken", "opnieuw"))
    assert moves(house, "zaventem", MARCH, [standing], again) == ()


def test_a_file_that_is_refused_moves_nothing(house: Home, tmp_path: Path) -> None:
    refused = handed(tmp_path, "fout", visits(9, gender="onbestaand"))
    standing = [handed(tmp_path, "bezoeken", visits(6))]
    assert moves(house, "zaventem", MARCH, standing, refused) == ()


def test_in_a_closed_year_only_counts_of_deliveries_move(house: Home, tmp_path: Path) -> None:
    standing = [handed(tmp_path, "bezoeken", visits(6, "2025-03-15"))]
    found = moves(house, "zaventem", Month(2025, 3), standing, Handed(None))
    by_name = {one.indicator: one for one in found}
    contacts = by_name["contacts"]
    assert (contacts.periods, contacts.is_closed) == ((), True)
    assert contacts.closed_periods == ("2025-03", "2025-Q1", "2025")
    # That there is nothing to report is told of deliveries, which nobody is behind.
    assert by_name["deliveries_received"].periods == ("2025-03", "2025-Q1", "2025")
    assert {one.indicator for one in found if not one.is_closed} == {"deliveries_received"}


def test_a_later_word_on_an_earlier_referral_moves_the_period_in_which_it_was_made(
    house: Home, tmp_path: Path
) -> None:
    made = {"datum_doorverwijzing": "2025-12-10"}
    pending = referrals(
        1, **made, resultaat="lopend", datum_resultaat="", opgevolgd_tot="2026-03-20",
        bedrag_maand="",
    )  # fmt: skip
    standing = [handed(tmp_path, "lopend", pending)]
    granted = handed(tmp_path, "toegekend", referrals(1, **made))
    found = {one.indicator: one for one in moves(house, "zaventem", MARCH, standing, granted)}
    assert found["refusals_and_drop_out"].closed_periods == ("2025-Q4", "2025")
    assert found["refusals_and_drop_out"].is_closed
    assert all(one.is_closed for one in found.values())


def test_what_is_in_no_release_cannot_move(house: Home, tmp_path: Path) -> None:
    april = handed(tmp_path, "april", visits(6, "2026-04-15"))
    assert moves(house, "zaventem", Month(2026, 4), [], april) == ()
    unreleased = on(Home(tmp_path / "new"), "2026-11-20")
    assert moves(unreleased, "zaventem", MARCH, [], handed(tmp_path, "b", visits(6))) == ()


def test_a_first_delivery_of_a_released_month_moves_what_counts_deliveries_too(
    house: Home, tmp_path: Path
) -> None:
    found = periods(moves(house, "zaventem", MARCH, [], handed(tmp_path, "laat", signals(1))))
    assert found["deliveries_received"] == IN_MARCH
    assert found["signals_raised"] == ("2026-Q1",)
    assert found["policy_work"] == IN_MARCH
    assert "contacts" not in found
