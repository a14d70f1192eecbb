"""Jobs: what the web process asks of a worker process, what comes back, and how errors travel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipelines.errors import DiskFullError, StekError, WrongUseError, is_disk_full, place_of
from portal.desk.errors import DeskError

What = Literal[
    "check", "land", "land_nothing", "findings", "workbook", "receipt_workbook", "adds", "moves"
]
TOGETHER: frozenset[What] = frozenset({"check", "land"})  # one argument an upload, done as one
DELIVERING: frozenset[What] = TOGETHER | {"land_nothing"}  # what a coordinator came for
SLOW: frozenset[What] = frozenset({"adds", "moves"})  # never in the way of a check: see `queue`


@dataclass(frozen=True)
class Job:
    """One thing to do: the function of `work` and its arguments, or the uploads it is for."""

    what: What
    arguments: Sequence[object]


@dataclass(frozen=True)
class Done:
    """What a job gave: a result for each upload of a job done together, else the only one."""

    results: Sequence[object]


@dataclass(frozen=True)
class Failed:
    """Why a job gave nothing, as text: not every error can be pickled, and some quote values.

    `kind` is the name of an error that people are told, with its message; else `kind` and `place`
    (file and line) are for the log.
    """

    kind: str
    message: str = ""
    place: str = ""

    @classmethod
    def by(cls, error: Exception) -> Failed:
        """The failure to send for that error."""
        if is_disk_full(error) or isinstance(error, DiskFullError):
            return cls("DiskFullError")
        if isinstance(error, WrongUseError):
            return cls("WrongUseError", str(error))
        message = str(error) if isinstance(error, StekError) else ""  # of ours: quotes no value
        return cls(type(error).__name__, message, place_of(error))

    def error(self) -> StekError:
        """The error to raise where the answer is waited for."""
        if self.kind == "DiskFullError":
            return DiskFullError()
        if self.kind == "WrongUseError":
            return WrongUseError(self.message)
        return DeskError("broke")
