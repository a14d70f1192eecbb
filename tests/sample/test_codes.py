from __future__ import annotations

import numpy as np
import pytest

from pipelines.errors import ContractError
from pipelines.sample import codes


def test_a_code_that_the_contract_no_longer_has_is_told_by_name_and_list() -> None:
    with pytest.raises(ContractError, match=r"'stookolie'.*rights\.csv"):
        codes.weigh("rights", {"stookolie": 1.0})


def test_weights_are_in_the_order_of_the_list_whatever_the_order_of_the_model() -> None:
    weighed = codes.weigh("genders", {"m": 2.0, "v": 1.0}, rest=0.5)
    assert dict(zip(codes.codes("genders"), weighed.tolist(), strict=True)) == {
        "v": 1.0,
        "m": 2.0,
        "x": 0.5,
    }


def test_numbers_beyond_the_list_are_spelled_as_not_known_not_asked_and_nothing() -> None:
    beyond = [codes.unknown("genders"), codes.not_asked("genders"), codes.nothing("genders")]
    spelled = codes.spelled("genders", np.array([0, *beyond]))
    assert spelled.to_list() == [codes.codes("genders")[0], "onbekend", "niet_gevraagd", None]
