"""Mijn Stek: what is due, what was delivered and what became of it, what is still asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import clock, contracts
from pipelines.contracts import code_list
from pipelines.due_dates import due_on
from pipelines.findings.explanations import read_said
from pipelines.landing.receipts import read_receipts
from pipelines.landing.roster import is_active
from pipelines.months import Month
from portal.access import Page
from portal.delivering.duties import duties, months_of
from portal.delivering.places import stek_of
from portal.delivering.questions import open_questions
from portal.delivering.showing import SIGNS, said, show
from portal.frame import tongue_of
from portal.pages.deliver import COORDINATOR

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from portal.desk import Upload
    from portal.portal import Portal

_MONTHS = 12  # of the ledger at first; issue 7, part 2


def my_stek(request: Request) -> Response:
    """The page of one Stek for its coordinators."""
    portal: Portal = request.app.state.portal
    stek_id, tongue, today = stek_of(request), tongue_of(request), clock.today(portal.home)
    months = months_of(portal.home, stek_id)
    receipts = read_receipts(portal.home, stek_id=stek_id)[::-1]
    running, asked = Month.of(today), duties(months, today)
    first = None if request.query_params.get("maanden") == "alle" else running.plus(-_MONTHS)
    shown = [one for one in months if first is None or one.month >= first]
    listed = [one for one in receipts if first is None or one.month >= first]
    labels = {code.code: code.label.to(tongue.language) for code in code_list("ledger_statuses")}
    said_before = read_said(portal.home, stek_id)
    return show(
        request, "stek.html.jinja",
        stek_id=stek_id, duties=asked, duty_said=said(asked, tongue),
        waiting=_waiting(request, stek_id),
        questions=open_questions(receipts, said_before, tongue.language),
        months=shown, receipts=listed, streams=contracts.streams(), statuses=labels, signs=SIGNS,
        has_more=len(shown) < len(months) or len(listed) < len(receipts),
        next_month=running if is_active(stek_id, running) else None,
        next_due=due_on(portal.home, running), figures=_figures(request, stek_id),
    )  # fmt: skip


def _waiting(request: Request, stek_id: str) -> tuple[Upload, ...]:
    """The uploads of who asks that wait for a word, the newest first."""
    portal: Portal = request.app.state.portal
    number = request.state.visitor.account.number
    mine = (
        one
        for one in portal.desk.uploads.all()
        if (one.account_number, one.stek_id, one.receipt_number) == (number, stek_id, None)
    )
    return tuple(sorted(mine, key=lambda one: one.moment, reverse=True))


def _figures(request: Request, stek_id: str) -> str:
    """The own page of the published site; empty when there is none yet."""
    portal: Portal = request.app.state.portal
    page = f"{tongue_of(request).folder}stek-{stek_id}.html"
    return f"/cijfers/{page}" if (portal.home.site / page).exists() else ""


PAGES = (Page("/stek/{stek_id}", my_stek, COORDINATOR),)
