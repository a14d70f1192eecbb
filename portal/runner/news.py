"""News: when something last came in that a run must see."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pipelines import clock
from pipelines.home import Home
from pipelines.landing.dropped import delivered_paths

DAY_TURNS_AT = 5  # o'clock in Belgium: before anybody comes in, after the night's backup


def newest(home: Home) -> float:
    """When the newest delivery, explanation or postponement came in, as a time stamp; 0 for never.

    Of the landing the folders tell it: what is kept there is written beside its place and put there
    whole, at a later moment than it was written. Of the inbox the files do, by when they were put
    there, whatever time they bring along; the answers that we leave there are no news. A new day is
    news too, where anything was ever delivered: a month becomes late, a year closes.
    """
    came_in = max(_moments(home), default=0.0)
    return max(came_in, _new_day(home)) if came_in else 0.0


def _new_day(home: Home) -> float:
    """When this day turned; 0 before that hour, and in a home of sample data, which stands still."""
    now = clock.now()
    turned = now.replace(hour=DAY_TURNS_AT, minute=0, second=0)
    return 0.0 if now < turned or clock.sample_note(home) else turned.timestamp()


def published(home: Home) -> float:
    """When the pages were last published, as a time stamp; 0 for never."""
    return home.site.lstat().st_mtime if home.site.is_symlink() else 0.0


def _moments(home: Home) -> Iterator[float]:
    for room, depth in (("receipts", 2), ("explanations", 1), ("due_dates", 0)):
        for folder in _folders(home.landing / room, depth):
            yield folder.stat().st_mtime
    for path in delivered_paths(home.inbox):
        yield path.stat().st_ctime


def _folders(folder: Path, depth: int) -> Iterator[Path]:
    """The filled folders at that depth below one; one that is being made is empty, and no news."""
    if not folder.is_dir():
        return
    if not depth:
        with os.scandir(folder) as entries:
            is_filled = any(not entry.name.startswith(".") for entry in entries)
        if is_filled:
            yield folder
        return
    for entry in list(os.scandir(folder)):
        if entry.is_dir(follow_symlinks=False):
            yield from _folders(Path(entry.path), depth - 1)
