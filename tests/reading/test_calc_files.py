"""Deliveries typed in, or opened and saved again by, LibreOffice Calc (nl-BE), read as if clean."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from pipelines.checking.examination import Delivered, Examination, examine
from pipelines.landing.door import Seen, look_at
from pipelines.months import Month
from tests.deliveries import REFERRAL, SIGNAL, VISIT
from tests.reading.calc import SAVED, as_text, converted

OCTOBER = Month(2026, 10)
TYPED = {path.stem: path for path in sorted((Path(__file__).parent / "typed").glob("*.csv"))}
TRUTH: Mapping[str, list[tuple[object, ...]]] = {
    "bezoeken": [
        ("b1", date(2026, 10, 3), True, "koffie_formulieren", "0-17", "alleenstaande_ouder"),
        ("b2", date(2026, 10, 13), False, "digihulp", "18-24", "alleenstaand"),
        ("b3", date(2026, 10, 14), True, "ontmoeting", "65+", "andere"),
    ],
    "doorverwijzingen": [
        ("d1", date(2026, 10, 13), date(2026, 10, 30), Decimal("1234.50"), Decimal("250.00")),
        ("d2", date(2026, 10, 2), None, None, None),
    ],
    "signalen": [
        ("s1", date(2026, 10, 20), "te_complex", "1-4"),
        ("s2", date(2026, 10, 21), "schaamte", "5-9"),
        ("s3", date(2026, 10, 22), "schaamte", "20+"),
    ],
}
COLUMNS = {
    "bezoeken": "visit_id date is_first_contact contact_form age_class household_type",
    "doorverwijzingen": "referral_id referral_date outcome_date amount_month_eur amount_once_eur",
    "signalen": "signal_id date barrier count_class",
}
KINDS = ["xlsx", "ods", *SAVED]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """Each typed table as Calc saves it, by kind and name."""
    folder = tmp_path_factory.mktemp("calc")
    books = {kind: converted(folder, kind, *TYPED.values(), typed=True) for kind in ("xlsx", "ods")}
    texts = {one: converted(folder, as_text(one), *books["ods"].values()) for one in SAVED}
    return {
        (kind, name): path
        for kind, files in (books | texts).items()
        for name, path in files.items()
    }


def examined(path: Path) -> tuple[Seen, Examination]:
    seen = look_at(path)
    assert seen.file is not None, seen.refusal
    (found,) = examine([Delivered("zaventem", OCTOBER, seen.file, seen.file.streams)])
    return seen, found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", TYPED)
def test_what_was_typed_in_calc_is_read_as_it_was_meant(
    saved: dict[tuple[str, str], Path], kind: str, name: str
) -> None:
    _, found = examined(saved[kind, name])
    assert found.offenders.is_empty(), found.offenders
    assert found.rows.select(COLUMNS[name].split()).rows() == TRUTH[name]


def test_calc_really_made_dates_and_numbers_of_what_was_typed(
    saved: dict[tuple[str, str], Path],
) -> None:
    sheet = openpyxl.load_workbook(saved["xlsx", "bezoeken"]).active
    assert isinstance(sheet["C4"].value, datetime)  # type: ignore[index]
    sheet = openpyxl.load_workbook(saved["xlsx", "doorverwijzingen"]).active
    assert sheet["L2"].value == 1234.5  # type: ignore[index]


def odd_workbook(path: Path) -> None:
    """What people leave in a workbook: two header rows, hidden things, a filter, formulas, errors."""
    with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Bezoeken")
        sheet.merge_range("A1:L1", "Onze bezoeken")
        for index, name in enumerate(VISIT):
            upper, _, lower = name.partition("_")
            sheet.write(1, index, upper)
            sheet.write(2, index, lower)
        for row in range(3, 9):
            sheet.write_row(row, 0, list({**VISIT, "bezoek_id": f"b{row}"}.values()))
            sheet.write_datetime(row, 2, datetime(2026, 10, row), day)  # noqa: DTZ001 - a cell has no zone
        sheet.write_formula("A5", '=LOWER("ZAVENTEM")', None, "zaventem")
        sheet.write_formula("J6", "=NA()", None, "#N/A")
        sheet.autofilter("A3:L9")
        sheet.set_row(6, None, None, {"hidden": True})
        sheet.set_column("J:K", None, None, {"hidden": True})
        sheet.write_comment("B4", "nog eens nakijken")
        hidden = book.add_worksheet("signalen")
        hidden.hide()
        hidden.write_row(0, 0, list(SIGNAL))
        hidden.write_row(1, 0, list(SIGNAL.values()))
        other = book.add_worksheet("Grafiek")
        other.write("A1", "Totaal per week")
        referrals = book.add_worksheet("DOORVERWIJZINGEN")
        referrals.write_row(4, 2, list(REFERRAL))
        referrals.write_row(5, 2, list(REFERRAL.values()))


@pytest.mark.parametrize("kind", ["as written", "xlsx", "ods"])
def test_what_people_leave_in_a_workbook_does_not_get_in_the_way(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "maand.xlsx"
    odd_workbook(path)
    if kind != "as written":
        path = converted(tmp_path, kind, path)["maand"]
    seen = look_at(path)
    assert seen.file is not None, seen.refusal
    found = {
        one.stream.name: one
        for one in examine([Delivered("zaventem", OCTOBER, seen.file, seen.file.streams)])
    }
    visits = found["visits"]
    # Hidden rows and columns, filtered or not, count; the error is the one thing to put right.
    assert visits.offenders.rows() == [(0, 6, "visits.income_source_is_in_list")]
    assert visits.rows["visit_id"].to_list() == ["b3", "b4", "b6", "b7", "b8"]
    assert visits.rows["date"].to_list() == [date(2026, 10, day) for day in (3, 4, 6, 7, 8)]
    assert found["signals"].rows.height == 1
    assert found["referrals"].rows["amount_month_eur"].to_list() == [Decimal("1234.50")]


def test_dates_with_two_readings_are_put_back(tmp_path: Path) -> None:
    path = tmp_path / "bezoeken.csv"
    header, line = ";".join(VISIT), list(VISIT.values())
    for only in (True, False):
        days = ["03/04/2026", "04/10/2026", *([] if only else ["15/10/2026"])]
        rows = [";".join([line[0], f"b{i}", day, *line[3:]]) for i, day in enumerate(days)]
        path.write_text("\n".join([header, *rows]), "utf-8")
        _, found = examined(path)
        rules = found.offenders.select("row_number", "rule").rows()
        unread = [(2, "visits.date_is_readable"), (3, "visits.date_is_readable")]
        assert rules == (unread if only else [(2, "visits.date_is_in_month")])
