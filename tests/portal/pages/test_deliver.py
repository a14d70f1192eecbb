"""Handing in: what a coordinator is answered, what counts then, and what never does."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest

from pipelines import journal
from pipelines.landing.receipts import AskedQuestion
from pipelines.reading.limits import MAX_BYTES
from tests.deliveries import VISIT, csv_file
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
from tests.portal.server import SENTENCE, Person, multipart

SHARED, CLEAN, WRONG, REFUSED, PERSONAL, ODD, NOTHING, SOME, DISCARDED, CORRECTED, UNNOTED, *_ = OWN
OCTOBER = "2026-10"
NAME = "<img src=x onerror=alert(1)>\u202egnp.csv"
ASKED = "visits.visitor_has_one_age_class"


@pytest.fixture(scope="module")
def waiting(an: Coordinator) -> str:
    """The address of the answer to a clean file that is not confirmed."""
    return an.hand_in(SHARED, OCTOBER, visits(SHARED), NAME).to


def test_a_clean_file_counts_once_it_is_confirmed_and_once_however_often(an: Coordinator) -> None:
    answered = an.hand_in(CLEAN, OCTOBER, visits(CLEAN))
    assert answered.status == 303
    page = an.get(answered.to)
    assert "Alles is in orde. Bevestig hieronder om te leveren." in words(page)
    assert "Bezoeken 3 3 0" in words(page)
    assert not an.receipts(CLEAN)

    confirmed = [an.post(f"{answered.to}/bevestigen").to for _ in range(2)]
    (receipt,) = an.receipts(CLEAN)
    at = f"/stek/{CLEAN}/bewijs/{receipt.number}"
    assert confirmed == [f"{at}?nieuw=ja", at]
    assert (receipt.file_name, receipt.delivered_by) == ("oktober.csv", f"account {an.number}")
    assert "Bedankt, je levering is ontvangen." in words(an.get(confirmed[0]))
    assert an.get(answered.to).to == at
    assert an.events(OCTOBER, CLEAN) == ["delivered", "confirmed"]
    assert journal.check(an.home).is_intact


def test_a_wrong_row_is_told_with_its_place_and_waits_while_the_others_count(
    an: Coordinator,
) -> None:
    file = visits(WRONG, 5).decode().replace("ontmoeting", "ontmoetingg", 1).encode()
    answered = an.hand_in(WRONG, OCTOBER, file)
    page = an.get(answered.to)
    told = words(page)
    assert "sommige rijen tellen nog niet mee" in told
    assert "Bezoeken 5 4 1" in told
    assert "kolom F (contactvorm), rij 2" in told
    assert "Bedoelde je ontmoeting? (rij 2)" in told
    summary = page.text.partition('id="eerst"')[2].partition("</div>")[0]
    assert re.findall('href="#([^"]*)"', summary) == ["bevinding-1"]
    assert page.text.count('id="bevinding-1"') == 1

    book = an.get(f"{answered.to}/werkboek.xlsx")
    assert book.headers["content-disposition"] == (
        f'attachment; filename="stek-{WRONG}-{OCTOBER}-te-verbeteren.xlsx"'
    )
    assert book.headers["x-content-type-options"] == "nosniff"
    with zipfile.ZipFile(io.BytesIO(book.body)) as package:
        assert "Te verbeteren" in package.read("xl/workbook.xml").decode()


def test_a_refused_file_says_what_to_do_first_and_cannot_be_confirmed(an: Coordinator) -> None:
    answered = an.hand_in(REFUSED, OCTOBER, visits(REFUSED, month="2025-03"))
    page = an.get(answered.to)
    assert title(page).startswith("Fout: ")
    assert "Kijk na voor welke Stek en maand dit is." in words(page)
    assert 'role="alert"' in page.text
    assert "bevestigen" not in page.text
    assert an.post(f"{answered.to}/bevestigen").to == answered.to
    assert not an.receipts(REFUSED)
    assert an.post(f"{answered.to}/weg").to == f"/stek/{REFUSED}/leveren/{OCTOBER}?weg=ja"


def test_of_a_file_with_personal_data_neither_bytes_nor_name_are_kept(an: Coordinator) -> None:
    file = visits(PERSONAL, thema="jan.janssens@example.org")
    answered = an.hand_in(PERSONAL, OCTOBER, file, "jan.janssens@example.org.csv")
    page = an.get(answered.to)
    assert title(page).startswith("Fout: ")
    assert "Haal een e-mailadres weg en lever het bestand opnieuw." in words(page)
    assert "janssens" not in page.text
    kept = [path for path in an.home.root.rglob("*") if path.is_file()]
    assert not [path for path in kept if b"janssens" in path.read_bytes()]
    assert an.get(f"{answered.to}/werkboek.xlsx").body[:2] == b"PK"  # the list alone


def test_a_question_is_explained_with_the_confirmation(an: Coordinator) -> None:
    lines = [
        {**VISIT, "stek_id": ODD, "bezoek_id": f"b{n}", "leeftijdsklasse": age}
        for n, age in enumerate(("25-44", "65-plus"))
    ]
    answered = an.hand_in(ODD, OCTOBER, csv_file(lines))
    assert f'name="{ASKED}"' in an.get(answered.to).text
    receipt = an.post(f"{answered.to}/bevestigen", {ASKED: "nagekeken"}).to
    assert [one.rule for one in an.receipts(ODD)[0].questions] == [ASKED]
    assert ASKED not in an.get(receipt).text
    assert "Vragen die nog open zijn" not in words(an.get(f"/stek/{ODD}"))
    assert an.events(OCTOBER, ODD) == ["delivered", "confirmed", "explained"]


def test_what_was_landed_is_told_so_when_neither_journal_nor_explanation_can_be_written(
    an: Coordinator,
) -> None:
    lines = visits(UNNOTED, 2).decode().replace("AB12CD01", "AB12CD00").splitlines()
    lines[2] = lines[2].replace("25-44", "65-plus")
    answered = an.hand_in(UNNOTED, OCTOBER, "\r\n".join(lines).encode())
    journal_kept, in_the_way = an.home.root / "weg", an.home.landing / "explanations" / UNNOTED
    an.home.journal.rename(journal_kept)
    an.home.journal.write_bytes(b"")
    in_the_way.parent.mkdir(exist_ok=True)
    in_the_way.write_bytes(b"")
    try:
        confirmed = an.post(f"{answered.to}/bevestigen", {ASKED: "nagekeken"})
    finally:
        an.home.journal.unlink()
        journal_kept.rename(an.home.journal)
        in_the_way.unlink()
    (receipt,) = an.receipts(UNNOTED)
    assert confirmed.to == f"/stek/{UNNOTED}/bewijs/{receipt.number}?nieuw=ja&uitleg=niet"
    page = an.get(confirmed.to)
    assert "Je levering is ontvangen, maar je uitleg kon niet bewaard worden." in words(page)
    assert f'name="{ASKED}"' in page.text


def test_a_question_that_was_left_open_is_explained_at_the_receipt(an: Coordinator) -> None:
    question = AskedQuestion("visits.n_visits_is_usual", 90, 30)
    number = landed(an.home, replace(delivery(SOME, "2026-09"), questions=(question,))).number
    receipt, rule = f"/stek/{SOME}/bewijs/{number}", question.rule
    assert f"{receipt}#vragen" in an.get(f"/stek/{SOME}").text
    assert an.post(f"{receipt}/uitleg", {rule: "verzonnen"}).to == f"{receipt}?uitleg=leeg"
    assert "Kies eerst een uitleg" in words(an.get(f"{receipt}?uitleg=leeg"))
    assert rule in an.get(receipt).text
    assert an.post(f"{receipt}/uitleg", {rule: "activiteit"}).to == f"{receipt}?uitleg=ja"
    assert "Bedankt, dit is genoteerd." in words(an.get(f"{receipt}?uitleg=ja"))
    assert rule not in an.get(receipt).text
    assert "#vragen" not in an.get(f"/stek/{SOME}").text


def test_nothing_to_report_is_one_button(an: Coordinator) -> None:
    form = an.get(f"/stek/{NOTHING}/leveren/{OCTOBER}").text
    ticked = re.findall(r'name="blad" value="(\w+)" checked', form)
    assert ticked == ["visits", "entitlement_checks", "referrals", "signals"]
    body = "&".join(f"blad={stream}" for stream in ticked).encode()
    kind = {"content-type": "application/x-www-form-urlencoded"}
    answer = an.person.ask("POST", f"/stek/{NOTHING}/leveren/{OCTOBER}/niets", body, kind)
    (receipt,) = an.receipts(NOTHING)
    assert answer.to == f"/stek/{NOTHING}/bewijs/{receipt.number}?nieuw=ja"
    assert receipt.is_nothing
    assert receipt.streams_named == set(ticked)
    assert "genoteerd dat er niets te melden is" in words(an.get(answer.to))
    assert an.events(OCTOBER, NOTHING) == ["nothing_reported"]


def test_nothing_to_report_asks_first_when_rows_would_count_no_more(an: Coordinator) -> None:
    landed(an.home, delivery(SOME, OCTOBER))  # visits; its referrals are refused
    at = f"/stek/{SOME}/leveren/{OCTOBER}"
    ticked = re.findall(r'value="(\w+)" checked', an.get(at).text)
    assert ticked == ["entitlement_checks", "referrals", "signals"]
    asked = an.post(f"{at}/niets", {"blad": "visits"})
    assert asked.status == 200
    assert "Voor deze maand is al geleverd: Bezoeken." in words(asked)
    of_october = [one for one in an.receipts(SOME) if str(one.month) == OCTOBER]
    assert len(of_october) == 1
    assert an.post(f"{at}/niets", {"blad": "visits", "zeker": "ja"}).status == 303
    assert an.receipts(SOME)[-1].is_nothing
    assert an.receipts(SOME)[-1].streams_named == {"visits"}
    assert an.post(f"{at}/niets", {}).status == 422


def test_what_is_discarded_is_gone_and_cannot_be_confirmed_from_another_tab(
    an: Coordinator,
) -> None:
    answered = an.hand_in(DISCARDED, OCTOBER, visits(DISCARDED))
    token = answered.to.rpartition("/")[2]
    assert (an.home.portal / "pending" / token).exists()
    back = an.post(f"{answered.to}/weg").to
    assert "Er is niets bewaard van je vorige bestand." in words(an.get(back))
    assert not (an.home.portal / "pending" / token).exists()
    for answer in (an.get(answered.to), an.post(f"{answered.to}/bevestigen")):
        assert answer.status == 404
        assert "Dit bestand wacht niet meer" in words(answer)
    assert not an.receipts(DISCARDED)
    assert an.events(OCTOBER, DISCARDED) == ["delivered", "discarded"]


def test_an_upload_is_of_its_account_stek_and_month_alone(
    an: Coordinator, bo: Coordinator, waiting: str
) -> None:
    token = waiting.rpartition("/")[2]
    for stek_id in (SHARED, OF_ANOTHER):  # Bo may deliver for both
        path = f"/stek/{stek_id}/leveren/{OCTOBER}/{token}"
        for part in ("", "/werkboek.xlsx", "/gevolgen"):
            assert bo.get(path + part).status == 404
        for part in ("/bevestigen", "/weg"):
            assert bo.post(path + part).status == 404
    assert an.get(f"/stek/{CLEAN}/leveren/{OCTOBER}/{token}").status == 404
    assert an.get(f"/stek/{SHARED}/leveren/2026-09/{token}").status == 404
    assert an.get(f"/stek/{OF_ANOTHER}/leveren/{OCTOBER}").status == 404
    assert an.get(waiting).status == 200
    assert not an.receipts(SHARED)


def test_a_session_that_ends_while_reading_loses_nothing(an: Coordinator, waiting: str) -> None:
    nobody = Person(an.server.port)
    assert nobody.post(f"{waiting}/bevestigen").status == 401
    first = nobody.get(f"{waiting}/bevestigen")
    assert first.to == f"/aanmelden?naar={waiting}/bevestigen"
    form = {"email": "an@stek.example", "password": SENTENCE, "naar": f"{waiting}/bevestigen"}
    signed_in = nobody.post("/aanmelden", form)
    assert an.get(signed_in.to).to == waiting
    assert "Alles is in orde" in words(an.get(waiting))


def test_what_waits_is_found_at_the_stek_and_a_name_that_is_markup_runs_nothing(
    an: Coordinator, waiting: str
) -> None:
    at_the_stek = an.get(f"/stek/{SHARED}")
    assert f'href="{waiting}"' in at_the_stek.text
    for page in (at_the_stek, an.get(waiting)):
        assert "&lt;img src=x onerror=alert(1)&gt;[U+202E]gnp.csv" in page.text
        assert "<img src=x" not in page.text


@pytest.mark.parametrize(
    ("language", "tag", "heading"),
    [("fr", "fr-BE", "Vérifié : octobre 2026"), ("en", "en-GB", "Checked: October 2026")],
)
def test_the_answer_is_in_the_language_of_who_asks(
    an: Coordinator, waiting: str, language: str, tag: str, heading: str
) -> None:
    page = an.get(waiting, cookie=f"__Host-stek={an.person.token}; __Host-taal={language}")
    assert f'<html lang="{tag}">' in page.text
    assert heading in words(page)


def test_a_file_that_is_too_large_is_told_so_and_leaves_nothing(
    an: Coordinator, waiting: str
) -> None:
    before = set((an.home.portal / "pending").iterdir())
    for size in (MAX_BYTES + 1, MAX_BYTES + 200_000):  # seen while it comes in, and beforehand
        answer = an.hand_in(SHARED, OCTOBER, b"x" * size)
        assert answer.status == 413
        assert title(answer).startswith("Fout: ")
        assert "Lever een kleiner bestand" in words(answer)
    assert set((an.home.portal / "pending").iterdir()) == before


def test_without_a_file_the_form_says_to_choose_one(an: Coordinator) -> None:
    answer = an.hand_in(SHARED, OCTOBER, b"", "")
    assert answer.status == 422
    assert title(answer).startswith("Fout: ")
    assert "Kies eerst een bestand." in words(answer)


@pytest.mark.parametrize(
    "kind", ["text/plain", "multipart/form-data", "multipart/form-data; boundary=x"]
)
def test_a_form_that_is_broken_is_no_fault_of_ours_and_leaves_nothing(
    an: Coordinator, waiting: str, kind: str
) -> None:
    before = set((an.home.portal / "pending").iterdir())
    body, whole = multipart(visits(SHARED), "a.csv", {})
    at = f"/stek/{SHARED}/leveren/{OCTOBER}"
    assert an.person.ask("POST", at, body, {"content-type": kind}).status == 400
    assert an.person.ask("POST", at, body[:-20], {"content-type": whole}).status == 400
    assert set((an.home.portal / "pending").iterdir()) == before


@pytest.mark.parametrize("month", ["2026-13", "2027-01", "1999-01", "oktober", "2026-1"])
def test_a_month_that_is_none_or_has_not_begun_is_not_there(an: Coordinator, month: str) -> None:
    assert an.get(f"/stek/{CLEAN}/leveren/{month}").status == 404
    assert an.hand_in(CLEAN, month, visits(CLEAN)).status == 404


def test_a_correction_tells_which_published_figures_would_move(an: Coordinator) -> None:
    landed(an.home, replace(delivery(CORRECTED, OCTOBER), outcome="refused"))
    first = an.hand_in(CORRECTED, OCTOBER, visits(CORRECTED)).to
    assert f'href="{first}/gevolgen"' not in an.get(first).text
    landed(an.home, delivery(CORRECTED, OCTOBER))
    assert f'href="{first}/gevolgen"' in an.get(first).text
    told = words(an.get(f"{first}/gevolgen"))
    assert "Er verandert geen enkel gepubliceerd cijfer." in told  # there is no release yet
