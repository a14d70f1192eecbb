"""The four roles walk through their month in a real browser: by mouse, and by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pyotp
import pytest
from playwright.sync_api import Browser

from pipelines.home import Home
from pipelines.landing.receipts import read_receipts
from pipelines.months import Month
from portal.accounts import Accounts, accounts_url
from tests.dashboards.browser import started, visited
from tests.deliveries import CHECK, VISIT, csv_file, rows
from tests.portal.hands import Hand, Way
from tests.portal.server import SENTENCE, Server, member, running
from tests.whole_run import copy_of, whole_run

WAYS: tuple[Way, ...] = ("mouse", "keyboard")
TABLE = "Niet opgenomen rechten bij het eerste contact"
NOVEMBER = Month.parse("2026-11")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    _, made = whole_run(tmp_path_factory)
    return copy_of(made, tmp_path_factory.mktemp("walks") / "home")


@pytest.fixture(scope="module")
def server(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    for way in WAYS:
        member(home, f"coordinator-{way}@example.org", "coordinator", "zaventem", "tienen")
        member(home, f"analyst-{way}@example.org", "analyst")
        member(home, f"policy-{way}@example.org", "policy")
    with running(home, tmp_path_factory.mktemp("log") / "portal.log") as one:
        yield one


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started() as running_browser:
        yield running_browser


@pytest.fixture(params=WAYS)
def hand(request: pytest.FixtureRequest, server: Server, browser: Browser) -> Iterator[Hand]:
    """Somebody who has just opened the portal; at the end nothing was in anybody's way."""
    with visited(browser, server.address) as visit:
        hand = Hand(visit, request.param)
        yield hand
        assert visit.complaints == []
        assert visit.asked_elsewhere == []
        assert hand.barriers == []


def signed_in(hand: Hand, role: str, arrives: str) -> None:
    hand.arrive("Aanmelden")
    hand.type("E-mailadres", f"{role}-{hand.way}@example.org")
    hand.type("Wachtwoord", SENTENCE)
    hand.press("Aanmelden", arrives)


def filled_in(template: Path, wrong: str = "") -> None:
    """Type two visits in the workbook, as a coordinator does; `wrong` takes the place of a code."""
    book = openpyxl.load_workbook(template)
    sheet = book["bezoeken"]
    table = list(sheet.iter_rows(values_only=True))
    top = next(number for number, row in enumerate(table, start=1) if "bezoek_id" in row)
    for place, visit in enumerate(rows(VISIT, "bezoek_id", 12, datum="2026-11-03"), start=1):
        typed = {**visit, "contactvorm": wrong or visit["contactvorm"]} if place == 1 else visit
        for column, name in enumerate(table[top - 1], start=1):
            if name in typed:
                sheet.cell(top + place, column, typed[str(name)])
    book.save(template)


def test_a_coordinator_delivers_the_month(hand: Hand, home: Home, tmp_path: Path) -> None:
    signed_in(hand, "coordinator", "Tienen")
    hand.follow("Zaventem", "Zaventem")
    hand.follow("Een maand leveren of verbeteren", "Kies de maand")
    hand.follow("november 2026", "Lever november 2026")
    book = hand.fetch("Haal het sjabloon voor november 2026 op", tmp_path)

    filled_in(book, wrong="kofie met iets")
    hand.give("Je bestand", book)
    hand.press("Bestand nakijken", "Nagekeken: november 2026")
    assert hand.page.get_by_text("Wachten op verbetering").first.is_visible()
    marked = hand.fetch("Haal je bestand op met onze opmerkingen", tmp_path)
    assert openpyxl.load_workbook(marked).sheetnames[0] == "Te verbeteren"
    hand.press("Niet leveren, eerst verbeteren", "Lever november 2026")
    assert hand.page.get_by_text("Er is niets bewaard van je vorige bestand.").is_visible()

    known = len(read_receipts(home))
    filled_in(book)
    hand.give("Je bestand", book)
    hand.press("Bestand nakijken", "Nagekeken: november 2026")
    hand.press("Bevestigen en leveren", "Ontvangstbewijs")
    landed = read_receipts(home)
    assert len(landed) == known + 1
    receipt = max(landed, key=lambda one: one.number)
    assert (receipt.stek_id, receipt.month, receipt.outcome) == ("zaventem", NOVEMBER, "accepted")
    assert receipt.of("visits").used == 12  # type: ignore[union-attr]
    hand.fetch("Ondertekend ontvangstbewijs (html)", tmp_path)
    hand.page.get_by_text("minder dan 5").first.wait_for()

    hand.follow("Tienen", "Tienen")
    hand.follow("Een maand leveren of verbeteren", "Kies de maand")
    hand.follow("november 2026", "Lever november 2026")
    hand.press("Niets te melden", "Ontvangstbewijs")
    hand.press("Afmelden", "Aanmelden")


def test_a_coordinator_is_told_what_a_correction_moves(
    hand: Hand, home: Home, tmp_path: Path
) -> None:
    signed_in(hand, "coordinator", "Tienen")
    hand.follow("Zaventem", "Zaventem")
    hand.follow("Een maand leveren of verbeteren", "Kies de maand")
    hand.follow("september 2026", "Lever september 2026")
    file = tmp_path / "rechtenchecks.csv"
    file.write_bytes(csv_file(rows(CHECK, "check_id", 9, datum="2026-09-15", bezoek_id="")))
    hand.give("Je bestand", file)
    hand.press("Bestand nakijken", "Nagekeken: september 2026")
    known = len(read_receipts(home))
    hand.page.get_by_role("cell", name="derde kwartaal van 2026").first.wait_for()
    hand.press("Niet leveren, eerst verbeteren", "Lever september 2026")
    assert len(read_receipts(home)) == known
    hand.press("Afmelden", "Aanmelden")


def test_an_analyst_reads_what_is_published_and_who_delivered(hand: Hand, tmp_path: Path) -> None:
    signed_in(hand, "analyst", "Rechten die mensen mislopen")
    hand.follow("Cijfers", "Rechten die mensen mislopen")
    hand.follow("Vergelijken", "Vergelijken")
    hand.follow("Mijn beginpagina", "Rechten die mensen mislopen")
    hand.follow("Leveringen", "Leveringen")
    hand.follow("Zaventem", "Zaventem")
    hand.follow("Downloads", "Downloads")
    assert hand.fetch("Alles in één zip-bestand", tmp_path).stat().st_size > 10_000
    hand.press("Afmelden", "Aanmelden")


def test_policy_staff_find_a_figure_and_take_it_with_them(hand: Hand, tmp_path: Path) -> None:
    signed_in(hand, "policy", "Rechten die mensen mislopen")
    hand.follow("Downloads", "Downloads")
    hand.follow(TABLE, TABLE)
    hand.choose("Stek", "De STEK Zaventem")
    hand.press("Hoeveel rijen zijn dat?", TABLE)
    taken = hand.fetch("CSV", tmp_path, "button")
    assert taken.read_bytes().count(b"zaventem") > 3
    hand.press("Afmelden", "Aanmelden")


def test_an_administrator_begins_and_keeps_house(hand: Hand, home: Home, server: Server) -> None:
    accounts = Accounts.open(accounts_url(home))
    email = f"administrator-{hand.way}@example.org"
    invited = accounts.invite(email, "Beheer", "administrator", (), "nl")
    hand.page.goto(f"{server.address}/uitnodiging/{invited.token}")
    hand.arrive("Kies je wachtwoord")
    hand.type("Nieuw wachtwoord", SENTENCE)
    hand.type("Nog eens het nieuwe wachtwoord", SENTENCE)
    hand.press("Bewaren en aanmelden", "Code op je telefoon instellen")
    secret = hand.page.locator("code").first.inner_text()
    hand.type("Code van zes cijfers", pyotp.TOTP(secret).now())
    hand.press("Bewaren", "Mijn account")

    hand.follow("Accounts", "Accounts")
    hand.type("Naam", "Noor Peeters")
    hand.type("E-mailadres", f"noor-{hand.way}@example.org")
    hand.choose("Rol", "Coördinator")
    hand.tick("De STEK Zaventem")
    hand.press("Uitnodigen", "De uitnodiging is klaar")
    hand.follow("Terug naar de accounts", "Accounts")
    hand.follow("Termijnen", "Termijnen")
    hand.follow("Herinneringen", "Herinneringen")
    hand.follow("Leveringen", "Leveringen")
    hand.follow("Logboek", "Logboek")
    hand.follow("Logboek nakijken", "Logboek")
    hand.page.get_by_text("Het logboek is in orde").wait_for()
    hand.follow("Hoe wij met gegevens omgaan", "Hoe wij met gegevens omgaan")
    hand.press("Afmelden", "Aanmelden")
