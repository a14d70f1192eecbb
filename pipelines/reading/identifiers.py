"""Identifiers: numbers and addresses in a text that point at one person.

The shapes are written once, without looking around, so that two engines can use them: Polars to
pass over millions of harmless cells, and `re`, with boundaries and checksums, on what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.reading.national_numbers import kind_of_number

# What people put between digits: all spaces and dashes, and marks that are not seen.
_BETWEEN = r"[ ./()_\-\t\u00a0\u00ad\u2000-\u2015\u202a-\u202f\u2060\u2212\ufeff]"
_ALONE, _NO_MORE = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_SIGNS = {"d": "[0-9]", "·": _BETWEEN, "=": f"{_BETWEEN}{{1,3}}", "~": f"{_BETWEEN}{{0,3}}"}


def _shapes(*written: str) -> str:
    """Any of these: `d` is a digit, `·` one separator, `=` one to three, `~` up to three."""
    return "|".join("".join(_SIGNS.get(sign, sign) for sign in shape) for shape in written)


_NUMBERS = _shapes(
    "dd·dd·dd~ddd~dd",  # 93.05.18-223.61
    "dddddd=ddd~dd",  # 930518-223.61, 930518 22361
    "ddddddddd=dd",
    "ddddddddddd",
)
_TELEPHONES = _shapes(
    "04[5-9]d(?:~d){6}",  # mobile
    "0[2349]=ddd~dd~dd",  # zones of one digit
    "0[15678]d=d(?:~d){5}",  # zones of two digits, 070, 078
    "0(?:800|90d)~d(?:~d){4}",  # numbers without cost, or with
    "06=[1-9]d{7}",  # mobile in the Netherlands
    "00·?(?:3[123]|352|4[49])(?:~d){8,12}",  # the neighbours
    "00[1-9]d(?:~d){8,12}",
    "324[5-9]d{7}",  # what Excel leaves of +32 4...
)
_BARE = _shapes("0[1-9]d{7}")  # the same, nothing between
_ABROAD = _shapes(r"\+[1-9](?:~d){8,14}")
# Length by country, of those near enough to turn up (ISO 13616 registry).
_IBAN_LENGTHS = {
    "BE": 16, "NL": 18, "FR": 27, "DE": 22, "LU": 20, "GB": 22, "ES": 24, "PT": 25, "IT": 27,
    "AT": 20, "CH": 21, "IE": 22, "DK": 18, "SE": 24, "NO": 15, "FI": 18, "PL": 28, "CZ": 24,
    "SK": 24, "HU": 28, "RO": 24, "BG": 22, "GR": 27, "HR": 21, "SI": 19, "EE": 20, "LV": 21,
    "LT": 20, "MT": 31, "CY": 28, "TR": 26, "MC": 27, "LI": 21, "AD": 24, "SM": 27, "IS": 26,
    "UA": 29, "RS": 22, "AL": 28, "MK": 19, "BA": 20, "ME": 22, "XK": 20, "MD": 24, "GE": 22,
    "TN": 24,
}  # fmt: skip
_COUNTRIES = "|".join(_IBAN_LENGTHS)
_EMAIL_SIGN = r"@|[(\[](?i:at)[)\]]"

# What a number cell leaves of a national number of 2000 to 2009, without the zeros before it, and
# of a mobile number. Not 20dddddd: that is a day of this century far more often.
_CUT_NUMBERS = _shapes(
    "d(?:[024]d|[135][0-2])[0-3]d{6}",
    "(?:[24]d|[135][0-2])[0-3]d{6}",
    "(?:[13-9][0-3]|2[1-3])d{6}",
)
_CUT_TELEPHONES = _shapes("4[5-9]d{7}")
_ACCOUNT = _shapes("(?:·?[0-9A-Za-z])")

SUSPECT = (
    rf"\w\s?(?:{_EMAIL_SIGN})\s?[\w-]+\s?[.(\[]|\+[1-9]|(?:^|[^0-9A-Za-z])"
    rf"(?:{_NUMBERS}|{_TELEPHONES}|{_BARE}|(?i:{_COUNTRIES})[0-9][0-9]{_ACCOUNT}{{11,27}})(?:$|[^0-9A-Za-z])"
    rf"|^(?:{_CUT_NUMBERS}|{_CUT_TELEPHONES})$"
)
"""For Polars: every text with an identifier matches, and hardly any other."""

_NUMBER = re.compile(rf"{_ALONE}(?=({_NUMBERS}){_NO_MORE})")
_TELEPHONE = re.compile(rf"{_ALONE}(?:{_TELEPHONES}|{_ABROAD}){_NO_MORE}")
_BARE_TELEPHONE = re.compile(rf"{_ALONE}(?<![0-9][-_./ ])(?:{_BARE}){_NO_MORE}")
_IBAN = re.compile(rf"{_ALONE}(?=({_COUNTRIES})([0-9][0-9]{_ACCOUNT}{{11,27}}))", re.IGNORECASE)
_EMAIL = re.compile(
    rf"(?<![\w.+'-])[\w.+'-]++\s?(?:{_EMAIL_SIGN})\s?[\w-]{{1,63}}"
    rf"(?:\s?(?:\.|[(\[]dot[)\]])\s?[\w-]{{1,63}}){{1,8}}",
    re.IGNORECASE,
)
_EMAIL_MARK = re.compile(_EMAIL_SIGN)
_LONG_FRACTION = re.compile(r"-?[0-9]+[.,][0-9]{4,}")  # a computed number
_ONE_SEPARATOR = re.compile(r"[0-9]+[^0-9]+[0-9]+")
_JOINED_TO = re.compile(r"[0-9A-Za-z][-_]$")


@dataclass(frozen=True)
class Identifier:
    """A kind of identifier.

    `is_doubtful` when it could as well be a code of somebody's own: a national number with a single
    separator, joined to what is before it or without its first zeros, a telephone number without
    any separator.
    """

    kind: str
    is_doubtful: bool = False


def identifiers_in(text: str) -> Iterator[Identifier]:
    """Every identifier in a text.

    >>> [found.kind for found in identifiers_in("Bel 0475/12.34.56 of jan@voorbeeld.be")]
    ['telephone', 'email']
    >>> list(identifiers_in("b-20261005-001 2026-10-05 13:00 1.234,50 0123456789"))
    []
    """
    if _LONG_FRACTION.fullmatch(text):
        return
    if text.isdigit() and len(text) < 11:
        yield from _cut_short(text)
    if text.isdigit() and len(text) == 11 and text[0] not in "03":  # the most frequent suspect
        if kind := kind_of_number(text):
            yield Identifier(kind)
        return
    for match in _NUMBER.finditer(text):
        digits = re.sub(r"\D", "", match[1])
        kind = kind_of_number(digits)
        if kind is not None:
            is_joined = bool(_JOINED_TO.search(text[: match.start()]))
            is_counted = match[1].isdigit() and digits.startswith("000000")  # of a list, or 2000
            is_cut_once = bool(_ONE_SEPARATOR.fullmatch(match[1]))
            yield Identifier(kind, is_joined or is_counted or is_cut_once)
    yield from (Identifier("iban") for match in _IBAN.finditer(text) if _is_iban(match))
    yield from (Identifier("telephone", text.isdigit()) for _ in _TELEPHONE.finditer(text))
    for match in _BARE_TELEPHONE.finditer(text):
        is_joined = bool(_JOINED_TO.search(text[: match.start()]))
        yield Identifier("telephone", is_joined or text.isdigit())
    if _EMAIL_MARK.search(text):
        yield from (Identifier("email") for _ in _EMAIL.finditer(text))


def _cut_short(digits: str) -> Iterator[Identifier]:
    """What a cell that holds a number, and so no zeros before it, may stand for."""
    if re.fullmatch(_CUT_NUMBERS, digits) and (kind := kind_of_number(digits.zfill(11))):
        yield Identifier(kind, is_doubtful=True)
    if re.fullmatch(_CUT_TELEPHONES, digits):
        yield Identifier("telephone", is_doubtful=True)


def _is_iban(match: re.Match[str]) -> bool:
    """Plain mod 97 over as many characters as the country has, even if there is no such bank."""
    country = match[1].upper()
    account, length = "", _IBAN_LENGTHS[country] - 2
    for place, character in enumerate(match[2]):
        account += character if character.isalnum() else ""
        if len(account) == length:
            after = match.string[match.start(2) + place + 1 :][:1]
            moved = f"{account[2:]}{country}{account[:2]}"
            return not after.isalnum() and int("".join(str(int(c, 36)) for c in moved)) % 97 == 1
    return False
