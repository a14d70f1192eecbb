"""Folders of deliveries, laid out as `<stek>/<yyyy-mm>/<files>`: a tree to land, or the inbox."""

from __future__ import annotations

import csv
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as hour
from pathlib import Path

from pipelines import clock, contracts
from pipelines.errors import WrongUseError
from pipelines.home import Home
from pipelines.landing.answers import answer
from pipelines.landing.looking import Offer
from pipelines.landing.offers import Landed, land, land_nothing
from pipelines.landing.receipts import months_with_receipts
from pipelines.landing.roster import check_place
from pipelines.months import Month

NOTHING_TO_REPORT = "niets_te_melden.txt"
ANSWER_SUFFIX = ".antwoord.txt"
SETTLED_SECONDS = 2  # a file younger than this may still be being copied


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
    found = [_offer(folder, path, arrivals) for path in _delivered_paths(folder)]
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
        yield _land_nothing(home, offer)
    yield from land(home, tree.offers, again=False)


def empty_inbox(home: Home) -> Iterator[Landed]:
    """Land what was dropped in the inbox; each file makes way for an answer beside its place.

    A file in a folder of an unknown Stek, or of a month that has not begun, stays and is told so.
    """
    tree = read_tree(home.inbox)
    files = [offer for offer in tree.offers if _has_place(home, offer)]
    for offer in tree.nothing:
        if _has_place(home, offer):
            yield _answered(offer, _land_nothing(home, offer))
    for offer, landed in zip(files, land(home, files), strict=True):
        yield _answered(offer, landed)


def _has_place(home: Home, offer: Offer) -> bool:
    _wait_until_settled(offer.path)
    try:
        check_place(home, offer.stek_id, offer.month)
    except WrongUseError as wrong:
        _reply(offer.path).write_text(f"{wrong}\n", "utf-8")
        return False
    return True


def _delivered_paths(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.glob("*/*/*")):
        place = path.parent
        is_delivery = not path.name.startswith((".", "~$")) and not path.name.endswith(
            ANSWER_SUFFIX
        )
        if path.is_file() and is_delivery and _is_month(place.name):
            yield path


def _is_month(name: str) -> bool:
    try:
        Month.parse(name)
    except WrongUseError:
        return False
    return True


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


def _land_nothing(home: Home, offer: Offer) -> Landed:
    streams = [stream.name for stream in contracts.streams()]
    return land_nothing(home, offer.stek_id, offer.month, streams, offer.received_at)


def _wait_until_settled(path: Path) -> None:
    while (age := time.time() - path.stat().st_mtime) < SETTLED_SECONDS:
        time.sleep(max(0.1, SETTLED_SECONDS - age))


def _answered(offer: Offer, landed: Landed) -> Landed:
    """Put the answer where the file was dropped; what was delivered is kept in the landing."""
    text = answer(landed.receipt, "nl", is_new=landed.is_new)
    _reply(offer.path).write_text(text + "\n", "utf-8")
    offer.path.unlink()
    return landed


def _reply(path: Path) -> Path:
    return path.with_name(path.name + ANSWER_SUFFIX)
