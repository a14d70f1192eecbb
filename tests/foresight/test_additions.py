from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.errors import WrongUseError
from pipelines.foresight.additions import adds
from pipelines.foresight.handed import Handed
from pipelines.foresight.values import Addition
from pipelines.home import Home
from pipelines.months import Month
from tests.foresight.months import checks, each_of_another, handed, referrals, signals, visits

MARCH = Month(2026, 3)


def told(additions: tuple[Addition, ...]) -> dict[tuple[str, str], int | None]:
    return {(one.indicator, one.outcome.nl): one.shown for one in additions}


def test_a_month_is_told_in_counts_rounded_to_five(house: Home, tmp_path: Path) -> None:
    files = [
        # 13 visits: 8 of 8 persons (4 of them new), and 5 of nobody known
        handed(
            tmp_path,
            "bezoeken",
            each_of_another([*visits(4, eerste_contact="ja"), *visits(4, eerste_contact="nee")]),
            visits(5, eerste_contact="nee", bezoeker_code=""),
        ),
        # 7 not taken up, 3 of a right that discloses debts; 5 received; none applied for
        handed(
            tmp_path,
            "rechtenchecks",
            each_of_another(
                [
                    *checks(4),
                    *checks(3, recht_code="schuldhulp"),
                    *checks(5, status_start="ontvangt", reden_1=""),
                    *checks(6, status_start="geen_recht", reden_1=""),
                ]
            ),
        ),
        # 5 made in this month, and 9 granted: of 6 made in January and of 3 of these 5
        handed(
            tmp_path,
            "doorverwijzingen",
            referrals(3),
            referrals(2, resultaat="geweigerd", bedrag_maand=""),
            referrals(6, datum_doorverwijzing="2026-01-20"),
        ),
        handed(tmp_path, "signalen", signals(4)),
    ]
    assert told(adds(house, "zaventem", MARCH, files)) == {
        ("contacts", "Bezoeken"): 15,  # 13
        ("contacts", "Eerste contacten"): None,  # 4
        ("reach", "Personen"): 10,  # 8
        ("non_take_up", "Niet opgenomen"): 5,  # 7
        ("non_take_up", "Ontvangt het recht"): 5,  # 5
        ("non_take_up", "In aanvraag"): None,  # 0 of the 12, which is as hidden as 1 to 4
        ("warm_referral", "Doorverwezen"): 5,
        ("warm_referral", "Toegekend"): 10,  # 9
        ("policy_work", "Activiteiten"): None,  # 4
    }


def test_a_row_that_is_held_back_adds_nothing_and_a_stream_without_rows_is_left_out(
    house: Home, tmp_path: Path
) -> None:
    # 12 would be told as 10, and 13 as 15.
    file = handed(
        tmp_path, "bezoeken", visits(12, eerste_contact="nee"), visits(1, gender="onbestaand")
    )
    assert told(adds(house, "zaventem", MARCH, [file])) == {
        ("contacts", "Bezoeken"): 10,
        ("contacts", "Eerste contacten"): None,
        ("reach", "Personen"): None,
    }


def test_what_comes_later_takes_the_place_of_what_came_before(house: Home, tmp_path: Path) -> None:
    first = handed(tmp_path, "eerst", visits(20))
    refused = handed(tmp_path, "fout", visits(40, gender="onbestaand"))
    second = handed(tmp_path, "dan", visits(30))
    added = told(adds(house, "zaventem", MARCH, [first, second, refused]))
    assert added["contacts", "Bezoeken"] == 30
    assert adds(house, "zaventem", MARCH, [first, Handed(None)]) == ()


def test_a_file_that_the_door_refuses_adds_nothing(house: Home, tmp_path: Path) -> None:
    personal = handed(tmp_path, "bezoeken", visits(20, bezoeker_code="93051822361"))
    assert adds(house, "zaventem", MARCH, [personal]) == ()


def test_another_stek_or_a_month_that_has_not_begun_is_wrong_use(
    house: Home, tmp_path: Path
) -> None:
    file = handed(tmp_path, "bezoeken", visits(5))
    with pytest.raises(WrongUseError):
        adds(house, "nergens", MARCH, [file])
    with pytest.raises(WrongUseError):
        adds(house, "zaventem", Month(2031, 1), [file])
