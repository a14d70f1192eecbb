"""What goes wrong on purpose: one incident a Stek, spread over the months that there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipelines.months import Month
from pipelines.sample.stekken import Stek

IncidentKind = Literal[
    "missing_month",
    "nothing_to_report",
    "late",
    "corrected",
    "national_register_number",
    "wrong_rows",
    "too_many_wrong_rows",
]
HidingPlace = Literal["hidden_column", "comment", "cell"]


@dataclass(frozen=True)
class Incident:
    """One thing that goes wrong: in which Stek, and where along the months (0 first, 1 last).

    `stream` is the only one concerned; without it the whole delivery is. `hidden_in` says where a
    national register number stands; `is_put_right` whether a better file comes a week later.
    """

    kind: IncidentKind
    stek_id: str
    along: float
    stream: str | None = None
    hidden_in: HidingPlace | None = None
    rule: str | None = None
    is_put_right: bool = False

    def month(self, months: Sequence[Month]) -> Month:
        """The month that it falls in."""
        return months[round(self.along * (len(months) - 1))]


INCIDENTS = (
    Incident("missing_month", "gent-tuintjes", 0.5),
    Incident("nothing_to_report", "ieper-ter-plekke", 0.9),
    Incident("late", "kalmthout", 0.35),
    Incident("late", "harelbeke", 0.75),
    Incident("late", "stek-16", 0.1),
    Incident("corrected", "zaventem", 0.6, is_put_right=True),
    Incident("corrected", "beringen", 0.8, stream="visits", is_put_right=True),
    Incident("national_register_number", "gent-broederij", 0.4, hidden_in="hidden_column"),
    Incident("national_register_number", "anderlecht-peterbos", 0.7, hidden_in="comment"),
    Incident("national_register_number", "leopoldsburg", 0.55, stream="visits", hidden_in="cell"),
    Incident("wrong_rows", "tienen", 0.3),
    Incident("wrong_rows", "sint-truiden", 0.65),
    Incident("wrong_rows", "denderleeuw", 0.5),
    Incident("wrong_rows", "gent-zoete-inval", 0.2),
    Incident(
        "too_many_wrong_rows", "gent-warme-wijktuin", 0.45,
        stream="visits", rule="visits.date_is_readable",
    ),
    Incident(
        "too_many_wrong_rows", "zelzate", 0.25,
        stream="visits", rule="visits.contact_form_is_in_list", is_put_right=True,
    ),
)  # fmt: skip


def incident(stek: Stek, month: Month, months: Sequence[Month]) -> Incident | None:
    """What goes wrong with a Stek's delivery of that month, if anything does."""
    return next(
        (one for one in INCIDENTS if one.stek_id == stek.stek_id and one.month(months) == month),
        None,
    )
