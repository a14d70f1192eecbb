"""The site: every page in three languages, its pictures, its live figures, and the tables beside it.

Drawn from the released folder and the names of codes; nothing is fetched, counted or looked up, so
that the folder opens from a web server, from a zip and from a disk.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboards.drawings.figures import Plotted
from dashboards.drawings.inks import THEME, variables
from dashboards.pages import (
    compare,
    downloads,
    estimates,
    indicators,
    method,
    overview,
    quality,
    rights,
    signals,
    stekken,
)
from dashboards.pages.monitor import Monitor
from dashboards.pages.page import Page
from dashboards.site.bundle import copy_scripts
from dashboards.site.frame import TONGUES, environment, html
from dashboards.site.pictures import draw_pictures, key
from dashboards.site.shards import write_shards
from dashboards.tongue import Tongue

_KINDS = (
    overview,
    rights,
    stekken,
    compare,
    signals,
    indicators,
    estimates,
    quality,
    method,
    downloads,
)


@dataclass(frozen=True)
class Picture:
    """One drawn picture, below the root of the site, and how large it is in pixels."""

    path: str
    width: int
    height: int


def build(released: Path, out: Path, kept: Path, *, has_pictures: bool = True) -> bool:
    """Write the site of a released folder into `out`; pictures stay in `kept` for the next time.

    False when the charts have no pictures, as none are wanted or no Chromium draws them.
    """
    monitor = Monitor.of(released)
    copy_scripts(out / "assets")
    (out / "assets/colours.css").write_text(variables(), "utf-8")
    _copy_tables(monitor, out / "data")
    write_shards(monitor.publication.indicators, out / "cells")
    pages = {tongue: _pages(monitor, tongue) for tongue in TONGUES}
    every = [page for own in pages.values() for page in own]
    plotted = (one for page in every for one in _plotted(page))
    drawn = draw_pictures(plotted, kept) if has_pictures else {}
    for tongue, own in pages.items():
        frame = environment(monitor, tongue)
        (out / tongue.folder).mkdir(parents=True, exist_ok=True)
        for page in own:
            pictures = _copy_pictures(page, tongue, drawn, out)
            _write_live(page, out / f"figures/{tongue.language}/{page.name}.js")
            text = html(frame, page, pictures)
            (out / tongue.folder / f"{page.name}.html").write_text(text, "utf-8")
    return bool(drawn) or not any(page.figures for page in every)


def _pages(monitor: Monitor, tongue: Tongue) -> list[Page]:
    return [page for kind in _KINDS for page in kind.pages(monitor, tongue)]


def _plotted(page: Page) -> Iterator[Plotted]:
    for figure in page.figures:
        yield figure.drawing.wide
        yield figure.drawing.narrow


def _copy_pictures(
    page: Page, tongue: Tongue, drawn: Mapping[str, Path], out: Path
) -> dict[str, dict[str, Picture]]:
    """The pictures of a page put beside it; none of a figure when none was drawn."""
    folder = f"pictures/{tongue.language}"
    pictures: dict[str, dict[str, Picture]] = {}
    for figure in page.figures:
        for size in ("wide", "narrow"):
            plotted: Plotted = getattr(figure.drawing, size)
            if (source := drawn.get(key(plotted))) is None:
                continue
            path = f"{folder}/{page.name}-{figure.id}-{size}.svg"
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, out / path)
            pictures.setdefault(figure.id, {})[size] = _picture(path, plotted)
    return pictures


def _picture(path: str, plotted: Plotted) -> Picture:
    layout = plotted["layout"]
    if not isinstance(layout, dict):
        raise TypeError(f"{path}: the layout of a figure is no mapping.")
    return Picture(path, int(layout["width"]), round(layout["height"]))


def _write_live(page: Page, path: Path) -> None:
    """What the page draws its live charts from, when someone touches one."""
    if not page.figures:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    figures = {
        one.id: {"wide": one.drawing.wide, "narrow": one.drawing.narrow} for one in page.figures
    }
    live = {"inks": THEME, "figures": figures}
    text = json.dumps(live, ensure_ascii=False, separators=(",", ":"))
    path.write_text(f"stekFigures({text});\n".replace("<", "\\u003c"), "utf-8")


def _copy_tables(monitor: Monitor, folder: Path) -> None:
    files = [file.path for files in monitor.downloads.values() for file in files]
    for path in (*files, *monitor.metadata):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(monitor.released / path, folder / path)
