from __future__ import annotations

from datetime import date

import pytest

from pipelines import clock, journal
from pipelines.due_dates import due_on
from pipelines.home import Home
from pipelines.months import Month
from tests.portal.pages.administration import office, words_of

PAGE = "/beheer/termijnen"
OCTOBER = Month(2026, 10)


@pytest.fixture(autouse=True)
def _on_the_20th_of_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda _: date(2026, 11, 20))


def test_a_month_gets_a_later_day_and_loses_it_again(home: Home) -> None:
    portal = office(home)
    els = portal.administrator()
    form = {"month": "2026-10", "day": "2026-11-30"}
    assert els.post(PAGE, data=form).headers["location"] == f"{PAGE}?gedaan=ja"
    assert due_on(home, OCTOBER) == date(2026, 11, 30)
    page = words_of(els.get(PAGE).text)
    assert "oktober 2026 15 november 2026 30 november 2026" in page
    els.post(PAGE, data=form | {"day": "2026-11-15"})
    assert due_on(home, OCTOBER) == date(2026, 11, 15)
    assert "Geen enkele maand heeft een latere dag." in words_of(els.get(PAGE).text)
    told = [(event.what, dict(event.about), event.who) for event in reversed(journal.read(home))]
    assert told == [
        ("due_date_moved", {"month": "2026-10", "day": "2026-11-30"}, "account:1"),
        ("due_date_moved", {"month": "2026-10", "day": "2026-11-15"}, "account:1"),
    ]


@pytest.mark.parametrize(
    ("month", "day", "said"),
    [
        ("2026-10", "2026-11-14", "van 15 november 2026 tot en met 16 december 2026"),
        ("2026-10", "2026-12-17", "van 15 november 2026 tot en met 16 december 2026"),
        ("2026-10", "30/11/2026", "Dit is geen dag."),
        ("2026-10", "", "Dit is geen dag."),
        ("2020-01", "2020-02-20", "Kies een maand uit de lijst."),
        ("", "2026-11-30", "Kies een maand uit de lijst."),
    ],
)
def test_a_day_that_cannot_be_is_told_with_what_can(
    home: Home, month: str, day: str, said: str
) -> None:
    els = office(home).administrator()
    answer = els.post(PAGE, data={"month": month, "day": day})
    assert answer.status_code == 422
    assert "<title>Fout: Termijnen" in answer.text
    assert said in words_of(answer.text)
    assert due_on(home, OCTOBER) == date(2026, 11, 15)
    assert journal.read(home) == ()


def test_the_roster_is_told_with_how_it_changes(home: Home) -> None:
    page = words_of(office(home).administrator().get(PAGE).text)
    assert "STEK Tienen Tienen januari 2022 levert nog tienen" in page
    assert "data_contracts/codes/stekken.csv" in page
    assert "dag 15 van de maand erna" in page
