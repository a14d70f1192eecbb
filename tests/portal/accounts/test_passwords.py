from __future__ import annotations

import pytest

from portal.accounts import AccountError
from portal.accounts.passwords import check_password

REFUSED = [
    ("elf tekens!", "password_short"),
    ("e\u0301" * 11, "password_short"),
    ("ab" * 100 + "c", "password_long"),
    ("An.Janssens@voorbeeld.be", "password_personal"),
    ("an janssens!!", "password_personal"),
    ("An-van-den-Broeck", "password_personal"),
    ("wachtwoord123", "password_common"),
    ("Wachtwoord 123!", "password_common"),
    ("AZERTYUIOP123", "password_common"),
    ("mot de passe 1234", "password_common"),
    ("aaaaaaaaaaaaaaaaaa", "password_common"),
    ("abababababab", "password_common"),
    ("!!!!!!!!!!!!!", "password_common"),
]


@pytest.mark.parametrize(("password", "reason"), REFUSED)
def test_a_password_that_is_tried_first_may_not_be_chosen(password: str, reason: str) -> None:
    with pytest.raises(AccountError) as caught:
        check_password(password, email="an.janssens@voorbeeld.be", name="An van den Broeck")
    assert caught.value.reason == reason
    assert password not in str(caught.value)


@pytest.mark.parametrize(
    "password",
    ["twaalf teken", "vier groene fietsen", "x" * 100 + "y" * 99 + "z", "κωδικός ωραίος"],
)
def test_any_other_of_twelve_to_two_hundred_signs_may(password: str) -> None:
    check_password(password, email="an.janssens@voorbeeld.be", name="An van den Broeck")
