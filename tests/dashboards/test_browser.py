"""The pages in a real browser, opened from the disk with nothing to fetch."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.dashboards.browser import Opened, opened


@pytest.fixture(scope="module")
def page(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return opened(site / "take_up.html", tmp_path_factory.mktemp("profile"))


def widths(dom: str) -> set[float]:
    return {float(width) for width in re.findall(r'class="main-svg"[^>]* width="([\d.]+)"', dom)}


def test_every_figure_is_drawn(page: Opened) -> None:
    drawings = re.split(r'<div class="drawing', page.dom)[1:]
    assert len(drawings) == 3
    assert all('class="main-svg"' in drawing for drawing in drawings)


def test_the_picture_writes_in_dutch_what_the_table_says(page: Opened) -> None:
    assert ">geen percentage<" in page.dom
    assert ">60%<" in page.dom
    assert ">Voorbeeldgegevens: fictieve cijfers<" in page.dom


def test_the_page_complains_of_nothing_and_asks_for_nothing(page: Opened) -> None:
    assert page.complaints == ()


def test_a_page_that_asks_for_something_would_be_heard(tmp_path: Path) -> None:
    asking = tmp_path / "asking.html"
    asking.write_text('<img src="https://example.org/pixel.png"><script>console.error(1)</script>')
    assert opened(asking, tmp_path / "profile").complaints


def test_no_button_offers_to_send_a_figure_away(page: Opened) -> None:
    assert "modebar-btn" not in page.dom
    assert "cloud" not in page.dom.lower()


def test_the_french_page_draws_too(site: Path, tmp_path: Path) -> None:
    dom = opened(site / "fr/reach.html", tmp_path).dom
    assert dom.count('class="drawing js-plotly-plot"') == 3
    assert "1\u202f240" in dom


def test_a_drawing_is_no_wider_than_its_column(page: Opened) -> None:
    assert widths(page.dom)
    assert max(widths(page.dom)) <= 736  # 46 rem


def test_a_small_window_gets_the_narrow_drawings(site: Path, tmp_path: Path) -> None:
    small = opened(site / "reach.html", tmp_path, "--window-size=500,900").dom
    assert max(widths(small)) <= 460  # 500 without the margins of the page
    assert 'class="legend"' in small  # names above the lines, where the end of a line has no room


def test_dark_mode_changes_the_ink_of_the_figures(site: Path, tmp_path: Path, page: Opened) -> None:
    dark_flag = "--blink-settings=preferredColorScheme=0"
    dark = opened(site / "take_up.html", tmp_path, dark_flag).dom
    assert "rgb(18, 67, 109)" in page.dom  # --series-1 on paper
    assert "rgb(18, 67, 109)" not in dark
    assert "rgb(143, 193, 238)" in dark
