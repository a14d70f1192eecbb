"""Showing: a page about delivering, with what each of them says; and how a duty is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import contracts
from pipelines.answering.signs import visible
from pipelines.foresight.words import say as foresight
from portal.frame import render, tongue_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from dashboards.tongue import Tongue
    from pipelines.months import Month
    from portal.delivering.duties import MonthOfStek

# A status of the ledger, so that colour and word are never alone.
SIGNS = {
    "reported": "✔", "corrected": "✔", "late": "✔", "nothing": "–",
    "missing": "✖", "refused": "✖", "open": "○",
}  # fmt: skip


def show(request: Request, template: str, status: int = 200, **content: object) -> Response:
    """A page for who asks; names of files and sheets are shown with what cannot be seen named."""
    tongue = tongue_of(request)

    def listed(periods: Sequence[str]) -> str:
        return ", ".join(map(tongue.period, periods))

    return render(
        request, template, status, visible=visible, foresight=foresight, listed=listed, **content
    )


def said(duties: Sequence[MonthOfStek], tongue: Tongue) -> Mapping[Month, str]:
    """By month, what it asks and the one thing to do next, as a sentence."""
    return {one.month: _said(one, tongue) for one in duties}


def _said(one: MonthOfStek, tongue: Tongue) -> str:
    day = tongue.day(str(one.due_on))
    sentence = tongue.say(f"duty_{one.duty}", day=day, count=one.n_held_back)
    if not one.missing:
        return sentence
    return f"{sentence} {tongue.say('duty_missing', streams=titles(one.missing, tongue))}"


def titles(streams: Sequence[str], tongue: Tongue) -> str:
    """Streams as people call them, one after another."""
    return ", ".join(contracts.stream(name).title.to(tongue.language) for name in streams)
