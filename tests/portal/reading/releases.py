"""A home with two releases and a small site, made by hand."""

from __future__ import annotations

from pathlib import Path

from pipelines.home import Home
from tests.publication.folders import DAY, LATER, on, published

PAGE = (
    '<!doctype html><html lang="nl-BE"><head><title>Overzicht</title></head><body>'
    '<nav class="languages" aria-label="Talen"><ul><li>Français</li></ul></nav>'
    "<h1>Rechten</h1></body></html>"
)
FIRST, SECOND = "2026-11-23.1", "2026-11-23.2"


def published_home(root: Path) -> Home:
    """Two releases of one day, and a site with a page, a style and a table."""
    home = on(Home(root), DAY)
    published(home)
    published(home, LATER)
    site(home, ".site-one", PAGE)
    return home


def site(home: Home, folder: str, page: str) -> Path:
    """A site, and the link that names it."""
    root = home.root / folder
    for path, text in {
        "index.html": page,
        "fr/index.html": page.replace("nl-BE", "fr-BE"),
        "assets/theme.css": "h1 { color: #333; }\n" * 200,
        "data/take_up.csv": "a,b\r\n1,2\r\n",
        ".hidden.html": page,
        "odd.exe": "MZ",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    pointer = home.root / f"{folder}.link"
    pointer.symlink_to(folder)
    pointer.replace(home.site)
    return root
