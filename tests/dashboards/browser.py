"""A real browser for tests: Chromium without a window and without a network of its own."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # a page that asks for anything gets nothing
    "--virtual-time-budget=20000",
    "--enable-logging=stderr",
)


@dataclass(frozen=True)
class Opened:
    """A page as it stands once its scripts have run, and what it complained of."""

    dom: str
    complaints: tuple[str, ...]


def opened(page: Path, profile: Path, *flags: str) -> Opened:
    """Open a page from the disk, in a browser with a profile of its own."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise FileNotFoundError(
            "These tests need a browser: install Chromium (apt install chromium)."
        )
    command = [chromium, *FLAGS, *flags, f"--user-data-dir={profile}", "--dump-dom", page.as_uri()]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    complaints = (line for line in ended.stderr.splitlines() if ":CONSOLE" in line)
    return Opened(ended.stdout, tuple(complaints))
