"""The marks that stand where no number does, as the UK Government Analysis Function writes them.

Source: "Releasing statistics in spreadsheets" and "Symbols and shorthand in spreadsheets",
analysisfunction.civilservice.gov.uk: [c] confidential, [x] not available, [z] not applicable,
[p] provisional. Which status has which mark follows from the SDMX code beside it in
data_contracts/codes/cell_statuses.csv.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from pipelines.contracts import code_list

CONFIDENTIAL: Final = "[c]"
NOT_AVAILABLE: Final = "[x]"
NOT_APPLICABLE: Final = "[z]"
PROVISIONAL: Final = "[p]"
MARKS: Final = (CONFIDENTIAL, NOT_AVAILABLE, NOT_APPLICABLE, PROVISIONAL)
_HIDDEN: Final = "Q"  # SDMX code list OBS_STATUS: Q missing value, suppressed
_PROVISIONAL: Final = "P"  # SDMX code list OBS_STATUS: P provisional value


def mark_for_count(status: str) -> str:
    """What stands in place of a count that is not shown."""
    return CONFIDENTIAL if _sdmx().get(status) == _HIDDEN else NOT_AVAILABLE


def mark_for_rate(numerator: int | None, denominator: int | None, status: str) -> str:
    """What stands in place of a percentage: of nobody there is none, of few people it is hidden."""
    if denominator == 0:
        return NOT_APPLICABLE
    return CONFIDENTIAL if numerator is not None else mark_for_count(status)


def is_provisional(status: str) -> bool:
    """Whether a figure with this status may still change."""
    return status in provisional_statuses()


@cache
def provisional_statuses() -> frozenset[str]:
    """Every status of a figure that may still change."""
    return frozenset(code for code, sdmx in _sdmx().items() if sdmx == _PROVISIONAL)


def is_shown(status: str) -> bool:
    """Whether a figure with this status is a number that one can read."""
    return _sdmx().get(status) not in {_HIDDEN, "L"}  # SDMX: L missing value, data exist


@cache
def _sdmx() -> dict[str, str]:
    return {code.code: code.fields["sdmx"] for code in code_list("cell_statuses")}
