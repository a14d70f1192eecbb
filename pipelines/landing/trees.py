"""Folders of deliveries, laid out as `<stek>/<yyyy-mm>/<files>`: a tree to land, or the inbox."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as hour
from pathlib import Path

from pipelines import clock, contracts
from pipelines.errors import WrongUseError
from pipelines.home import Home
from pipelines.landing.dropped import delivered_paths
from pipelines.landing.looking import Offer
from pipelines.landing.offers import Landed, land, land_nothing
from pipelines.landing.receipts import months_with_receipts
from pipelines.months import Month

NOTHING_TO_REPORT = "niets_te_melden.txt"


@dataclass(frozen=True)
class Tree:
    """What a folder holds: files to land in order of arrival, and months with nothing to report."""

    offers: tuple[Offer, ...]
    nothing: tuple[Offer, ...]


def read_tree(folder: Path) -> Tree:
    """The deliveries in a folder tree.

    When each file arrived is read from `deliveries.csv` (path, received_on) in the folder, for
    files of the past; without it they arrive now. Folders of other names are left alone.
    """
    arrivals = _arrivals(folder)
    found = [_offer(folder, path, arrivals) for path in delivered_paths(folder)]
    found.sort(
        key=lambda offer: (offer.received_at is not None and offer.received_at, str(offer.path))
    )
    nothing = tuple(offer for offer in found if offer.path.name == NOTHING_TO_REPORT)
    return Tree(tuple(offer for offer in found if offer not in nothing), nothing)


def land_tree(home: Home, folder: Path) -> Iterator[Landed]:
    """Land a whole tree; landing it again, or after an interruption, adds only what is new."""
    tree = read_tree(folder)
    if not tree.offers and not tree.nothing:
        raise WrongUseError(f"{folder} holds no deliveries laid out as <stek>/<yyyy-mm>/<file>.")
    _mark_sample(home, folder)
    for offer in tree.nothing:
        yield land_nothing_of(home, offer)
    yield from land(home, tree.offers, again=False)


def _offer(folder: Path, path: Path, arrivals: Mapping[str, datetime]) -> Offer:
    stek_id, month = path.parent.parent.name, Month.parse(path.parent.name)
    return Offer(path, stek_id, month, arrivals.get(path.relative_to(folder).as_posix()))


def _arrivals(folder: Path) -> dict[str, datetime]:
    manifest = folder / "deliveries.csv"
    if not manifest.exists():
        return {}
    with manifest.open(encoding="utf-8", newline="") as lines:
        return {row["path"]: _noon(row["received_on"]) for row in csv.DictReader(lines)}


def _noon(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), hour(12), clock.BELGIUM)


def _mark_sample(home: Home, folder: Path) -> None:
    """A home takes in fictitious deliveries only while it holds no real ones."""
    note = folder / "sample.json"
    if not note.exists():
        return
    if clock.sample_note(home) is None and months_with_receipts(home):
        raise WrongUseError(
            f"{home.root} holds real deliveries and {folder} is fictitious sample data: "
            "land it in a home of its own (set STEK_HOME to another folder)."
        )
    home.landing.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(note, home.landing / "sample.json")


def land_nothing_of(home: Home, offer: Offer) -> Landed:
    """Land the word, left as a file of that name, that there is nothing to report."""
    streams = [stream.name for stream in contracts.streams()]
    return land_nothing(home, offer.stek_id, offer.month, streams, offer.received_at)
