"""The published site as files in memory: found below its folder alone, packed once, bounded."""

from __future__ import annotations

import gzip
import os
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipelines.files import sha256
from portal.published.answers import PACKED_AT, TYPES, is_packable

MOST_BYTES: Final = (
    64 * 1024 * 1024
)  # of all that is kept; a site of sixteen Stekken packs into 12 MB
_LONGEST: Final = 1_000  # signs of a path; those of the site have less than a hundred


@dataclass(frozen=True)
class Located:
    """One file of the site, where it really is, and when it was written."""

    real: Path
    path: str
    modified_ns: int

    @property
    def media_type(self) -> str:
        """Its media type, by its ending."""
        return TYPES[self.real.suffix]


@dataclass(frozen=True)
class Sent:
    """A file as it is sent: `name` for its ETag; `body` is packed when that is worth it."""

    name: str
    body: bytes
    is_packed: bool

    @property
    def plain(self) -> bytes:
        """The file as it is."""
        return gzip.decompress(self.body) if self.is_packed else self.body


def locate(link: Path, path: str) -> Located | None:
    """The file at that path of the site; None when there is none, or it lies elsewhere.

    A folder is its index.html. `link` is followed once, so that one file is of one site whatever
    takes its place meanwhile. Nothing that begins with a dot, and no link that leads out of it.
    """
    parts = f"{path}index.html".split("/") if path.endswith("/") or not path else path.split("/")
    is_odd = any(not one or one.startswith(".") or not one.isprintable() for one in parts)
    if is_odd or "\\" in path or len(path) > _LONGEST:
        return None
    try:
        root = link.resolve(strict=True)
        real = root.joinpath(*parts).resolve(strict=True)
        if not real.is_relative_to(root) or not real.is_file() or real.suffix not in TYPES:
            return None
        return Located(real, "/".join(parts), real.stat().st_mtime_ns)
    except (OSError, ValueError, RuntimeError):  # not there, too long, a link to itself
        return None


def is_folder(link: Path, path: str) -> bool:
    """Whether that path, and a slash, is a page of the site."""
    return bool(path) and not path.endswith("/") and locate(link, f"{path}/") is not None


class Kept:
    """Files as they are sent, those asked for last; may be used from many threads at once."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._n_bytes = 0
        self._files: OrderedDict[tuple[str, int, str], Sent] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def n_bytes(self) -> int:
        """How much is kept."""
        return self._n_bytes

    def get(self, where: Located, link_back: str) -> Sent | None:
        """What is kept of a file, with that link in it."""
        key = (os.fspath(where.real), where.modified_ns, link_back)
        with self._lock:
            if (sent := self._files.get(key)) is not None:
                self._files.move_to_end(key)
        return sent

    def read(self, where: Located, link_back: str) -> Sent:
        """Read a file, pack it, and keep it; raises FileNotFoundError when its site is gone."""
        body = where.real.read_bytes()
        if link_back and where.real.suffix == ".html":
            body = with_link(body, link_back)
        is_packed = is_packable(where.media_type)
        packed = gzip.compress(body, PACKED_AT, mtime=0) if is_packed else body
        sent = Sent(sha256(body)[:32], packed, is_packed)
        self._keep((os.fspath(where.real), where.modified_ns, link_back), sent)
        return sent

    def _keep(self, key: tuple[str, int, str], sent: Sent) -> None:
        with self._lock:
            if key in self._files:
                return
            self._files[key] = sent
            self._n_bytes += len(sent.body)
            while self._n_bytes > self._most_bytes:
                _, gone = self._files.popitem(last=False)
                self._n_bytes -= len(gone.body)


def with_link(page: bytes, link: str) -> bytes:
    """A page of the site with one more link at the top, beside the languages.

    The site itself opens from a disk and knows of no portal. A page without that place stays as it
    is.

    >>> with_link(b'<nav class="languages"><ul></ul></nav>', '<a href="/">Terug</a>')
    b'<nav class="languages"><ul><li><a href="/">Terug</a></li></ul></nav>'
    """
    before, found, after = page.partition(b'<nav class="languages"')
    inside, end, rest = after.partition(b"</ul>")
    return (
        b"".join([before, found, inside, f"<li>{link}</li>".encode(), end, rest]) if end else page
    )
