"""Identifiers: numbers and addresses in a text that point at one person.

The shapes are written once, without looking around, so that two engines can use them: Polars to
pass over millions of harmless cells, and `re`, with boundaries and checksums, on what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.reading.national_numbers import kind_of_number

_S = r"[ ./()_\-\t\u00a0\u2009\u202f\u2011\u2013]"  # what people put between digits
_NUMBERS = "|".join(
    (
        rf"\d\d{_S}\d\d{_S}\d\d{_S}{{0,3}}\d\d\d{_S}{{0,3}}\d\d",  # 93.05.18-223.61
        rf"\d{{6}}{_S}{{1,3}}\d\d\d{_S}{{0,3}}\d\d",  # 930518-223.61, 930518 22361
        rf"\d{{9}}{_S}{{1,3}}\d\d",
        r"\d{11}",
    )
)
_TELEPHONES = "|".join(
    (
        rf"04[5-9]\d(?:{_S}{{0,3}}\d){{6}}",  # mobile
        rf"0[2349]{_S}{{1,3}}[1-9]\d\d{_S}{{0,3}}\d\d{_S}{{0,3}}\d\d",  # zones of one digit
        rf"0[15678]\d{_S}{{1,3}}[1-9](?:{_S}{{0,3}}\d){{5}}",  # zones of two digits, 070, 078
        rf"00{_S}?(?:3[123]|352|4[49])(?:{_S}{{0,3}}\d){{8,12}}",  # the neighbours
        r"324[5-9]\d{7}",  # what Excel leaves of +32 4...
    )
)
_ABROAD = rf"\+[1-9](?:{_S}{{0,3}}\d){{8,14}}"
# Length by country, of those near enough to turn up (ISO 13616 registry).
_IBAN_LENGTHS = {
    "BE": 16, "NL": 18, "FR": 27, "DE": 22, "LU": 20, "GB": 22, "ES": 24, "PT": 25, "IT": 27,
    "AT": 20, "CH": 21, "IE": 22, "DK": 18, "SE": 24, "NO": 15, "FI": 18, "PL": 28, "CZ": 24,
    "SK": 24, "HU": 28, "RO": 24, "BG": 22, "GR": 27, "HR": 21, "SI": 19, "EE": 20, "LV": 21,
    "LT": 20, "MT": 31, "CY": 28, "TR": 26,
}  # fmt: skip
_COUNTRIES = "|".join(_IBAN_LENGTHS)
_EMAIL_SIGN = r"@|[(\[](?i:at)[)\]]"

SUSPECT = (
    rf"{_EMAIL_SIGN}|\+[1-9]|(?:^|[^0-9A-Za-z])"
    rf"(?:{_NUMBERS}|{_TELEPHONES}|(?i:{_COUNTRIES})\d\d(?:{_S}?[0-9A-Za-z]){{11}})"
)
"""For Polars: every text with an identifier matches, and hardly any other."""

_ALONE, _NO_MORE = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_NUMBER = re.compile(rf"{_ALONE}(?=({_NUMBERS}){_NO_MORE})")
_TELEPHONE = re.compile(rf"{_ALONE}(?:{_TELEPHONES}|{_ABROAD}){_NO_MORE}")
_IBAN = re.compile(rf"{_ALONE}(?=({_COUNTRIES})(\d\d(?:{_S}?[0-9A-Za-z]){{11,27}}))", re.IGNORECASE)
_EMAIL = re.compile(
    rf"[\w.+'-]{{1,64}}\s?(?:{_EMAIL_SIGN})\s?[\w-]{{1,63}}(?:\s?(?:\.|[(\[]dot[)\]])\s?[\w-]+)+",
    re.IGNORECASE,
)
_EMAIL_MARK = re.compile(_EMAIL_SIGN)
_LONG_FRACTION = re.compile(r"-?\d+[.,]\d{4,}")  # a computed number, whose digits mean nothing
_JOINED_TO = re.compile(r"[0-9A-Za-z][-_]$")


@dataclass(frozen=True)
class Identifier:
    """A kind of identifier.

    `is_doubtful` when it could as well be a code of somebody's own: digits that a hyphen joins to
    what is before them, or a telephone number without any separator.
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
    for match in _NUMBER.finditer(text):
        kind = kind_of_number(re.sub(r"\D", "", match[1]))
        if kind is not None:
            yield Identifier(kind, bool(_JOINED_TO.search(text[: match.start()])))
    yield from (Identifier("iban") for match in _IBAN.finditer(text) if _is_iban(match))
    yield from (Identifier("telephone", text.isdigit()) for _ in _TELEPHONE.finditer(text))
    if _EMAIL_MARK.search(text):
        yield from (Identifier("email") for _ in _EMAIL.finditer(text))


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
