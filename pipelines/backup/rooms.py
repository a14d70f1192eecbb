"""What a backup holds: the files of a data home that cannot be made again, and where they belong.

Landing (what was delivered, receipts, the key that signs, the records of frozen months), releases,
the hashes that tell a correction, the journal, and the accounts of the portal with the key of their
second factors. What waits in the inbox or for a confirmation is with whoever sent it; accounts in
PostgreSQL are kept by its own tools (deploy/).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from pipelines.errors import WrongUseError
from pipelines.home import Home

FORMAT = 1  # of the manifest; another one is refused
MANIFEST = "manifest.json"
ROOMS = ("landing", "released", "proofs", "journal", "portal")
LATEST = "released/latest"
_RELEASE = re.compile(r"\d{4}-\d{2}-\d{2}\.\d+")


@dataclass(frozen=True)
class Kept:
    """One file of an archive: its content hash, and its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What an archive holds, by path in the home; the release that is the latest; the last event."""

    made_at: str
    files: Mapping[str, Kept]
    latest: str | None
    last_event: int

    def written(self) -> bytes:
        """The manifest as it stands in the archive."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, sort_keys=True).encode()


def read_manifest(data: bytes) -> Manifest:
    """The manifest of an archive; raises WrongUseError when it is not one that we write."""
    try:
        content = json.loads(data)
        if content.pop("format") != FORMAT:
            raise WrongUseError(
                "The archive was made by another version: restore it with that one."
            )
        files = {str(path): Kept(**kept) for path, kept in content.pop("files").items()}
        manifest = Manifest(files=files, **content)
        is_release = manifest.latest is None or _RELEASE.fullmatch(manifest.latest)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise WrongUseError("The archive has no list of its files that can be read.") from error
    if not (is_release and manifest.written() == data):
        raise WrongUseError("The list of files in the archive is not as we write it.")
    return manifest


def files(home: Home) -> Iterator[Path]:
    """Every file to keep but the accounts, which are copied in their own way; no temporary one."""
    for folder in (home.landing, home.journal, home.proofs / "hashes"):
        yield from _whole(folder)
    for folder in sorted(home.released.glob("*")):
        if _RELEASE.fullmatch(folder.name):
            yield from _whole(folder)
    yield from sorted(home.portal.glob("*.key"))


def accounts(home: Home) -> Path:
    """The accounts, when they are kept in the home."""
    return home.portal / "accounts.sqlite"


def latest(home: Home) -> str | None:
    """The name of the latest release."""
    link = home.root / LATEST
    return link.readlink().name if link.is_symlink() else None


def mode_of(name: str) -> int:
    """The mode of a file by its path: a release is for everybody and never changes."""
    return 0o444 if name.startswith("released/") else 0o600


def place(name: str) -> PurePosixPath:
    """Where a file of an archive goes; raises WrongUseError when that is not in a room of a home."""
    path = PurePosixPath(name)
    parts = name.split("/")
    is_plain = all(part not in ("", ".", "..") and "\\" not in part for part in parts)
    if not is_plain or "\0" in name or len(parts) < 2 or parts[0] not in ROOMS or name == LATEST:
        raise WrongUseError("The archive holds a file that belongs in no room of a data home.")
    return path


def holds_anything(home: Home) -> bool:
    """Whether something is kept, or was made of it, in any room of the home."""
    rooms = [home.root / room for room in (*ROOMS, "records", "site")]
    return home.warehouse.exists() or any(any(_whole(room)) for room in rooms)


def _whole(folder: Path) -> Iterator[Path]:
    """The files of a folder, without locks and what a kill left half; links are not followed."""
    for path in sorted(folder.rglob("*")):
        is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not path.is_symlink() and not is_hidden:
            yield path
