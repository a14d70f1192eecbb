"""The journal, for the administrator: read, chosen from, checked, and taken along."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from starlette.responses import Response

from pipelines import journal
from portal.access import Page
from portal.administering.history import events
from portal.administering.telling import told
from portal.frame import render, tongue_of
from portal.pages.accounts import ADMINISTRATOR

if TYPE_CHECKING:
    from starlette.requests import Request

    from pipelines.journal import Checked, Event
    from portal.portal import Portal

_AT = "/beheer/logboek"
_A_PAGE = 100


def journal_page(request: Request) -> Response:
    """A hundred events, the newest first, of the kind and the account that were chosen."""
    return _page(request)


def checked_page(request: Request) -> Response:
    """The same, after the chain was followed from its first line to its last."""
    portal: Portal = request.app.state.portal
    checked = journal.check(portal.home)
    portal.note(request.state.visitor, "journal_checked", events=checked.events)
    return _page(request, checked)


def _page(request: Request, checked: Checked | None = None) -> Response:
    portal: Portal = request.app.state.portal
    tongue = tongue_of(request)
    what, account, before = _asked(request)
    found = events(portal.home, what=what, account=account, before=before, count=_A_PAGE + 1)
    names = {one.number: one.name for one in portal.accounts.all()}
    return render(
        request, "journal.html.jinja", checked=checked, what=what, chosen=str(account or ""),
        events=[told(event, tongue, names) for event in found[:_A_PAGE]],
        older=found[_A_PAGE - 1].number if len(found) > _A_PAGE else 0, is_newest=not before,
        kinds=_kinds(request),
        people=[("", tongue.say("journal_any_account")), *((str(n), names[n]) for n in names)],
    )  # fmt: skip


def _asked(request: Request) -> tuple[str, int, int]:
    """The kind of event, the account and the number that the address names; what is none is any."""
    asked = request.query_params
    what = asked.get("wat", "")
    return (
        what if what in journal.labels() else "",
        _number(asked.get("wie")),
        _number(asked.get("voor")),
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else 0


def _kinds(request: Request) -> list[tuple[str, str]]:
    """The kinds of events, in alphabetical order of their words."""
    tongue = tongue_of(request)
    known = [(code, words.to(tongue.language)) for code, words in journal.labels().items()]
    any_kind = ("", tongue.say("journal_any_event"))
    return [any_kind, *sorted(known, key=lambda kind: kind[1].casefold())]


def journal_csv(request: Request) -> Response:
    """The whole journal as CSV, by numbers and codes: no name of anybody, nothing that a formula is."""
    portal: Portal = request.app.state.portal
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(["number", "moment", "what", "who", "source", "about"])
    lines.writerows(_line(event) for event in reversed(events(portal.home)))
    return Response(
        text.getvalue(),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="logboek.csv"'}
        | {"Cache-Control": "no-store"},
    )


def _line(event: Event) -> tuple[str, ...]:
    about = " ".join(f"{key}={value}" for key, value in event.about.items())
    moment = event.moment.isoformat()
    return str(event.number), moment, event.what, event.who, event.source, about


PAGES = (
    Page(_AT, journal_page, ADMINISTRATOR),
    Page(f"{_AT}/nakijken", checked_page, ADMINISTRATOR),
    Page(f"{_AT}/csv", journal_csv, ADMINISTRATOR),
)
