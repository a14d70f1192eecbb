from __future__ import annotations

import re
from collections.abc import Callable

import phonenumbers
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban

from pipelines.reading.identifiers import SUSPECT, identifiers_in
from tests.reading.harmless import harmless
from tests.reading.test_national_numbers import number

NUMBER_FORMS: tuple[Callable[[str], str], ...] = (
    lambda n: n,
    lambda n: f"{n[:2]}.{n[2:4]}.{n[4:6]}-{n[6:9]}.{n[9:]}",
    lambda n: f"{n[:2]}.{n[2:4]}.{n[4:6]}-{n[6:9]}-{n[9:]}",
    lambda n: f"{n[:2]} {n[2:4]} {n[4:6]} {n[6:9]} {n[9:]}",
    lambda n: f"{n[:2]}/{n[2:4]}/{n[4:6]}-{n[6:9]}/{n[9:]}",
    lambda n: f"{n[:2]}-{n[2:4]}-{n[4:6]}-{n[6:9]}-{n[9:]}",
    lambda n: f"{n[:2]}.{n[2:4]}.{n[4:6]} - {n[6:9]}.{n[9:]}",
    lambda n: f"{n[:2]}\u00a0{n[2:4]}\u00a0{n[4:6]}\u00a0{n[6:9]}\u00a0{n[9:]}",
    lambda n: f"{n[:6]}-{n[6:9]}-{n[9:]}",
    lambda n: f"{n[:6]}-{n[6:9]}.{n[9:]}",
    lambda n: f"{n[:6]} {n[6:9]} {n[9:]}",
    lambda n: f"{n[:6]}-{n[6:]}",
    lambda n: f"{n[:9]}-{n[9:]}",
)
PHONE_FORMS: tuple[Callable[[str], str], ...] = (
    lambda p: f"0{p}",
    lambda p: f"0{p[:3]} {p[3:5]} {p[5:7]} {p[7:]}",
    lambda p: f"0{p[:3]}/{p[3:5]}.{p[5:7]}.{p[7:]}",
    lambda p: f"0{p[:3]}/{p[3:6]}.{p[6:]}",
    lambda p: f"0{p[:3]}-{p[3:]}",
    lambda p: f"(0{p[:3]}) {p[3:]}",
    lambda p: f"+32{p}",
    lambda p: f"+32 {p[:3]} {p[3:5]} {p[5:7]} {p[7:]}",
    lambda p: f"+32 (0){p[:3]} {p[3:5]} {p[5:7]} {p[7:]}",
    lambda p: f"0032 {p[:3]} {p[3:5]} {p[5:7]} {p[7:]}",
    lambda p: f"0032{p}",
    lambda p: f"32{p}",
)
FIXED = (
    "02 123 45 67", "02/123.45.67", "02-123 45 67", "(02) 123 45 67", "03 2345678", "09/2345678",
    "016 12 34 56", "016/12.34.56", "013-123456", "011/12 34 56", "089 12 34 56", "070 12 34 56",
    "+32 2 123 45 67", "+32 (0)16 12 34 56", "0032 2 123 45 67", "+32/2/123.45.67",
)  # fmt: skip
AROUND = ("{}", "INSZ {}", "tel: {}.", "({})", "zie dossier {}, morgen", "x;{}", "{}\n", "'{}")
numbers = st.builds(
    number, st.integers(1900, 2025), st.integers(1, 12), st.integers(1, 28), st.integers(1, 998)
)
mobiles = st.from_regex(r"4[5-9][0-9]{7}", fullmatch=True)


def kinds(text: str) -> set[str]:
    return {found.kind for found in identifiers_in(text)}


def is_suspect(text: str) -> bool:
    return bool(pl.Series([text]).str.contains(SUSPECT).item())


@given(numbers, st.sampled_from(NUMBER_FORMS), st.sampled_from(AROUND))
def test_no_national_number_is_missed(
    digits: str, write: Callable[[str], str], around: str
) -> None:
    text = around.format(write(digits))
    assert "national_register_number" in kinds(text)
    assert is_suspect(text)


@given(mobiles, st.sampled_from(PHONE_FORMS), st.sampled_from(AROUND))
def test_no_mobile_number_is_missed(digits: str, write: Callable[[str], str], around: str) -> None:
    text = around.format(write(digits))
    assert "telephone" in kinds(text)
    assert is_suspect(text)


@pytest.mark.parametrize("text", FIXED)
@pytest.mark.parametrize("around", AROUND)
def test_no_fixed_number_is_missed(text: str, around: str) -> None:
    assert kinds(around.format(text)) == {"telephone"}
    assert is_suspect(around.format(text))


@pytest.mark.parametrize("country", ["BE", "NL", "FR", "DE", "LU", "GB", "MA"])
def test_numbers_of_other_countries_are_telephones_with_their_prefix(country: str) -> None:
    example = phonenumbers.example_number_for_type(country, phonenumbers.PhoneNumberType.MOBILE)
    assert example is not None
    for form in (phonenumbers.PhoneNumberFormat.E164, phonenumbers.PhoneNumberFormat.INTERNATIONAL):
        assert "telephone" in kinds(phonenumbers.format_number(example, form))


@given(st.integers(0, 10**12 - 1), st.sampled_from(("", " ", "-", ".", "\u00a0")), st.booleans())
def test_no_belgian_account_is_missed(account: int, separator: str, is_lower: bool) -> None:
    digits = f"{account:012d}"
    whole = f"BE{iban.calc_check_digits('BE00' + digits)}{digits}"
    text = separator.join(re.findall("....", whole))
    text = text.lower() if is_lower else text
    assert "iban" in kinds(f"rek. {text}")
    assert is_suspect(text)


@pytest.mark.parametrize(
    "text",
    ["BE68539007547034", "BE41091811735141", "be68 5390 0754 7034", "NL91ABNA0417164300",
     "DE89 3704 0044 0532 0130 00", "FR14 2004 1010 0505 0001 3M02 606", "LU280019400644750000"],
)  # fmt: skip
def test_published_accounts_are_known_also_those_that_a_bank_would_refuse(text: str) -> None:
    assert "iban" in kinds(text)
    assert is_suspect(text)


@pytest.mark.parametrize(
    "text", ["BE68539007547035", "BE6853900754703", "XBE68539007547034", "NL91ABNA0417164301"]
)
def test_what_fails_the_check_of_accounts_is_none(text: str) -> None:
    assert "iban" not in kinds(text)


@pytest.mark.parametrize(
    "text",
    ["jan@voorbeeld.be", "Jan.Peeters+stek@mail.voorbeeld.be", "mail: j_p@x.org.", "jan @ telenet.be",
     "jan(at)telenet.be", "jan[at]telenet[dot]be", "<an@x.be>", "an-sofie@saamo.be;b@c.nl"],
)  # fmt: skip
def test_no_e_mail_address_is_missed(text: str) -> None:
    assert kinds(text) == {"email"}
    assert is_suspect(text)


@pytest.mark.parametrize(
    "text",
    ["88150199951", "08222999935", "88.15.01-999.51", "A93051822361", "93051822361B",
     "0.93051822361", "12.93051822361", "930518223612", "193051822361", "93-051822361",
     "20261005-001", "2026-10-05", "2026-10-05 13:04:00", "05/10/2026 09:00", "01-02-2026",
     "123456789", "0123456789", "0031234567", "a@b", "@", "12@", "65+", "+20",
     "1.234,50", "€ 25 000,00", "02/10/2026", "09.30", "zav-2026-10-0001", "ZAV26J-b0042",
     "0451 is geen nummer", "04/10/2026 12:30:00"],
)  # fmt: skip
def test_what_looks_a_little_like_it_is_no_alarm(text: str) -> None:
    assert kinds(text) == set()


def test_harmless_values_raise_at_most_one_alarm_in_ten_thousand() -> None:
    alarms = [text for text in harmless(100_000) if kinds(text)]
    assert len(alarms) <= 10, alarms


def test_polars_passes_over_nearly_all_harmless_values() -> None:
    texts = pl.Series(list(harmless(20_000)))
    assert texts.str.contains(SUSPECT).mean() < 0.02  # type: ignore[operator]


def test_nothing_is_found_that_polars_would_have_passed_over() -> None:
    texts = [text for text in harmless(50_000, seed=8) if kinds(text)]
    assert all(is_suspect(text) for text in texts)


def test_a_long_text_is_looked_through_in_little_time() -> None:
    for text in (
        "a" * 32_000 + "@",
        "0" * 32_000,
        "04 " * 10_000,
        "BE68 " * 6_000,
        "a." * 16_000 + "@b",
    ):
        assert kinds(text) <= {"telephone"}
