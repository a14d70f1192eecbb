from __future__ import annotations

from datetime import date

import pytest

from pipelines import clock, journal
from pipelines.home import Home
from portal.mail.daily import mark_sent, send_due
from portal.mail.reminders import due
from portal.settings import MailServer
from tests.commands import stek
from tests.portal.mail.servers import SENDER, Box, mail_server
from tests.portal.pages.administration import Office, deliver, office
from tests.portal.server import free_port

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _on_the_20th_of_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda _: TODAY)


def with_two(home: Home, mail: MailServer | None) -> Office:
    """Two coordinators of a Stek that lacks its signals of October."""
    deliver(home, 1, "zaventem", "2026-10", "2026-11-10T10:00:00", "signals")
    portal = office(home, mail)
    portal.member("jan", "coordinator", "zaventem")
    portal.member("mia", "coordinator", "zaventem")
    return portal


def told(home: Home) -> list[tuple[str, object, object, object]]:
    found = journal.read(home)
    return [(e.what, e.who, e.about["account"], e.about["month"]) for e in reversed(found)]


def test_what_is_due_goes_once_and_is_written_in_the_journal(home: Home) -> None:
    box = Box()
    with mail_server(box) as server:
        portal = with_two(home, server)
        sent = send_due(portal.settings, portal.accounts)
        assert (sent.count, sent.failed) == (2, 0)
        assert send_due(portal.settings, portal.accounts).count == 0
    assert box.recipients == ["jan@voorbeeld.be", "mia@voorbeeld.be"]
    assert told(home) == [
        ("reminder_sent", "portal", 1, "2026-10"),
        ("reminder_sent", "portal", 2, "2026-10"),
    ]


def test_what_did_not_go_is_due_again_and_the_journal_names_no_address(home: Home) -> None:
    box = Box(refused=("jan@voorbeeld.be",))
    with mail_server(box) as server:
        portal = with_two(home, server)
        sent = send_due(portal.settings, portal.accounts, who="account:3", source="10.0.0.1")
        assert (sent.count, dict(sent.failures)) == (1, {"refused": 1})
        assert [one.account.number for one in due(home, portal.accounts, TODAY)] == [1]
        box.refused = ()
        assert send_due(portal.settings, portal.accounts).count == 1
    assert [what for what, *_ in told(home)] == [
        "reminder_failed",
        "reminder_sent",
        "reminder_sent",
    ]
    kept = "".join(path.read_text("utf-8") for path in home.journal.glob("*.jsonl"))
    assert "voorbeeld.be" not in kept


def test_a_mail_server_that_is_down_leaves_all_of_it_due(home: Home) -> None:
    portal = with_two(home, MailServer("127.0.0.1", free_port(), SENDER, "none", "", ""))
    assert dict(send_due(portal.settings, portal.accounts).failures) == {"unreachable": 2}
    assert len(due(home, portal.accounts, TODAY)) == 2


def test_without_a_mail_server_nothing_is_sent_and_all_stays_due(home: Home) -> None:
    portal = with_two(home, None)
    assert send_due(portal.settings, portal.accounts).count == 0
    assert len(due(home, portal.accounts, TODAY)) == 2
    assert journal.read(home) == ()


def test_a_reminder_that_somebody_sent_by_hand_does_not_go_again(home: Home) -> None:
    portal = with_two(home, None)
    mark_sent(home, portal.accounts, due(home, portal.accounts, TODAY)[0], "account:9", "10.0.0.1")
    assert [one.account.number for one in due(home, portal.accounts, TODAY)] == [2]
    assert told(home) == [("reminder_sent", "account:9", 1, "2026-10")]


def test_the_command_sends_what_is_due_or_only_says_so(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    this = clock.now().date().replace(day=1)
    month = f"{this.year - 1}-12" if this.month == 1 else f"{this.year}-{this.month - 1:02d}"
    deliver(home, 1, "zaventem", month, f"{this}T10:00:00", "signals")
    # The command has the real clock: the month is due on a day that makes today one of reminding.
    home.due_dates.mkdir(parents=True)
    (home.due_dates / f"{month}.json").write_text(f'{{"due_on": "{clock.now().date()}"}}')
    office(home).member("jan", "coordinator", "zaventem")
    assert stek(home, "remind", "--dry-run") == (0, f"account 1  zaventem  {month}\n")
    code, said = stek(home, "remind")
    assert code == 2
    assert "STEK_SMTP_HOST" in said
    box = Box()
    with mail_server(box) as server:
        for name, value in (
            ("HOST", server.host), ("PORT", str(server.port)), ("FROM", SENDER), ("SECURITY", "none"),
        ):  # fmt: skip
            monkeypatch.setenv(f"STEK_SMTP_{name}", value)
        assert stek(home, "remind") == (0, "1 reminders sent, 0 not\n")
    assert box.recipients == ["jan@voorbeeld.be"]
