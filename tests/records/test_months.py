from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import polars as pl

from pipelines import clock
from pipelines.home import Home
from pipelines.landing.looking import Offer
from pipelines.landing.offers import land, land_nothing
from pipelines.months import Month
from pipelines.records.months import build_months, changed_months
from pipelines.records.reports import read_report
from tests.deliveries import REFERRAL, VISIT, csv_file, rows

OCTOBER = Month(2026, 10)
SEPTEMBER = Month(2026, 9)


def deliver(
    home: Home, folder: Path, data: bytes, month: Month = OCTOBER, stek: str = "zaventem",
    received: str = "2026-11-10",
) -> None:  # fmt: skip
    path = folder / "delivered.csv"
    path.write_bytes(data)
    moment = datetime.fromisoformat(received).replace(tzinfo=clock.BELGIUM)
    list(land(home, [Offer(path, stek, month, moment)]))


def build(home: Home) -> tuple[Month, ...]:
    changed = changed_months(home)
    build_months(home, changed)
    return changed


def read(home: Home, stream: str, month: Month = OCTOBER) -> pl.DataFrame:
    return pl.read_parquet(home.records_of(stream, month), hive_partitioning=False)


def test_dates_become_months_after_the_durations_are_counted(home: Home, tmp_path: Path) -> None:
    pending = rows(
        REFERRAL, "doorverwijzing_id", 1, resultaat="lopend", datum_resultaat="",
        opgevolgd_tot="2026-10-31", bedrag_maand="", datum_doorverwijzing="2026-08-30",
    )[0] | {"doorverwijzing_id": "d9"}  # fmt: skip
    deliver(home, tmp_path, csv_file([*rows(REFERRAL, "doorverwijzing_id", 1), pending]))
    build(home)
    granted, waiting = read(home, "referrals").sort("referral_id").to_dicts()
    assert granted["referral_month"] == date(2026, 10, 1)
    assert granted["days_to_outcome"] == 14  # 16 to 30 October
    assert granted["days_followed"] is None
    assert str(granted["amount_month_eur"]) == "1234.50"
    assert waiting["referral_month"] == date(2026, 8, 1)
    assert waiting["days_followed"] == 62  # 30 August to 31 October: 1 + 30 + 31
    assert waiting["days_to_outcome"] is None
    days = [n for n, t in read(home, "referrals").schema.items() if t == pl.Date]
    assert days == ["month", "referral_month"]


def test_a_row_that_breaks_a_rule_is_held_back_and_the_rest_is_used(
    home: Home, tmp_path: Path
) -> None:
    lines = rows(VISIT, "bezoek_id", 10)
    lines[2]["gender"] = "onbestaand"
    deliver(home, tmp_path, csv_file(lines))
    build(home)
    assert set(read(home, "visits")["visit_id"]) == {f"b1-{i}" for i in range(10) if i != 2}
    report = read_report(home, OCTOBER)
    assert report is not None
    assert sum(report.rules.values()) == 1


def test_a_refused_correction_leaves_the_version_before_it(home: Home, tmp_path: Path) -> None:
    deliver(home, tmp_path, csv_file(rows(VISIT, "bezoek_id", 4)))
    deliver(
        home, tmp_path, csv_file(rows(VISIT, "bezoek_id", 7, gender="?!")), received="2026-11-12"
    )
    build(home)
    assert read(home, "visits").height == 4


def test_nothing_to_report_takes_the_place_of_what_came_before(home: Home, tmp_path: Path) -> None:
    deliver(home, tmp_path, csv_file(rows(VISIT, "bezoek_id", 4)))
    build(home)
    land_nothing(home, "zaventem", OCTOBER, ["visits"], None)
    assert build(home) == (OCTOBER,)
    assert not home.records_of("visits", OCTOBER).exists()


def test_only_the_month_of_a_correction_is_made_again(home: Home, tmp_path: Path) -> None:
    deliver(home, tmp_path, csv_file(rows(VISIT, "bezoek_id", 4)))
    september = csv_file(rows(VISIT, "bezoek_id", 4, datum="2026-09-15"))
    deliver(home, tmp_path, september, SEPTEMBER)
    assert build(home) == (SEPTEMBER, OCTOBER)
    assert build(home) == ()
    untouched = home.records_of("visits", SEPTEMBER).stat().st_mtime_ns
    deliver(home, tmp_path, csv_file(rows(VISIT, "bezoek_id", 5)), received="2026-11-19")
    assert build(home) == (OCTOBER,)
    assert read(home, "visits").height == 5
    assert home.records_of("visits", SEPTEMBER).stat().st_mtime_ns == untouched


def test_a_month_that_was_left_half_made_is_made_again(home: Home, tmp_path: Path) -> None:
    deliver(home, tmp_path, csv_file(rows(VISIT, "bezoek_id", 4)))
    build(home)
    (home.records / "months" / f"{OCTOBER}.json").unlink()  # it is written last
    assert changed_months(home) == (OCTOBER,)


def test_the_order_of_stekken_leaves_no_trace(tmp_path: Path) -> None:
    files = {}
    for order in (("zaventem", "tienen"), ("tienen", "zaventem")):
        home = Home(tmp_path / "-".join(order))
        for stek in order:
            deliver(home, tmp_path, csv_file(rows(VISIT, "bezoek_id", 4, stek_id=stek)), stek=stek)
        build(home)
        files[order] = home.records_of("visits", OCTOBER).read_bytes()
    assert len(set(files.values())) == 1


def test_no_value_of_a_record_stands_in_the_reports(home: Home, tmp_path: Path) -> None:
    lines = rows(VISIT, "bezoek_id", 10, bezoeker_code="SECRET77")
    lines[1]["gender"] = "geheimwoord"
    deliver(home, tmp_path, csv_file(lines))
    build(home)
    texts = [p.read_text() for p in home.root.rglob("*.json")]
    assert texts
    assert not any("SECRET77" in text or "geheimwoord" in text for text in texts)
