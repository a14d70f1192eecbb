"""The door: a file is looked through for personal data before anything of it is kept."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipelines.errors import RefusedError
from pipelines.files import sha256
from pipelines.reading.files import DeliveredFile, read_parsed
from pipelines.reading.identity import Trace, identity_in
from pipelines.reading.limits import MAX_BYTES
from pipelines.reading.parsing import parse


@dataclass(frozen=True)
class Seen:
    """A file at the door: what could be read of it, or why it is refused.

    `traces` say where it holds personal data. `is_clean` when it was looked through and holds none;
    only then it may be kept, and only then its name may be written down. Of a file that is too
    large no more than the size and the content hash is known; the hash says nothing of the content.
    """

    data: bytes = field(repr=False)
    sha256: str
    size_bytes: int
    file: DeliveredFile | None = None
    refusal: RefusedError | None = None
    is_clean: bool = False
    traces: tuple[Trace, ...] = ()

    @property
    def copyable(self) -> bytes | None:
        """What may be given back in a copy: a file that could be read and holds no personal data."""
        return self.data if self.is_clean and self.file else None


def look_at(path: Path, called: str | None = None) -> Seen:
    """Read a file and look through it; whatever is wrong with it is a refusal, never an error.

    `called` is its name as delivered, when the path has another.
    """
    name = path.name if called is None else called
    seen = _opened(path)
    try:
        if seen.refusal:
            return seen
        parsed = parse(seen.data, name)  # once: several files are looked at side by side
        if traces := identity_in(parsed):
            first = traces[0]
            where = {"kind": first.kind, "sheet": first.sheet, "cell": first.cell}
            refusal = RefusedError("personal_data", **where, place=first.place)
            return replace(seen, refusal=refusal, traces=traces)
        seen = replace(seen, is_clean=True)
        return replace(seen, file=read_parsed(parsed))
    except RefusedError as refusal:
        return replace(seen, refusal=refusal)
    except Exception as error:  # a fault of ours on one file must not stop the others
        logging.getLogger("stek").warning("a file could not be read: %s", type(error).__name__)
        return replace(seen, refusal=RefusedError("not_readable"))


def _opened(path: Path) -> Seen:
    """The content of a file, no more of it in memory than a delivery may weigh.

    What is no file at all (a device, a pipe) has no end, and is not opened.
    """
    if not path.is_file():
        return Seen(b"", sha256(b""), 0, refusal=RefusedError("unsupported_kind"))
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
        if len(data) <= MAX_BYTES:
            return Seen(data, sha256(data), len(data))
        file.seek(0)
        content_hash = hashlib.file_digest(file, "sha256").hexdigest()
        return Seen(b"", content_hash, file.tell(), refusal=RefusedError("too_large"))
