"""The charts as pictures: SVG that needs no script, drawn by Plotly in a Chromium without a window.

Every picture is drawn by the same Plotly as the live chart and kept by what it was drawn from, so
that only what changed is drawn again. Where there is no Chromium there are no pictures: charts then
draw themselves in the reader's browser.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from plotly.offline import get_plotlyjs_version

from dashboards.drawings.figures import Plotted
from dashboards.drawings.inks import DARK, THEME
from dashboards.site.bundle import STATIC, plotly_bundle
from dashboards.site.svg import themed

if TYPE_CHECKING:
    from playwright.sync_api import Page

_AT_ONCE: Final = 24  # drawings in one question to the browser
_PAGES: Final = 2  # pages that draw side by side, each in a process of its own: one for each core
_KEPT_FOR: Final = 7 * 24 * 3600  # seconds that a picture is kept after it was last wanted
_RECIPE: Final = "4"  # raised when the same figure is to be drawn in another way
# Plotly names its clip paths by chance: the same figure has to give the same bytes, whatever was
# drawn before it. The page goes on between two figures, so that it hears what is asked of it.
_DRAW: Final = """
const place = document.body.appendChild(document.createElement("div"));
place.style.contentVisibility = "hidden";
const drawn = async ({ data, layout }) => {
  let seed = 7;
  Math.random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const traces = data.map((trace, place) => ({ ...trace, uid: `t${place}` }));
  await Plotly.newPlot(place, traces, layout, { ...window.stekConfig, staticPlot: true });
  return Plotly.Snapshot.toSVG(place, "svg");
};
let latest = Promise.resolve();
window.stekBatches = [];
window.stekDraw = (figures) => {
  latest = latest.then(async () => {
    const svgs = [];
    for (const figure of figures) {
      svgs.push(await drawn(figure));
      await scheduler.yield();
    }
    return svgs;
  });
  window.stekBatches.push(latest);
};
"""


def chromium() -> str | None:
    """Where the browser is, when there is one."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def draw_pictures(figures: Iterable[Plotted], kept: Path) -> dict[str, Path]:
    """The picture of each figure, by its `key`; `kept` is where they are kept between runs.

    What was not wanted for a week is removed. Empty when something has to be drawn and there is no
    Chromium, or it breaks down: a site is complete without pictures.
    """
    wanted = {key(figure): figure for figure in figures}
    kept.mkdir(parents=True, exist_ok=True)
    lacking = {name: one for name, one in wanted.items() if not (kept / f"{name}.svg").exists()}
    if lacking and chromium() is None:
        return {}
    if lacking and not _are_drawn(lacking, kept):
        return {}
    pictures = {name: kept / f"{name}.svg" for name in wanted}
    for picture in pictures.values():
        picture.touch()
    _throw_away_unused(kept)
    return pictures


def _are_drawn(figures: Mapping[str, Plotted], kept: Path) -> bool:
    """Draw in a thread of its own: Playwright refuses one in which another loop runs."""
    from playwright.sync_api import Error  # only when something has to be drawn

    with ThreadPoolExecutor(1) as thread:
        try:
            thread.submit(_draw_into, kept, figures).result()
        except Error:
            return False
    return True


def _throw_away_unused(kept: Path) -> None:
    oldest = time.time() - _KEPT_FOR
    for picture in kept.iterdir():
        if picture.stat().st_mtime < oldest:
            picture.unlink()


def key(figure: Plotted) -> str:
    """What a picture is kept under: the hash of all that it is drawn from."""
    text = json.dumps(figure, sort_keys=True)
    return hashlib.sha256((_drawn_with() + text).encode()).hexdigest()[:32]


@cache
def _drawn_with() -> str:
    setup = (STATIC / "plotly-setup.js").read_text("utf-8")
    return json.dumps([_RECIPE, get_plotlyjs_version(), setup, THEME, DARK])


def _draw_into(kept: Path, figures: Mapping[str, Plotted]) -> None:
    for name, svg in _drawn(figures):
        making = kept / f".{name}.making"
        making.write_text(themed(svg, _font(figures[name])), "utf-8")
        making.rename(kept / f"{name}.svg")


def _font(figure: Plotted) -> str:
    layout = figure["layout"]
    return str(layout["font"]["family"]) if isinstance(layout, dict) else ""


def _drawn(figures: Mapping[str, Plotted]) -> Iterator[tuple[str, str]]:
    """Each figure by its name and as Plotly draws it; two pages take turns at a batch."""
    names = list(figures)
    batches = [names[first : first + _AT_ONCE] for first in range(0, len(names), _AT_ONCE)]
    with _pages(min(_PAGES, len(batches))) as pages:
        for place, batch in enumerate(batches):
            asked = json.dumps([figures[name] for name in batch])
            pages[place % len(pages)].evaluate("(text) => stekDraw(JSON.parse(text))", asked)
        for place, batch in enumerate(batches):
            page = pages[place % len(pages)]
            svgs = page.evaluate("(place) => stekBatches[place]", place // len(pages))
            yield from zip(batch, svgs, strict=True)


@contextmanager
def _pages(count: int) -> Iterator[list[Page]]:
    from playwright.sync_api import sync_playwright  # only when something has to be drawn

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            yield [_prepared(browser.new_context(offline=True).new_page()) for _ in range(count)]
        finally:
            browser.close()


def _prepared(page: Page) -> Page:
    for script in (plotly_bundle(), (STATIC / "plotly-setup.js").read_text("utf-8"), _DRAW):
        page.add_script_tag(content=script)
    return page
