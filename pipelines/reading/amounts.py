"""Amounts: euros as people write them, read to the cent.

A single separator followed by exactly three digits groups thousands, a dot as well as a comma: an
amount has cents, never thousandths. Number cells of a workbook are handed over in a form that
cannot be mistaken for it (see `workbooks`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_CURRENCY = re.compile(r"€|\beuros?\b|\beur\b", re.IGNORECASE)
_ZERO = frozenset("-–")  # "€ -": how Excel and Calc show a zero beside a currency
_SPACES = re.compile(r"\s+")
_NO_CENTS = re.compile(r"[.,]\s?[-–—]+$")  # "12,-"
_GROUPED = re.compile(
    r"(?P<whole>[1-9]\d{0,2}(?P<group>[.,' ’])\d{3}(?:(?P=group)\d{3})*)"
    r"(?:(?!(?P=group))[.,](?P<cents>\d+))?"
)
_UNGROUPED = re.compile(r"(?P<whole>\d+)(?:[.,](?P<cents>\d+))?|[.,](?P<only_cents>\d+)")
_CENT = Decimal("0.01")
LARGEST = Decimal("9999999.99")  # what a DECIMAL(9,2) holds; the contracts' own limits are lower


@dataclass(frozen=True)
class AmountReading:
    """The euros that a text means, None when it means none; and the repairs that it took."""

    euros: Decimal | None
    kinds: tuple[str, ...] = ()


UNREAD = AmountReading(None)


def read_amount(text: str) -> AmountReading:
    """Read one trimmed text as euros.

    >>> [str(read_amount(text).euros) for text in ("1.234,50", "1,234.50", "1234.5", "€ 1 234,50")]
    ['1234.50', '1234.50', '1234.50', '1234.50']
    >>> [str(read_amount(text).euros) for text in ("1.234", "12,5", "12 EUR", "12,-", "twaalf")]
    ['1234.00', '12.50', '12.00', '12.00', 'None']
    """
    bare = _CURRENCY.sub("", text)
    body = _NO_CENTS.sub("", _SPACES.sub(" ", bare).strip())
    if body in _ZERO and bare != text:
        return AmountReading(Decimal("0.00"), ("amount_currency",))
    sign, digits = (-1, body[1:].lstrip()) if body[:1] in {"-", "−"} else (1, body)
    number = _number(digits)
    if number is None or number > LARGEST:
        return UNREAD
    euros = (sign * number).quantize(_CENT, ROUND_HALF_UP)
    repairs = {
        "amount_currency": bare != text,
        "amount_thousands": _GROUPED.fullmatch(digits) is not None,
        "amount_comma": "," in text,
        "amount_rounded": abs(euros) != number,
    }
    return AmountReading(euros, tuple(kind for kind, is_made in repairs.items() if is_made))


def _number(digits: str) -> Decimal | None:
    if match := _GROUPED.fullmatch(digits):
        whole = re.sub(r"\D", "", match["whole"])
        return Decimal(f"{whole}.{match['cents'] or 0}")
    if match := _UNGROUPED.fullmatch(digits):
        return Decimal(f"{match['whole'] or 0}.{match['cents'] or match['only_cents'] or 0}")
    return None
