"""A real browser for tests: Chromium without a window, which reaches no other host."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from dashboards.site.pictures import chromium

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
PATIENCE = 90_000  # milliseconds: machines that test are busy
Scheme = Literal["light", "dark"]


@dataclass(frozen=True)
class Visit:
    """A page in the browser, what it complained of, and every address that it asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def asked_elsewhere(self) -> list[str]:
        """Addresses that are not in the site."""
        inside = ("file:///", "http://127.0.0.1:", "data:", "blob:")
        return [address for address in self.asked if not address.startswith(inside)]


@contextmanager
def started() -> Iterator[Browser]:
    """Chromium, until the block ends."""
    executable = chromium()
    if executable is None:
        raise FileNotFoundError(
            "These tests need a browser: install Chromium (apt install chromium)."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def visited(
    browser: Browser,
    address: str | Path,
    *,
    width: int = 1280,
    scheme: Scheme = "light",
    with_script: bool = True,
    with_motion: bool = True,
) -> Iterator[Visit]:
    """A page opened in a profile of its own; a path is opened from the disk, without a network."""
    url = address.as_uri() if isinstance(address, Path) else address
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        java_script_enabled=with_script,
        reduced_motion="no-preference" if with_motion else "reduce",
        offline=url.startswith("file:"),
        accept_downloads=True,
        locale="nl-BE",  # what readers in Flanders have
    )
    context.set_default_timeout(PATIENCE)
    visit = Visit(context.new_page())
    visit.page.on("console", lambda said: visit.complaints.append(f"{said.type}: {said.text}"))
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on("request", lambda request: visit.asked.append(request.url))
    try:
        visit.page.goto(url)
        yield visit
    finally:
        context.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder behind a web server on this machine, by its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def woken(visit: Visit, figure: str) -> None:
    """Touch the figure and wait until its chart is live."""
    place = visit.page.locator(f'[data-figure="{figure}"]')
    place.scroll_into_view_if_needed()
    place.hover()
    visit.page.locator(f'[data-figure="{figure}"][data-awake]').wait_for()
