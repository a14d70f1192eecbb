"""The inbox: what was dropped there is landed, and makes way for an answer."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from pipelines.answering.receipts import answer
from pipelines.answering.workbooks import write_workbook
from pipelines.errors import WrongUseError
from pipelines.files import sha256
from pipelines.findings.reports import report
from pipelines.home import Home
from pipelines.landing.dropped import ANSWER_SUFFIXES
from pipelines.landing.looking import Offer
from pipelines.landing.offers import Landed, land
from pipelines.landing.roster import check_place
from pipelines.landing.trees import land_nothing_of, read_tree

SETTLED_SECONDS = 2  # a file younger than this may still be being copied
_LONGEST_NAME = 200  # bytes: a file system takes 255, of which an answer and its writing need some
_ANSWER, _WORKBOOK = ANSWER_SUFFIXES


def empty_inbox(home: Home) -> Iterator[Landed]:
    """Land what was dropped in the inbox; each file makes way for an answer beside its place.

    A file in a folder of an unknown Stek, or of a month that has not begun, stays and is told so.
    """
    tree = read_tree(home.inbox)
    files = [offer for offer in tree.offers if _has_place(home, offer)]
    for offer in tree.nothing:
        if _has_place(home, offer):
            try:
                landed = land_nothing_of(home, offer)
            except WrongUseError as final:  # a month whose files were removed takes no more
                _beside(offer.path, _ANSWER).write_text(f"{final}\n", "utf-8")
                continue
            yield _answered(home, offer, landed)
    for offer, landed in zip(files, land(home, files), strict=True):
        yield _answered(home, offer, landed)


def _has_place(home: Home, offer: Offer) -> bool:
    _wait_until_settled(offer.path)
    try:
        check_place(home, offer.stek_id, offer.month)
    except WrongUseError as wrong:
        _beside(offer.path, _ANSWER).write_text(f"{wrong}\n", "utf-8")
        return False
    return True


def _wait_until_settled(path: Path) -> None:
    while (age := time.time() - path.stat().st_mtime) < SETTLED_SECONDS:
        time.sleep(max(0.1, SETTLED_SECONDS - age))


def _answered(home: Home, offer: Offer, landed: Landed) -> Landed:
    """Put the answer where the file was dropped; what was delivered is kept in the landing."""
    _beside(offer.path, _ANSWER).write_text(answer(home, landed, "nl") + "\n", "utf-8")
    workbook, seen = _beside(offer.path, _WORKBOOK), landed.looked.seen
    workbook.unlink(missing_ok=True)
    if seen and landed.receipt.outcome != "accepted":
        write_workbook(workbook, report(home, landed.looked), seen.copyable, offer.path.name, "nl")
    offer.path.unlink()
    return landed


def _beside(path: Path, suffix: str) -> Path:
    """The answer's place; of a name so long that there is no room for more, the beginning."""
    name = os.fsencode(path.name)
    if len(name) > _LONGEST_NAME:
        name = name[:_LONGEST_NAME] + sha256(name)[:8].encode()
    return path.with_name(os.fsdecode(name) + suffix)
