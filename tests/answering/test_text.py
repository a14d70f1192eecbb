from __future__ import annotations

import json
from pathlib import Path

from pipelines.answering.machine import as_json
from pipelines.answering.receipts import answer
from pipelines.answering.text import checked, ranges
from pipelines.contracts import LANGUAGES
from pipelines.home import Home
from pipelines.landing.looking import Offer
from pipelines.landing.offers import Landed, land
from tests.deliveries import VISIT, csv_file, rows
from tests.findings.looking import OCTOBER, report_on


def hand_in(home: Home, path: Path, data: bytes) -> Landed:
    path.write_bytes(data)
    (landed,) = land(home, [Offer(path, "zaventem", OCTOBER)])
    return landed


def mixed() -> list[dict[str, str]]:
    lines = rows(VISIT, "bezoek_id", 20, eerste_contact="nee")
    lines[3]["contactvorm"] = "koffi_formulieren"
    lines[4]["contactvorm"] = lines[5]["contactvorm"] = "bingo"
    lines[8]["leeftijdsklasse"] = "65+"
    lines[9]["datum"] = "15/10/2026"
    return lines


def test_the_answer_says_where_and_what_is_allowed(home: Home, tmp_path: Path) -> None:
    told = checked(report_on(home, tmp_path / "a.csv", mixed()), "nl")
    assert told.splitlines()[:8] == [
        (
            "zaventem, oktober 2026: sommige rijen tellen nog niet mee. "
            "Het bestand is alleen nagekeken, nog niet geleverd."
        ),
        "- Bezoeken: 17 van 20 rijen tellen mee, 3 wachten op een verbetering.",
        "",
        "Verbeter dit: deze rijen tellen nog niet mee.",
        "* Deze waarde staat niet in de lijst. Kies de contactvorm uit de lijst.",
        "    bezoeken, kolom F (contactvorm), rij 5-7 (3 rijen)",
        (
            "    Mag: één van ontmoeting, koffie_formulieren, digihulp, vorming, outreach, "
            "zitdag_partner, huisbezoek, telefoon_online, onbekend, niet_gevraagd."
        ),
        "    Bedoelde je koffie_formulieren? (rij 5)",
    ]
    assert (
        "stek explain --stek zaventem --month 2026-10 --rule visits.visitor_has_one_age_class"
        in told
    )
    assert told.endswith("* Datum gelezen als dd/mm/jjjj in datum: 1 keer.")


def test_every_answer_is_whole_in_three_languages(home: Home, tmp_path: Path) -> None:
    wrong = csv_file(rows(VISIT, "bezoek_id", 8, contactvorm="bingo"))
    bad = rows(VISIT, "bezoek_id", 8)
    bad[5]["bezoeker_code"] = "93.05.18-223.61"
    for data in (wrong, csv_file(bad), csv_file(mixed()), b"%PDF-1.7 a scan", b""):
        landed = hand_in(home, tmp_path / "a.csv", data)
        for language in LANGUAGES:
            told = answer(home, landed, language)
            assert str(landed.receipt.number) in told.splitlines()[0], language
            assert "{" not in told, language
            assert "bingo" not in told, language
            assert "93.05" not in told, language


def test_a_month_is_told_as_people_say_it(home: Home, tmp_path: Path) -> None:
    landed = hand_in(home, tmp_path / "a.csv", csv_file(rows(VISIT, "bezoek_id", 8)))
    months = {"nl": "oktober 2026", "fr": "octobre 2026", "en": "October 2026"}
    for language in LANGUAGES:
        first = answer(home, landed, language).splitlines()[0]
        assert first.startswith(f"zaventem, {months[language]}")
        assert "2026-10" not in first


def test_the_same_file_again_is_told_to_change_nothing(home: Home, tmp_path: Path) -> None:
    data = csv_file(mixed())
    hand_in(home, tmp_path / "a.csv", data)
    again = answer(home, hand_in(home, tmp_path / "a.csv", data), "nl")
    assert "Er verandert niets (ontvangstbewijs 1)" in again.splitlines()[0]


def test_all_rows_are_told_in_few_words() -> None:
    assert ranges([2]) == "2"
    assert ranges([2, 3, 5, 7, 8, 9]) == "2-3, 5, 7-9"


def test_the_answer_for_machines_holds_every_finding_and_no_value(
    home: Home, tmp_path: Path
) -> None:
    found = report_on(home, tmp_path / "a.csv", mixed())
    told = json.loads(as_json(found))
    assert [one["kind"] for one in told["findings"]] == [one.kind for one in found.findings]
    assert told["findings"][0]["rows"] == [5, 6, 7]
    assert told["findings"][0]["suggestions"] == {"5": "koffie_formulieren"}
    assert told["month"] == "2026-10"
    assert "bingo" not in json.dumps(told)
