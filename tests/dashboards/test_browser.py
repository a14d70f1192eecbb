"""The pages in a real browser, opened from the disk with nothing to fetch."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dashboards.site.build import build
from tests.dashboards.browser import Visit, visited, woken

LIVE = ".live .main-svg"


@pytest.fixture(scope="module")
def bare(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is made where there is no Chromium."""
    folder = tmp_path_factory.mktemp("bare")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", "")
        assert not build(released, folder, tmp_path_factory.mktemp("none"))
    return folder


def texts(visit: Visit) -> str:
    return " ".join(visit.page.locator(LIVE).all_text_contents())


def test_charts_are_pictures_until_they_are_touched(browser: Browser, site: Path) -> None:
    with visited(browser, site / "take_up.html") as visit:
        assert visit.page.locator("figure picture img").count() == 3
        assert not [one for one in visit.asked if "plotly" in one]
        woken(visit, "by-stek")
        assert visit.page.locator("[data-awake]").count() == 1
        assert not visit.page.locator("#by-stek picture img").is_visible()
        assert visit.page.locator("#by-time picture img").is_visible()
        assert visit.complaints == visit.asked_elsewhere == []


def test_a_live_chart_says_in_dutch_what_the_table_says(browser: Browser, site: Path) -> None:
    with visited(browser, site / "take_up.html") as visit:
        woken(visit, "by-stek")
        said = texts(visit)
    assert "te klein om te tonen" in said
    assert "60%" in said
    assert "Voorbeeldgegevens: fictieve cijfers" in said


def test_a_live_chart_is_as_large_as_its_picture_and_says_the_same(
    browser: Browser, site: Path
) -> None:
    picture = (site / "pictures/nl/take_up-by-stek-wide.svg").read_text("utf-8")
    with visited(browser, site / "take_up.html") as visit:
        drawn = visit.page.locator("#by-stek picture img").bounding_box()
        woken(visit, "by-stek")
        live = visit.page.locator("#by-stek .live").bounding_box()
        words = visit.page.locator(f"#by-stek {LIVE} text").all_text_contents()
    assert drawn is not None
    assert live is not None
    assert abs(drawn["width"] - live["width"]) <= 1
    assert abs(drawn["height"] - live["height"]) <= 1
    assert [word for word in words if f">{word.strip()}<" not in picture.replace("> ", ">")] == []


def test_where_there_are_no_pictures_charts_wake_when_they_come_into_view(
    browser: Browser, bare: Path
) -> None:
    with visited(browser, bare / "take_up.html") as visit:
        assert visit.page.locator("picture").count() == 0
        for place in visit.page.locator("[data-figure]").all():
            place.scroll_into_view_if_needed()
            place.locator(LIVE).first.wait_for()
        assert visit.page.locator("[data-awake]").count() == 3
        assert visit.complaints == visit.asked_elsewhere == []


def test_without_chromium_the_site_has_every_page_and_file_but_the_pictures(
    bare: Path, site: Path
) -> None:
    def files(folder: Path) -> set[str]:
        return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}

    assert {one for one in files(site) - files(bare) if not one.startswith("pictures/")} == set()
    assert files(bare) <= files(site)


def test_without_a_script_the_pictures_and_tables_are_there(browser: Browser, site: Path) -> None:
    with visited(browser, site / "take_up.html", with_script=False) as visit:
        assert visit.page.locator("figure picture img").first.is_visible()
        assert not visit.page.locator("button[data-png]").first.is_visible()
        visit.page.locator("#by-time summary").first.click()
        assert visit.page.locator("#by-time table").is_visible()


def test_a_page_that_asks_for_something_would_be_heard(browser: Browser, tmp_path: Path) -> None:
    asking = tmp_path / "asking.html"
    asking.write_text('<img src="https://example.org/pixel.png"><script>console.error(1)</script>')
    with visited(browser, asking) as visit:
        assert visit.asked_elsewhere == ["https://example.org/pixel.png"]
        assert "error: 1" in visit.complaints


def test_no_button_offers_to_send_a_figure_away(browser: Browser, site: Path) -> None:
    with visited(browser, site / "take_up.html") as visit:
        woken(visit, "by-time")
        assert visit.page.locator(".modebar-btn").count() == 0
        config = visit.page.evaluate("document.querySelector('.live')._context")
    assert config["showSendToCloud"] is False
    assert config["plotlyServerURL"] == ""


def test_the_french_chart_writes_numbers_in_french(browser: Browser, site: Path) -> None:
    with visited(browser, site / "fr/reach.html") as visit:
        woken(visit, "by-stek")
        assert "1\u202f000" in texts(visit)
        assert visit.page.evaluate("document.querySelector('.live')._context.locale") == "fr-BE"


@pytest.mark.parametrize(("width", "most"), [(1280, 736), (390, 390)])
def test_a_live_chart_is_no_wider_than_its_column(
    browser: Browser, site: Path, width: int, most: int
) -> None:
    with visited(browser, site / "reach.html", width=width) as visit:
        woken(visit, "by-time")
        box = visit.page.locator("#by-time .live").bounding_box()
    assert box is not None
    assert box["width"] <= most


def test_dark_mode_changes_the_ink_of_a_live_chart_and_of_a_picture(
    browser: Browser, site: Path
) -> None:
    with visited(browser, site / "take_up.html") as visit:
        woken(visit, "by-time")
        line = visit.page.locator("#by-time .js-line").first
        assert "rgb(18, 67, 109)" in (line.get_attribute("style") or "")
        visit.page.emulate_media(color_scheme="dark")
        visit.page.wait_for_function(
            "document.querySelector('#by-time .js-line').style.stroke === 'rgb(143, 193, 238)'"
        )
        assert visit.page.locator("#by-stek picture img").is_visible()


def test_a_figure_can_be_shown_alone_in_a_frame(browser: Browser, site: Path) -> None:
    with visited(browser, f"{(site / 'take_up.html').as_uri()}?inbedden=by-stek") as visit:
        assert visit.page.locator("figure").count() == 1
        assert visit.page.locator("header").count() == 0
        assert visit.page.locator("body").inner_text().startswith("Voorbeeldgegevens")


def test_the_back_button_leads_back_to_the_page_as_it_was(browser: Browser, site: Path) -> None:
    with visited(browser, site / "index.html") as visit:
        visit.page.locator('nav.menu a[href="methode.html"]').click()
        visit.page.wait_for_url("**/methode.html")
        visit.page.go_back()
        assert visit.page.url.endswith("/index.html")
        assert visit.page.locator("h1").is_visible()


def test_the_picture_can_be_taken_along_as_png(browser: Browser, site: Path) -> None:
    with visited(browser, site / "take_up.html") as visit:
        visit.page.locator("#by-stek details.take summary").click()
        with visit.page.expect_download() as download:
            visit.page.locator('button[data-png="by-stek"]').click()
        content = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == "take_up-by-stek.png"
    assert content.startswith(b"\x89PNG")
