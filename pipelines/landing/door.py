"""The door: a file is looked through for personal data before anything of it is kept."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.errors import RefusedError
from pipelines.files import sha256
from pipelines.reading.files import DeliveredFile, read_delivery
from pipelines.reading.identity import Trace, find_identity


@dataclass(frozen=True)
class Seen:
    """A file at the door: what could be read of it, or why it is refused.

    `traces` say where it holds personal data. `is_clean` when it was looked through and holds none;
    only then it may be kept, and only then its name may be written down.
    """

    data: bytes = field(repr=False)
    file: DeliveredFile | None
    refusal: RefusedError | None
    is_clean: bool
    traces: tuple[Trace, ...] = ()

    @property
    def copyable(self) -> bytes | None:
        """What may be given back in a copy: a file that could be read and holds no personal data."""
        return self.data if self.is_clean and self.file else None

    @property
    def sha256(self) -> str:
        """The content hash, which says nothing of the content."""
        return sha256(self.data)


def look_at(path: Path) -> Seen:
    """Read a file and look through it; whatever is wrong with it is a refusal, never an error."""
    data = path.read_bytes()
    is_clean = False
    try:
        if traces := find_identity(data, path.name):
            first = traces[0]
            where = {"kind": first.kind, "sheet": first.sheet, "cell": first.cell}
            refusal = RefusedError("personal_data", **where, place=first.place)
            return Seen(data, None, refusal, is_clean, traces)
        is_clean = True
        return Seen(data, read_delivery(data, path.name), None, is_clean)
    except RefusedError as refusal:
        return Seen(data, None, refusal, is_clean)
    except Exception as error:  # a fault of ours on one file must not stop the others
        logging.getLogger("stek").warning("a file could not be read: %s", type(error).__name__)
        return Seen(data, None, RefusedError("not_readable"), is_clean)
