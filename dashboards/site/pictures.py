"""The charts as pictures: SVG that needs no script, drawn by Plotly in a Chromium without a window.

Every picture is drawn by the same Plotly as the live chart and kept by what it was drawn from, so
that only what changed is drawn again. Where there is no Chromium there are no pictures: charts then
draw themselves in the reader's browser.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dashboards.drawings.figures import Plotted
from dashboards.drawings.inks import DARK, THEME
from dashboards.site.bundle import STATIC, plotly_bundle

if TYPE_CHECKING:
    from playwright.sync_api import Page

_AT_ONCE: Final = 24  # drawings in one question to the browser
_RECIPE: Final = "1"  # raised when the same figure is to be drawn in another way
# The same figure has to give the same bytes: Plotly names its clip paths by chance.
_STEADY: Final = """
(() => { let seed = 7; Math.random = () => (seed = (seed * 16807) % 2147483647) / 2147483647; })();
"""
_DRAW: Final = """
async (figures) => {
  const drawn = [];
  for (const { data, layout } of figures) {
    const traces = data.map((trace, place) => ({ ...trace, uid: `t${place}` }));
    const url = await Plotly.toImage({ data: traces, layout, config: window.stekConfig },
      { format: "svg", width: layout.width, height: layout.height });
    drawn.push(decodeURIComponent(url.slice(url.indexOf(",") + 1)));
  }
  return drawn;
}
"""


def chromium() -> str | None:
    """Where the browser is, when there is one."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def draw_pictures(figures: Iterable[Plotted], kept: Path) -> dict[str, Path]:
    """The picture of each figure, by its `key`; `kept` is where they are kept between runs.

    Empty when there is no Chromium.
    """
    wanted = {key(figure): figure for figure in figures}
    kept.mkdir(parents=True, exist_ok=True)
    lacking = {name: one for name, one in wanted.items() if not (kept / f"{name}.svg").exists()}
    if lacking and chromium() is None:
        return {}
    if lacking:
        for name, svg in _drawn(lacking):
            making = kept / f".{name}.making"
            making.write_text(svg, "utf-8")
            making.rename(kept / f"{name}.svg")
    return {name: kept / f"{name}.svg" for name in wanted}


def key(figure: Plotted) -> str:
    """What a picture is kept under: the hash of all that it is drawn from."""
    text = json.dumps([_RECIPE, _bundle_hash(), figure, _INKS], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _drawn(figures: Mapping[str, Plotted]) -> Iterator[tuple[str, str]]:
    names = list(figures)
    with _browser() as page:
        for first in range(0, len(names), _AT_ONCE):
            batch = names[first : first + _AT_ONCE]
            svgs = page.evaluate(_DRAW, [figures[name] for name in batch])
            yield from zip(batch, (_in_theme(svg) for svg in svgs), strict=True)


@contextmanager
def _browser() -> Iterator[Page]:
    from playwright.sync_api import sync_playwright  # only when something has to be drawn

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            page = browser.new_context(offline=True).new_page()
            page.add_script_tag(content=_STEADY)
            page.add_script_tag(content=plotly_bundle())
            page.add_script_tag(content=(STATIC / "plotly-setup.js").read_text("utf-8"))
            yield page
        finally:
            browser.close()


_HEX = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})")


def _rgb(ink: str) -> str:
    match = _HEX.fullmatch(ink)
    if match is None:
        raise ValueError(f"{ink} is not a colour as #rrggbb.")
    return "rgb({}, {}, {})".format(*(int(part, 16) for part in match.groups()))


_INKS = {_rgb(ink): (name, ink, DARK[name]) for ink, name in THEME.items()}


def _in_theme(svg: str) -> str:
    """The picture with the colours of the theme as variables, dark where the reader's screen is."""
    for rgb, (name, ink, _) in _INKS.items():
        svg = svg.replace(rgb, f"var({name})").replace(ink, f"var({name})")
    light = "".join(f"{name}:{ink};" for name, ink, _ in _INKS.values())
    dark = "".join(f"{name}:{ink};" for name, _, ink in _INKS.values())
    style = (
        f"<style>svg{{{light}}}"
        f"@media screen and (prefers-color-scheme:dark){{svg{{{dark}}}}}</style>"
    )
    start = svg.index(">") + 1
    return svg[:start] + style + svg[start:]


@cache
def _bundle_hash() -> str:
    return hashlib.sha256(plotly_bundle().encode()).hexdigest()
