from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from pipelines import clock
from pipelines.home import Home
from pipelines.landing.looking import Offer
from pipelines.landing.offers import land, land_nothing
from pipelines.ledger import ledger, write_ledger
from pipelines.months import Month
from pipelines.warehouse.tables import RECORDS
from tests.deliveries import VISIT, csv_file, rows

OCTOBER = Month(2026, 10)


@pytest.fixture(autouse=True)
def _on_the_20th_of_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda _: date(2026, 11, 20))


def statuses(home: Home, stek: str = "zaventem", stream: str = "visits") -> dict[str, str]:
    return {str(e.month): e.status for e in ledger(home) if (e.stek_id, e.stream) == (stek, stream)}


def moment(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=clock.BELGIUM)


def visits(home: Home, folder: Path, count: int, month: Month, received: str) -> None:
    path = folder / f"{month}-{count}.csv"
    path.write_bytes(csv_file(rows(VISIT, "bezoek_id", count, datum=f"{month}-15")))
    list(land(home, [Offer(path, "zaventem", month, moment(received))]))


def test_what_came_on_the_due_day_is_reported_and_the_day_after_it_is_late(
    home: Home, tmp_path: Path
) -> None:
    visits(home, tmp_path, 4, Month(2026, 9), "2026-10-15")
    visits(home, tmp_path, 4, OCTOBER, "2026-11-16")
    assert statuses(home) == {"2026-09": "reported", "2026-10": "late"}


def test_a_stek_that_sent_nothing_is_missing_after_the_due_day(home: Home, tmp_path: Path) -> None:
    visits(home, tmp_path, 4, OCTOBER, "2026-11-10")
    assert statuses(home, "tienen") == {"2026-10": "missing"}
    assert statuses(home, stream="signals") == {"2026-10": "missing"}


def test_before_the_due_day_a_month_is_open(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visits(home, tmp_path, 4, OCTOBER, "2026-11-02")
    monkeypatch.setattr(clock, "today", lambda _: date(2026, 11, 15))
    assert statuses(home, "tienen") == {"2026-10": "open"}


def test_a_second_version_is_a_correction_and_stays_on_time(home: Home, tmp_path: Path) -> None:
    visits(home, tmp_path, 4, OCTOBER, "2026-11-10")
    visits(home, tmp_path, 5, OCTOBER, "2026-11-19")
    assert statuses(home) == {"2026-10": "corrected"}
    assert all(e.is_on_time for e in ledger(home) if e.is_reported)


def rows_known(home: Home, stream: str = "visits") -> dict[str, tuple[int | None, ...]]:
    """Of Zaventem's months, the rows taken, held back, and taken on the due day."""
    return {
        str(e.month): (e.rows_taken, e.rows_held_back, e.rows_at_due)
        for e in ledger(home)
        if (e.stek_id, e.stream) == ("zaventem", stream)
    }


def test_rows_are_those_of_the_delivery_that_stands_and_of_the_one_on_the_due_day(
    home: Home, tmp_path: Path
) -> None:
    visits(home, tmp_path, 4, Month(2026, 8), "2026-09-10")
    visits(home, tmp_path, 6, Month(2026, 8), "2026-09-15")
    visits(home, tmp_path, 5, Month(2026, 8), "2026-09-16")
    visits(home, tmp_path, 7, Month(2026, 9), "2026-10-16")
    assert rows_known(home) == {
        "2026-08": (5, 0, 6),  # a correction may take rows away
        "2026-09": (7, 0, None),  # late: on the due day nothing was there, which is not 0 rows
        "2026-10": (None, None, None),
    }


def test_a_row_held_back_is_counted_apart_and_nothing_to_report_is_no_rows(
    home: Home, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    good = rows(VISIT, "bezoek_id", 39, datum="2026-10-15")
    wrong = [good[0] | {"bezoek_id": "B99", "contactvorm": "wandeling"}]
    path.write_bytes(csv_file(good + wrong))
    list(land(home, [Offer(path, "zaventem", OCTOBER, moment("2026-11-05"))]))
    land_nothing(home, "zaventem", OCTOBER, ["signals"], moment("2026-11-03"))
    assert rows_known(home) == {"2026-10": (39, 1, 39)}
    assert rows_known(home, "signals") == {"2026-10": (0, 0, 0)}


def test_before_the_due_day_is_over_nothing_is_said_of_it(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visits(home, tmp_path, 4, OCTOBER, "2026-11-02")
    monkeypatch.setattr(clock, "today", lambda _: date(2026, 11, 15))
    assert rows_known(home) == {"2026-10": (4, 0, None)}
    monkeypatch.setattr(clock, "today", lambda _: date(2026, 11, 16))
    assert rows_known(home) == {"2026-10": (4, 0, 4)}


def test_the_facts_read_the_rows_of_the_ledger(home: Home, tmp_path: Path) -> None:
    visits(home, tmp_path, 4, OCTOBER, "2026-11-10")
    assert write_ledger(home) == 16 * 4
    written = pl.read_parquet(home.records / "deliveries.parquet")
    assert ", ".join(written.columns) == re.sub(r" \w+(?=,|$)", "", RECORDS["deliveries"])
    known = written.filter(pl.col("rows_taken").is_not_null())
    assert known.select("stek_id", "rows_taken", "rows_held_back", "rows_at_due").rows() == [
        ("zaventem", 4, 0, 4)
    ]


def test_nothing_to_report_is_confirmed_not_missing(home: Home) -> None:
    land_nothing(home, "zaventem", OCTOBER, ["visits"], moment("2026-11-03"))
    entries = {e.stream: e for e in ledger(home) if e.stek_id == "zaventem"}
    assert entries["visits"].status == "nothing"
    assert entries["visits"].is_reported
    assert entries["signals"].status == "missing"


def test_a_refused_file_is_refused_until_a_good_one_comes(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(csv_file(rows(VISIT, "bezoek_id", 4, bezoeker_code="93051822361")))
    list(land(home, [Offer(path, "zaventem", OCTOBER, moment("2026-11-05"))]))
    assert statuses(home) == {"2026-10": "refused"}
    visits(home, tmp_path, 4, OCTOBER, "2026-11-06")
    assert statuses(home) == {"2026-10": "reported"}


def test_every_active_stek_has_a_line_for_every_month_and_stream(
    home: Home, tmp_path: Path
) -> None:
    visits(home, tmp_path, 4, Month(2026, 8), "2026-09-10")
    assert len(ledger(home)) == 16 * 3 * 4
