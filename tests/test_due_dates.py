"""Due dates: the fifteenth, or the later day that a month was given."""

from __future__ import annotations

import json
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from pipelines import clock
from pipelines.due_dates import due_on, postpone, usual_day
from pipelines.errors import WrongUseError
from pipelines.home import Home
from pipelines.landing.looking import Offer
from pipelines.landing.offers import land
from pipelines.ledger import ledger
from pipelines.months import Month
from tests.deliveries import VISIT, csv_file, rows

OCTOBER = Month(2026, 10)


def test_a_month_is_due_on_the_fifteenth_of_the_next(home: Home) -> None:
    assert due_on(home, OCTOBER) == usual_day(OCTOBER) == date(2026, 11, 15)
    assert due_on(home, Month(2025, 12)) == date(2026, 1, 15)


def test_a_month_can_get_a_later_day_and_only_that_month(home: Home) -> None:
    postpone(home, OCTOBER, date(2026, 11, 20), "account:1")
    assert due_on(home, OCTOBER) == date(2026, 11, 20)
    assert due_on(home, Month(2026, 9)) == date(2026, 10, 15)
    postpone(home, OCTOBER, date(2026, 12, 16), "account:1")  # 31 days after the fifteenth
    assert due_on(home, OCTOBER) == date(2026, 12, 16)
    kept = json.loads((home.landing / "due_dates" / "2026-10.json").read_text("utf-8"))
    assert kept["moved_by"] == "account:1"


@pytest.mark.parametrize("day", [date(2026, 11, 14), date(2026, 12, 17)])
def test_no_day_before_the_usual_one_or_more_than_a_month_later(home: Home, day: date) -> None:
    with pytest.raises(WrongUseError, match="2026-10 is due on 2026-11-15"):
        postpone(home, OCTOBER, day, "account:1")
    assert due_on(home, OCTOBER) == date(2026, 11, 15)


def test_the_usual_day_takes_a_later_one_away(home: Home) -> None:
    postpone(home, OCTOBER, date(2026, 11, 20), "account:1")
    postpone(home, OCTOBER, date(2026, 11, 15), "account:1")
    assert due_on(home, OCTOBER) == date(2026, 11, 15)
    assert not list((home.landing / "due_dates").iterdir())


def test_the_ledger_judges_by_the_later_day_in_a_home_made_from_its_landing_too(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda _: date(2026, 11, 25))
    path = tmp_path / "visits.csv"
    path.write_bytes(csv_file(rows(VISIT, "bezoek_id", 4)))
    moment = datetime(2026, 11, 18, 12, tzinfo=clock.BELGIUM)
    list(land(home, [Offer(path, "zaventem", OCTOBER, moment)]))

    def status(of: Home) -> str:
        return next(e.status for e in ledger(of) if (e.stek_id, e.stream) == ("zaventem", "visits"))

    assert status(home) == "late"
    postpone(home, OCTOBER, date(2026, 11, 20), "account:1")
    assert status(home) == "reported"
    other = Home(tmp_path / "other")
    shutil.copytree(home.landing, other.landing)
    assert status(other) == "reported"
