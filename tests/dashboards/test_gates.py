"""Every kind of page, in a real Chromium: what each of them owes to whoever opens it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser

from tests.dashboards.browser import Scheme, Visit, visited, woken

# One page of each kind; the small release has no estimates, so that theirs are not among them.
KINDS = (
    "index",
    "take_up",
    "reach",
    "rechten",
    "recht-leefloon",
    "stekken",
    "stek-zaventem",
    "vergelijken",
    "signalen",
    "gegevenskwaliteit",
    "methode",
    "downloads",
)
WITH_FIGURES = ("take_up", "reach")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# Bytes that come before a chart is touched, and with live charts of the smaller bundle (issue 6).
MOST_AT_FIRST, MOST_LIVE = 60_000, 600_000
TO_THE_CONTENT = """
() => [...document.querySelectorAll("a[href], button, select, input, summary, [tabindex='0']")]
  .filter((one) => one.checkVisibility() && !document.querySelector("main").contains(one)
    && one.compareDocumentPosition(document.querySelector("main")) & 4).length
"""
UNNAMED = """
() => [...document.querySelectorAll("figure")].filter((one) => one.checkVisibility()).filter((one) =>
  !(document.getElementById(one.getAttribute("aria-labelledby") ?? "")?.textContent.trim()
    && one.querySelector("table caption"))).length
"""
IN_MOTION = "() => document.getAnimations().filter((one) => one.playState === 'running').length"


def found(visit: Visit) -> list[str]:
    """What axe finds, by rule and place."""
    options = {"runOnly": {"type": "tag", "values": list(RULES)}, "resultTypes": ["violations"]}
    answer = Axe().run(visit.page, options=options).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in answer]


def shown(visit: Visit) -> None:
    """Go down the page, so that every picture is loaded."""
    visit.page.evaluate(
        "async () => { for (const one of document.querySelectorAll('img')) { one.loading = 'eager'; "
        "await one.decode(); } }"
    )


def weight(visit: Visit) -> int:
    """What came for the page, in bytes as a web server sends them."""
    paths = {address.split("?")[0].removeprefix("file://") for address in visit.asked}
    return sum(len(gzip.compress(Path(path).read_bytes(), 9)) for path in paths)


@pytest.fixture(scope="module", params=KINDS)
def visit(request: pytest.FixtureRequest, browser: Browser, site: Path) -> Iterator[Visit]:
    """A page of each kind, opened from the disk, with every picture loaded."""
    with visited(browser, site / f"{request.param}.html") as visit:
        shown(visit)
        yield visit


@pytest.fixture(autouse=True)
def _as_it_came(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test leaves the page that others look at too on its screen and in the light."""
    yield
    if "visit" in request.fixturenames:
        page = request.getfixturevalue("visit").page
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="light")


def test_a_page_complains_of_nothing_and_asks_for_nothing(visit: Visit) -> None:
    assert visit.complaints == visit.asked_elsewhere == []


def test_a_page_with_all_its_pictures_is_light(visit: Visit) -> None:
    assert weight(visit) <= MOST_AT_FIRST


def test_every_figure_is_named_and_has_its_table(visit: Visit) -> None:
    assert visit.page.evaluate(UNNAMED) == 0


def test_the_content_is_at_most_15_stops_away(visit: Visit) -> None:
    assert 0 < visit.page.evaluate(TO_THE_CONTENT) <= 15


@pytest.mark.parametrize("width", [390, 640])  # a telephone; a screen of 1280 at 200 %
def test_a_page_fits_a_small_screen(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_page_prints_tagged_for_screen_readers(visit: Visit) -> None:
    printed = visit.page.pdf(format="A4", tagged=True)
    assert re.search(rb"/MarkInfo\s*<<[^>]*/Marked true", printed)
    assert b"/Lang (nl-BE)" in printed


@pytest.mark.parametrize("scheme", get_args(Scheme))
def test_axe_finds_nothing_on_a_page(visit: Visit, scheme: Scheme) -> None:
    visit.page.emulate_media(color_scheme=scheme)
    for closed in visit.page.locator("details:visible").all():
        closed.evaluate("one => { one.open = true; }")
    assert found(visit) == []


@pytest.mark.parametrize("kind", WITH_FIGURES)
def test_charts_wake_from_a_web_server_too(browser: Browser, address: str, kind: str) -> None:
    with visited(browser, f"{address}/{kind}.html") as visit:
        for figure in visit.page.locator("[data-figure]").all():
            woken(visit, figure.get_attribute("data-figure") or "")
        assert visit.complaints == visit.asked_elsewhere == []


def test_the_first_tab_leads_past_the_menu(browser: Browser, site: Path) -> None:
    with visited(browser, site / "index.html") as visit:
        visit.page.keyboard.press("Tab")
        visit.page.keyboard.press("Enter")
        assert visit.page.url.endswith("#content")


def test_axe_finds_what_is_wrong(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text("<p style='color:#ccc'>pale</p><img src='data:,'>")
    with visited(browser, tmp_path / "wrong.html") as visit:
        rules = {one.split(":")[0] for one in found(visit)}
    assert {"color-contrast", "image-alt", "html-has-lang"} <= rules


def test_axe_finds_nothing_around_live_charts(browser: Browser, site: Path) -> None:
    with visited(browser, site / "take_up.html") as visit:
        woken(visit, "by-time")
        assert found(visit) == []


@pytest.mark.parametrize("kind", WITH_FIGURES)
def test_nothing_moves_for_who_asked_for_no_motion(browser: Browser, site: Path, kind: str) -> None:
    with visited(browser, site / f"{kind}.html", with_motion=False) as visit:
        woken(visit, "by-time")
        assert visit.page.evaluate(IN_MOTION) == 0


@pytest.mark.parametrize("kind", WITH_FIGURES)
def test_the_printed_page_has_its_pictures(browser: Browser, site: Path, kind: str) -> None:
    with visited(browser, site / f"{kind}.html") as visit:
        whole = visit.page.pdf(format="A4")
        visit.page.evaluate("document.querySelectorAll('picture').forEach((one) => one.remove())")
        assert len(whole) > 2_000 + len(visit.page.pdf(format="A4"))


def test_a_page_with_live_charts_is_light_but_for_the_bundle(browser: Browser, site: Path) -> None:
    with visited(browser, site / "take_up.html") as visit:
        woken(visit, "by-time")
        bundle = len(gzip.compress((site / "assets/plotly.min.js").read_bytes(), 9))
        assert weight(visit) - bundle <= MOST_LIVE - 496_000  # npm's smaller bundle
