"""The desk with real worker processes, which take seconds to warm: one desk for the whole file."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import TypeVar

import openpyxl
import psutil
import pytest

from pipelines.contracts import Severity
from pipelines.errors import WrongUseError
from pipelines.home import CHECKOUT, Home
from pipelines.landing.keys import public_key
from pipelines.landing.receipts import read_receipts, receipt_file
from pipelines.landing.roster import roster
from pipelines.landing.verifying import verify
from pipelines.months import Month
from portal.desk import Answer, Desk, DeskError, Upload, Uploads
from tests.deliveries import CHECK, VISIT, csv_file, rows
from tests.reading.hostile import XLSX

OCTOBER = Month(2026, 10)
NATIONAL_NUMBER = "85.07.30-033.28"  # its check digits are right: 97 - 850730033 % 97
PERSONAL = csv_file(rows(VISIT, "bezoek_id", 3, bezoeker_code=NATIONAL_NUMBER))
Given = TypeVar("Given")


def visits(count: int, stek_id: str = "zaventem", **changes: str) -> bytes:
    return csv_file(rows(VISIT, "bezoek_id", count, stek_id=stek_id, **changes))


def handed_in(
    uploads: Uploads, data: bytes, stek_id: str = "zaventem", name: str = "oktober.csv"
) -> Upload:
    with uploads.begin(12, stek_id, OCTOBER, name) as writing:
        writing.write(data)
        return writing.finish()


class Counter:
    """A desk in a loop of its own, for tests that are no coroutines."""

    def __init__(self, home: Home) -> None:
        self.home, self.desk = home, Desk(home)
        self._loop = asyncio.new_event_loop()

    def wait(self, asked: Coroutine[object, object, Given]) -> Given:
        return self._loop.run_until_complete(asyncio.wait_for(asked, 300))

    def hand_in(self, data: bytes, stek_id: str = "zaventem", name: str = "oktober.csv") -> Upload:
        return handed_in(self.desk.uploads, data, stek_id, name)

    def close(self) -> None:
        self.wait(self.desk.stop())
        self._loop.close()


@pytest.fixture(scope="module")
def left_behind() -> dict[str, Upload]:
    """Uploads that a killed portal had not looked at yet."""
    return {}


@pytest.fixture(scope="module")
def counter(
    tmp_path_factory: pytest.TempPathFactory, left_behind: dict[str, Upload]
) -> Iterator[Counter]:
    counter = Counter(Home(tmp_path_factory.mktemp("desk") / "home"))
    left_behind["personal"] = counter.hand_in(PERSONAL)
    left_behind["clean"] = counter.hand_in(visits(2))
    counter.wait(counter.desk.start())
    yield counter
    counter.close()


def findings(answer: Answer, severity: Severity) -> list[str]:
    return [one.kind for one in answer.report.findings if one.severity == severity]


async def until(is_so: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.05)


def test_what_a_killed_portal_left_is_looked_through_when_it_starts_again(
    counter: Counter, left_behind: dict[str, Upload]
) -> None:
    personal, clean = left_behind["personal"], left_behind["clean"]

    def is_done() -> bool:
        found = counter.desk.uploads.get(clean.token, 12)
        return found is not None and found.is_looked_through and not personal.folder.exists()

    counter.wait(until(is_done))


def test_an_upload_is_answered_and_waits_and_is_landed_on_a_word(counter: Counter) -> None:
    upload = counter.hand_in(visits(4), name="mijn bezoeken.csv")
    before = read_receipts(counter.home)
    answer = counter.wait(counter.desk.check(upload))
    assert (answer.report.outcome, answer.receipt_number) == ("accepted", None)
    assert answer.is_copyable
    assert answer.is_keepable
    assert read_receipts(counter.home) == before
    landed = counter.wait(counter.desk.confirm(upload))
    (receipt,) = [one for one in read_receipts(counter.home) if one not in before]
    assert (landed.receipt_number, landed.is_new) == (receipt.number, True)
    assert receipt.delivered_by == "account 12"
    assert receipt.file_name == "mijn bezoeken.csv"
    assert receipt.content(counter.home).read_bytes() == visits(4)
    assert not upload.file.exists()


def test_confirming_again_gives_the_same_receipt_to_whoever_and_whenever(
    counter: Counter,
) -> None:
    upload = counter.hand_in(visits(5))

    async def twice() -> tuple[Answer, Answer]:
        return await asyncio.gather(counter.desk.confirm(upload), counter.desk.confirm(upload))

    first, second = counter.wait(twice())
    assert first == second
    assert counter.wait(counter.desk.confirm(upload)) == first
    other = Desk(counter.home)  # of a portal that started again: it remembers nothing
    known = other.uploads.get(upload.token, 12)
    assert known is not None
    assert known.receipt_number == first.receipt_number
    again = counter.wait(counter.desk.findings(known.receipt_number or 0))
    assert again.report == first.report
    with counter.desk.uploads.begin(13, "zaventem", OCTOBER, "kopie.csv") as writing:
        writing.write(visits(5))
        copy = writing.finish()
    same = counter.wait(counter.desk.confirm(copy))
    assert (same.receipt_number, same.is_new) == (first.receipt_number, False)


def test_a_file_with_personal_data_is_gone_at_once_and_its_answer_is_told(
    counter: Counter,
) -> None:
    upload = counter.hand_in(PERSONAL, name=f"{NATIONAL_NUMBER}.csv")
    before = len(read_receipts(counter.home))
    answer = counter.wait(counter.desk.check(upload))
    assert set(findings(answer, "weigeren")) == {"personal_data"}
    assert not answer.is_keepable
    assert not answer.is_copyable
    assert not upload.folder.exists()
    assert NATIONAL_NUMBER not in repr(answer)
    known = counter.wait(counter.desk.get(upload.token, 12))
    assert known is not None
    assert counter.wait(counter.desk.get(upload.token, 13)) is None
    assert counter.wait(counter.desk.answer(known)) == answer
    listed = counter.wait(counter.desk.workbook(known, "nl"))
    assert NATIONAL_NUMBER.encode() not in listed
    with pytest.raises(DeskError) as told:
        counter.wait(counter.desk.confirm(known))
    assert told.value.reason == "not_keepable"
    assert len(read_receipts(counter.home)) == before


def test_a_hostile_file_is_refused_and_harms_no_other_that_is_looked_at_with_it(
    counter: Counter,
) -> None:
    bomb = XLSX[: len(XLSX) // 2] + bytes(5_000) + XLSX[len(XLSX) // 2 :]
    files = [visits(3), bomb, b"MZ" + bytes(range(256)) * 40, XLSX]
    uploads = [counter.hand_in(data, name="../../x.xlsx") for data in files]

    async def together() -> list[Answer]:
        return await asyncio.gather(*map(counter.desk.check, uploads))

    outcomes = [answer.report.outcome for answer in counter.wait(together())]
    assert outcomes[0] == "accepted"
    assert outcomes[1:3] == ["refused", "refused"]


def test_the_own_file_comes_back_with_its_marks(counter: Counter, tmp_path: Path) -> None:
    lines = rows(VISIT, "bezoek_id", 10)
    lines[3]["contactvorm"] = "koffi_formulieren"
    upload = counter.hand_in(csv_file(lines))
    answer = counter.wait(counter.desk.check(upload))
    assert findings(answer, "achterhouden") == ["visits.contact_form_is_in_list"]
    path = tmp_path / "terug.xlsx"
    path.write_bytes(counter.wait(counter.desk.workbook(upload, "nl")))
    assert openpyxl.load_workbook(path).sheetnames[0] == "Te verbeteren"
    landed = counter.wait(counter.desk.confirm(upload))
    again = counter.wait(counter.desk.receipt_workbook(landed.receipt_number or 0, "nl"))
    path.write_bytes(again)
    assert len(openpyxl.load_workbook(path).sheetnames) == 2


def test_sixteen_at_once_land_sixteen_receipts_with_consecutive_numbers(counter: Counter) -> None:
    last = max((one.number for one in read_receipts(counter.home)), default=0)
    uploads = [counter.hand_in(visits(20, stek_id), stek_id) for stek_id in roster()]

    async def at_once() -> list[Answer]:
        return await asyncio.gather(*map(counter.desk.confirm, uploads))

    landed = counter.wait(at_once())
    numbers = [answer.receipt_number for answer in landed]
    assert sorted(number or 0 for number in numbers) == list(range(last + 1, last + 17))
    receipts = {one.number: one for one in read_receipts(counter.home)}
    for upload, answer in zip(uploads, landed, strict=True):
        receipt = receipts[answer.receipt_number or 0]
        assert (receipt.stek_id, receipt.sha256) == (upload.stek_id, upload.sha256)
        signed = receipt_file(counter.home, receipt).read_bytes()
        assert verify(public_key(counter.home), signed).is_genuine


def test_the_word_that_there_is_nothing_is_landed(counter: Counter) -> None:
    answer = counter.wait(counter.desk.nothing(12, "tienen", Month(2026, 9), ["signals"]))
    (receipt,) = [one for one in read_receipts(counter.home) if one.number == answer.receipt_number]
    assert receipt.is_nothing
    assert receipt.delivered_by == "account 12"
    assert counter.wait(counter.desk.findings(receipt.number)).report.outcome == "accepted"


def test_what_may_not_be_is_told_as_the_house_does(counter: Counter) -> None:
    with counter.desk.uploads.begin(12, "zaventem", Month(2999, 1), "a.csv") as writing:
        writing.write(visits(2))
        upload = writing.finish()
    good = counter.hand_in(visits(7))

    async def together() -> tuple[Answer | BaseException, ...]:
        asked = (counter.desk.check(upload), counter.desk.check(good))
        return await asyncio.gather(*asked, return_exceptions=True)

    wrong, answer = counter.wait(together())
    assert isinstance(wrong, WrongUseError)
    assert isinstance(answer, Answer)
    with pytest.raises(WrongUseError):
        counter.wait(counter.desk.findings(99_999))


def test_a_discarded_upload_cannot_be_confirmed(counter: Counter) -> None:
    upload = counter.hand_in(visits(8))
    counter.wait(counter.desk.discard(upload))
    assert counter.wait(counter.desk.get(upload.token, 12)) is None
    with pytest.raises(DeskError) as told:
        counter.wait(counter.desk.confirm(upload))
    assert told.value.reason == "gone"


def test_a_worker_killed_in_the_middle_of_landing_loses_nothing_and_lands_nothing_twice(
    counter: Counter,
) -> None:
    last = max(one.number for one in read_receipts(counter.home))
    uploads = [counter.hand_in(visits(30 + i), stek_id) for i, stek_id in enumerate(roster())]

    async def killed() -> list[Answer]:
        landing = asyncio.gather(*map(counter.desk.confirm, uploads))
        await asyncio.sleep(0.3)
        os.kill(counter.desk.worker_pids[0], signal.SIGKILL)
        return await landing

    before = counter.desk.worker_pids
    landed = counter.wait(killed())
    assert counter.desk.worker_pids[0] != before[0]
    numbers = sorted(answer.receipt_number or 0 for answer in landed)
    assert numbers == list(range(last + 1, last + 17))
    assert all(answer.is_new for answer in landed)


def test_workers_are_niced_and_have_no_console(counter: Counter) -> None:
    for pid in counter.desk.worker_pids:
        last = time.monotonic() + 30  # one that has just begun is about to
        while psutil.Process(pid).nice() != 4 and time.monotonic() < last:
            time.sleep(0.1)
        assert psutil.Process(pid).nice() == 4
        for descriptor in (0, 1, 2):
            assert Path(f"/proc/{pid}/fd/{descriptor}").readlink() == Path(os.devnull)


def test_what_takes_too_long_is_ended_and_told(tmp_path: Path) -> None:
    async def slow() -> None:
        desk = Desk(Home(tmp_path / "home"), n_workers=1, seconds=0.01)
        await desk.start()
        (pid,) = desk.worker_pids
        upload = handed_in(desk.uploads, csv_file(rows(CHECK, "check_id", 2_000)))
        with pytest.raises(DeskError) as told:
            await desk.check(upload)
        assert told.value.reason == "took_too_long"
        assert upload.file.exists()
        assert not psutil.pid_exists(pid)
        await desk.stop()

    asyncio.run(slow())


LIGHT = """
import sys
import portal.desk, portal.runner
from portal.desk import worker, process
heavy = {"polars", "duckdb", "pyarrow", "numpy", "great_expectations", "dagster", "openpyxl"}
print(sorted(heavy & set(sys.modules)))
"""


def test_the_web_process_imports_nothing_that_reads_files() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIGHT], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
