"""Reminders, for the administrator: which are due, their text, and sending them now."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from pipelines import clock
from portal.access import Page
from portal.administering.history import events
from portal.frame import render, stek_name, tongue_of
from portal.mail import letters, rhythm
from portal.mail.daily import mark_sent, send_due
from portal.mail.reminders import due, gaps_by_stek, of_gaps, without_reader
from portal.mail.sending import Failure
from portal.pages.accounts import ADMINISTRATOR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request

    from pipelines.journal import Event
    from portal.mail.reminders import Gap
    from portal.portal import Portal

_AT = "/beheer/herinneringen"
_PAST = 50  # some three months of sixteen Stekken


def reminders_page(request: Request) -> Response:
    """What is due, to whom, with its text; and what was sent."""
    portal: Portal = request.app.state.portal
    home, settings = portal.home, portal.settings
    gaps = gaps_by_stek(home, clock.today(home))
    written = [
        (one, letters.reminder(one, settings.public_url, is_sample=portal.is_sample))
        for one in of_gaps(gaps, portal.accounts)
    ]
    return render(
        request, "reminders.html.jinja", 200, waiting=written, past=_past(portal), rhythm=rhythm,
        has_mail=settings.mail is not None, nobody=_nobody(request, gaps),
        names={account.number: account.name for account in portal.accounts.all()},
        **_what_happened(request),
    )  # fmt: skip


def _nobody(request: Request, gaps: Mapping[str, Sequence[Gap]]) -> str:
    """The Stekken that lack something and have nobody to remind, as a list in words."""
    portal: Portal = request.app.state.portal
    language = tongue_of(request).language
    names = (stek_name(one, language) for one in without_reader(gaps, portal.accounts.all()))
    return ", ".join(sorted(names))


def _past(portal: Portal) -> list[Event]:
    """The newest reminders, those that failed too."""
    both = [
        event
        for what in ("reminder_sent", "reminder_failed")
        for event in events(portal.home, what=what, count=_PAST)
    ]
    return sorted(both, key=lambda event: -event.number)[:_PAST]


def _what_happened(request: Request) -> dict[str, object]:
    """What the step before this page did, as its address says."""
    asked = request.query_params
    sent, failed = (asked.get(name, "") for name in ("verstuurd", "mislukt"))
    return {
        "sent": int(sent) if _is_count(sent) else None,
        "failed": int(failed) if _is_count(failed) else 0,
        "reasons": [why for why in get_args(Failure) if why in asked.getlist("waarom")],
        "marked": asked.get("gedaan") == "ja",
    }


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 6


def send_now(request: Request) -> Response:
    """Send what is due."""
    portal: Portal = request.app.state.portal
    visitor = request.state.visitor
    sent = send_due(portal.settings, portal.accounts, who=visitor.who, source=visitor.source)
    told = [f"verstuurd={sent.count}"]
    if sent.failed:
        told += [f"mislukt={sent.failed}", *(f"waarom={why}" for why in sent.failures)]
    return RedirectResponse(f"{_AT}?{'&'.join(told)}", 303)


async def done(request: Request) -> Response:
    """Note that a reminder was sent by hand."""
    form = await request.form(max_files=0, max_fields=5)
    place = str(form.get("stek", ""))[:40], str(form.get("account", ""))[:12]
    return await run_in_threadpool(_done, request, *place)


def _done(request: Request, stek_id: str, number: str) -> Response:
    portal: Portal = request.app.state.portal
    visitor = request.state.visitor
    waiting = {
        (one.stek_id, str(one.account.number)): one
        for one in due(portal.home, portal.accounts, clock.today(portal.home))
    }
    if reminder := waiting.get((stek_id, number)):  # a second click finds it no more
        mark_sent(portal.home, portal.accounts, reminder, visitor.who, visitor.source)
    return RedirectResponse(f"{_AT}?gedaan=ja", 303)


PAGES = (
    Page(_AT, reminders_page, ADMINISTRATOR),
    Page(_AT, send_now, ADMINISTRATOR, ("POST",)),
    Page(f"{_AT}/gedaan", done, ADMINISTRATOR, ("POST",)),
)
