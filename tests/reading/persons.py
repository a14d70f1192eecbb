"""Numbers and addresses of people who do not exist, made by other arithmetic than the scan's own."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType
from stdnum.iso7064 import mod_97_10

Writing = Callable[[str], str]
NBSP = "\u00a0"
_FIRST, _LAST = date(1900, 1, 1), date(2015, 12, 31)


def _cut(digits: str, sizes: Sequence[int], marks: Sequence[str]) -> str:
    """The digits in groups of these sizes, with these marks after all groups but the last."""
    groups, start = [], 0
    for size in sizes:
        groups.append(digits[start : start + size])
        start += size
    return "".join(group + mark for group, mark in zip(groups, (*marks, ""), strict=True))


REGISTER_WRITINGS: Sequence[Writing] = (
    lambda n: n,
    *(
        lambda n, marks=marks: _cut(n, (2, 2, 2, 3, 2), marks)
        for marks in ("..-.", "..--", "----", "////", "    ", "....", NBSP * 4, "//-/", ". - ")
        if len(marks) == 4
    ),
    *(lambda n, m=mark: _cut(n, (6, 3, 2), (m, m)) for mark in " .-/" + NBSP),
    lambda n: _cut(n, (6, 3, 2), "-."),
    lambda n: _cut(n, (6, 5), "-"),
    lambda n: _cut(n, (9, 2), " "),
)
IBAN_WRITINGS: Sequence[Writing] = (
    lambda n: n,
    str.lower,
    *(
        lambda n, m=mark: m.join(n[i : i + 4] for i in range(0, len(n), 4))
        for mark in " -./" + NBSP
    ),
)


def register_numbers(draw: random.Random, amount: int, added: int = 0) -> Iterator[str]:
    """Numbers of people born from 1900 to 2015; `added` to the month is 20 or 40 for BIS.

    One in ten has no day, one in ten no month and day either.
    """
    for _ in range(amount):
        born = _FIRST + timedelta(days=draw.randrange((_LAST - _FIRST).days))
        known = draw.choice(("day",) * 8 + ("month", "year"))
        month = 0 if known == "year" else born.month
        day = born.day if known == "day" else 0
        nine = (born.year % 100) * 10**7 + (month + added) * 10**5 + day * 1000
        nine += draw.randrange(1, 999)
        # The remainder by repeated halves of the number, not by one division as in the scan.
        whole = nine + (2 * 10**9 if born.year >= 2000 else 0)
        rest = ((whole // 10**5) % 97 * (10**5 % 97) + whole % 10**5) % 97
        yield f"{nine:09d}{97 - rest:02d}"


def belgian_accounts(draw: random.Random, amount: int) -> Iterator[str]:
    """Accounts that pass mod 97; nearly all of these fail the domestic check, as the law asks."""
    for _ in range(amount):
        account = f"{draw.randrange(10**12):012d}"
        yield f"BE{mod_97_10.calc_check_digits(account + 'BE')}{account}"


def telephones(draw: random.Random, amount: int) -> Iterator[str]:
    """Belgian numbers that can exist, in the ways that people write these."""
    made = 0
    while made < amount:
        text = draw.choice(("4########", "2#######", "3#######", "9#######", "1#######", "5#######",
                            "6#######", "8#######", "70######"))  # fmt: skip
        number = "".join(draw.choice("0123456789") if sign == "#" else sign for sign in text)
        parsed = phonenumbers.parse(f"+32{number}")
        if phonenumbers.is_valid_number(parsed):
            made += 1
            yield draw.choice(_spellings(parsed, number))


def _spellings(parsed: phonenumbers.PhoneNumber, digits: str) -> list[str]:
    at_home = phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL)
    abroad = phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)
    zone, _, rest = at_home.partition(" ")
    pieces = abroad.split(" ")
    return [
        at_home, abroad, f"0{digits}", f"+32{digits}", f"0032{digits}", f"0032 {' '.join(pieces[1:])}",
        f"{zone}/{rest.replace(' ', '.')}", f"{zone}/{rest}", f"{zone}-{rest.replace(' ', '')}",
        f"({zone}) {rest}", at_home.replace(" ", "."), at_home.replace(" ", "-"),
        at_home.replace(" ", NBSP), f"+32 (0){' '.join(pieces[1:])}", f"+32(0){digits}",
        abroad.replace(" ", "/"), abroad.replace(" ", "."),
    ]  # fmt: skip


def telephones_abroad() -> Iterator[str]:
    """The example numbers of the neighbours and of countries that many visitors come from."""
    for country in ("NL", "FR", "DE", "LU", "GB", "MA", "TR", "PL", "RO", "BG", "ES", "IT", "UA"):
        for kind in (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE):
            number = phonenumbers.example_number_for_type(country, kind)
            if number is not None:
                short = phonenumbers.format_number(number, PhoneNumberFormat.E164)
                spaced = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
                yield from (short, spaced, f"00{short[1:]}", f"00{spaced[1:]}")


def emails(draw: random.Random, amount: int) -> Iterator[str]:
    """Addresses with dots, plus signs, subdomains, capitals, and signs written as words."""
    for _ in range(amount):
        name = draw.choice(("jan", "Jan.Peeters", "j_p", "an-sofie", "info+stek", "x9", "o'neil"))
        sign = draw.choice(("@", "@", "@", "(at)", "[at]", " @ ", "(AT)"))
        host = draw.choice(("", "mail.", "a.b.")) + draw.choice(("x.be", "a-b.brussels", "G.COM"))
        yield f"{name}{sign}{host}"
