"""What a reader gets to see of every cell, and what each label tells about the value behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from pipelines.suppression.system import Codes, Kind, Rule, System, Whole

ROOM = 10**5  # how far an open-ended cell may move in a witness; far above any count of a Stek


class Status(IntEnum):
    """What is printed in the place of a cell."""

    PUBLISHED = 0
    HIDDEN_SMALL = 1  # "<k": 0 to k-1
    HIDDEN_OTHER = 2  # hidden to protect others: k or more
    HIDDEN_UNLABELLED = 3  # hidden, and the reader is not told which of the two
    UNSEEN = 4  # no place in any table
    KNOWN = 5  # fixed, and known to be


@dataclass(frozen=True)
class Pattern:
    """The status of every cell of a system: int8[n] (`Status`)."""

    status: Codes

    @property
    def is_hidden(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Shown cells that are not published."""
        return (self.status >= Status.HIDDEN_SMALL) & (self.status <= Status.HIDDEN_UNLABELLED)


def first_status(system: System, rule: Rule) -> Codes:
    """Primary suppression, and what stays hidden: hidden under its label, all others published."""
    small = system.counts < rule.smallest
    label = np.where(small, Status.HIDDEN_SMALL, Status.HIDDEN_OTHER)
    shown = np.where(system.is_primary | system.stays_hidden, label, Status.PUBLISHED)
    unshown = np.where(system.kinds == Kind.UNSEEN, Status.UNSEEN, Status.KNOWN)
    return np.where(system.kinds == Kind.SHOWN, shown, unshown).astype(np.int8)


def ranges(
    status: Codes, counts: Whole, told: tuple[Whole, Whole], rule: Rule
) -> tuple[Whole, Whole]:
    """The least and the most that a cell may be for who reads only its own status.

    `told` is what a published cell tells: its least and its most.
    """
    published, known = status == Status.PUBLISHED, status == Status.KNOWN
    small, other = status == Status.HIDDEN_SMALL, status == Status.HIDDEN_OTHER
    least = np.where(published, told[0], np.where(other, rule.smallest, 0))
    most = np.where(published, told[1], np.where(small, rule.smallest - 1, counts + ROOM))
    least, most = (np.where(known, counts, ends) for ends in (least, most))
    return least.astype(np.int64), most.astype(np.int64)
