"""Mijn Stek and its receipts: what is due, what became of each delivery, and files to keep."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from pipelines import due_dates
from pipelines.checking.outcomes import StreamOutcome
from pipelines.contracts import STREAMS
from pipelines.landing.keys import public_key
from pipelines.landing.receipts import Receipt, receipt_file
from pipelines.landing.verifying import verify
from pipelines.months import Month
from tests.portal.pages.coordinators import (
    OF_ANOTHER,
    OWN,
    Coordinator,
    delivery,
    landed,
    title,
    visits,
    words,
)

MINE, FEW = OWN[-1], OWN[-2]
ALL = tuple(StreamOutcome(stream, "accepted", 8) for stream in STREAMS)


@pytest.fixture(scope="module", autouse=True)
def delivered(an: Coordinator) -> None:
    """August whole, on time; September the visits alone, late; October nothing; July refused."""
    landed(an.home, whole("2026-08", "2026-09-10"))
    landed(an.home, replace(whole("2026-09", "2026-10-16"), streams=ALL[:1]))
    landed(an.home, whole("2025-06", "2025-07-01"))
    refused = replace(
        delivery(MINE, "2026-07", "2026-08-01"),
        streams=(), outcome="refused", reason="not_readable", is_kept=False, file_name=None,
    )  # fmt: skip
    landed(an.home, refused)


def whole(month: str, day: str) -> Receipt:
    """A delivery with something of every stream, all of which counts."""
    return replace(delivery(MINE, month, day), streams=ALL, outcome="accepted")


def test_what_is_due_comes_first_then_what_is_refused_then_what_is_late(an: Coordinator) -> None:
    due_dates.postpone(an.home, Month(2026, 10), date(2026, 11, 30), "account:9")
    try:
        told = words(an.get(f"/stek/{MINE}")).partition("Maand per maand")[0]
    finally:
        due_dates.postpone(an.home, Month(2026, 10), date(2026, 11, 15), "account:9")
    steps = [
        "oktober 2026 Lever ten laatste op 30 november 2026. Ontbreekt nog: Bezoeken, Rechtenchecks,",
        "juli 2026 Je bestand kon niet gebruikt worden. Verbeter het en lever het opnieuw.",
        "september 2026 Dit is te laat: de uiterste dag was 15 oktober 2026.",
        "Ontbreekt nog: Rechtenchecks, Doorverwijzingen, Signalen. Lever september 2026",
        "De volgende maand is november 2026. Lever die ten laatste op 15 december 2026.",
    ]
    places = [told.index(step) for step in steps]
    assert places == sorted(places)
    assert "augustus 2026" not in told


def test_the_ledger_has_a_word_for_every_stream_and_more_months_when_asked(
    an: Coordinator,
) -> None:
    told = words(an.get(f"/stek/{MINE}"))
    assert "september 2026 ✔ Te laat geleverd ✖ Ontbreekt ✖ Ontbreekt ✖ Ontbreekt" in told
    assert "juli 2026 ✖ Geweigerd ✖ Geweigerd ✖ Geweigerd ✖ Geweigerd" in told
    assert "augustus 2026 ✔ Geleverd ✔ Geleverd ✔ Geleverd ✔ Geleverd" in told
    assert "juni 2025" not in told
    whole = words(an.get(f"/stek/{MINE}?maanden=alle"))
    assert "juni 2025 ✔ Geleverd ✔ Geleverd ✔ Geleverd ✔ Geleverd" in whole
    assert "1 juli 2025 juni 2025 ✔ Alles telt mee levering.csv" in whole


def test_rows_that_wait_for_a_correction_are_asked_for(an: Coordinator) -> None:
    parts = (StreamOutcome("visits", "held_back", 9, 1), *ALL[1:])
    landed(an.home, replace(delivery(OWN[-3], "2026-10", "2026-11-02"), streams=parts))
    told = words(an.get(f"/stek/{OWN[-3]}"))
    assert "oktober 2026 Eén rij telt nog niet mee." in told
    assert "✔ Geleverd één rij wacht op verbetering" in told


def test_choosing_a_month_offers_what_is_open_before_what_is_there(an: Coordinator) -> None:
    told = words(an.get(f"/stek/{MINE}/leveren"))
    asked, running, there = (
        told.index(text)
        for text in (
            "Nog te leveren of te verbeteren",
            "november 2026 Deze maand loopt nog.",
            "augustus 2026",
        )
    )
    assert asked < running < there


def test_a_receipt_shows_what_became_of_the_delivery_and_gives_signed_files(
    an: Coordinator,
) -> None:
    receipt = landed(an.home, whole("2026-05", "2026-06-02"))
    at = f"/stek/{MINE}/bewijs/{receipt.number}"
    told = words(an.get(at))
    assert f"alles is goed ontvangen (ontvangstbewijs {receipt.number})" in told
    assert "Bezoeken 8 8 0" in told

    page = an.get(f"{at}/bewijs.html")
    name = f"stek-{MINE}-2026-05-ontvangstbewijs-{receipt.number}.html"
    assert page.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert verify(public_key(an.home), page.body).is_genuine
    kept = an.get(f"{at}/bewijs.json")
    assert kept.body == receipt_file(an.home, receipt).read_bytes()
    assert json.loads(kept.body)["number"] == receipt.number
    assert an.events("2026-05", MINE) == ["receipt_fetched", "receipt_fetched"]


def test_a_file_that_was_refused_at_the_door_by_another_road_has_a_receipt_here_too(
    an: Coordinator,
) -> None:
    (refused,) = [one for one in an.receipts(MINE) if one.reason == "not_readable"]
    at = f"/stek/{MINE}/bewijs/{refused.number}"
    told = words(an.get(at))
    assert "dit bestand kan niet gebruikt worden" in told
    assert "Open het bestand, bewaar het opnieuw als xlsx, ods of csv" in told
    assert "Open het bestand, bewaar het opnieuw" in words(an.get(f"{at}/bevindingen"))


def test_a_receipt_of_another_stek_is_not_there(an: Coordinator, bo: Coordinator) -> None:
    number = an.receipts(MINE)[0].number
    parts = ["", "/bevindingen", "/bijdrage", "/bewijs.html", "/bewijs.json", "/werkboek.xlsx"]
    for stek_id in (MINE, OF_ANOTHER, OWN[0]):
        path = f"/stek/{stek_id}/bewijs/{number}"
        assert [bo.get(path + part).status for part in parts] == [404] * len(parts)
        assert bo.post(f"{path}/uitleg").status == 404
    assert an.get(f"/stek/{MINE}/bewijs/999999").status == 404
    assert an.get(f"/stek/{MINE}/bewijs/-1").status == 404


def test_a_delivery_that_made_way_says_so(an: Coordinator) -> None:
    first = landed(an.home, whole("2026-04", "2026-05-02"))
    at = f"/stek/{MINE}/bewijs/{first.number}"
    assert "Dit bestand telt niet meer mee." not in words(an.get(at))
    landed(an.home, whole("2026-04", "2026-05-03"))
    assert "Dit bestand telt niet meer mee." in words(an.get(at))


def test_what_a_delivery_adds_is_rounded_and_own_small_numbers_are_not_shown(
    an: Coordinator,
) -> None:
    first, *others = visits(FEW, 14).decode().splitlines(keepends=True)
    regulars = [line.replace(";ja;", ";nee;", 1) for line in others[3:]]
    wrong = regulars[0].replace("ontmoeting", "ontmoetingg")
    file = "".join([first, *others[:3], wrong, *regulars[1:]]).encode()
    at = an.post(f"{an.hand_in(FEW, '2026-10', file).to}/bevestigen").to.partition("?")[0]
    told = words(an.get(f"{at}/bijdrage"))
    assert " 15 " in told  # visits: 13 of 14 count
    assert "minder dan 5" in told  # first contacts: 3
    assert " 13 " not in told
    assert " 3 " not in told
    found = words(an.get(f"{at}/bevindingen"))
    assert "kolom F (contactvorm), rij 5" in found
    assert an.get(f"{at}/werkboek.xlsx").body[:2] == b"PK"


def test_the_template_is_a_workbook_for_that_month_also_of_next_month(
    an: Coordinator, tmp_path: Path
) -> None:
    answer = an.get(f"/stek/{MINE}/sjabloon/2026-12.xlsx")
    name = f"stek-{MINE}-2026-12-sjabloon.xlsx"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    path = tmp_path / "sjabloon.xlsx"
    path.write_bytes(answer.body)
    sheets = openpyxl.load_workbook(path).sheetnames
    assert sheets[:4] == ["bezoeken", "rechtenchecks", "doorverwijzingen", "signalen"]
    assert an.get(f"/stek/{MINE}/sjabloon/2027-02.xlsx").status == 404


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_of_a_coordinator_has_its_words_in_the_other_languages(
    an: Coordinator, language: str
) -> None:
    number = an.receipts(MINE)[0].number
    cookie = f"__Host-stek={an.person.token}; __Host-taal={language}"
    for path in ("", "/leveren", "/leveren/2026-10", f"/bewijs/{number}"):
        page = an.get(f"/stek/{MINE}{path}", cookie=cookie)
        assert page.status == 200
        assert title(page) != title(an.get(f"/stek/{MINE}{path}"))
