"""The ledger, for administrators and analysts: all Stekken, and one; counts of rows are not shown.

How many rows a Stek delivered is a small number of its own, and leaves the house protected only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from pipelines import contracts
from pipelines.errors import WrongUseError
from pipelines.landing.receipts import Receipt, read_receipts
from pipelines.landing.roster import roster
from pipelines.months import Month
from portal.access import Page
from portal.accounts import Role
from portal.administering.ledgers import SIGNS, cells, counts, entries
from portal.frame import render, stek_name, tongue_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from pipelines.ledger import Entry
    from portal.portal import Portal

_ALL = "/leveringen"
_READERS: frozenset[Role] = frozenset({"administrator", "analyst"})
_MONTHS = 6  # what stands beside each other on a screen
_MONTHS_OF_ONE = 12


def deliveries_page(request: Request) -> Response:
    """A line a Stek, a column a month."""
    portal: Portal = request.app.state.portal
    language = tongue_of(request).language
    lines = entries(portal.home)
    months = _shown(request, {line.month for line in lines}, _MONTHS)
    shown = [line for line in lines if line.month in months]
    known = cells(shown)
    names = [(stek_id, stek_name(stek_id, language)) for stek_id in known]
    return render(
        request, "deliveries.html.jinja", months=months[::-1], cells=known, counts=counts(shown),
        stekken=sorted(names, key=lambda one: one[1].casefold()), signs=SIGNS,
        statuses=_statuses(request), earlier=_earlier(months, lines, _MONTHS),
    )  # fmt: skip


def deliveries_of_page(request: Request) -> Response:
    """One Stek: each stream of each month, and what was handed in."""
    portal: Portal = request.app.state.portal
    stek_id = request.path_params["stek_id"]
    if stek_id not in roster():
        raise HTTPException(404)
    lines = [line for line in entries(portal.home) if line.stek_id == stek_id]
    months = _shown(request, {line.month for line in lines}, _MONTHS_OF_ONE)
    by_month = {month: [line for line in lines if line.month == month] for month in months[::-1]}
    return render(
        request, "deliveries_of.html.jinja", name=stek_name(stek_id, tongue_of(request).language),
        months=by_month, receipts=_receipts(portal, stek_id, months), streams=contracts.streams(),
        signs=SIGNS, statuses=_statuses(request),
        earlier=_earlier(months, lines, _MONTHS_OF_ONE),
        shows_files=request.state.visitor.account.role == "administrator",
    )  # fmt: skip


def _receipts(portal: Portal, stek_id: str, months: Iterable[Month]) -> list[Receipt]:
    """What was handed in for these months, the newest first."""
    found = [one for month in months for one in read_receipts(portal.home, month, stek_id)]
    return sorted(found, key=lambda receipt: receipt.order, reverse=True)


def _shown(request: Request, known: set[Month], usual: int) -> tuple[Month, ...]:
    """The months to show: the last few, or all from the one that the address names; 404 for none."""
    months = sorted(known)
    asked = request.query_params.get("vanaf", "")
    if not asked:
        return tuple(months[-usual:])
    try:
        first = Month.parse(asked)
    except WrongUseError:
        raise HTTPException(404) from None
    if not (shown := tuple(month for month in months if month >= first)):
        raise HTTPException(404)
    return shown


def _earlier(months: Sequence[Month], lines: Iterable[Entry], step: int) -> Month | None:
    """From where to show more; None when all is shown."""
    before = sorted({line.month for line in lines if months and line.month < months[0]})
    return before[-step:][0] if before else None


def _statuses(request: Request) -> dict[str, str]:
    """What each status of the ledger is called."""
    language = tongue_of(request).language
    return {code.code: code.label.to(language) for code in contracts.code_list("ledger_statuses")}


PAGES = (
    Page(_ALL, deliveries_page, _READERS),
    Page(f"{_ALL}/{{stek_id}}", deliveries_of_page, _READERS),
)
