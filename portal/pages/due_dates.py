"""Which Stekken deliver and by which day, for the administrator; a month may get a later day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from pipelines import clock, contracts
from pipelines.due_dates import LONGEST_DAYS, due_on, postpone, usual_day
from pipelines.errors import WrongUseError
from pipelines.months import Month
from portal.access import Page
from portal.frame import render, tongue_of
from portal.pages.accounts import ADMINISTRATOR

if TYPE_CHECKING:
    from starlette.requests import Request

    from portal.portal import Portal

_AT = "/beheer/termijnen"
_MONTHS_BACK = 3  # of an older month nobody waits for a due date any more
_MONTHS_AHEAD = 2  # holidays are known beforehand


@dataclass(frozen=True)
class Line:
    """One Stek of the roster; `last` is empty when it goes on."""

    stek_id: str
    name: str
    municipality: str
    first: str
    last: str


@dataclass(frozen=True)
class Filled:
    """What was filled in, as it was."""

    month: str = ""
    day: str = ""


def due_dates_page(request: Request) -> Response:
    """The usual day, the months that got a later one, the roster."""
    return _page(request)


def _page(request: Request, problem: str = "", filled: Filled | None = None) -> Response:
    portal: Portal = request.app.state.portal
    tongue = tongue_of(request)
    months = [
        (
            str(month),
            tongue.say(
                "due_usual_of",
                month=tongue.period(str(month)),
                day=tongue.day(str(due_on(portal.home, month))),
            ),
        )
        for month in _months(portal)
    ]
    return render(
        request, "due_dates.html.jinja", 422 if problem else 200, problem=problem, months=months,
        filled=filled or Filled(str(_months(portal)[_MONTHS_BACK - 1])), longest=LONGEST_DAYS,
        due_day=contracts.delivery_rules().due_day, moved=_moved(portal), roster=_roster(),
        is_done=request.query_params.get("gedaan") == "ja",
    )  # fmt: skip


def _months(portal: Portal) -> tuple[Month, ...]:
    """The months that can get another day."""
    this = Month.of(clock.today(portal.home))
    return this.plus(-_MONTHS_BACK).until(this.plus(_MONTHS_AHEAD))


def _moved(portal: Portal) -> list[tuple[str, str, str]]:
    """The months that got a later day: the month, its usual day, its day now; the newest first."""
    files = sorted(portal.home.due_dates.glob("[0-9]*.json"), reverse=True)
    months = [Month.parse(path.stem) for path in files]
    return [(str(one), str(usual_day(one)), str(due_on(portal.home, one))) for one in months]


def _roster() -> list[Line]:
    lines = [(code.code, code.fields) for code in contracts.code_list("stekken")]
    found = [
        Line(stek_id, line["name"], line["municipality"], line["active_from"], line["active_until"])
        for stek_id, line in lines
    ]
    return sorted(found, key=lambda line: line.name.casefold())


async def move(request: Request) -> Response:
    """Give a month another due day."""
    form = await request.form(max_files=0, max_fields=5)
    filled = Filled(str(form.get("month", ""))[:20], str(form.get("day", ""))[:20].strip())
    return await run_in_threadpool(_move, request, filled)


def _move(request: Request, filled: Filled) -> Response:
    portal: Portal = request.app.state.portal
    tongue, visitor = tongue_of(request), request.state.visitor
    month = next((one for one in _months(portal) if str(one) == filled.month), None)
    if month is None:
        return _page(request, tongue.say("due_no_month"), filled)
    try:
        day = date.fromisoformat(filled.day)
    except ValueError:
        return _page(request, tongue.say("due_no_day"), filled)
    try:
        postpone(portal.home, month, day, visitor.who)
    except WrongUseError:
        return _page(request, _out_of_reach(request, month), filled)
    portal.note(visitor, "due_date_moved", month=str(month), day=str(day))
    return RedirectResponse(f"{_AT}?gedaan=ja", 303)


def _out_of_reach(request: Request, month: Month) -> str:
    tongue, usual = tongue_of(request), usual_day(month)
    return tongue.say(
        "due_out_of_reach",
        month=tongue.period(str(month)),
        first=tongue.day(str(usual)),
        last=tongue.day(str(usual + timedelta(days=LONGEST_DAYS))),
    )


PAGES = (
    Page(_AT, due_dates_page, ADMINISTRATOR),
    Page(_AT, move, ADMINISTRATOR, ("POST",)),
)
