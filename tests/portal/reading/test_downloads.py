"""Downloads: the files of a release and no others, whole or in part, at addresses that stay."""

from __future__ import annotations

import asyncio
import csv
import io
import shutil
import zipfile
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from pipelines.files import sha256
from pipelines.home import Home
from portal.published import cutting
from portal.published.choice import Choice
from portal.published.shelf import release, releases
from portal.published.tables import tables
from tests.portal.reading.asking import Reader, portal_over
from tests.portal.reading.releases import FIRST, SECOND

AT = f"/downloads/{SECOND}"
HOSTILE = (
    "../../proofs/hashes/x.json",
    "%2e%2e/%2e%2e/proofs/audit.md",
    "..%2f..%2flanding%2fsample.json",
    "excel/../../../landing/sample.json",
    "excel",
    "excel/",
    "/take_up.csv",
    "//take_up.csv",
    "take_up.csv/",
    "take_up.csv%00",
    "take_up%2ecsv%20",
    "TAKE_UP.CSV",
    ".making-x/take_up.csv",
    "planted.csv",
    "a" * 5000,
    "é.csv",
)


def rows_of(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path[:40])
def test_only_what_was_released_can_be_fetched(released: Home, policy: Reader, path: str) -> None:
    assert policy.get(f"{AT}/{path}").status == 404


def test_a_file_that_was_put_into_a_release_afterwards_is_not_of_it(
    tmp_path: Path, released: Home, runner: asyncio.Runner
) -> None:
    home = Home(tmp_path / "home")
    shutil.copytree(released.released, home.released, symlinks=True)
    (home.released / SECOND / "planted.csv").write_text("true,counts", "utf-8")
    (home.released / FIRST / "audit.md").unlink(missing_ok=True)
    (home.released / "2026-12-01.1").symlink_to(SECOND)
    reader = portal_over(home, runner, is_open=True)
    assert reader.get(f"{AT}/planted.csv").status == 404
    assert reader.get("/downloads/2026-12-01.1/take_up.csv").status == 404
    assert reader.get(f"{AT}/take_up.csv").status == 200


@pytest.mark.parametrize(
    "number", ["2026-11-23.3", "2026-99-99.1", "..", "%2e%2e", ".making-x", "landing", "latest%00"]
)
def test_there_are_no_other_releases(policy: Reader, number: str) -> None:
    assert policy.get(f"/downloads/{number}").status == 404
    assert policy.get(f"/downloads/{number}/take_up.csv").status == 404


def test_every_file_is_as_it_was_released_and_its_checksum_names_it(
    released: Home, policy: Reader
) -> None:
    one = release(released, SECOND)
    assert one is not None
    for path, known in one.sums.items():
        answer = policy.get(f"{AT}/{path}")
        assert answer.body == (one.folder / path).read_bytes()
        assert answer.headers["etag"] == f'"{known}"'
        assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
        if path != "SHA256SUMS":
            assert sha256(answer.body) == known


def test_the_newest_release_is_found_under_its_own_number(policy: Reader) -> None:
    answer = policy.get("/downloads/latest/take_up.csv?stek_id=tienen")
    assert (answer.status, answer.to) == (302, f"{AT}/take_up.csv?stek_id=tienen")
    assert policy.get("/downloads/latest").to == AT


def test_the_zip_holds_every_file_and_is_the_same_each_time(released: Home, policy: Reader) -> None:
    first, again = policy.get(f"{AT}/alles.zip"), policy.get(f"{AT}/alles.zip")
    assert first.body == again.body
    one = release(released, SECOND)
    assert one is not None
    with zipfile.ZipFile(io.BytesIO(first.body)) as archive:
        assert archive.testzip() is None
        names = {name.removeprefix(f"stek-monitor-{SECOND}/") for name in archive.namelist()}
        assert names == set(one.sums)
        told = archive.read(f"stek-monitor-{SECOND}/take_up.csv")
    assert told == (one.folder / "take_up.csv").read_bytes()


def test_a_part_of_a_table_has_the_rows_of_that_part_and_no_others(
    released: Home, policy: Reader
) -> None:
    whole = rows_of(policy.get(f"{AT}/take_up.csv").body)
    part = rows_of(policy.get(f"{AT}/take_up.csv?stek_id=tienen&stek_id=zaventem&period=").body)
    assert part == [row for row in whole if row["stek_id"] in {"tienen", "zaventem"}]
    assert 0 < len(part) < len(whole)


def test_each_form_of_a_part_says_what_it_is(policy: Reader) -> None:
    query = "?stek_id=tienen&period_type=month"
    names = {
        "take_up.csv": f"stek-monitor_{SECOND}_take_up_tienen_month.csv",
        "excel/take_up.csv": f"stek-monitor_{SECOND}_take_up_tienen_month_excel.csv",
        "take_up.xlsx": f"stek-monitor_{SECOND}_take_up_tienen_month.xlsx",
        "take_up.parquet": f"stek-monitor_{SECOND}_take_up_tienen_month.parquet",
    }
    for path, name in names.items():
        answer = policy.get(f"{AT}/{path}{query}")
        assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
        assert f"<{AT}/take_up.csv-metadata.json>" in answer.headers["link"]


def test_a_workbook_of_a_part_says_so_on_its_cover(policy: Reader) -> None:
    body = policy.get(f"{AT}/take_up.xlsx?stek_id=tienen").body
    book = openpyxl.load_workbook(io.BytesIO(body), read_only=True)
    assert "(STEK Tienen)" in str(book.worksheets[0]["A1"].value)
    stekken = {
        str(row[2]) for row in book["Gegevens"].iter_rows(min_row=4, values_only=True) if row[0]
    }
    assert stekken == {"tienen"}
    book.close()


def test_parquet_and_csv_of_a_part_tell_the_same(policy: Reader) -> None:
    told = pl.read_parquet(policy.get(f"{AT}/take_up.parquet?outcome=granted").body)
    csv_told = pl.read_csv(policy.get(f"{AT}/take_up.csv?outcome=granted").body, schema=told.schema)
    assert told.equals(csv_told)


def test_all_rows_of_a_table_are_the_file_that_was_released(released: Home) -> None:
    for one in releases(released):
        for name, table in tables(one).items():
            assert cutting.as_csv(one, table, Choice()) == (one.folder / f"{name}.csv").read_bytes()


def test_changes_are_a_table_too(policy: Reader, released: Home) -> None:
    one = release(released, SECOND)
    assert one is not None
    assert [kind.key for kind, _ in tables(one)["changes"].files] == ["file_csv", "file_excel_csv"]
    part = rows_of(policy.get(f"{AT}/changes.csv?stek_id=zaventem").body)
    assert {row["stek_id"] for row in part} == {"zaventem"}


def test_a_choice_without_rows_is_told_and_gives_no_file(policy: Reader) -> None:
    answer = policy.get(f"{AT}/take_up.csv?stek_id=zelzate")
    assert answer.status == 422
    assert "<title>Fout:" in answer.text
    assert "Hiervoor zijn er geen rijen" in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "stek=tienen",
        "stek_id=nergens",
        "period=vorig%20jaar",
        "period=2026-13",
        "note=x",
        "stek_id=%00",
    ],
)
def test_a_choice_that_does_not_exist_is_told(policy: Reader, query: str) -> None:
    for path in ("take_up.csv", "take_up"):
        answer = policy.get(f"{AT}/{path}?{query}")
        assert answer.status == 422
        assert "Deze keuze kennen we niet" in answer.text


def test_what_was_asked_never_comes_back_as_markup(policy: Reader) -> None:
    answer = policy.get(f"{AT}/take_up?stek_id=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "alert(1)" not in answer.text


def test_the_form_has_what_the_table_has_and_says_how_many_rows(policy: Reader) -> None:
    answer = policy.get(f"{AT}/take_up?stek_id=tienen&period=2026-10")
    assert '<option value="tienen" selected>STEK Tienen</option>' in answer.text
    assert '<option value="2026-10" selected>oktober 2026</option>' in answer.text
    whole = rows_of(policy.get(f"{AT}/take_up.csv?stek_id=tienen&period=2026-10").body)
    assert f"Deze keuze heeft {len(whole)} rijen." in answer.text
    assert f'formaction="{AT}/excel/take_up.csv"' in answer.text


def test_the_page_lists_the_releases_with_what_changed(policy: Reader) -> None:
    text = policy.get("/downloads").text
    assert text.index(f'href="{AT}"') < text.index(f'href="/downloads/{FIRST}"')
    assert f"Nieuwste uitgave: {SECOND}" in text
    assert f"Uitgave {FIRST} is de eerste." in text
    assert "Er is een nieuwere." in policy.get(f"/downloads/{FIRST}").text


def test_before_there_is_a_release_the_page_says_so(tmp_path: Path, runner: asyncio.Runner) -> None:
    reader = portal_over(Home(tmp_path / "home"), runner, is_open=True)
    assert "Er is nog niets gepubliceerd" in reader.get("/downloads").text
    assert reader.get("/downloads/latest/take_up.csv").status == 404


def test_a_release_of_long_ago_keeps_its_files(
    tmp_path: Path, released: Home, runner: asyncio.Runner
) -> None:
    home = Home(tmp_path / "home")
    shutil.copytree(released.released, home.released, symlinks=True)
    package = home.released / FIRST / "datapackage.json"
    package.chmod(0o644)
    package.write_text("{}", "utf-8")
    reader = portal_over(home, runner, is_open=True)
    assert reader.get(f"/downloads/{FIRST}").status == 200
    assert reader.get(f"/downloads/{FIRST}/take_up.csv").status == 200
