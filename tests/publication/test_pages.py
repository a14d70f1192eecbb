"""The pages hand out the files of a release as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboards.site.build import build
from dashboards.site.publishing import publish_site
from pipelines.disclosure.release import write
from pipelines.home import Home
from tests.counts import release
from tests.publication.folders import DAY, FIRST, on, published

LINK = re.compile(r'href="((?:\.\./)?data/[^"]+\.(?:xlsx|csv|parquet))"[^>]*>([^<]+)<')


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("take_up.html", "Excel-bestand met uitleg"),
        ("fr/take_up.html", "Fichier Excel avec explications"),
        ("en/take_up.html", "Excel file with explanations"),
        ("downloads.html", "Excel-bestand met uitleg"),
    ],
)
def test_a_page_offers_every_file_of_a_table(home: Home, page: str, name: str) -> None:
    latest = published(on(home, DAY))
    publish_site(home)
    links = LINK.findall((home.site / page).read_text("utf-8"))
    assert {Path(path).suffix for path, _ in links} == {".xlsx", ".csv", ".parquet"}
    assert name in {text for _, text in links}
    for path, _ in links:
        copied = (home.site / page).parent / path
        assert copied.read_bytes() == (latest / path.split("data/")[1]).read_bytes()


def test_a_folder_that_is_no_release_yet_offers_what_it_has(tmp_path: Path) -> None:
    write([release(*FIRST)], tmp_path / "tables")
    build(tmp_path / "tables", tmp_path / "site", tmp_path / "pictures", has_pictures=False)
    links = LINK.findall((tmp_path / "site" / "take_up.html").read_text("utf-8"))
    assert {Path(path).name for path, _ in links} == {"take_up.csv", "take_up.parquet"}
