"""The answer to a file that was handed in: read it, take the marked workbook, confirm or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from pipelines.answering.signs import visible
from pipelines.contracts import code_list, delivery_rules
from pipelines.landing.receipts import read_receipts
from portal.access import Page
from portal.delivering.attachments import XLSX, attachment
from portal.delivering.explaining import explained, given
from portal.delivering.noting import noted
from portal.delivering.places import place_of
from portal.delivering.showing import show
from portal.delivering.telling import counted, groups
from portal.desk import DeskBusyError, DeskError
from portal.frame import stek_name, tongue_of
from portal.pages.deliver import COORDINATOR

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from portal.desk import Answer, Upload
    from portal.portal import Portal

_UPLOAD = "/stek/{stek_id}/leveren/{month}/{token}"
_TOLD = ("busy", "took_too_long", "broke")  # reasons of the desk that have words of their own


def _of_own(
    page: Callable[[Request, Upload], Awaitable[Response]],
) -> Callable[[Request], Awaitable[Response]]:
    """A page about an upload of who asks, for the Stek and month of the address.

    Landed already, it leads to the receipt; gone, it says so, and not whether it ever was.
    """

    async def page_of_upload(request: Request) -> Response:
        portal: Portal = request.app.state.portal
        stek_id, month = await run_in_threadpool(place_of, request)
        number = request.state.visitor.account.number
        upload = await portal.desk.get(str(request.path_params["token"]), number)
        if upload is None or (upload.stek_id, upload.month) != (stek_id, month):
            return _gone(request)
        if upload.receipt_number is not None:
            return RedirectResponse(f"/stek/{stek_id}/bewijs/{upload.receipt_number}", 303)
        try:
            return await page(request, upload)
        except DeskError as error:
            return not_had(request, error)

    return page_of_upload


def _gone(request: Request) -> Response:
    stek_id, month = place_of(request)
    return show(request, "answer_gone.html.jinja", 404, stek_id=stek_id, month=month)


def not_had(request: Request, error: DeskError) -> Response:
    """No answer could be had: it is busy, or the file cannot be looked at."""
    if error.reason not in _TOLD:
        return _gone(request)
    stek_id, month = place_of(request)
    is_busy = isinstance(error, DeskBusyError)
    response = show(
        request, "answer_not_had.html.jinja", 503 if is_busy else 422,
        stek_id=stek_id, month=month, reason=error.reason, at=_at(request),
    )  # fmt: skip
    if isinstance(error, DeskBusyError):
        response.headers["Retry-After"] = str(error.seconds)
    return response


def _at(request: Request) -> str:
    """The address of the answer, also when asked for one of its parts."""
    return _UPLOAD.format_map(request.path_params)


@_of_own
async def answer_page(request: Request, upload: Upload) -> Response:
    """What was found, what to do first above, and the two buttons."""
    portal: Portal = request.app.state.portal
    answer = await portal.desk.answer(upload)
    earlier = await run_in_threadpool(read_receipts, portal.home, upload.month, upload.stek_id)
    language = tongue_of(request).language
    return show(
        request, "answer.html.jinja",
        stek_id=upload.stek_id, month=upload.month, at=_at(request),
        file_name=visible(upload.name) if answer.is_keepable else "",
        headline=_headline(request, answer), groups=groups(answer.report, language),
        counted=counted(answer.report, language), answer=answer,
        can_confirm=_can_confirm(answer),
        is_correction=any(one.outcome != "refused" for one in earlier),
        reasons=code_list("explanations"),
    )  # fmt: skip


def _headline(request: Request, answer: Answer) -> str:
    tongue, report = tongue_of(request), answer.report
    words = delivery_rules().answers[f"checked_{report.outcome}"]
    stek = stek_name(report.stek_id, tongue.language)
    return words.filled(stek=stek, month=tongue.period(str(report.month))).to(tongue.language)


def _can_confirm(answer: Answer) -> bool:
    return answer.is_keepable and answer.report.outcome != "refused"


@_of_own
async def answer_workbook(request: Request, upload: Upload) -> Response:
    """The own file with its marks, or the list alone where it may not be copied."""
    portal: Portal = request.app.state.portal
    data = await portal.desk.workbook(upload, tongue_of(request).language)
    name = f"stek-{upload.stek_id}-{upload.month}-{tongue_of(request).say('answer_file')}.xlsx"
    return attachment(data, name, XLSX)


@_of_own
async def consequences(request: Request, upload: Upload) -> Response:
    """Which published figures a correction may move."""
    portal: Portal = request.app.state.portal
    answer = await portal.desk.answer(upload)
    moves = await portal.desk.moves(upload) if _can_confirm(answer) else ()
    return show(
        request, "consequences.html.jinja",
        stek_id=upload.stek_id, month=upload.month, moves=moves, at=_at(request),
    )  # fmt: skip


@_of_own
async def confirm(request: Request, upload: Upload) -> Response:
    """Land it, keep what was explained, and go to the receipt."""
    portal: Portal = request.app.state.portal
    answer = await portal.desk.answer(upload)
    if not _can_confirm(answer):
        return RedirectResponse(_at(request), 303)
    asked = [one.kind for one in answer.report.findings if one.severity == "bevestigen"]
    reasons = given(await request.form(max_files=0, max_fields=200), asked)
    landed = await portal.desk.confirm(upload)
    number, report = landed.receipt_number or 0, landed.report
    stek_id, month = upload.stek_id, upload.month
    await noted(
        request, "confirmed",
        stek_id=stek_id, month=str(month), receipt=number, outcome=report.outcome,
    )  # fmt: skip
    is_kept = await explained(request, stek_id, month, reasons)
    said = "ja" if landed.is_new else "zelfde"
    more = "" if is_kept else "&uitleg=niet"
    return RedirectResponse(f"/stek/{stek_id}/bewijs/{number}?nieuw={said}{more}", 303)


@_of_own
async def discard(request: Request, upload: Upload) -> Response:
    """Keep nothing of it, and go back to the form."""
    portal: Portal = request.app.state.portal
    await portal.desk.discard(upload)
    await noted(request, "discarded", stek_id=upload.stek_id, month=str(upload.month))
    return RedirectResponse(f"/stek/{upload.stek_id}/leveren/{upload.month}?weg=ja", 303)


def to_answer(request: Request) -> Response:
    """Where somebody lands who asks for the address of a button: the answer."""
    return RedirectResponse(_at(request), 303)


PAGES = (
    Page(_UPLOAD, answer_page, COORDINATOR),
    Page(f"{_UPLOAD}/werkboek.xlsx", answer_workbook, COORDINATOR),
    Page(f"{_UPLOAD}/gevolgen", consequences, COORDINATOR),
    Page(f"{_UPLOAD}/bevestigen", confirm, COORDINATOR, ("POST",)),
    Page(f"{_UPLOAD}/bevestigen", to_answer, COORDINATOR),
    Page(f"{_UPLOAD}/weg", discard, COORDINATOR, ("POST",)),
    Page(f"{_UPLOAD}/weg", to_answer, COORDINATOR),
)
