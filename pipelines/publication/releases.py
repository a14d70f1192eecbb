"""Numbered releases: folders that are made whole, never change, and are pointed at by `latest`."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Final

from pipelines import clock
from pipelines.disclosure.release import DESCRIPTION
from pipelines.errors import WrongUseError
from pipelines.files import write_whole
from pipelines.home import Home, shown
from pipelines.publication.dressing import CHANGES, dress
from pipelines.publication.edition import Edition, Number
from pipelines.publication.provenance import inputs, keep_inputs

LATEST: Final = "latest"
_MAKING: Final = ".making-"


@contextmanager
def new_release(home: Home, hashes: bytes = b"{}") -> Iterator[Path]:
    """A folder for the protected tables; when the block ends well it is the latest release.

    What is written there gets its number, files for readers, metadata and the difference to the
    release before. When it tells exactly what the newest release tells, that one stands and there is
    no new number. When the block or anything after it fails, nothing of it is left.

    `hashes`, of the true counts behind it, stay in the house. They are kept before `latest` names
    the release, so that who finds a release there finds those of its own counts.
    """
    home.released.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=home.released, prefix=_MAKING))
    folder.chmod(0o755)
    try:
        yield folder
        number = _kept(home, folder)
        write_whole(_hashes(home, str(number)), hashes)
        _point(home, number)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    _sweep(home)


def numbers(home: Home) -> tuple[Number, ...]:
    """The numbers of all releases of a home, the oldest first."""
    if not home.released.is_dir():
        return ()
    names = (path.name for path in home.released.iterdir() if path.is_dir())
    return tuple(sorted(Number.parse(name) for name in names if Number.is_written(name)))


def folders(home: Home) -> list[Path]:
    """Where all releases of a home stand, the oldest first."""
    return [home.released / str(number) for number in numbers(home)]


def folder_of(home: Home, number: Number) -> Path:
    """Where a release stands; raises WrongUseError that lists those there are."""
    if number not in (known := numbers(home)):
        listed = ", ".join(map(str, known)) or "none yet; `stek release` makes one"
        raise WrongUseError(f"There is no release {number} in {shown(home.released)}: {listed}.")
    return home.released / str(number)


def hashes_of_latest(home: Home) -> Path:
    """Where the hashes of the true counts behind the latest release are; no file when there is none."""
    return _hashes(home, (home.released / LATEST).resolve().name)


def _hashes(home: Home, number: str) -> Path:
    return home.proofs / "hashes" / f"{number}.json"


def _kept(home: Home, folder: Path) -> Number:
    """The number under which these tables stand: that of the newest release when it tells the same."""
    known = numbers(home)
    newest = known[-1] if known else None
    if newest is not None and _tells_the_same(home.released / str(newest), folder):
        return newest
    edition = _edition(home, newest)
    used = inputs(home)
    dress(folder, edition, used, home.released / str(newest) if newest else None)
    _seal(folder)
    keep_inputs(home, edition.number, used)
    folder.rename(home.released / str(edition.number))
    return edition.number


def _edition(home: Home, newest: Number | None) -> Edition:
    """The next number: of today, or of the day of the newest release when the clock was put back."""
    today = max(clock.today(home), newest.day) if newest else clock.today(home)
    is_same_day = newest is not None and newest.day == today
    number = newest.next() if newest and is_same_day else Number(today, 1)
    is_sample = clock.sample_note(home) is not None
    return Edition(number, _moment(today, is_sample=is_sample), is_sample, newest)


def _moment(today: date, *, is_sample: bool) -> datetime:
    """Now; a sample stands still, at the start of its day."""
    start = datetime(today.year, today.month, today.day, tzinfo=clock.BELGIUM)
    return start if is_sample else clock.now()


def _tells_the_same(release: Path, folder: Path) -> bool:
    """Whether the tables in a folder, and the words they come with, are those of a release.

    What that release corrected is no news once nothing was corrected since.
    """
    names = {path.name for path in folder.glob("*.csv")}
    known = {path.name for path in release.glob("*.csv")} - {f"{CHANGES}.csv"}
    now, then = (json.loads((at / DESCRIPTION).read_bytes()) for at in (folder, release))
    return (
        names == known
        and now | {"corrected": now["corrected"] or then["corrected"]} == then
        and all((release / one).read_bytes() == (folder / one).read_bytes() for one in names)
    )


def _seal(folder: Path) -> None:
    """Flush every file to the disk and take away the right to change it."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            os.fsync(file.fileno())
        path.chmod(0o444)


def _point(home: Home, number: Number) -> None:
    """Let `latest` name a release, in one step; a real folder of before is put aside first."""
    link = home.released / LATEST
    if link.is_symlink() and link.readlink() == Path(str(number)):
        return
    pointer = home.released / f"{_MAKING}{LATEST}"
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(str(number))
    if link.is_dir() and not link.is_symlink():
        link.rename(home.released / f"{_MAKING}before-releases")
    pointer.replace(link)


def _sweep(home: Home) -> None:
    """Remove what a killed run left, and the unnumbered folders of before there were releases."""
    for path in [*home.released.glob(f"{_MAKING}*"), *home.released.glob(f".{LATEST}-*")]:
        shutil.rmtree(path, ignore_errors=True)
