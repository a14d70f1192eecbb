"""Removing the journal of old years: whole files, and the chain goes on from the line before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipelines.errors import StekError
from pipelines.files import sha256
from pipelines.home import Home
from pipelines.journal.chain import holding, note
from pipelines.journal.checking import check
from pipelines.journal.events import Event, parsed, year_file, years
from pipelines.journal.heads import read_head, write_head
from pipelines.landing.keys import public_key


def remove_years(home: Home, old: Iterable[int], *, who: str, source: str) -> int:
    """Remove the files of these years, the oldest of the journal; how many events that were.

    The head says from then on where what is kept begins, and with which hash; it is signed before
    the files go, so a removal that was cut short is finished by the next.

    Errors: StekError when the journal is not intact: nothing of what may be evidence goes.
    """
    removed = [year for year in years(home) if year in set(old)]
    if not removed:
        return 0
    events = [event for year in removed for event in _events(home, year)]
    if not check(home).is_intact:
        raise StekError(
            "The journal is not intact (`stek journal --check`): no year of it is removed."
        )
    last = max(events, key=lambda event: event.number)
    note(
        home, "journal_removed", who=who, source=source,
        events=len(events), until_number=last.number,
    )  # fmt: skip
    with holding(home):
        head = read_head(home, [public_key(home)])
        if head and head.first <= last.number:
            write_head(home, replace(head, first=last.number + 1, before=sha256(last.line)))
        for year in removed:
            year_file(home, year).unlink(missing_ok=True)
    return len(events)


def _events(home: Home, year: int) -> list[Event]:
    lines = year_file(home, year).read_bytes().split(b"\n")
    return [event for line in lines if line and (event := parsed(line))]
