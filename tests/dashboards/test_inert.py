"""Labels that look like a script are text: in pages, in the files of live charts, in pictures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dashboards.site.build import build
from pipelines.disclosure.release import write
from tests.counts import cell, header, release
from tests.dashboards.browser import visited, woken

EVIL = "</script><script>window.evil=1</script><!--<img src=x onerror=window.evil=2>"


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of which an outcome, and so a label, is an attack."""
    folder = tmp_path_factory.mktemp("attacked")
    of = header("month x stek", outcomes={EVIL: True, "good": True})
    cells = [
        cell(30, 60, outcome=one.code, stek_id=stek)
        for one in of.outcomes
        for stek in ("ALL", "zaventem")
    ]
    write([release(*cells, of=of)], folder / "released")
    build(folder / "released", folder / "site", folder / "pictures")
    return folder / "site"


def test_no_file_of_the_site_has_a_tag_that_a_label_brought(attacked: Path) -> None:
    for path in (*attacked.rglob("*.html"), *attacked.rglob("*.svg")):
        text = path.read_text("utf-8")
        assert "<script>window.evil" not in text
        assert "<img src=x" not in text
    assert "evil" in (attacked / "take_up.html").read_text("utf-8")  # it is told, as text


def test_nothing_in_the_file_of_a_live_chart_can_end_its_script(attacked: Path) -> None:
    files = [*attacked.glob("figures/*/*.js"), *attacked.glob("cells/*.js")]
    assert any("evil" in path.read_text("utf-8") for path in files)
    assert [path.name for path in files if "<" in path.read_text("utf-8")] == []


def test_a_page_has_no_script_but_ours(attacked: Path) -> None:
    scripts = re.findall(r"<script[^>]*>", (attacked / "take_up.html").read_text("utf-8"))
    ours = r'<script (?:defer src="assets/(?:figures|explore)\.js"|type="application/json")>'
    assert all(re.fullmatch(ours, script) for script in scripts)


def test_a_browser_runs_nothing_of_a_label(browser: Browser, attacked: Path) -> None:
    with visited(browser, attacked / "take_up.html") as visit:
        for place in visit.page.locator("[data-figure]").all():
            woken(visit, place.get_attribute("data-figure") or "")
        assert visit.page.evaluate("window.evil") is None
        assert visit.complaints == visit.asked_elsewhere == []
