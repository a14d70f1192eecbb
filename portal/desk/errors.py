"""What can go wrong at the desk; each has a `reason`, by which pages tell it in three languages."""

from __future__ import annotations

from typing import Literal

from pipelines.errors import StekError

Reason = Literal[
    "busy",  # too much waits already; asking again in a moment helps
    "too_large",  # of a file that is being taken in
    "took_too_long",  # looking at it was ended after the time that there is for it
    "broke",  # the process that looked at it ended, twice; or a fault of ours
    "gone",  # the upload was discarded, or is over
    "not_keepable",  # it was not looked through, or holds personal data: it cannot be landed
]


class DeskError(StekError):
    """The desk could not do what was asked; nothing was kept or changed by it."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(f"The desk could not do this: {reason}.")
        self.reason = reason


class DeskBusyError(DeskError):
    """So much waits that no more is taken on; `seconds` is when asking again makes sense."""

    seconds = 10

    def __init__(self) -> None:
        super().__init__("busy")


class TooLargeError(DeskError):
    """A file weighs more than a delivery may; what was taken in of it is gone."""

    def __init__(self) -> None:
        super().__init__("too_large")
