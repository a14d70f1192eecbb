"""Backups: of one moment, whole, checked before anything is put back, and enough to go on from."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import stat
import tarfile
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from pipelines import clock, journal
from pipelines.backup import back_up, restore
from pipelines.due_dates import due_on, postpone
from pipelines.errors import WrongUseError
from pipelines.home import Home
from pipelines.landing.frozen import freeze
from pipelines.landing.looking import Offer
from pipelines.landing.offers import land
from pipelines.landing.receipts import read_receipts
from pipelines.ledger import ledger, write_ledger
from pipelines.months import Month
from pipelines.publication.publishing import publish_tables
from pipelines.records.months import build_months, changed_months
from pipelines.retention import Due, retain
from pipelines.warehouse.tables import build
from tests.deliveries import SIGNAL, csv_file, rows
from tests.forked import killed, touches

SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)
WHO = "command:an"


def made(home: Home, *, everything: bool = False) -> None:
    """What follows from landing, without Dagster and the pages."""
    months = (SEPTEMBER, OCTOBER) if everything else changed_months(home)
    build_months(home, months)
    write_ledger(home)
    build(home)
    publish_tables(home)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Two months of one Stek, released; the files of September were removed after their time."""
    folder = tmp_path_factory.mktemp("backup")
    home = Home(folder / "home")
    home.landing.mkdir(parents=True)
    (home.landing / "sample.json").write_text(json.dumps({"as_of": "2026-11-20"}), "utf-8")
    for month in (SEPTEMBER, OCTOBER):
        path = folder / f"{month}.csv"
        path.write_bytes(csv_file(rows(SIGNAL, "signaal_id", 6, datum=f"{month}-15")))
        moment = datetime(2026, 11, 10, 12, tzinfo=clock.BELGIUM)
        list(land(home, [Offer(path, "zaventem", month, moment)]))
    postpone(home, OCTOBER, date(2026, 11, 18), WHO)
    made(home)
    freeze(home, SEPTEMBER)
    retain(home, Due(), who=WHO)
    home.portal.mkdir(mode=0o700)
    with closing(sqlite3.connect(home.portal / "accounts.sqlite")) as database:
        database.execute("pragma journal_mode = wal")
        database.execute("create table account (number integer)")
        database.execute("insert into account values (12)")
        database.commit()
    (home.portal / "second-factor.key").write_bytes(b"k" * 32)
    return home


@pytest.fixture(scope="module")
def archive(whole: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return back_up(whole, tmp_path_factory.mktemp("archives"), who=WHO).path


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in found
        if not path.name.startswith(".")
    }


def test_all_that_was_lost_is_there_again_after_restore_and_run(
    whole: Home, archive: Path, tmp_path: Path
) -> None:
    home = Home(tmp_path / "again")
    restore(home, archive, who=WHO)
    for room in (home.landing, home.released, home.proofs / "hashes"):
        assert files(room) == files(whole.root / room.relative_to(home.root)), room
    assert (home.released / "latest").readlink() == (whole.released / "latest").readlink()
    assert read_receipts(home) == read_receipts(whole)
    made(home, everything=True)
    assert files(home.records) == files(whole.records)
    assert ledger(home) == ledger(whole)
    assert due_on(home, OCTOBER) == date(2026, 11, 18)
    assert pl.read_parquet(home.records_of("signals", SEPTEMBER)).height == 6
    releases = list(home.released.glob("2*"))
    assert len(releases) == 1  # the same tables make no new release
    assert files(home.released / "latest") == files(whole.released / "latest")
    with closing(sqlite3.connect(home.portal / "accounts.sqlite")) as database:
        assert database.execute("select number from account").fetchall() == [(12,)]
    assert (home.portal / "second-factor.key").read_bytes() == b"k" * 32


def test_the_journal_goes_on_where_the_backup_left_it(
    whole: Home, archive: Path, tmp_path: Path
) -> None:
    home = Home(tmp_path / "again")
    count = restore(home, archive, who=WHO)
    newest, *before = journal.read(home)
    told = [event for event in journal.read(whole) if event.what != "backup_made"]
    assert before == told
    assert (newest.what, newest.about) == ("restored", {"files": count})
    assert newest.number == told[0].number + 1
    assert journal.check(home).is_intact
    assert journal.read(whole, newest=1)[0].what == "backup_made"


def test_only_the_owner_may_read_the_archive_and_what_is_put_back(
    archive: Path, tmp_path: Path
) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    home = Home(tmp_path / "again")
    restore(home, archive, who=WHO)
    for room in (home.landing, home.landing / "keys", home.journal, home.portal):
        assert stat.S_IMODE(room.stat().st_mode) == 0o700, room
    for path in [*home.landing.rglob("*"), *home.portal.rglob("*"), *home.journal.rglob("*.json*")]:
        if path.is_file() and path.name not in (".lock",):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    assert stat.S_IMODE(next(home.released.glob("2*/*.csv")).stat().st_mode) == 0o444


def test_accounts_that_are_written_to_meanwhile_are_copied_whole(
    whole: Home, tmp_path: Path
) -> None:
    home = Home(tmp_path / "busy")
    shutil.copytree(whole.root, home.root, symlinks=True)
    stop = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(home.portal / "accounts.sqlite")) as database:
            while not stop.is_set():
                with database:  # always two at once: a copy with an odd number is torn
                    database.execute("insert into account values (1)")
                    database.execute("insert into account values (2)")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made_there = back_up(home, tmp_path / "archives", who=WHO).path
    finally:
        stop.set()
        writer.join()
    again = Home(tmp_path / "again")
    restore(again, made_there, who=WHO)
    with closing(sqlite3.connect(again.portal / "accounts.sqlite")) as database:
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
        ((count,),) = database.execute("select count(*) from account where number < 3").fetchall()
    assert count % 2 == 0


def test_a_home_that_holds_something_is_left_alone(
    whole: Home, archive: Path, tmp_path: Path
) -> None:
    home = Home(tmp_path / "full")
    shutil.copytree(whole.landing, home.landing)
    before = files(home.root)
    with pytest.raises(WrongUseError, match="not empty"):
        restore(home, archive, who=WHO)
    assert files(home.root) == before


def test_a_backup_never_takes_the_place_of_another(whole: Home, archive: Path) -> None:
    before = archive.read_bytes()
    with pytest.raises(WrongUseError, match="never replaced"):
        back_up(whole, archive, who=WHO)
    assert archive.read_bytes() == before


def test_of_an_empty_home_there_is_nothing_to_keep(home: Home, tmp_path: Path) -> None:
    with pytest.raises(WrongUseError, match="nothing"):
        back_up(home, tmp_path, who=WHO)


Members = list[tuple[tarfile.TarInfo, bytes]]


def again(archive: Path, to: Path, change: Callable[[Members], object]) -> Path:
    """The archive with its members changed."""
    with tarfile.open(archive) as members:
        found: Members = [
            (member, file.read() if (file := members.extractfile(member)) else b"")
            for member in members
        ]
    change(found)
    path = to / "changed.tar.gz"
    with tarfile.open(path, "w:gz") as written:
        for member, data in found:
            member.size = len(data) if member.isreg() else 0
            written.addfile(member, io.BytesIO(data))
    return path


def added(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> Callable[[Members], None]:
    def add(found: Members) -> None:
        member = tarfile.TarInfo(name)
        member.type, member.linkname = kind, link
        found.insert(0, (member, b"x" if kind == tarfile.REGTYPE else b""))

    return add


def listed(name: str) -> Callable[[Members], None]:
    """The file stands in the list as well: only its place is wrong."""

    def add(found: Members) -> None:
        added(name)(found)
        member, data = found[-1]
        content = json.loads(data)
        content["files"][name] = {
            "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",  # of x
            "size": 1,
        }
        found[-1] = member, json.dumps(content, indent=1, sort_keys=True).encode()

    return add


def flipped(found: Members) -> None:
    member, data = found[0]
    found[0] = member, bytes([data[0] ^ 1]) + data[1:]


def relinked(found: Members) -> None:
    member, data = found[-1]
    content = json.loads(data) | {"latest": "../../etc"}
    found[-1] = member, json.dumps(content, indent=1, sort_keys=True).encode()


@pytest.mark.parametrize(
    "change",
    [
        flipped,
        relinked,
        lambda found: found.pop(0),
        lambda found: found.pop(),
        lambda found: found.append(found[0]),
        lambda found: found.insert(1, found[0]),
        added("landing/more.json"),
        added("landing/link", tarfile.SYMTYPE, "/etc/passwd"),
        added("landing/link", tarfile.LNKTYPE, "../../etc/passwd"),
        added("landing/pipe", tarfile.FIFOTYPE),
        added("landing/folder", tarfile.DIRTYPE),
        listed("../outside.txt"),
        listed("/outside.txt"),
        listed("landing/../../outside.txt"),
        listed("landing/./x"),
        listed("landing\\x/y"),
        listed("site/index.html"),
        listed("released/latest"),
        listed("landing"),
    ],
)
def test_an_archive_that_was_changed_is_refused_and_nothing_is_written(
    archive: Path, tmp_path: Path, change: Callable[[Members], object]
) -> None:
    changed = again(archive, tmp_path, change)
    home = Home(tmp_path / "deep" / "home")
    with pytest.raises(WrongUseError):
        restore(home, changed, who=WHO)
    assert files(tmp_path / "deep") == {}
    assert not (tmp_path / "deep" / "outside.txt").exists()
    assert not Path("/outside.txt").exists()


@pytest.mark.parametrize("keep", [0, 100, -100])
def test_an_archive_that_is_cut_short_is_refused(archive: Path, tmp_path: Path, keep: int) -> None:
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(archive.read_bytes()[:keep])
    home = Home(tmp_path / "home")
    with pytest.raises(WrongUseError):
        restore(home, cut, who=WHO)
    assert files(home.root) == {}


def test_the_changed_archives_of_these_tests_are_otherwise_good(
    archive: Path, tmp_path: Path
) -> None:
    home = Home(tmp_path / "home")
    assert restore(home, again(archive, tmp_path, lambda _: None), who=WHO) > 10
    other = Home(tmp_path / "other")
    good = again(archive, tmp_path, listed("landing/more.json"))
    restore(other, good, who=WHO)
    assert (other.landing / "more.json").read_bytes() == b"x"


def test_a_restore_that_is_killed_is_begun_again(archive: Path, tmp_path: Path) -> None:
    def start(home: Home) -> Callable[[], object]:
        shutil.rmtree(home.root, ignore_errors=True)
        return lambda: restore(home, archive, who=WHO)

    done, home = Home(tmp_path / "done"), Home(tmp_path / "killed")
    count = touches(done.root, start(done))
    for point in range(1, count, max(1, count // 5)):
        assert killed(home.root, start(home), point), point
        if (home.root / ".restoring").exists() or not home.landing.exists():
            restore(home, archive, who=WHO)
        for room in ("landing", "released", "proofs", "portal"):
            assert files(home.root / room) == files(done.root / room), point


def test_a_backup_that_is_killed_leaves_no_archive(whole: Home, tmp_path: Path) -> None:
    home, to = Home(tmp_path / "home"), tmp_path / "to"
    shutil.copytree(whole.root, home.root, symlinks=True)
    count = touches(tmp_path, lambda: back_up(home, to / "whole.tar.gz", who=WHO))
    for point in range(1, count + 1, max(1, count // 5)):
        shutil.rmtree(to)
        assert killed(tmp_path, lambda: back_up(home, to / "one.tar.gz", who=WHO), point), point
        to.mkdir(exist_ok=True)
        if (to / "one.tar.gz").exists():
            again_there = Home(tmp_path / "again")
            shutil.rmtree(again_there.root, ignore_errors=True)
            restore(again_there, to / "one.tar.gz", who=WHO)
