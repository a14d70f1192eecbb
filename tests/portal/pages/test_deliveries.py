from __future__ import annotations

import re
from datetime import date

import pytest

from pipelines import clock
from pipelines.home import Home
from portal.administering.ledgers import Cell, cell
from tests.portal.pages.administration import ROWS, Office, deliver, office, refuse, words_of


@pytest.fixture(autouse=True)
def _on_the_20th_of_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda _: date(2026, 11, 20))


@pytest.fixture
def portal(home: Home) -> Office:
    """Zaventem: January to October but signals of October; Tienen: October late, signals refused."""
    for number in range(1, 11):
        lacking = ("signals",) if number == 10 else ()
        month = f"2026-{number:02d}"
        deliver(home, number, "zaventem", month, f"2026-{number + 1:02d}-02T10:00:00", *lacking)
    deliver(home, 11, "tienen", "2026-10", "2026-11-17T10:00:00", "signals")
    refuse(home, 12, "tienen", "2026-10", "2026-11-17T11:00:00", "signals")
    return office(home)


def line(page: str, stek: str) -> list[str]:
    """The cells of a Stek, newest month first, as they are read out."""
    row = next(row for row in page.split("<tr>") if f">{stek}</a>" in row)
    cells = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
    told = [re.sub(r"<span class=\"sign\".*?</span>|<[^>]+>", "", one) for one in cells]
    return [" ".join(one.split()) for one in told]


def test_every_stek_has_a_line_in_alphabetical_order_and_the_worst_of_a_month_is_told_first(
    portal: Office,
) -> None:
    page = portal.administrator().get("/leveringen").text
    assert line(page, "De STEK Zaventem")[:2] == ["Ontbreekt: 1 van 4", "Geleverd"]
    assert line(page, "STEK Tienen")[:2] == ["Geweigerd: 1 van 4", "Ontbreekt"]
    names = re.findall(r'<a href="/leveringen/[a-z0-9-]+">([^<]+)</a>', page)
    assert len(names) == 16
    assert names == sorted(names, key=str.casefold)


def test_six_months_are_shown_and_earlier_ones_when_asked(portal: Office) -> None:
    els = portal.administrator()
    assert len(line(els.get("/leveringen").text, "STEK Tienen")) == 6
    assert 'href="/leveringen?vanaf=2026-01"' in els.get("/leveringen").text
    all_of_it = els.get("/leveringen?vanaf=2026-01").text
    assert len(line(all_of_it, "STEK Tienen")) == 10
    assert "Vroegere maanden tonen" not in all_of_it


@pytest.mark.parametrize("month", ["2026-13", "gisteren", "2027-01", "'; drop", "2026-1"])
def test_a_month_that_is_none_is_a_404(portal: Office, month: str) -> None:
    els = portal.administrator()
    assert els.get("/leveringen", params={"vanaf": month}).status_code == 404
    assert els.get("/leveringen/tienen", params={"vanaf": month}).status_code == 404


def test_the_counts_by_status_are_those_of_all_sheets(portal: Office) -> None:
    page = words_of(portal.administrator().get("/leveringen").text)
    counts = page.partition("Toestand oktober 2026")[2]
    # October: Tienen three late and one refused, Zaventem three reported and one missing, and
    # fourteen Stekken that sent nothing of four sheets.
    assert re.search(r"Geweigerd 1 0 0 0 0 0 ", counts)
    assert re.search(r"Ontbreekt 57 60 60 60 60 60 ", counts)
    assert re.search(r"Te laat geleverd 3 0 0 0 0 0 ", counts)
    assert re.search(r"Geleverd 3 4 4 4 4 4$", counts)


def test_of_one_stek_every_sheet_and_every_receipt_is_told(portal: Office) -> None:
    page = words_of(portal.administrator().get("/leveringen/tienen").text)
    assert "17 november 2026, 11:00 Kon niet gebruikt worden Signalen levering.csv" in page
    assert "17 november 2026, 10:00 Telt mee Bezoeken, Rechtenchecks, Doorverwijzingen" in page


def test_an_analyst_sees_no_file_names_and_nobody_sees_how_many_rows(portal: Office) -> None:
    an = portal.as_(portal.member("an", "analyst"))
    page = an.get("/leveringen/tienen").text
    assert "17 november 2026, 11:00 Kon niet gebruikt worden" in words_of(page)
    assert "tienen.xlsx" not in page
    assert "levering.csv" not in page
    assert "Bestand" not in words_of(page)
    for told in (page, portal.administrator().get("/leveringen/tienen").text):
        assert not re.search(rf"{ROWS}|4[. ]711", words_of(told))


def test_a_stek_that_is_not_there_is_a_404(portal: Office) -> None:
    assert portal.administrator().get("/leveringen/atlantis").status_code == 404


def test_with_nothing_delivered_the_page_says_so(home: Home) -> None:
    assert "Nog niemand leverde iets." in office(home).administrator().get("/leveringen").text


def test_a_cell_shows_what_asks_for_a_word_first() -> None:
    assert cell(["nothing"] * 4) == Cell("nothing", 4, 4)
    assert cell(["reported", "nothing", "reported", "late"]) == Cell("late", 1, 4)
    assert cell(["corrected", "open", "missing", "refused"]) == Cell("refused", 1, 4)
    assert not cell(["open", "reported"]).is_whole
