"""When no answer can be had, a coordinator is told what became of the file, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from starlette.requests import Request

from pipelines.contracts import Language
from pipelines.home import Home
from portal.desk import DeskBusyError, DeskError
from portal.pages.answers import not_had
from portal.portal import Portal
from portal.settings import Settings
from portal.visitors import Visitor

TOKEN = "t" * 43
AT = f"/stek/zaventem/leveren/2026-10/{TOKEN}"


@pytest.fixture
def portal(home: Home) -> Iterator[Portal]:
    """One that stands still: pages are made without its workers."""
    opened = Portal.open(Settings.from_environment({}))
    yield opened
    opened.accounts.close()


def asked(portal: Portal, language: Language) -> Request:
    """A question about an upload, of somebody who asks in that language."""
    place = {"stek_id": "zaventem", "month": "2026-10", "token": TOKEN}
    request = Request(
        {
            "type": "http", "method": "GET", "path": AT, "query_string": b"", "headers": [],
            "server": ("testserver", 443), "scheme": "https", "path_params": place,
            "app": SimpleNamespace(state=SimpleNamespace(portal=portal)),
        }
    )  # fmt: skip
    request.state.visitor = Visitor(None, language, "127.0.0.1")
    return request


def test_when_it_is_busy_the_file_is_said_to_be_there(portal: Portal) -> None:
    answer = not_had(asked(portal, "nl"), DeskBusyError())
    page = bytes(answer.body).decode()
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == str(DeskBusyError.seconds)
    assert "Je bestand is binnen" in page
    assert "Je hoeft het niet opnieuw te sturen." in page
    assert f'href="{AT}"' in page


@pytest.mark.parametrize(
    ("reason", "told"),
    [("took_too_long", "Het duurde te lang. Er is niets geleverd."),
     ("broke", "Er ging bij ons iets mis. Er is niets geleverd.")],
)  # fmt: skip
def test_when_it_cannot_be_looked_at_nothing_is_said_to_count(
    portal: Portal, reason: str, told: str
) -> None:
    answer = not_had(asked(portal, "nl"), DeskError(reason))  # type: ignore[arg-type]  # one of them
    page = bytes(answer.body).decode()
    assert answer.status_code == 422
    assert "<title>Fout: We konden dit bestand niet nakijken" in page
    assert told in page
    assert f'action="{AT}/weg"' in page


def test_what_is_gone_is_not_told_apart_from_what_never_was(portal: Portal) -> None:
    answer = not_had(asked(portal, "en"), DeskError("gone"))
    assert answer.status_code == 404
    assert "This file waits no more" in bytes(answer.body).decode()
