from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines import contracts
from pipelines.checking.outcomes import StreamOutcome
from pipelines.contracts import LANGUAGES, Language
from pipelines.home import Home
from pipelines.landing.receipts import Receipt
from tests.answering.pages import EVIL, made, parsed
from tests.dashboards.browser import started, visited
from tests.receipts import RECEIPT


def test_the_page_asks_for_nothing_from_elsewhere(home: Home) -> None:
    page = made(home, RECEIPT)
    attributes = {name for _, attrs in parsed(page).elements for name in attrs}
    assert not attributes & {"src", "href", "srcset", "action", "data", "style", "onload"}
    assert not re.search(r"url\(|@import|https?:|//[a-z]", page.split("<script")[0])
    types = [attrs["type"] for tag, attrs in parsed(page).elements if tag == "script"]
    assert types == ["application/json", "application/json"]  # data, which no browser runs


def longest(home: Home) -> Receipt:
    """Four refused streams, a file name as long as a disk allows, every optional line."""
    (home.landing).mkdir(parents=True)
    (home.landing / "sample.json").write_text('{"as_of": "2026-11-15"}', "utf-8")
    where = {"sheet": "Doorverwijzingen van deze maand", "column": "datum_doorverwijzing"}
    streams = tuple(
        StreamOutcome(name, "refused", 499_999, 499_999, "missing_columns", where)
        for name in contracts.versions()
    )
    return replace(
        RECEIPT, streams=streams, file_name="bezoeken " * 27 + ".xlsx", outcome="refused",
        reason="wrong_stek_or_month", contracts=contracts.versions(),
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_receipt_prints_on_one_sheet(
    home: Home, tmp_path: Path, language: Language
) -> None:
    page, pdf = tmp_path / "receipt.html", tmp_path / "receipt.pdf"
    page.write_text(made(home, longest(home), language), "utf-8")
    with started() as browser, visited(browser, page) as visit:
        visit.page.pdf(path=pdf, prefer_css_page_size=True)
    data = pdf.read_bytes()
    assert re.findall(rb"/Count (\d+)", data) == [b"1"]
    (box,) = set(re.findall(rb"/MediaBox \[([^\]]*)\]", data))
    assert [round(float(side)) for side in box.split()] == [0, 0, 595, 842]  # A4, in points


def test_a_browser_opens_the_page_without_a_complaint(home: Home, tmp_path: Path) -> None:
    page = tmp_path / "receipt.html"
    page.write_text(made(home, replace(RECEIPT, file_name=EVIL[0])), "utf-8")
    with started() as browser, visited(browser, page, width=390) as visit:
        assert visit.complaints == visit.asked_elsewhere == []
        assert visit.page.title() == "Ontvangstbewijs De STEK Zaventem, oktober 2026"
