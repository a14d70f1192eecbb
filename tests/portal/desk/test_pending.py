from __future__ import annotations

import os
import stat
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipelines import clock
from pipelines.files import sha256
from pipelines.home import CHECKOUT, Home
from pipelines.months import Month
from pipelines.reading.limits import MAX_BYTES
from portal.desk import TooLargeError, Upload, Uploads
from portal.desk.pending import MOST_WAITING

OCTOBER = Month(2026, 10)
AT_ONCE = timedelta(seconds=-1)  # the clock of the house has no fractions of a second


@pytest.fixture
def uploads(home: Home) -> Uploads:
    return Uploads(home)


def handed_in(
    uploads: Uploads, data: bytes = b"stek_id", account: int = 1, name: str = "okt.csv"
) -> Upload:
    with uploads.begin(account, "zaventem", OCTOBER, name) as writing:
        writing.write(data)
        return writing.finish()


def pending(home: Home) -> list[Path]:
    return list((home.root / "portal" / "pending").iterdir())


def test_an_upload_is_there_when_it_is_finished_and_says_what_came_in(
    home: Home, uploads: Uploads
) -> None:
    writing = uploads.begin(7, "zaventem", OCTOBER, "oktober.xlsx")
    writing.write(b"PK")
    writing.write(b"rest")
    assert list(uploads.all()) == []
    upload = writing.finish()
    assert list(uploads.all()) == [upload]
    assert upload.file.read_bytes() == b"PKrest"
    assert (upload.size_bytes, upload.sha256) == (6, sha256(b"PKrest"))
    assert (upload.account_number, upload.stek_id, upload.month) == (7, "zaventem", OCTOBER)
    assert clock.now() - upload.moment < timedelta(minutes=1)


def test_only_its_own_account_finds_an_upload(uploads: Uploads) -> None:
    upload = handed_in(uploads, account=7)
    assert uploads.get(upload.token, 7) == upload
    assert uploads.get(upload.token, 8) is None


@pytest.mark.parametrize("token", ["", "..", "../../landing", "a" * 42, "a" * 43, "é" * 43])
def test_a_token_that_we_did_not_give_finds_nothing(uploads: Uploads, token: str) -> None:
    handed_in(uploads)
    assert uploads.get(token, 1) is None
    uploads.discard(token)
    assert len(list(uploads.all())) == 1


def test_what_is_kept_is_for_its_owner_alone(home: Home, uploads: Uploads) -> None:
    upload = handed_in(uploads)
    for path in (upload.folder, upload.folder.parent, upload.folder.parent.parent):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    for path in upload.folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/passwd", "passwd"),
        ("C:\\fakepath\\okt.xlsx", "okt.xlsx"),
        ("..", ".."),
        ("\x00\ud800.csv", "\x00\ud800.csv"),
        ("x" * 300 + ".csv", "x" * 251 + ".csv"),
    ],
)
def test_a_delivered_name_is_remembered_and_never_a_path(
    uploads: Uploads, name: str, kept: str
) -> None:
    upload = handed_in(uploads, name=name)
    found = uploads.get(upload.token, 1)
    assert found is not None
    assert found.name == kept
    assert {path.name for path in found.folder.iterdir()} == {"delivered", "upload.json"}


def test_a_name_may_hold_personal_data_and_is_not_shown_with_the_upload(uploads: Uploads) -> None:
    assert "jan" not in repr(handed_in(uploads, name="jan.peeters.csv"))


def test_more_than_a_delivery_may_weigh_is_stopped_on_its_way(home: Home, uploads: Uploads) -> None:
    writing = uploads.begin(1, "zaventem", OCTOBER, "okt.csv")
    writing.write(bytes(MAX_BYTES))
    with pytest.raises(TooLargeError):
        writing.write(b"x")
    assert pending(home) == []
    exactly = handed_in(uploads, bytes(MAX_BYTES))
    assert exactly.size_bytes == MAX_BYTES


def test_an_upload_that_breaks_off_leaves_nothing(home: Home, uploads: Uploads) -> None:
    with suppress(ConnectionError), uploads.begin(1, "zaventem", OCTOBER, "a.csv") as writing:
        writing.write(b"half")
        assert len(pending(home)) == 1
        raise ConnectionError
    assert pending(home) == []


def test_of_one_account_the_oldest_upload_makes_way(uploads: Uploads) -> None:
    for number in range(MOST_WAITING):
        handed_in(uploads, str(number).encode())
    other = handed_in(uploads, b"other", account=2)
    latest = handed_in(uploads, b"latest")
    found = list(uploads.all())
    assert len(found) == MOST_WAITING + 1
    assert {other, latest} <= set(found)


def test_a_landed_upload_keeps_its_receipt_and_not_its_file(uploads: Uploads) -> None:
    upload = handed_in(uploads)
    uploads.landed(upload, 12)
    found = uploads.get(upload.token, 1)
    assert found is not None
    assert found.receipt_number == 12
    assert not found.file.exists()


def test_what_is_written_of_a_discarded_upload_does_not_bring_it_back(uploads: Uploads) -> None:
    upload = handed_in(uploads)
    uploads.discard(upload.token)
    uploads.looked_through(upload)
    uploads.landed(upload, 12)
    assert list(uploads.all()) == []
    assert not upload.folder.exists()


def test_uploads_are_swept_after_a_day_and_what_is_left_of_killed_ones_sooner(
    home: Home, uploads: Uploads
) -> None:
    young, old = handed_in(uploads), handed_in(uploads)
    stamp = (clock.now() - timedelta(hours=25)).isoformat()
    note = old.folder / "upload.json"
    note.write_text(note.read_text("ascii").replace(old.moment.isoformat(), stamp), "ascii")
    killed = [young.folder.with_name(name) for name in ("k" * 43, "l" * 43)]
    for folder, minutes in zip(killed, (16, 14), strict=True):
        folder.mkdir()
        (folder / "delivered").write_bytes(b"half")
        then = (clock.now() - timedelta(minutes=minutes)).timestamp()
        for path in (folder / "delivered", folder):
            os.utime(path, (then, then))
    assert uploads.sweep() == 2
    assert set(pending(home)) == {young.folder, killed[1]}
    assert uploads.sweep(AT_ONCE, AT_ONCE) == 2
    assert pending(home) == []


def test_a_home_without_uploads_has_nothing_to_sweep(uploads: Uploads) -> None:
    assert uploads.sweep() == 0
    assert uploads.get("a" * 43, 1) is None


FILLED = """
import sys
from pathlib import Path
from pipelines.errors import DiskFullError
from pipelines.home import Home
from pipelines.months import Month
from portal.desk import Uploads
uploads = Uploads(Home(Path(sys.argv[1])))
try:
    with uploads.begin(1, "zaventem", Month(2026, 10), "okt.csv") as writing:
        for _ in range(100):
            writing.write(bytes(10_000))
        writing.finish()
except DiskFullError:
    print("full", list(uploads.all()), [p.name for p in Path(sys.argv[1]).rglob("delivered")])
with uploads.begin(1, "zaventem", Month(2026, 10), "okt.csv") as writing:
    writing.write(b"small")
    print(writing.finish().size_bytes)
"""


def test_a_full_disk_is_told_and_leaves_nothing_half(home: Home, tmp_path: Path) -> None:
    home.root.mkdir()
    script = tmp_path / "filled.py"
    script.write_text(FILLED, "utf-8")
    mounted = f"mount -t tmpfs -o size=200k none {home.root}"
    filled = f"{mounted} && {sys.executable} {script} {home.root}"
    told = subprocess.run(
        ["unshare", "--mount", "--map-root-user", "sh", "-c", filled],
        cwd=CHECKOUT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.stdout == "full [] []\n5\n", told.stderr


def test_an_upload_of_which_the_process_is_killed_does_not_exist(
    home: Home, uploads: Uploads, tmp_path: Path
) -> None:
    script = tmp_path / "killed.py"
    begin = 'writing = uploads.begin(1, "zaventem", Month(2026, 10), "okt.csv")'
    head = FILLED.split("try:", maxsplit=1)[0]
    kill = "writing.write(bytes(10_000))\nimport os, signal\nos.kill(os.getpid(), signal.SIGKILL)"
    script.write_text(f"{head}{begin}\n{kill}\n", "utf-8")
    done = subprocess.run([sys.executable, script, home.root], cwd=CHECKOUT, check=False)
    assert done.returncode == -9
    assert len(pending(home)) == 1
    assert list(uploads.all()) == []
    assert uploads.sweep(silent=AT_ONCE) == 1


def test_an_upload_that_is_looked_through_stays_so(uploads: Uploads) -> None:
    upload = handed_in(uploads)
    assert not upload.is_looked_through
    uploads.looked_through(upload)
    assert uploads.get(upload.token, 1) == replace(upload, is_looked_through=True)
