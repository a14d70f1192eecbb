"""The pictures: the same bytes each time, legible anywhere, drawn again only when they changed."""

from __future__ import annotations

import os
import re
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dashboards.drawings.figures import Plotted, drawn_view
from dashboards.drawings.inks import DARK, THEME
from dashboards.site.pictures import draw_pictures, key
from dashboards.site.svg import themed
from pipelines.disclosure.release import PublishedIndicator
from tests.dashboards.browser import visited
from tests.dashboards.test_sentences import teller

WEEK = 7 * 24 * 3600


@pytest.fixture(scope="module")
def figures(indicators: dict[str, PublishedIndicator]) -> list[Plotted]:
    both = [drawn_view(teller(indicators["take_up"], kind), "") for kind in ("time", "stek")]
    return [plotted for one in both for plotted in (one.wide, one.narrow)]


@pytest.fixture(scope="module")
def kept(figures: list[Plotted], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    draw_pictures(figures, folder)
    return folder


def test_two_browsers_draw_the_same_bytes_in_any_order(
    figures: list[Plotted], kept: Path, tmp_path: Path
) -> None:
    again = draw_pictures(reversed(figures), tmp_path)
    assert len(again) == len(figures)
    for name, path in again.items():
        assert path.read_bytes() == (kept / f"{name}.svg").read_bytes()


def test_what_was_drawn_needs_no_browser_again(
    figures: list[Plotted], kept: Path, without_chromium: None
) -> None:
    assert len(draw_pictures(figures, kept)) == len(figures)
    changed = {**figures[0], "data": []}
    assert key(changed) != key(figures[0])
    assert draw_pictures([*figures, changed], kept) == {}  # one is lacking, and cannot be drawn


def test_a_picture_that_no_page_wanted_for_a_week_is_thrown_away(
    figures: list[Plotted], kept: Path, without_chromium: None
) -> None:
    old, young = kept / "old.svg", kept / "young.svg"
    for path, age in ((old, WEEK + 60), (young, WEEK - 60)):
        path.write_text("<svg/>")
        os.utime(path, (time.time() - age,) * 2)
    os.utime(kept / f"{key(figures[0])}.svg", (0, 0))
    draw_pictures(figures, kept)
    assert not old.exists()
    assert young.exists()
    assert (kept / f"{key(figures[0])}.svg").exists()  # wanted now


def test_a_picture_is_a_small_document_that_can_be_shown_smaller(
    figures: list[Plotted], kept: Path
) -> None:
    for figure in figures:
        path = kept / f"{key(figure)}.svg"
        root = ET.fromstring(path.read_text("utf-8"))  # noqa: S314 - we made it
        assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
        assert path.stat().st_size < 20_000


def test_colours_are_attributes_that_every_program_reads() -> None:
    drawn = (
        '<svg class="main-svg" xmlns="http://www.w3.org/2000/svg" width="10" height="20" style="">'
        '<g class="empty"/><g class="a"><g class="b"></g></g>'
        '<rect x="0" style="fill: rgb(0, 0, 0); fill-opacity: 0; stroke-width: 0;"/>'
        '<path class="js-line" d="M0,0" style="fill: none; stroke: rgb(18, 67, 109); '
        'stroke-opacity: 1; stroke-width: 2px; opacity: 0.5;"/></svg>'
    )
    assert themed(drawn, "'A', b") == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20" viewBox="0 0 10 20" '
        'font-family="\'A\', b" style="white-space:pre"><style>@media screen and '
        "(prefers-color-scheme:dark){svg{background:#1d1916}"
        '[stroke="#12436d"]{stroke:#8fc1ee}}</style>'
        '<path d="M0,0" fill="none" stroke="#12436d" stroke-width="2px" opacity="0.5"/></svg>'
    )


def test_a_group_that_ends_in_an_empty_one_keeps_its_own_end() -> None:
    drawn = '<svg width="1" height="1"><g id="a"><path d="M0,0"/><g id="b"/></g></svg>'
    assert themed(drawn, "").endswith('</style><g id="a"><path d="M0,0"/></g></svg>')


def test_a_frame_that_is_seen_stays() -> None:
    frame = (
        '<svg width="1" height="1"><rect style="fill: rgb(0, 0, 0); fill-opacity: 0; '
        'stroke: rgb(43, 37, 32); stroke-width: 1px;"/></svg>'
    )
    assert '<rect fill="#000000" fill-opacity="0" stroke="#2b2520"' in themed(frame, "")


def test_every_colour_of_a_picture_has_one_for_a_dark_screen(
    figures: list[Plotted], kept: Path
) -> None:
    for figure in figures:
        text = (kept / f"{key(figure)}.svg").read_text("utf-8")
        for kind, ink in set(re.findall(r' (fill|stroke)="(#[0-9a-f]{6})"', text)):
            unseen = ink == "#000000"  # Plotly's, of what has no opacity
            assert unseen or f'[{kind}="{ink}"]{{{kind}:{DARK[THEME[ink]]}}}' in text


def test_a_picture_that_is_opened_alone_is_legible_on_a_dark_screen(
    browser: Browser, figures: list[Plotted], kept: Path
) -> None:
    picture = kept / f"{key(figures[0])}.svg"
    with visited(browser, picture, scheme="dark") as visit:
        paper, ink = visit.page.evaluate(
            "[getComputedStyle(document.documentElement).backgroundColor,"
            " getComputedStyle(document.querySelector('text')).fill]"
        )
    assert (paper, ink) == ("rgb(29, 25, 22)", "rgb(241, 233, 221)")
