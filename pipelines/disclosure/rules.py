"""The rules of disclosure control that a reader may know: README, "Privacy"."""

from __future__ import annotations

from typing import Final

SMALLEST_COUNT: Final = 5  # fewer persons than this are never shown, nor is zero
ROUND_TO: Final = 5  # counts of months and quarters are multiples of this
SMALLEST_RATE_BASE: Final = 20  # no percentage of fewer than this, as shown
SMALLEST_AMOUNT_BASE: Final = 10  # no sum of fewer amounts than this
ROUND_AMOUNT_TO: Final = 100  # euros; sums of amounts are rounded to this
EXACT: Final = "year"  # the kind of period that is told exactly, once; others are rounded
SAMPLE_NOTE: Final = "Voorbeeldgegevens: fictieve cijfers"
