"""Retention: files and records go when they have had their time, and take nothing with them."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines import clock, contracts, journal
from pipelines.answering.text import checked
from pipelines.errors import StekError, WrongUseError
from pipelines.findings.reports import report
from pipelines.home import Home
from pipelines.journal.chain import append
from pipelines.journal.events import Event
from pipelines.landing.frozen import frozen_months, is_gone
from pipelines.landing.keys import public_key
from pipelines.landing.looking import Offer, look
from pipelines.landing.offers import land, land_nothing
from pipelines.landing.receipts import read_receipts, receipt_file
from pipelines.landing.verifying import verify
from pipelines.ledger import ledger, write_ledger
from pipelines.months import Month
from pipelines.publication.publishing import publish_tables
from pipelines.records.months import build_months, changed_months
from pipelines.retention import Due, due, removable_files, retain
from pipelines.retention_rules import Rules, rules, settled_years
from pipelines.warehouse.tables import build
from tests.deliveries import SIGNAL, csv_file, rows
from tests.forked import killed, touches

FIRST, LAST = Month(2025, 1), Month(2026, 4)
JANUARY, FEBRUARY = Month(2025, 1), Month(2025, 2)
SHORT = Rules(2, 4, 24, 1, 1)  # all of 2025 has had its time in May 2026
WHO = "command:an"


def delivered(folder: Path, month: Month) -> Path:
    path = folder / f"signalen-{month}.csv"
    path.write_bytes(csv_file(_signals(month)))
    return path


def _signals(month: Month) -> list[dict[str, str]]:
    lines = rows(SIGNAL, "signaal_id", 6, datum=f"{month}-15")
    return [line | {"signaal_id": f"{month}-{n}"} for n, line in enumerate(lines)]


def counted(home: Home) -> None:
    """The facts and indicators that follow from landing."""
    build_months(home, changed_months(home))
    write_ledger(home)
    build(home)


def made(home: Home) -> None:
    """What follows from landing, without Dagster and the pages."""
    counted(home)
    publish_tables(home)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Sixteen months of one Stek, released in May 2026: the year 2025 is closed and told."""
    folder = tmp_path_factory.mktemp("retention")
    home = Home(folder / "home")
    home.landing.mkdir(parents=True)
    (home.landing / "sample.json").write_text(json.dumps({"as_of": "2026-05-20"}), "utf-8")
    offers = [
        Offer(delivered(folder, month), "zaventem", month, _tenth(month.next()))
        for month in FIRST.until(LAST)
    ]
    assert {one.receipt.outcome for one in land(home, offers)} == {"accepted"}
    made(home)
    return home


def _tenth(month: Month) -> datetime:
    return datetime(month.year, month.month, 10, 12, tzinfo=clock.BELGIUM)


@pytest.fixture
def old(whole: Home, tmp_path: Path) -> Home:
    """A home of the test's own with those months."""
    home = Home(tmp_path / "old")
    shutil.copytree(whole.root, home.root, symlinks=True)
    return home


@pytest.fixture
def frozen(old: Home) -> Home:
    """The same after its January and February have lost their files."""
    retain(old, due(old), who=WHO)
    return old


def files(folder: Path, pattern: str = "*") -> dict[str, bytes]:
    found = (path for path in folder.rglob(pattern) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def events(home: Home, what: str) -> list[dict[str, str | int]]:
    return [dict(event.about) for event in reversed(journal.read(home)) if event.what == what]


def test_the_rules_say_how_long_and_records_outlive_the_files_they_are_made_from() -> None:
    assert rules() == Rules(14, 62, 24, 1, 1)


def test_files_go_fourteen_months_after_their_month_when_the_year_is_told(whole: Home) -> None:
    found = due(whole)
    assert found == Due(raw=(JANUARY, FEBRUARY))
    assert settled_years(whole) == {2025}


def test_files_wait_until_their_year_is_told(old: Home) -> None:
    shutil.rmtree(old.released)
    assert due(old) == Due(waiting=(JANUARY, FEBRUARY))


def test_a_year_that_began_late_is_never_told_whole_and_stands_when_it_would_have_been(
    old: Home,
) -> None:
    shutil.rmtree(old.landing / "receipts" / "zaventem" / "2025-01")
    shutil.rmtree(old.released)
    assert settled_years(old) == {2025}
    (old.landing / "sample.json").write_text(json.dumps({"as_of": "2026-04-30"}), "utf-8")
    assert settled_years(old) == frozenset()


def test_files_wait_until_the_records_are_made_from_what_stands(old: Home, tmp_path: Path) -> None:
    lines = _signals(JANUARY)[:-1]
    path = tmp_path / "corrected.csv"
    path.write_bytes(csv_file(lines))
    list(land(old, [Offer(path, "zaventem", JANUARY)]))
    assert due(old) == Due(raw=(FEBRUARY,), waiting=(JANUARY,))


def test_the_files_go_and_all_that_was_said_of_them_stays(whole: Home, old: Home) -> None:
    before = read_receipts(old)
    delivery = before[0].content(old).read_bytes()
    found = retain(old, due(old), who=WHO)
    assert found.files == {JANUARY: 1, FEBRUARY: 1}
    gone = [receipt for receipt in before if not receipt.content(old).exists()]
    assert [receipt.month for receipt in gone] == [JANUARY, FEBRUARY]
    assert read_receipts(old) == before
    assert ledger(old) == ledger(whole)
    assert files(old.records) == files(whole.records)
    receipt = receipt_file(old, before[0]).read_bytes()
    assert verify(public_key(old), receipt, delivery).verdict == "same_file"
    assert events(old, "raw_removed") == [
        {"files": 1, "month": "2025-01"},
        {"files": 1, "month": "2025-02"},
    ]
    assert due(old) == Due()


def test_a_frozen_month_is_never_made_again(
    whole: Home, frozen: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert changed_months(frozen) == ()
    monkeypatch.setattr(contracts, "fingerprint", lambda: "contracts that changed")
    assert changed_months(frozen) == Month(2025, 3).until(LAST)
    reports = build_months(frozen, FIRST.until(LAST))  # as `stek run --all` does
    assert [one.month for one in reports] == list(FIRST.until(LAST))
    assert files(frozen.records, "*.parquet") == files(whole.records, "*.parquet")


def test_a_frozen_month_without_a_column_that_came_later_is_still_counted(frozen: Home) -> None:
    """As when a contract grew after its files were removed: there nobody was asked."""
    aside = frozen.frozen / str(JANUARY) / "signals.parquet"
    pl.read_parquet(aside).drop("count_class").write_parquet(aside)
    shutil.rmtree(frozen.records)
    counted(frozen)
    with duckdb.connect(str(frozen.warehouse), read_only=True) as database:
        told = database.execute("select count(*), count(count_class) from facts.signals").fetchall()
    assert told == [(96, 90)]  # six in each of sixteen months, but for those six


def test_landing_alone_makes_the_records_of_a_frozen_month(
    whole: Home, frozen: Home, tmp_path: Path
) -> None:
    other = Home(tmp_path / "other")
    shutil.copytree(frozen.landing, other.landing)
    assert changed_months(other) == FIRST.until(LAST)
    build_months(other, changed_months(other))
    write_ledger(other)
    assert files(other.records) == files(whole.records)
    assert ledger(other) == ledger(whole)


def test_a_file_for_a_frozen_month_is_refused_kindly_and_not_kept(
    frozen: Home, tmp_path: Path
) -> None:
    path = tmp_path / "verbeterd.csv"
    path.write_bytes(csv_file(_signals(JANUARY)[:-1]))
    before, kept = ledger(frozen), files(frozen.landing / "content")
    (looked,) = look(frozen, [Offer(path, "zaventem", JANUARY)])
    assert "Deze maand is afgesloten" in checked(report(frozen, looked), "nl")
    (landed,) = land(frozen, [Offer(path, "zaventem", JANUARY)])
    assert (landed.receipt.outcome, landed.receipt.reason) == ("refused", "month_is_final")
    assert (landed.receipt.is_kept, landed.receipt.file_name) == (False, None)
    assert files(frozen.landing / "content") == kept
    assert ledger(frozen) == before
    assert changed_months(frozen) == ()


def test_the_file_that_stood_changes_nothing_and_nothing_cannot_take_its_place(
    frozen: Home, tmp_path: Path
) -> None:
    (landed,) = land(frozen, [Offer(delivered(tmp_path, JANUARY), "zaventem", JANUARY)])
    assert (landed.is_new, landed.receipt.outcome) == (False, "accepted")
    with pytest.raises(WrongUseError, match=r"2025-01: .*afgesloten"):
        land_nothing(frozen, "zaventem", JANUARY, ["signals"], None)


def test_a_file_that_another_month_needs_stays_until_that_month_goes(
    old: Home, tmp_path: Path
) -> None:
    """January's file, handed in for April by mistake: refused there, and kept."""
    (landed,) = land(old, [Offer(delivered(tmp_path, JANUARY), "zaventem", LAST)])
    assert landed.receipt.outcome == "refused"
    build_months(old, changed_months(old))
    assert retain(old, due(old), who=WHO).files == {FEBRUARY: 1}
    assert landed.receipt.content(old).exists()


def test_a_file_that_no_receipt_speaks_of_goes_too(old: Home) -> None:
    (old.landing / "content" / ("a" * 64 + ".csv")).write_bytes(b"left by a killed landing")
    assert retain(old, Due(), who=WHO).files == {None: 1}
    assert events(old, "raw_removed") == [{"files": 1}]


def facts(home: Home) -> list[str]:
    with duckdb.connect(str(home.warehouse), read_only=True) as database:
        found = database.execute("select distinct strftime(month, '%Y-%m') from facts.deliveries")
        return sorted(month for (month,) in found.fetchall())


def told_of(home: Home, year: str) -> dict[str, list[tuple[object, ...]]]:
    """By table, the rows about persons and signals of a year in the latest release."""
    tables = {
        path.stem: pl.read_csv(path, infer_schema=False)
        for path in sorted((home.released / "latest").glob("signal*.csv"))
    }
    return {
        name: table.filter(pl.col("period").str.starts_with(year)).rows()
        for name, table in tables.items()
        if "period" in table.columns
    }


def test_records_go_and_what_was_released_of_them_stays(
    whole: Home, old: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.retention.rules", lambda: SHORT)
    year = FIRST.until(Month(2025, 12))
    found = due(old)
    assert (found.raw, found.records) == (year, year)
    # First a part of the year, then all of it.
    retain(old, Due(raw=year, records=year[:2]), who=WHO)
    assert [month for month in year if is_gone(old, month)] == [JANUARY, FEBRUARY]
    assert not old.warehouse.exists()
    assert changed_months(old) == (JANUARY, FEBRUARY)
    counted(old)
    assert changed_months(old) == ()
    assert facts(old)[0] == "2025-03"
    retain(old, due(old), who=WHO)
    made(old)
    assert due(old) == Due(waiting=(Month(2026, 1), Month(2026, 2)))  # their year is not told
    assert facts(old) == [str(month) for month in Month(2026, 1).until(LAST)]
    assert {path.parent.name for path in old.records.rglob("records.parquet")} == {
        f"month={month}" for month in Month(2026, 1).until(LAST)
    }
    assert ledger(old) == ledger(whole)
    of_2025 = told_of(old, "2025")
    assert of_2025 == told_of(whole, "2025")
    assert any(of_2025.values())
    assert told_of(old, "2026") == told_of(whole, "2026")
    assert [event["month"] for event in events(old, "records_removed")] == [str(m) for m in year]


def test_a_removal_killed_at_any_touch_of_the_disk_is_finished_by_the_next(
    whole: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.retention.rules", lambda: SHORT)
    found = Due(raw=(JANUARY,), records=(JANUARY,))
    done, home = Home(tmp_path / "done"), Home(tmp_path / "killed")

    def start(one: Home) -> Callable[[], object]:
        shutil.rmtree(one.root, ignore_errors=True)
        for room in ("landing", "records"):
            shutil.copytree(whole.root / room, one.root / room)
        return lambda: retain(one, found, who=WHO)

    count = touches(done.root, start(done))
    assert count > 20
    for point in range(1, count + 1):
        assert killed(home.root, start(home), point), point
        nothing_is_half(home, whole)
        retain(home, found, who=WHO)
        assert rooms(home) == rooms(done), point
        assert [path.name for path in (home.frozen / "2025-01").iterdir()] == ["month.json"]
        assert journal.check(home).is_intact
        assert {event["month"] for event in events(home, "raw_removed")} == {"2025-01"}


def rooms(home: Home) -> dict[str, bytes]:
    """All that is kept, without what a kill left half: no reader sees that."""
    kept = {**files(home.landing), **files(home.records)}
    return {name: data for name, data in kept.items() if not Path(name).name.startswith(".")}


def nothing_is_half(home: Home, whole: Home) -> None:
    frozen = frozen_months(home)
    for receipt in read_receipts(home):
        assert receipt.month in frozen or receipt.content(home).exists()
    for month in frozen:
        aside = home.frozen / str(month) / "signals.parquet"
        if not is_gone(home, month):
            assert aside.read_bytes() == whole.records_of("signals", month).read_bytes()
    assert removable_files(home).keys() <= set((home.landing / "content").iterdir())


def test_old_years_of_the_journal_go_whole_and_the_chain_goes_on(old: Home) -> None:
    for year in (2022, 2023, 2024, 2025):
        for day in (1, 2):
            moment = datetime(year, 5, day, tzinfo=clock.BELGIUM)
            append(old, Event(0, moment, "signed_in", "account:1", "command", {}, ""))
    assert due(old).journal_years == (2022, 2023)  # 2023 ended 28 months ago
    found = retain(old, Due(journal_years=(2022, 2023)), who=WHO)
    assert found.events == 4
    assert events(old, "journal_removed") == [{"events": 4, "until_number": 4}]
    result = journal.check(old)
    assert (result.is_intact, result.last_number) == (True, journal.read(old, newest=1)[0].number)
    assert journal.read(old)[-1].number == 5
    (old.root / "journal" / "2024.jsonl").unlink()  # by hand
    assert journal.check(old).broken == "removed"


def test_no_year_of_a_journal_that_is_not_intact_is_removed(old: Home) -> None:
    for year in (2022, 2025):
        moment = datetime(year, 5, 1, tzinfo=clock.BELGIUM)
        append(old, Event(0, moment, "signed_in", "account:1", "command", {}, ""))
    path = old.root / "journal" / "2022.jsonl"
    path.write_bytes(path.read_bytes().replace(b"account:1", b"account:2"))
    with pytest.raises(StekError, match="not intact"):
        retain(old, Due(journal_years=(2022,)), who=WHO)
    assert path.exists()


def test_uploads_that_nobody_confirmed_go_after_a_day(old: Home) -> None:
    for name, hours in (("today", 1), ("before", 30)):
        folder = old.portal / "pending" / name
        folder.mkdir(parents=True)
        (folder / "upload").write_bytes(b"x")
        then = datetime.now(clock.BELGIUM).timestamp() - hours * 3600
        os.utime(folder, (then, then))
    found = due(old)
    assert [path.name for path in found.pending] == ["before"]
    assert retain(old, Due(pending=found.pending), who=WHO).pending == 1
    assert [path.name for path in (old.portal / "pending").iterdir()] == ["today"]
    assert events(old, "pending_removed") == [{"count": 1}]
