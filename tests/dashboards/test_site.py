"""The pages as files: complete, in three languages, and made of nothing but the released tables."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import polars as pl
import pytest

from dashboards.site.build import build
from pipelines.disclosure.release import Publication, write
from tests.counts import cell, header, release
from tests.dashboards.conftest import named, reported

PAGES = [
    f"{folder}{name}.html"
    for folder in ("", "fr/", "en/")
    for name in ("index", "reach", "take_up")
]


EMBEDDED = tuple(f"?inbedden=by-{kind}" for kind in ("time", "right", "category", "stek"))


class Page(HTMLParser):
    """What a test asks of a page: its links, its elements, and the text of its table cells."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.numbers: list[str] = []
        self._is_number = False
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        self.tags.append((tag, own))
        self.links += [value for name in ("href", "src") if (value := own.get(name))]
        self._is_number = tag == "td" and own.get("class") == "number"

    def handle_data(self, data: str) -> None:
        if self._is_number:
            self.numbers += re.findall(r"\d+", re.sub(r"(?<=\d)[.,\u202f](?=\d{3})", "", data))

    def with_tag(self, tag: str) -> list[dict[str, str | None]]:
        return [own for name, own in self.tags if name == tag]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_to_a_file_of_the_site(site: Path, page: str) -> None:
    for link in Page(site / page).links:
        assert "//" not in link
        path, _, place = link.partition("#")
        target = site / page if path in ("", *EMBEDDED) else (site / page).parent / path
        assert target.is_file()
        assert not place or f'id="{place}"' in target.read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_fetches_nothing_from_elsewhere(site: Path, page: str) -> None:
    assert "http" not in (site / page).read_text("utf-8")
    assert "http" not in (site / "assets/theme.css").read_text("utf-8")
    scripts = Page(site / page).with_tag("script")
    assert all("defer" in own for own in scripts if "src" in own)
    assert all(own.get("type") == "application/json" for own in scripts if "src" not in own)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_that_its_figures_are_fictitious(site: Path, page: str) -> None:
    assert "Voorbeeldgegevens: fictieve cijfers" in (site / page).read_text("utf-8")


def test_a_page_of_real_figures_says_nothing_of_samples(
    tmp_path: Path, without_chromium: None
) -> None:
    write([release(cell(30, 40))], tmp_path / "released")
    build(tmp_path / "released", tmp_path / "site", tmp_path / "pictures", has_pictures=False)
    assert "fictie" not in (tmp_path / "site/take_up.html").read_text("utf-8")


@pytest.mark.parametrize("page", [page for page in PAGES if "index" not in page])
def test_every_number_in_a_table_is_a_released_one(
    site: Path, publication: Publication, page: str
) -> None:
    (table,) = (one.table for one in publication.indicators if one.name == Path(page).stem)
    numbers = (
        table.select(pl.col(pl.Int64), pl.col("ci_low", "ci_high").round(0).cast(pl.Int64))
        .unpivot(value_name="number")["number"]
        .drop_nulls()
        .cast(pl.String)
    )
    assert set(Page(site / page).numbers) <= set(numbers)


@pytest.mark.parametrize("page", PAGES[1:3])
def test_every_figure_has_a_name_a_table_and_its_files(site: Path, page: str) -> None:
    read = Page(site / page)
    figures = [own for own in read.with_tag("figure") if "id" in own]  # the rest waits for a choice
    ids = {own.get("id") for _, own in read.tags}
    assert len(figures) == 3
    for figure in figures:
        assert {figure["aria-labelledby"], figure["aria-describedby"]} <= ids
    text = (site / page).read_text("utf-8")
    for own in re.findall(r"<figure id=.*?</figure>", text, re.DOTALL):
        assert own.count("<caption>") == own.count("<table>") == 1
        for ending in ("csv", "parquet"):
            assert f'href="data/{Path(page).stem}.{ending}"' in own
        assert re.search(r'href="pictures/nl/[^"]+-wide.svg" download', own)
    assert all(own.get("scope") for own in read.with_tag("th"))


def test_the_same_release_gives_the_same_files(site: Path, released: Path, tmp_path: Path) -> None:
    build(released, tmp_path / "site", tmp_path / "pictures")
    files = [path.relative_to(site) for path in site.rglob("*") if path.is_file()]
    again = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert len(files) == len(again)
    assert all(
        (site / path).read_bytes() == (tmp_path / "site" / path).read_bytes() for path in files
    )


def test_a_new_indicator_has_its_page_without_an_edit(
    tmp_path: Path, without_chromium: None
) -> None:
    of = named("signals_raised", header("quarter x right", outcomes={"raised": False}))
    quarter = {"period_type": "quarter", "period": "2026-Q3", "outcome": "raised"}
    rights = {"ALL": 40, "igo": 25, "leefloon": 15}
    cells = [cell(n, None, **quarter, recht_code=right) for right, n in rights.items()]
    write([release(*cells, of=of, who=reported())], tmp_path / "released")
    build(tmp_path / "released", tmp_path / "site", tmp_path / "pictures", has_pictures=False)
    page = (tmp_path / "site/signals_raised.html").read_text("utf-8")
    assert "raised (nl): 40 in het derde kwartaal van 2026." in page
    assert "signals_raised.html" in (tmp_path / "site/index.html").read_text("utf-8")


def test_the_first_page_tells_who_delivered_last_month(site: Path) -> None:
    text = re.sub(r"\s+", " ", (site / "index.html").read_text("utf-8"))
    assert "Geleverd voor oktober 2026:" in text
    assert "<dt>Bezoeken</dt> <dd>2 van de 2 Stekken</dd>" in text
