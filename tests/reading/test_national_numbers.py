from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.be import bis, nn

from pipelines.reading.national_numbers import kind_of_number

years = st.integers(1900, 2025)
months = st.integers(0, 12)


def number(year: int, month: int, day: int, counter: int) -> str:
    """The number of the n-th person entered for that day, check digits and all."""
    nine = f"{year % 100:02d}{month:02d}{day:02d}{counter:03d}"
    check = 97 - int(f"2{nine}" if year >= 2000 else nine) % 97
    return f"{nine}{check:02d}"


@pytest.mark.parametrize("digits", ["93051822361", "00012556777"])
def test_published_register_numbers_are_known(digits: str) -> None:
    assert kind_of_number(digits) == "national_register_number"


@pytest.mark.parametrize("digits", ["88222999936", "88422999979", "08222999934", "08422999977"])
def test_published_bis_numbers_are_known(digits: str) -> None:
    assert kind_of_number(digits) == "bis_number"


@pytest.mark.parametrize(
    "digits",
    ["88150199951", "08222999935", "93051822362", "93053222300", "00000012345", "99999999999"],
)
def test_what_has_no_such_date_or_check_is_no_number(digits: str) -> None:
    assert kind_of_number(digits) is None


@given(years, months, st.integers(0, 28), st.integers(1, 998))
def test_every_number_that_can_be_given_out_is_known(
    year: int, month: int, day: int, counter: int
) -> None:
    if (year % 100, month, day) != (0, 0, 0):
        assert kind_of_number(number(year, month, day, counter)) == "national_register_number"


@given(
    years, st.sampled_from((20, 40)), st.integers(1, 12), st.integers(1, 28), st.integers(1, 998)
)
def test_every_bis_number_is_known(
    year: int, added: int, month: int, day: int, counter: int
) -> None:
    assert kind_of_number(number(year, added + month, day, counter)) == "bis_number"


@given(st.from_regex(r"[0-4][0-9](0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{5}", fullmatch=True))
def test_an_independent_reader_agrees_on_register_numbers(digits: str) -> None:
    if int(digits[:2]) <= 25:
        assert (kind_of_number(digits) is not None) == nn.is_valid(digits)


@given(st.from_regex(r"[0-9]{2}(2[1-9]|3[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{5}", fullmatch=True))
def test_an_independent_reader_agrees_on_bis_numbers(digits: str) -> None:
    if not 26 <= int(digits[:2]) <= 49:
        assert (kind_of_number(digits) is not None) == bis.is_valid(digits)
