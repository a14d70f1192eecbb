"""National register and BIS numbers: eleven digits of which the last two check the others.

python-stdnum knows them too, but asks the clock which centuries are possible and takes a day 99 for
an unknown one; here a number must have a possible date and nothing depends on today.
"""

from __future__ import annotations

from typing import Literal

Kind = Literal["national_register_number", "bis_number"]
_LAST_YEAR_AFTER_2000 = 49  # "50" is a birth in 1950 for as long as this code will live
_DAYS = (31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # month 00: not known
_BIS_MONTHS = (20, 40)  # added to the month: sex not known, or known


def kind_of_number(digits: str) -> Kind | None:
    """Which of the two these eleven digits are, None when neither.

    >>> kind_of_number("93051822361"), kind_of_number("88222999936")
    ('national_register_number', 'bis_number')
    >>> kind_of_number("88150199951"), kind_of_number("08222999935")
    (None, None)
    """
    month, day = int(digits[2:4]), int(digits[4:6])
    added = next((extra for extra in _BIS_MONTHS if extra <= month <= extra + 12), 0)
    if month - added > 12 or day > _DAYS[month - added]:
        return None
    return ("bis_number" if added else "national_register_number") if _checks(digits) else None


def _checks(digits: str) -> bool:
    """Whether the last two digits are 97 less the remainder of the nine, of either century."""
    nine, check = int(digits[:9]), int(digits[9:])
    born_before_2000 = 97 - nine % 97 == check
    can_be_after = int(digits[:2]) <= _LAST_YEAR_AFTER_2000
    return born_before_2000 or (can_be_after and 97 - (2_000_000_000 + nine) % 97 == check)
