from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reading.amounts import read_amount


def grouped(euros: Decimal, thousands: str, point: str) -> str:
    return f"{euros:,.2f}".replace(",", "T").replace(".", point).replace("T", thousands)


Written = Callable[[Decimal], str]
FORMS: tuple[Written, ...] = (
    lambda e: f"{e}",
    lambda e: f"{e.normalize():f}" if e else "0",
    lambda e: f"{e}".replace(".", ","),
    lambda e: grouped(e, ".", ","),
    lambda e: grouped(e, ",", "."),
    lambda e: f"€ {grouped(e, ' ', ',')}",
    lambda e: f"€\u00a0{grouped(e, chr(0xA0), ',')}",
    lambda e: f"{grouped(e, chr(0x202F), ',')} €",
    lambda e: f"{grouped(e, '.', ',')} EUR",
    lambda e: f"{e} euro",
)
euros = st.decimals(0, 25_000, places=2)


@given(euros, st.sampled_from(FORMS))
def test_an_amount_in_any_form_is_read_back(amount: Decimal, write: Written) -> None:
    assert read_amount(write(amount)).euros == amount


@given(st.integers(0, 25_000))
def test_whole_euros_with_a_dash_for_the_cents_are_read_back(amount: int) -> None:
    assert read_amount(f"{amount},-").euros == amount


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1.234", "1234.00"),  # an amount has cents, never thousandths
        ("1,234", "1234.00"),
        ("0.500", "0.50"),  # nobody groups thousands after a zero
        ("12.3450", "12.35"),  # how a number cell with three decimals is handed over
        ("151.66666666666666", "151.67"),
        ("-12,50", "-12.50"),
        (",5", "0.50"),
        ("1'234.50", "1234.50"),
        ("€ -", "0.00"),  # how Excel and Calc show a zero beside a currency
        ("-\u00a0€", "0.00"),
    ],
)
def test_what_could_be_read_two_ways_is_read_as_agreed(text: str, meant: str) -> None:
    assert read_amount(text).euros == Decimal(meant)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("1234.50", ()),
        ("12,5", ("amount_comma",)),
        ("€ 12", ("amount_currency",)),
        ("€ -", ("amount_currency",)),
        ("1.234", ("amount_thousands",)),
        ("€ 1 234,50", ("amount_currency", "amount_thousands", "amount_comma")),
        ("151.666", ("amount_thousands",)),
        ("0.125", ("amount_rounded",)),
    ],
)
def test_what_it_took_to_read_an_amount_is_said(text: str, kinds: tuple[str, ...]) -> None:
    assert read_amount(text).kinds == kinds


@pytest.mark.parametrize(
    "text",
    ["", "-", "€", "twaalf", "12 34", "1.23.4", "1.234.56", "12.345,678,9", "12 + 3", "#N/A", "1e5",
     "10000000", "."],
)  # fmt: skip
def test_what_is_no_amount_is_not_read_as_one(text: str) -> None:
    assert read_amount(text).euros is None
