"""Names of files and sheets that would lead elsewhere, or show as something that they are not."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from pipelines.answering.receipt_page import receipt_page
from pipelines.answering.receipts import answer
from pipelines.home import Home
from pipelines.inbox import empty_inbox
from pipelines.landing.looking import Offer
from pipelines.landing.offers import land
from pipelines.landing.receipts import read_receipts, receipt_file
from pipelines.landing.trees import read_tree
from pipelines.months import Month
from pipelines.reading.files import read_delivery
from pipelines.reading.identity import find_identity
from tests.reading.writing import csv_text, visit, visits, xlsx

OCTOBER = Month(2026, 10)
GOOD = csv_text(visits(visit())).encode()
NAMES = (
    "..%2f..%2fetc%2fpasswd.csv", "...csv", "..", "-rf.csv", "CON.csv", "NUL", "aux.csv.exe",
    "a" * 251 + ".csv", "a." + "x" * 240, "mei\u202evsc.xslx", "a\nb\r.csv", "a\x1b[2Jb.csv",
    "$(touch x).csv", "`x`;rm -rf ~;.csv", "'\"<script>.csv", "{month}{0}%s.csv", "\udcff\udcfe.csv",
    "\u00e9" * 120 + ".csv", "C:\\Windows\\x.csv", "~", "*", "a .csv ", "=cmd|'x'!A1.csv",
)  # fmt: skip


def put(folder: Path, name: str, visit_id: str = "b1") -> Path:
    """A good delivery of that name; `..` cannot be one, and stands for a name of dots."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (name if name.strip(".") else f"{name}.")
    path.write_bytes(GOOD.replace(b"b1", visit_id.encode()))
    return path


def files_below(folder: Path) -> set[str]:
    return {os.fspath(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_delivery_is_landed_in_its_place_whatever_it_is_called(
    home: Home, tmp_path: Path
) -> None:
    paths = [put(tmp_path / "brengt", name, f"b{n}") for n, name in enumerate(NAMES)]
    landed = list(land(home, [Offer(path, "zaventem", OCTOBER) for path in paths]))
    for path, one in zip(paths, landed, strict=True):
        assert one.receipt.outcome == "accepted"
        kept = one.receipt.content(home)
        assert (kept.parent, kept.read_bytes()) == (home.landing / "content", path.read_bytes())
        content = json.loads(receipt_file(home, one.receipt).read_text("utf-8"))
        assert content["file_name"] == path.name
        assert all(line.isprintable() for line in answer(home, one, "nl").splitlines())
        page = receipt_page(home, one.receipt, "nl")
        assert not [sign for sign in ("\u202e", "<script>.", "\x1b") if sign in page]
    assert [one.file_name for one in read_receipts(home)] == [path.name for path in paths]
    assert files_below(tmp_path / "brengt") == {path.name for path in paths}
    assert {path.name for path in tmp_path.iterdir()} == {"brengt", "home"}


@pytest.mark.parametrize("name", ["../../x.csv", "/etc/passwd", "a\0b.csv", "C:\\x", "x" * 9_000])
def test_a_name_is_never_opened(name: str) -> None:
    assert read_delivery(GOOD, name).sheets[0].rows.height == 1
    assert find_identity(GOOD, name) == ()


def test_what_turns_signs_around_in_a_title_is_named_in_the_answer(
    home: Home, tmp_path: Path
) -> None:
    path = tmp_path / "bezoeken.xlsx"
    wrong = visit(gender="z")
    title = "mei\u202exslx\u200b"
    path.write_bytes(xlsx({title: visits(wrong, *(visit(bezoek_id=f"b{n}") for n in range(9)))}))
    (landed,) = land(home, [Offer(path, "zaventem", OCTOBER)])
    told = answer(home, landed, "nl")
    assert "mei[U+202E]xslx[U+200B]" in told
    assert title not in told


def test_a_link_in_a_folder_of_deliveries_leads_nowhere(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.csv"
    secret.write_bytes(GOOD)
    folder = tmp_path / "inbox" / "zaventem" / "2026-10"
    own = put(folder, "eigen.csv")
    (folder / "link.csv").symlink_to(secret)
    (folder / "nergens.csv").symlink_to(tmp_path / "niets")
    assert [offer.path for offer in read_tree(tmp_path / "inbox").offers] == [own]


@pytest.mark.parametrize("name", ["a" * 251 + ".csv", "\u00e9" * 120 + ".csv", "x\n\x1b.csv"])
def test_a_file_of_any_name_in_the_inbox_is_answered_and_stops_no_other(
    home: Home, name: str
) -> None:
    folder = home.inbox / "zaventem" / "2026-10"
    hostile, good = put(folder, name), put(folder, "zz.csv")
    hostile.write_bytes(GOOD.replace(b"b1", b"b 1!"))
    for path in (hostile, good):
        os.utime(path, (1, 1))
    outcomes = [landed.receipt.outcome for landed in empty_inbox(home)]
    assert sorted(outcomes) == ["accepted", "refused"]
    left = files_below(folder)
    assert len([one for one in left if one.endswith(".antwoord.txt")]) == 2
    assert len([one for one in left if one.endswith(".verbeteren.xlsx")]) == 1
    assert len(left) == 3
