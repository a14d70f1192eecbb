"""Uploads that wait for a word: a folder each under `<home>/portal/pending/`, for a day at most.

The file has a name of ours; what it is called as delivered stands in `upload.json`, which is
written last and whole: without it the upload does not exist, and is swept away.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from pipelines import clock
from pipelines.errors import DiskFullError, is_disk_full
from pipelines.files import write_whole
from pipelines.home import Home
from pipelines.months import Month
from portal.desk.writing import Writing

KEPT_FOR = timedelta(days=1)
ABANDONED_AFTER = timedelta(minutes=15)  # of silence, while it was coming in
MOST_WAITING = 24  # uploads of one account; of more the oldest makes way
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")  # 32 random bytes in base64
_LONGEST_NAME = 255  # characters; what file systems take, in bytes
_NOTE, _FILE = "upload.json", "delivered"


@dataclass(frozen=True)
class Upload:
    """A file that an account handed in for one Stek and month, and has not confirmed yet.

    `name` is what they call it; it may hold anything, and is no path. `is_looked_through` when it
    was found to hold no personal data. `receipt_number` once it was landed: then the file is in
    the landing, and no longer here.
    """

    token: str
    account_number: int
    stek_id: str
    month: Month
    name: str = field(repr=False)
    size_bytes: int
    sha256: str
    moment: datetime
    folder: Path
    is_looked_through: bool = False
    receipt_number: int | None = None

    @property
    def file(self) -> Path:
        """Where its bytes are."""
        return self.folder / _FILE


class Uploads:
    """The uploads of one data home."""

    def __init__(self, home: Home) -> None:
        """Look after the uploads of that home; nothing is made before the first."""
        self._room = home.portal / "pending"

    def begin(self, account_number: int, stek_id: str, month: Month, name: str) -> Writing[Upload]:
        """A new upload to write the bytes of; it exists when it is finished.

        Errors: DiskFullError.
        """
        self._make_room(account_number)
        token = secrets.token_urlsafe(32)
        folder = self._room / token

        def finished(size_bytes: int, sha256: str) -> Upload:
            upload = Upload(
                token, account_number, stek_id, month, _last_part(name), size_bytes, sha256,
                clock.now(), folder,
            )  # fmt: skip
            return _noted(upload)

        return Writing(folder / _FILE, finished)

    def get(self, token: str, account_number: int) -> Upload | None:
        """The upload of that token, for the account that handed it in; None for anybody else."""
        found = self._read(token)
        return found if found and found.account_number == account_number else None

    def all(self) -> Iterator[Upload]:
        """Every upload that exists, in no order."""
        folders = list(self._room.iterdir()) if self._room.is_dir() else []
        return (upload for folder in folders if (upload := self._read(folder.name)))

    def looked_through(self, upload: Upload) -> Upload:
        """Remember that an upload holds no personal data."""
        found = replace(upload, is_looked_through=True)
        return _noted(found) if upload.file.exists() else found  # it may be discarded by now

    def landed(self, upload: Upload, receipt_number: int) -> Upload:
        """Remember the receipt of an upload, and let go of its file, which the landing has."""
        found = replace(upload, is_looked_through=True, receipt_number=receipt_number)
        if upload.folder.exists():
            _noted(found)
            upload.file.unlink(missing_ok=True)
        return found

    def discard(self, token: str) -> None:
        """Remove an upload with all that is there of it; one that is not there is no error."""
        if _TOKEN.fullmatch(token):
            _remove(self._room / token)

    def sweep(self, kept_for: timedelta = KEPT_FOR, silent: timedelta = ABANDONED_AFTER) -> int:
        """Remove uploads older than that, and what is left of unfinished ones; how many."""
        now, swept = clock.now(), 0
        for folder in list(self._room.iterdir()) if self._room.is_dir() else []:
            upload = self._read(folder.name)
            age = now - (upload.moment if upload else _last_touched(folder))
            if age >= (kept_for if upload else silent):
                _remove(folder)
                swept += 1
        return swept

    def _read(self, token: str) -> Upload | None:
        if not _TOKEN.fullmatch(token):
            return None
        folder = self._room / token
        try:
            note = json.loads((folder / _NOTE).read_text("ascii"))
        except FileNotFoundError:
            return None
        return Upload(
            **note
            | {
                "folder": folder,
                "month": Month.parse(note["month"]),
                "moment": datetime.fromisoformat(note["moment"]),
            }
        )

    def _make_room(self, account_number: int) -> None:
        mine = [one for one in self.all() if one.account_number == account_number]
        mine.sort(key=lambda upload: upload.moment)
        for upload in mine[: max(0, len(mine) + 1 - MOST_WAITING)]:
            _remove(upload.folder)


def _noted(upload: Upload) -> Upload:
    """Write down what is known of an upload; from the first time on it exists."""
    note = asdict(upload) | {"month": str(upload.month), "moment": upload.moment.isoformat()}
    del note["folder"]
    try:
        write_whole(upload.folder / _NOTE, json.dumps(note).encode("ascii"))
    except OSError as error:
        if is_disk_full(error):
            raise DiskFullError from error
        raise
    return upload


def _remove(folder: Path) -> None:
    """The note goes first: what is removed by half does not exist."""
    (folder / _NOTE).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


def _last_touched(folder: Path) -> datetime:
    newest = max(path.stat().st_mtime for path in (folder, *folder.iterdir()))
    return datetime.fromtimestamp(newest, clock.BELGIUM)


def _last_part(name: str) -> str:
    """The name without the folders that some browsers put before it."""
    return re.split(r"[/\\]", name)[-1][-_LONGEST_NAME:]
