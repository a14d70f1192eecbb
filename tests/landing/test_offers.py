from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from pipelines import clock
from pipelines.errors import WrongUseError
from pipelines.home import Home
from pipelines.landing.looking import Offer
from pipelines.landing.offers import Landed, land, land_nothing
from pipelines.landing.receipts import read_receipts
from pipelines.months import Month
from tests.deliveries import CHECK, VISIT, csv_file, rows

OCTOBER = Month(2026, 10)


def hand_in(home: Home, path: Path, data: bytes, received: str = "2026-11-10") -> Landed:
    path.write_bytes(data)
    moment = datetime.fromisoformat(received).replace(tzinfo=clock.BELGIUM)
    (landed,) = land(home, [Offer(path, "zaventem", OCTOBER, moment)])
    return landed


def kept(home: Home) -> list[bytes]:
    return sorted(path.read_bytes() for path in (home.landing / "content").glob("*"))


def test_a_delivery_is_kept_exactly_as_it_came_and_named_by_its_hash(
    home: Home, tmp_path: Path
) -> None:
    data = csv_file(rows(VISIT, "bezoek_id", 4))
    landed = hand_in(home, tmp_path / "bezoeken.csv", data)
    assert landed.receipt.outcome == "accepted"
    assert landed.receipt.of("visits").rows == 4  # type: ignore[union-attr]  # it is there
    content = landed.receipt.content(home)
    assert content.read_bytes() == data
    assert content.stem == landed.receipt.sha256


def test_the_same_file_twice_changes_nothing(home: Home, tmp_path: Path) -> None:
    data = csv_file(rows(VISIT, "bezoek_id", 4))
    first = hand_in(home, tmp_path / "a.csv", data)
    second = hand_in(home, tmp_path / "b.csv", data)
    assert not second.is_new
    assert second.receipt == first.receipt
    assert len(read_receipts(home)) == 1


def test_a_receipt_names_who_delivered_and_the_file_as_they_call_it(
    home: Home, tmp_path: Path
) -> None:
    path = tmp_path / "delivered"
    path.write_bytes(csv_file(rows(VISIT, "bezoek_id", 4)))
    offer = Offer(
        path, "zaventem", OCTOBER, delivered_by="account 12", delivered_name="../../x/oktober.CSV"
    )
    (landed,) = land(home, [offer])
    assert landed.receipt.delivered_by == "account 12"
    assert landed.receipt.file_name == "../../x/oktober.CSV"
    assert landed.receipt.content(home).parent == home.landing / "content"
    assert landed.receipt.content(home).suffix == ".csv"


def test_a_delivered_name_with_personal_data_is_seen_and_not_written_down(
    home: Home, tmp_path: Path
) -> None:
    path = tmp_path / "delivered"
    path.write_bytes(csv_file(rows(VISIT, "bezoek_id", 4)))
    name = "bezoeken 85.07.30-033.28.csv"  # a national number: 997 - 850730033 % 97
    (landed,) = land(home, [Offer(path, "zaventem", OCTOBER, delivered_name=name)])
    assert landed.receipt.reason == "personal_data"
    assert landed.receipt.file_name is None


def test_the_word_of_nothing_to_report_names_who_gave_it(home: Home) -> None:
    landed = land_nothing(home, "zaventem", OCTOBER, ["visits"], None, "account 12")
    assert landed.receipt.delivered_by == "account 12"


def test_a_second_delivery_is_kept_beside_the_first(home: Home, tmp_path: Path) -> None:
    first = csv_file(rows(VISIT, "bezoek_id", 4))
    second = csv_file(rows(VISIT, "bezoek_id", 5))
    hand_in(home, tmp_path / "a.csv", first)
    hand_in(home, tmp_path / "a.csv", second)
    assert kept(home) == sorted([first, second])
    assert [r.number for r in read_receipts(home)] == [1, 2]


def test_going_back_to_the_first_file_is_a_new_delivery(home: Home, tmp_path: Path) -> None:
    first = csv_file(rows(VISIT, "bezoek_id", 4))
    hand_in(home, tmp_path / "a.csv", first)
    hand_in(home, tmp_path / "a.csv", csv_file(rows(VISIT, "bezoek_id", 5)))
    assert hand_in(home, tmp_path / "a.csv", first).is_new
    assert len(kept(home)) == 2


def test_another_stream_does_not_make_the_same_file_new(home: Home, tmp_path: Path) -> None:
    visits = csv_file(rows(VISIT, "bezoek_id", 4))
    hand_in(home, tmp_path / "a.csv", visits)
    hand_in(home, tmp_path / "b.csv", csv_file(rows(CHECK, "check_id", 4)))
    assert not hand_in(home, tmp_path / "a.csv", visits).is_new


def test_wrong_rows_are_counted_as_held_back(home: Home, tmp_path: Path) -> None:
    lines = rows(VISIT, "bezoek_id", 10)
    lines[3]["contactvorm"] = "bingo"
    landed = hand_in(home, tmp_path / "a.csv", csv_file(lines))
    outcome = landed.receipt.of("visits")
    assert outcome is not None
    assert (outcome.outcome, outcome.rows, outcome.held_back, outcome.used) == (
        "held_back",
        10,
        1,
        9,
    )


def test_a_file_of_which_more_than_a_quarter_is_wrong_is_refused_and_kept(
    home: Home, tmp_path: Path
) -> None:
    lines = rows(VISIT, "bezoek_id", 8)
    for line in lines[:2]:
        line["contactvorm"] = "bingo"
    assert hand_in(home, tmp_path / "a.csv", csv_file(lines)).receipt.outcome == "held_back"
    lines[2]["contactvorm"] = "bingo"
    refused = hand_in(home, tmp_path / "a.csv", csv_file(lines)).receipt
    assert refused.outcome == "refused"
    assert refused.streams[0].reason == "too_many_wrong_rows"
    assert refused.content(home).exists()


def test_a_file_without_a_column_that_must_be_there_is_told_which(
    home: Home, tmp_path: Path
) -> None:
    lines = [
        {key: text for key, text in line.items() if key != "gender"}
        for line in rows(VISIT, "bezoek_id", 8)
    ]
    receipt = hand_in(home, tmp_path / "a.csv", csv_file(lines)).receipt
    assert receipt.outcome == "refused"
    assert receipt.streams[0].reason == "missing_columns"


def test_rows_of_another_stek_are_told_so(home: Home, tmp_path: Path) -> None:
    lines = rows(VISIT, "bezoek_id", 8, stek_id="tienen")
    refused = hand_in(home, tmp_path / "a.csv", csv_file(lines)).receipt
    assert refused.streams[0].reason == "wrong_stek_or_month"


def test_a_file_with_a_register_number_is_refused_and_leaves_no_trace(
    home: Home, tmp_path: Path
) -> None:
    lines = rows(VISIT, "bezoek_id", 8)
    lines[5]["bezoeker_code"] = "93.05.18-223.61"
    name = "jan.peeters@example.org.csv"
    landed = hand_in(home, tmp_path / name, csv_file(lines))
    assert landed.receipt.reason == "personal_data"
    assert kept(home) == []
    everything = b"".join(p.read_bytes() for p in home.root.rglob("*") if p.is_file())
    assert b"93.05.18" not in everything
    assert b"peeters" not in everything


def test_a_file_that_cannot_be_looked_through_is_not_kept(home: Home, tmp_path: Path) -> None:
    receipt = hand_in(home, tmp_path / "Jan Peeters.csv", b"%PDF-1.7 a scan of a letter").receipt
    assert receipt.outcome == "refused"
    assert receipt.file_name is None
    assert kept(home) == []


def test_an_unknown_stek_or_a_month_to_come_is_wrong_use(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(csv_file(rows(VISIT, "bezoek_id", 4)))
    with pytest.raises(WrongUseError, match=r"stekken\.csv"):
        list(land(home, [Offer(path, "atlantis", OCTOBER)]))
    with pytest.raises(WrongUseError, match="has not begun"):
        list(land(home, [Offer(path, "zaventem", Month(2999, 1))]))


def test_nothing_to_report_is_a_receipt_without_a_file(home: Home) -> None:
    receipt = land_nothing(home, "zaventem", OCTOBER, ["visits"], None).receipt
    assert receipt.is_nothing
    assert [r.number for r in read_receipts(home)] == [receipt.number]
    assert not land_nothing(home, "zaventem", OCTOBER, ["visits"], None).is_new
