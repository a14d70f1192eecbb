"""The commands around a delivery, as a person types them: what they say, keep and end with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.home import CHECKOUT, Home
from tests.commands import stek
from tests.deliveries import VISIT, csv_file, rows

PLACE = ("--stek", "zaventem", "--month", "2026-10")


def delivered(path: Path, **changes: str) -> Path:
    """Twenty visits, of which the first three say something else."""
    lines = rows(VISIT, "bezoek_id", 20, eerste_contact="nee")
    for line in lines[:3]:
        line.update(changes)
    path.write_bytes(csv_file(lines))
    return path


@pytest.mark.parametrize(
    ("name", "changes", "code", "told"),
    [
        ("good.csv", {}, 0, "dit bestand is in orde"),
        ("some.csv", {"contactvorm": "geheim"}, 10, "3 wachten op een verbetering"),
        ("person.csv", {"bezoeker_code": "93.05.18-223.61"}, 20, "een rijksregisternummer"),
    ],
)
def test_a_check_answers_by_its_exit_code_and_keeps_nothing(
    home: Home, tmp_path: Path, name: str, changes: dict[str, str], code: int, told: str
) -> None:
    answer = tmp_path / "answer.json"
    path = delivered(tmp_path / name, **changes)
    found, said = stek(home, "check", path, *PLACE, "--json", answer)
    assert found == code
    assert told in said
    assert not home.root.exists()
    for text in (said, answer.read_text("utf-8")):
        assert "geheim" not in text
        assert "93.05" not in text
    assert json.loads(answer.read_text("utf-8"))["stek_id"] == "zaventem"


def test_the_forks_of_these_tests_say_what_the_command_says_by_itself(
    home: Home, tmp_path: Path
) -> None:
    typed = ["check", str(delivered(tmp_path / "a.csv", contactvorm="geheim")), *PLACE]
    done = subprocess.run(
        [sys.executable, "-m", "pipelines.cli", *typed],
        env=os.environ | {"STEK_HOME": str(home.root), "COLUMNS": "200"},
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 10
    assert stek(home, *typed) == (done.returncode, done.stdout + done.stderr)


def test_wrong_use_is_told_apart(home: Home, tmp_path: Path) -> None:
    path = delivered(tmp_path / "a.csv")
    assert stek(home, "check", path, "--stek", "atlantis", "--month", "2026-10")[0] == 2
    assert stek(home, "check", path, "--stek", "zaventem", "--month", "oktober")[0] == 2
    assert stek(home, "check", path, *PLACE, "--lang", "de")[0] == 2
    assert stek(home, "explain", "--stek", "zaventem", "--rule", "x")[0] == 2
    assert stek(home, "receipt", "7", "-o", tmp_path / "r.html")[0] == 2


@pytest.mark.parametrize(
    ("language", "told"), [("fr", "n'est pas dans la liste"), ("en", "not in the list")]
)
def test_the_answer_is_there_in_french_and_english(
    home: Home, tmp_path: Path, language: str, told: str
) -> None:
    path = delivered(tmp_path / "a.csv", contactvorm="bingo")
    assert told in stek(home, "check", path, *PLACE, "--lang", language)[1]


def test_from_delivery_to_proof(home: Home, tmp_path: Path) -> None:
    path = delivered(tmp_path / "a.csv", leeftijdsklasse="65+")
    code, said = stek(home, "land", path, *PLACE)
    assert code == 0
    rule = "visits.visitor_has_one_age_class"
    assert f"stek explain --stek zaventem --month 2026-10 --rule {rule}" in said
    code, said = stek(home, "explain", *PLACE, "--rule", rule, "--because", "nagekeken")
    assert (code, "genoteerd" in said) == (0, True)
    assert rule not in stek(home, "land", path, *PLACE)[1]
    page, signed = tmp_path / "receipt.html", tmp_path / "receipt.json"
    assert stek(home, "receipt", "1", "-o", page)[0] == 0
    assert stek(home, "receipt", "1", "-o", signed)[0] == 0
    assert stek(home, "verify", page, path)[0] == 0
    assert stek(home, "verify", signed)[0] == 0
    assert stek(home, "verify", signed, delivered(tmp_path / "b.csv"))[0] == 20
    signed.write_text(signed.read_text("utf-8").replace('"rows": 20', '"rows": 21'), "utf-8")
    assert stek(home, "verify", signed)[0] == 20


def test_a_template_is_an_empty_delivery_until_it_is_filled_in(home: Home, tmp_path: Path) -> None:
    template = tmp_path / "sjabloon.xlsx"
    assert stek(home, "template", *PLACE, "-o", template)[0] == 0
    code, said = stek(home, "check", template, *PLACE)
    assert (code, "Vul het bestand in" in said) == (20, True)
