"""The whole way on a small sample: real files in, facts that equal the truth, tables and pages out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb
import polars as pl
import pytest
from playwright.sync_api import Browser

from pipelines.estimates.catalogue import estimates
from pipelines.home import CHECKOUT, Home
from pipelines.landing.looking import Offer
from pipelines.landing.offers import land
from pipelines.landing.receipts import months_with_receipts
from pipelines.landing.trees import land_tree
from pipelines.ledger import ledger, write_ledger
from pipelines.months import Month
from pipelines.publication.publishing import publish_tables
from pipelines.records.months import build_months, changed_months
from pipelines.run import run
from pipelines.warehouse.models import models
from pipelines.warehouse.tables import build
from tests.dashboards.browser import served, started, visited, woken
from tests.dashboards.test_gates import found
from tests.whole_run import copy_of, whole_run

# One page of each kind, and those that show figures after four months, when no year is told yet.
WITH_FIGURES = {"index", "non_take_up", "stekken", "stek-zaventem", "rechten", "recht-leefloon"}
WITH_FIGURES |= {"signalen", "gegevenskwaliteit", "vergelijken"}
KINDS = (*sorted(WITH_FIGURES), "comparison", "methode", "downloads")

STREAMS = {
    "visits": ("bezoeken", "bezoek_id", "visit_id"),
    "entitlement_checks": ("rechtenchecks", "check_id", "check_id"),
    "referrals": ("doorverwijzingen", "doorverwijzing_id", "referral_id"),
    "signals": ("signalen", "signaal_id", "signal_id"),
}
NOT_ASKED = "niet_gevraagd"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four months of sixteen Stekken."""
    return whole_run(tmp_path_factory)[0]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The home that all of it was landed in and run."""
    return whole_run(tmp_path_factory)[1]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started() as running:
        yield running


def truth(tree: Path, stream: str) -> pl.DataFrame:
    """The rows that must have been used, by the recount's own reading of the truth."""
    frame = pl.read_parquet(tree / "truth" / f"{STREAMS[stream][0]}.parquet")
    return frame.filter(pl.col("fate") == "used").drop("fate")


def fact(home: Home, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(home.warehouse), read_only=True) as database:
        return sorted(database.execute(sql).fetchall(), key=str)


def told(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    return sorted(frame.iter_rows(), key=str)


def month() -> pl.Expr:
    return pl.concat_str("maand", pl.lit("-01")).str.to_date().alias("month")


def test_every_visit_that_was_meant_is_a_fact_and_no_other(tree: Path, home: Home) -> None:
    meant = truth(tree, "visits").select(
        "stek_id", month(), "bezoek_id", "bezoeker_code", "eerste_contact", "contactvorm",
        "leeftijdsklasse", "gender", "huishoudtype",
        pl.col("inkomensbron", "woonsituatie").fill_null(NOT_ASKED),
    )  # fmt: skip
    found = fact(
        home,
        "select stek_id, month, visit_id, visitor_code, is_first_contact, contact_form, age_class, "
        "gender, household_type, income_source, housing from facts.visits",
    )
    assert found == told(meant)
    assert len(found) > 1000


def test_the_first_check_of_each_right_in_the_year_is_recounted(tree: Path, home: Home) -> None:
    meant = (
        truth(tree, "entitlement_checks")
        .sort("maand", "check_id")
        .with_columns(year=pl.col("maand").str.head(4).cast(pl.Int64))
        .group_by("stek_id", "year", "bezoeker_code", "recht_code", maintain_order=True)
        .first()
        .select("stek_id", "year", "bezoeker_code", "recht_code", "status_start", "reden_1")
    )
    found = fact(
        home,
        "select stek_id, year, visitor_code, right_code, status_at_start, reason_1 "
        "from facts.first_checks",
    )
    assert found == told(meant)


def test_the_latest_telling_of_a_referral_is_recounted_with_its_days(
    tree: Path, home: Home
) -> None:
    is_pending = pl.col("resultaat") == "lopend"
    made_on = pl.col("datum_doorverwijzing")
    meant = (
        truth(tree, "referrals")
        .sort("maand")
        .group_by("stek_id", "doorverwijzing_id", maintain_order=True)
        .last()
        .select(
            "stek_id", "doorverwijzing_id", made_on.dt.month_start().alias("month"),
            "recht_code", "wijze", "aangekomen", "resultaat",
            (pl.col("datum_resultaat") - made_on).dt.total_days().alias("days"),
            pl.when(is_pending).then((pl.col("opgevolgd_tot") - made_on).dt.total_days()),
            "bedrag_maand",
        )
    )  # fmt: skip
    found = fact(
        home,
        "select stek_id, referral_id, referral_month, right_code, manner, has_arrived, outcome, "
        "days_to_outcome, days_followed, amount_month_eur from facts.referrals",
    )
    assert found == told(meant)


def test_the_latest_telling_of_a_signal_is_recounted(tree: Path, home: Home) -> None:
    meant = (
        truth(tree, "signals")
        .sort("maand")
        .group_by("stek_id", "signaal_id", maintain_order=True)
        .last()
        .select("stek_id", "signaal_id", "drempel", "niveau", "status")
    )
    found = fact(home, "select stek_id, signal_id, barrier, level, status from facts.signals")
    assert found == told(meant)


@pytest.mark.parametrize("stream", STREAMS)
def test_every_record_is_a_row_that_was_meant(tree: Path, home: Home, stream: str) -> None:
    _, delivered_id, record_id = STREAMS[stream]
    meant = truth(tree, stream).select("stek_id", "maand", delivered_id)
    paths = (home.records / stream).glob("month=*/records.parquet")
    found = pl.concat([pl.read_parquet(p, hive_partitioning=False) for p in paths])
    ids = found.select("stek_id", pl.col("month").dt.strftime("%Y-%m"), record_id)
    assert told(ids) == told(meant)


def test_what_is_wrong_on_purpose_is_found_where_it_was_put(tree: Path, home: Home) -> None:
    faults = json.loads((tree / "truth" / "faults.json").read_text("utf-8"))
    kinds = {fault["kind"] for fault in faults}
    assert kinds >= {
        "missing_month", "nothing_to_report", "late", "corrected", "national_register_number",
        "wrong_rows", "too_many_wrong_rows",
    }  # fmt: skip
    expected: Mapping[str, str] = {
        "missing_month": "missing", "nothing_to_report": "nothing", "late": "late",
        "national_register_number": "refused",
    }  # fmt: skip
    entries = {(e.stek_id, str(e.month), e.stream): e.status for e in ledger(home)}
    for fault in faults:
        if (status := expected.get(fault["kind"])) is not None:
            place = (fault["stek"], fault["month"], "visits")
            assert entries[place] == status, fault["kind"]


def test_a_refused_file_left_no_byte_behind(tree: Path, home: Home) -> None:
    faults = json.loads((tree / "truth" / "faults.json").read_text("utf-8"))
    refused = [f["path"] for f in faults if f["kind"] == "national_register_number"]
    kept = {path.read_bytes() for path in (home.landing / "content").iterdir()}
    assert refused
    assert not any((tree / path).read_bytes() in kept for path in refused)


def released(home: Home) -> dict[str, bytes]:
    latest = (home.released / "latest").resolve()
    files = (path for path in latest.rglob("*") if path.is_file())
    return {str(path.relative_to(latest)): path.read_bytes() for path in files}


def published_by_hand(home: Home) -> None:
    """Make and release the tables, step by step: what the graph does, but for the pages."""
    build_months(home, months_with_receipts(home))
    write_ledger(home)
    build(home)
    publish_tables(home)


def test_landing_and_running_twice_gives_the_same_tables(
    tree: Path, home: Home, tmp_path: Path
) -> None:
    copy = copy_of(home, tmp_path / "home")
    assert not any(landed.is_new for landed in land_tree(copy, tree))
    assert changed_months(copy) == ()
    published_by_hand(copy)
    assert released(copy) == released(home)


def test_landing_in_another_order_gives_the_same_tables(
    tree: Path, home: Home, tmp_path: Path
) -> None:
    """The last eight Stekken first, then the first eight."""
    other = Home(tmp_path / "other")
    steks = sorted(p for p in tree.iterdir() if p.is_dir() and p.name != "truth")
    for number, half in enumerate((steks[8:], steks[:8])):
        part = tmp_path / str(number)
        for stek in half:
            shutil.copytree(stek, part / stek.name)
        for name in ("sample.json", "deliveries.csv"):
            shutil.copyfile(tree / name, part / name)
        assert {landed.receipt.stek_id for landed in land_tree(other, part)} == {
            stek.name for stek in half
        }
    published_by_hand(other)
    assert released(other) == released(home)


def test_a_correction_makes_only_its_own_month_again(
    tree: Path, home: Home, tmp_path: Path
) -> None:
    copy = copy_of(home, tmp_path / "home")
    months = sorted(p.name for p in (tree / "stek-16").iterdir())
    path = tree / "stek-16" / months[-1] / f"bezoeken_{months[-1]}.csv"
    untouched = [p for p in copy.records.rglob("*.parquet") if months[-1] not in str(p)]
    before = {p: p.stat().st_mtime_ns for p in untouched if p.name != "deliveries.parquet"}
    corrected = tmp_path / "corrected.csv"
    corrected.write_bytes(path.read_bytes().rstrip().rpartition(b"\n")[0] + b"\n")
    last = Month.parse(months[-1])
    (landed,) = land(copy, [Offer(corrected, "stek-16", last)])
    assert landed.is_new
    assert run(copy).months == (last,)
    assert {p: p.stat().st_mtime_ns for p in before} == before
    assert before
    count = "select count(*) from facts.visits"
    ((visits,),), ((visits_before,),) = fact(copy, count), fact(home, count)
    assert visits_before - visits == 1  # type: ignore[operator]  # both are numbers


def test_the_tables_and_pages_say_that_the_figures_are_fictitious(home: Home) -> None:
    listed = sorted((home.released / "latest").glob("*.csv"))
    tables = [table for table in listed if table.stem != "changes"]
    named = {model.key.split(".")[1] for model in models() if model.key.startswith("indicators.")}
    assert named <= {table.stem for table in tables} <= named | {one.name for one in estimates()}
    notes = {table.stem: pl.read_csv(table, infer_schema=False)["note"] for table in tables}
    assert {name for name, one in notes.items() if len(one)} >= {"contacts", "non_take_up"}
    for name, one in notes.items():  # a year that is not closed has no rows
        assert set(one) <= {"Voorbeeldgegevens: fictieve cijfers"}, name
    pages = sorted(home.site.glob("*.html"))
    assert {page.stem for page in pages} >= {table.stem for table in tables} | set(KINDS)
    for page in pages:
        assert "Voorbeeldgegevens: fictieve cijfers" in page.read_text("utf-8"), page.name


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_of_a_whole_run_opens_from_the_disk_and_its_charts_wake(
    home: Home, browser: Browser, kind: str
) -> None:
    with visited(browser, home.site / f"{kind}.html") as visit:
        figures = visit.page.locator("[data-figure]").all()
        for figure in figures:
            woken(visit, figure.get_attribute("data-figure") or "")
        assert bool(figures) == (kind in WITH_FIGURES)
        assert visit.complaints == visit.asked_elsewhere == []
        assert found(visit) == []  # what axe finds


def test_every_kind_of_page_of_a_whole_run_opens_from_a_web_server(
    home: Home, browser: Browser
) -> None:
    with served(home.site) as address:
        for kind in KINDS:
            with visited(browser, f"{address}/{kind}.html") as visit:
                if kind in WITH_FIGURES:
                    first = visit.page.locator("[data-figure]").first
                    woken(visit, first.get_attribute("data-figure") or "")
                assert visit.complaints == visit.asked_elsewhere == [], kind


def test_no_code_of_a_visitor_is_outside_the_confidential_rooms(tree: Path, home: Home) -> None:
    codes = set(truth(tree, "visits")["bezoeker_code"].drop_nulls())
    assert codes
    open_rooms = [home.released, home.site, home.dagster, home.records / "months"]
    texts = [p.read_bytes() for room in open_rooms for p in room.rglob("*") if p.is_file()]
    receipts = [p.read_bytes() for p in (home.landing / "receipts").rglob("*.json")]
    everything = b"\n".join([*texts, *receipts])
    assert not [code for code in codes if code.encode() in everything]


def test_an_added_indicator_needs_two_new_files_and_no_edit(home: Home, tmp_path: Path) -> None:
    """In a copy of the checkout: one SQL file and its example; the table and the page follow."""
    checkout = tmp_path / "checkout"
    for name in ("pipelines", "dashboards", "data_contracts", "sql", "tests"):
        shutil.copytree(
            CHECKOUT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    for name in ("dagster.yaml", "pyproject.toml"):
        shutil.copyfile(CHECKOUT / name, checkout / name)
    for name, place in (
        ("signals_told.sql", "sql/indicators"),
        ("signals_told.md", "tests/examples"),
    ):
        shutil.copyfile(CHECKOUT / "tests" / "added" / name, checkout / place / name)
    root = copy_of(home, tmp_path / "home").root
    environment = os.environ | {"STEK_HOME": str(root), "PYTHONPATH": str(checkout)}
    subprocess.run(
        [sys.executable, "-m", "pipelines.cli", "run"], env=environment, cwd=checkout, check=True
    )
    table = pl.read_csv(root / "released" / "latest" / "signals_told.csv")
    assert table.height > 0
    assert (root / "site" / "signals_told.html").exists()
    example = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider"]
    subprocess.run(
        [*example, "tests/test_examples.py", "-k", "signals_told"],
        env=environment, cwd=checkout, check=True,
    )  # fmt: skip
