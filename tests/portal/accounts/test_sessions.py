from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import event, func, select

from pipelines.months import Month
from portal.accounts import AccountError, Accounts
from portal.accounts.tables import invitations, reminders, sessions
from tests.portal.accounts.conftest import QUICK, Clock
from tests.portal.accounts.somebody import invited, somebody


@pytest.fixture
def token(accounts: Accounts) -> str:
    """A complete session of account 1, begun at nine o'clock."""
    return accounts.begin_session(somebody(accounts).number, is_complete=True)


def test_a_session_says_who_came_in_and_when(accounts: Accounts, clock: Clock, token: str) -> None:
    session = accounts.session(token)
    assert session is not None
    assert session.account == accounts.get(1)
    assert session.is_complete
    assert session.began_at == clock()
    assert (session.ends_at - clock()).total_seconds() == 3600
    assert len(token) == 43  # 32 bytes


@pytest.mark.parametrize("strange", ["", "x", "x" * 43, "\ud800", "'; drop table sessions; --"])
def test_a_token_that_was_never_given_lets_nobody_in(
    accounts: Accounts, token: str, strange: str
) -> None:
    assert accounts.session(strange) is None
    with pytest.raises(AccountError) as caught:
        accounts.complete_session(strange)
    assert caught.value.reason == "session_over"
    accounts.end_session(strange)
    assert accounts.session(token)


def test_a_session_ends_an_hour_after_it_was_last_used(
    accounts: Accounts, clock: Clock, token: str
) -> None:
    clock.forward(minutes=59, seconds=59)
    assert accounts.session(token)
    clock.forward(minutes=59, seconds=59)
    assert accounts.session(token)
    clock.forward(minutes=60)
    assert accounts.session(token) is None


def test_a_session_ends_twelve_hours_after_it_began_however_it_is_used(
    accounts: Accounts, clock: Clock, token: str
) -> None:
    for _ in range(23):
        clock.forward(minutes=30)
        assert accounts.session(token)
    clock.forward(minutes=30, seconds=-1)
    assert accounts.session(token)
    clock.forward(seconds=1)
    assert accounts.session(token) is None


def test_reading_writes_once_a_minute(accounts: Accounts, clock: Clock, token: str) -> None:
    written = []

    def note(*told: object) -> None:
        if str(told[2]).lower().startswith("update"):
            written.append(clock())

    event.listen(accounts.database.engine, "before_cursor_execute", note)
    for _ in range(12):
        clock.forward(seconds=10)
        assert accounts.session(token)
    event.remove(accounts.database.engine, "before_cursor_execute", note)
    assert [moment.strftime("%H:%M:%S") for moment in written] == ["09:01:00", "09:02:00"]


def test_half_a_session_ends_after_a_quarter_of_an_hour(accounts: Accounts, clock: Clock) -> None:
    half = accounts.begin_session(somebody(accounts).number, is_complete=False)
    clock.forward(minutes=14, seconds=59)
    session = accounts.session(half)
    assert session is not None
    assert not session.is_complete
    clock.forward(seconds=1)
    assert accounts.session(half) is None
    with pytest.raises(AccountError):
        accounts.complete_session(half)


def test_completing_a_session_gives_another_token_and_ends_the_first(accounts: Accounts) -> None:
    half = accounts.begin_session(somebody(accounts).number, is_complete=False)
    whole = accounts.complete_session(half)
    assert whole != half
    assert accounts.session(half) is None
    session = accounts.session(whole)
    assert session is not None
    assert session.is_complete


def test_sessions_end_one_by_one_or_all_but_the_own(accounts: Accounts, token: str) -> None:
    others = [accounts.begin_session(1, is_complete=True) for _ in range(3)]
    elsewhere = accounts.begin_session(somebody(accounts, "bo").number, is_complete=True)
    accounts.end_session(others[0])
    assert [accounts.session(one) is None for one in others] == [True, False, False]
    accounts.end_sessions(1, keep=token)
    assert all(accounts.session(one) is None for one in others)
    assert accounts.session(token)
    accounts.end_sessions(1)
    assert accounts.session(token) is None
    assert accounts.session(elsewhere)


def test_a_session_that_begins_while_its_account_is_closed_lets_nobody_in(
    accounts: Accounts, token: str
) -> None:
    accounts.change(1, is_active=False)
    late = accounts.begin_session(1, is_complete=True)
    assert accounts.session(late) is None
    with pytest.raises(AccountError):
        accounts.complete_session(late)


def test_sweeping_removes_what_is_over_and_nothing_else(
    accounts: Accounts, clock: Clock, token: str
) -> None:
    half = accounts.begin_session(1, is_complete=False)
    invited(accounts, "bo")
    accounts.note_reminder("zaventem", Month(2026, 10), "before", 1)
    accounts.sweep()
    assert _rows(accounts) == [2, 1, 1]
    clock.forward(minutes=20)
    accounts.sweep()
    assert _rows(accounts) == [1, 1, 1]
    assert accounts.session(half) is None
    assert accounts.session(token)
    clock.forward(minutes=60)
    accounts.sweep()
    assert _rows(accounts) == [0, 1, 1]
    clock.forward(days=7)
    accounts.sweep()
    assert _rows(accounts) == [0, 0, 1]
    clock.forward(days=400)
    accounts.sweep()
    assert _rows(accounts) == [0, 0, 0]
    assert len(accounts.all()) == 2


def test_reading_goes_on_where_nothing_can_be_written(tmp_path: Path, clock: Clock) -> None:
    url = f"sqlite:///{tmp_path / 'accounts.sqlite'}"
    accounts = Accounts.open(url, clock=clock, hashing=QUICK)
    token = accounts.begin_session(somebody(accounts).number, is_complete=True)
    with accounts.database.reading() as connection:
        connection.exec_driver_sql("pragma query_only = on")
    clock.forward(minutes=59)
    assert accounts.session(token)
    clock.forward(minutes=1)
    assert accounts.session(token) is None
    accounts.close()


def _rows(accounts: Accounts) -> list[int]:
    with accounts.database.reading() as connection:
        return [
            connection.scalar(select(func.count()).select_from(table)) or 0
            for table in (sessions, invitations, reminders)
        ]
