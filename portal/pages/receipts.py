"""The receipt of a delivery: what became of it, what is still asked, and files to keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from pipelines.answering.receipt_facts import facts, rows, sentences
from pipelines.answering.receipt_page import receipt_page
from pipelines.answering.receipt_words import Teller
from pipelines.contracts import code_list, delivery_rules
from pipelines.findings.explanations import read_said
from pipelines.landing.receipts import Receipt, read_receipts, receipt_file
from portal.access import Page
from portal.delivering.attachments import XLSX, attachment
from portal.delivering.explaining import explained, given
from portal.delivering.noting import noted
from portal.delivering.places import stek_of
from portal.delivering.questions import OpenQuestion, open_of, standing_of
from portal.delivering.showing import show
from portal.delivering.telling import groups
from portal.desk import DeskBusyError, DeskError
from portal.frame import tongue_of
from portal.pages.deliver import COORDINATOR

if TYPE_CHECKING:
    from starlette.requests import Request

    from pipelines.contracts import Language
    from portal.portal import Portal

_RECEIPT = "/stek/{stek_id}/bewijs/{number}"


@dataclass(frozen=True)
class _Known:
    """A receipt, what of it is still asked, and whether another delivery took its place."""

    receipt: Receipt
    questions: tuple[OpenQuestion, ...]
    is_replaced: bool


def _known(request: Request) -> _Known:
    """The receipt of an address. Errors: HTTPException 404 when this Stek has none of that number."""
    portal: Portal = request.app.state.portal
    stek_id, number = stek_of(request), request.path_params["number"]
    receipts = read_receipts(portal.home, stek_id=stek_id)
    receipt = next((one for one in receipts if str(one.number) == number), None)
    if receipt is None:
        raise HTTPException(404)
    questions = open_of(receipt, receipts, read_said(portal.home, stek_id), _language(request))
    of_month = [one for one in receipts if one.month == receipt.month]
    stands = any(standing_of(of_month, part.stream) is receipt for part in receipt.streams)
    return _Known(receipt, questions, receipt.outcome != "refused" and not stands)


def _language(request: Request) -> Language:
    return tongue_of(request).language


def receipt_in_portal(request: Request) -> Response:
    """What became of a delivery."""
    known, teller = _known(request), Teller(_language(request))
    receipt = known.receipt
    return show(
        request, "receipt.html.jinja",
        stek_id=receipt.stek_id, receipt=receipt, known=known, at=_at(request),
        sentences=sentences(teller, receipt), facts=tuple(facts(teller, receipt)),
        rows=rows(teller, receipt), teller=teller, reasons=code_list("explanations"),
        has_adds=any(part.used for part in receipt.streams),
        explained=delivery_rules().places["explained"].to(teller.language),
        is_new=request.query_params.get("nieuw", ""), said=request.query_params.get("uitleg", ""),
    )  # fmt: skip


def _at(request: Request) -> str:
    return f"/stek/{request.path_params['stek_id']}/bewijs/{request.path_params['number']}"


async def receipt_findings(request: Request) -> Response:
    """Everything that is found in the kept file, looked at again."""
    portal: Portal = request.app.state.portal
    known = await run_in_threadpool(_known, request)
    try:
        answer = await portal.desk.findings(known.receipt.number)
    except DeskError as error:
        return _not_had(error)
    return show(
        request, "receipt_findings.html.jinja",
        stek_id=known.receipt.stek_id, receipt=known.receipt, at=_at(request),
        groups=groups(answer.report, _language(request)),
    )  # fmt: skip


async def receipt_adds(request: Request) -> Response:
    """What the delivery adds, told as the published figures are."""
    portal: Portal = request.app.state.portal
    known = await run_in_threadpool(_known, request)
    try:
        added = await portal.desk.adds(known.receipt.number)
    except DeskError as error:
        return _not_had(error)
    return show(
        request, "receipt_adds.html.jinja",
        stek_id=known.receipt.stek_id, receipt=known.receipt, at=_at(request), added=added,
    )  # fmt: skip


def _not_had(error: DeskError) -> Response:
    headers = {"Retry-After": str(error.seconds)} if isinstance(error, DeskBusyError) else None
    raise HTTPException(503, headers=headers) from error


async def explain_questions(request: Request) -> Response:
    """Keep what a coordinator says about questions."""
    known = await run_in_threadpool(_known, request)
    receipt = known.receipt
    form = await request.form(max_files=0, max_fields=200)
    reasons = given(form, [one.rule for one in known.questions])
    is_kept = await explained(request, receipt.stek_id, receipt.month, reasons)
    said = "ja" if is_kept and reasons else "niet" if reasons else "leeg"
    return RedirectResponse(f"{_at(request)}?uitleg={said}", 303)


async def signed_page(request: Request) -> Response:
    """The signed page of the receipt, to keep."""
    portal: Portal = request.app.state.portal
    receipt = (await run_in_threadpool(_known, request)).receipt
    page = await run_in_threadpool(receipt_page, portal.home, receipt, _language(request))
    return await _fetched(request, receipt, page.encode(), "html", "text/html")


async def signed_json(request: Request) -> Response:
    """The signed receipt for machines, exactly as it is kept."""
    portal: Portal = request.app.state.portal
    receipt = (await run_in_threadpool(_known, request)).receipt
    data = await run_in_threadpool(receipt_file(portal.home, receipt).read_bytes)
    return await _fetched(request, receipt, data, "json", "application/json")


async def _fetched(
    request: Request, receipt: Receipt, data: bytes, ending: str, media_type: str
) -> Response:
    stek_id, month, number = receipt.stek_id, str(receipt.month), receipt.number
    await noted(request, "receipt_fetched", stek_id=stek_id, month=month, receipt=number)
    called = tongue_of(request).say("receipt_file")
    return attachment(data, f"stek-{stek_id}-{month}-{called}-{number}.{ending}", media_type)


async def receipt_workbook(request: Request) -> Response:
    """The delivered file with its marks, or the list alone where it was not kept."""
    portal: Portal = request.app.state.portal
    receipt = (await run_in_threadpool(_known, request)).receipt
    try:
        data = await portal.desk.receipt_workbook(receipt.number, _language(request))
    except DeskError as error:
        return _not_had(error)
    called = tongue_of(request).say("answer_file")
    return attachment(data, f"stek-{receipt.stek_id}-{receipt.month}-{called}.xlsx", XLSX)


def to_receipt(request: Request) -> Response:
    """Where somebody lands who asks for the address of a button: the receipt."""
    return RedirectResponse(_at(request), 303)


PAGES = (
    Page(_RECEIPT, receipt_in_portal, COORDINATOR),
    Page(f"{_RECEIPT}/bevindingen", receipt_findings, COORDINATOR),
    Page(f"{_RECEIPT}/bijdrage", receipt_adds, COORDINATOR),
    Page(f"{_RECEIPT}/uitleg", explain_questions, COORDINATOR, ("POST",)),
    Page(f"{_RECEIPT}/uitleg", to_receipt, COORDINATOR),
    Page(f"{_RECEIPT}/bewijs.html", signed_page, COORDINATOR),
    Page(f"{_RECEIPT}/bewijs.json", signed_json, COORDINATOR),
    Page(f"{_RECEIPT}/werkboek.xlsx", receipt_workbook, COORDINATOR),
)
