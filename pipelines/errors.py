"""The handful of errors that people meet; the message says where, what is allowed, what to do next."""

from __future__ import annotations

import errno


class StekError(Exception):
    """Something that whoever called can put right; `exit_code` is what the command line ends with."""

    exit_code = 1


class WrongUseError(StekError):
    """The command or its options are off; nothing was done."""

    exit_code = 2


class ContractError(StekError):
    """A file in data_contracts/ or sql/ does not say what it must; names the file and the line."""


class DisclosureError(StekError):
    """A table may not leave the house as it is."""


class FloorError(DisclosureError):
    """Small counts that can be worked out whatever else is hidden; `cells` are their numbers."""

    def __init__(self, cells: tuple[int, ...]) -> None:
        super().__init__(
            f"Not released: cells {', '.join(map(str, cells))} can be worked out from what must stay"
            " published, whatever else is hidden. Publish less around them."
        )
        self.cells = cells


class RefusedError(StekError):
    """A delivered file cannot be used at all; `reason` is a refusal of data_contracts/delivery.yaml.

    `where` holds what the message may name (sheet, cell, kind of thing), never a value of the file.
    """

    exit_code = 20

    def __init__(self, reason: str, **where: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.where = where


class LeftToDaemonError(StekError):
    """A Dagster daemon runs: it does this by itself, and nothing was done here."""

    exit_code = 11

    def __init__(self) -> None:
        super().__init__("The Dagster daemon runs and sees to it; nothing was done here.")


class DiskFullError(StekError):
    """There is no room left; what was being written is gone, what was there before stands."""

    def __init__(self) -> None:
        super().__init__("The disk is full; nothing of this was kept. Make room and do it again.")


def is_disk_full(error: BaseException) -> bool:
    """Whether the operating system found no room (or no quota) to write in."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


def place_of(error: BaseException) -> str:
    """Where an error arose, as file and line: what may be told when its message may quote a value."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "an unknown place"
