"""Handing in: choose the month, give the file, or say that there is nothing to report."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from pipelines import clock, contracts
from pipelines.due_dates import due_on
from pipelines.errors import WrongUseError
from pipelines.landing.frozen import FINAL, is_frozen
from pipelines.landing.receipts import read_receipts
from pipelines.landing.roster import is_active
from pipelines.months import Month
from pipelines.reading.limits import MAX_BYTES
from portal.access import Page
from portal.accounts import Role
from portal.delivering.duties import duties, months_of
from portal.delivering.intake import take_in
from portal.delivering.noting import noted
from portal.delivering.places import place_of, stek_of
from portal.delivering.questions import standing_of
from portal.delivering.showing import said, show, titles
from portal.desk import DeskError, TooLargeError
from portal.frame import tongue_of
from portal.safety.limits import too_often

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from pipelines.landing.receipts import Receipt
    from portal.desk import Upload, Writing
    from portal.portal import Portal

COORDINATOR: frozenset[Role] = frozenset({"coordinator"})
_MONTH = "/stek/{stek_id}/leveren/{month}"
_LOG = logging.getLogger("stek.portal")


def choose_month(request: Request) -> Response:
    """The months to deliver for: what is due first, any earlier month below."""
    portal: Portal = request.app.state.portal
    stek_id, today = stek_of(request), clock.today(portal.home)
    months, running = months_of(portal.home, stek_id), Month.of(today)
    asked = duties(months, today)
    return show(
        request, "choose_month.html.jinja",
        stek_id=stek_id, duties=asked, duty_said=said(asked, tongue_of(request)),
        running=running if is_active(stek_id, running) else None,
        running_due=due_on(portal.home, running),
        earlier=[one for one in months if one.duty is None],
    )  # fmt: skip


def deliver_page(request: Request) -> Response:
    """The form for one month."""
    return _form(request)


def _form(request: Request, status: int = 200, problem: str = "") -> Response:
    portal: Portal = request.app.state.portal
    stek_id, month = place_of(request)
    due, receipts = due_on(portal.home, month), read_receipts(portal.home, month, stek_id)
    return show(
        request, "deliver.html.jinja", status,
        stek_id=stek_id, month=month, due_on=due, is_late=clock.today(portal.home) > due,
        receipts=receipts[::-1], problem=problem, most_bytes=MAX_BYTES,
        streams=contracts.streams(), is_final=is_frozen(portal.home, month),
        final=contracts.delivery_rules().refusals[FINAL],
        is_discarded=request.query_params.get("weg") == "ja" and not problem,
        told=frozenset(one.name for one in contracts.streams() if standing_of(receipts, one.name)),
    )  # fmt: skip


async def hand_in(request: Request) -> Response:
    """Take in the file of the form, have it looked at, and go to the answer."""
    portal: Portal = request.app.state.portal
    stek_id, month = await run_in_threadpool(place_of, request)
    number = request.state.visitor.account.number
    if not portal.limits.upload(number):
        raise too_often(3600)

    def begin(name: str) -> Writing[Upload]:
        return portal.desk.uploads.begin(number, stek_id, month, name)

    say = tongue_of(request).say
    try:
        upload = await take_in(request, begin)
    except TooLargeError:
        too_large = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return await run_in_threadpool(_form, request, too_large, say("error_413"))
    if upload is None:
        return await run_in_threadpool(_form, request, 422, say("deliver_choose_file"))
    try:
        answer = await portal.desk.check(upload)
    except DeskError as error:  # the file waits all the same: the answer's own page tells more
        _LOG.warning("an upload waits unseen: %s", error.reason)
    else:
        outcome = answer.report.outcome
        await noted(request, "delivered", stek_id=stek_id, month=str(month), outcome=outcome)
    return RedirectResponse(f"/stek/{stek_id}/leveren/{month}/{upload.token}", 303)


async def report_nothing(request: Request) -> Response:
    """Land the word that there is nothing to report; asks first when a delivery would make way."""
    portal: Portal = request.app.state.portal
    stek_id, month = await run_in_threadpool(place_of, request)
    form = await request.form(max_files=0, max_fields=20)
    known = [one.name for one in contracts.streams()]
    streams = [name for name in known if name in form.getlist("blad")]
    if not streams:
        problem = tongue_of(request).say("nothing_choose")
        return await run_in_threadpool(_form, request, 422, problem)
    receipts = await run_in_threadpool(read_receipts, portal.home, month, stek_id)
    made_way = _made_way(receipts, streams)
    if made_way and form.get("zeker") != "ja":
        return show(
            request, "nothing_sure.html.jinja",
            stek_id=stek_id, month=month, streams=streams,
            made_way=titles(made_way, tongue_of(request)),
        )  # fmt: skip
    try:
        answer = await portal.desk.nothing(
            request.state.visitor.account.number, stek_id, month, streams
        )
    except WrongUseError:
        return await run_in_threadpool(_form, request, 422)  # the month is final: the page says so
    receipt = answer.receipt_number or 0
    await noted(request, "nothing_reported", stek_id=stek_id, month=str(month), receipt=receipt)
    return RedirectResponse(f"/stek/{stek_id}/bewijs/{receipt}?nieuw=ja", 303)


def _made_way(receipts: Sequence[Receipt], streams: Sequence[str]) -> tuple[str, ...]:
    """The streams of which rows would count no more."""
    standing = {stream: standing_of(receipts, stream) for stream in streams}
    return tuple(
        stream for stream, one in standing.items() if one is not None and not one.is_nothing
    )


def to_form(request: Request) -> Response:
    """Where somebody lands who asks for the address of a button: the form."""
    stek_id, month = place_of(request)
    return RedirectResponse(f"/stek/{stek_id}/leveren/{month}", 303)


PAGES = (
    Page("/stek/{stek_id}/leveren", choose_month, COORDINATOR),
    Page(_MONTH, deliver_page, COORDINATOR),
    Page(_MONTH, hand_in, COORDINATOR, ("POST",), takes_file=True),
    Page(f"{_MONTH}/niets", report_nothing, COORDINATOR, ("POST",)),
    Page(f"{_MONTH}/niets", to_form, COORDINATOR),
)
