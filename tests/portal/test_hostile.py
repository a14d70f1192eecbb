"""Hostile files through a real portal: each is answered, harms nobody, and leaves nothing behind.

Of nearly every test of hostile files the first is sent, to spare the processor; with
STEK_HOSTILE=all each of the two hundred.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines.files import sha256
from pipelines.home import Home
from pipelines.landing.receipts import read_receipts
from portal.safety.limits import UPLOADS_OF_ACCOUNT
from tests.portal.hostile import Hostile, gathered
from tests.portal.server import Answer, Person, Server, member, running
from tests.reading.test_hostile_names import GOOD, NAMES

AT = "/stek/zaventem/leveren/2026-10"
AT_ONCE = 8  # so that some are looked at together, as when all Stekken deliver at once
IS_WHOLE = os.environ.get("STEK_HOSTILE") == "all"
N_PEOPLE = 3 if IS_WHOLE else 1
CANARY = "kanarie-7e4"  # in the name of each file, to be looked for where no name may stand


@dataclass(frozen=True)
class Sent:
    """A file that was handed in: what came of the form, and the page that it led to."""

    file: Hostile
    handed_in: Answer
    page: Answer | None


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "portal.log"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, log: Path) -> Iterator[Server]:
    home = Home(tmp_path_factory.mktemp("hostile") / "home")
    home.landing.mkdir(parents=True)
    (home.landing / "sample.json").write_text('{"as_of": "2026-11-20"}', "utf-8")
    for number in range(N_PEOPLE):
        member(home, f"c{number}@example.org", "coordinator", "zaventem")
    with running(home, log) as served:
        yield served


@pytest.fixture(scope="module")
def people(server: Server) -> Sequence[Person]:
    return [server.sign_in(f"c{number}@example.org") for number in range(N_PEOPLE)]


@pytest.fixture(scope="module")
def sent(people: Sequence[Person], tmp_path_factory: pytest.TempPathFactory) -> Sequence[Sent]:
    """Every hostile file with what came of it; an account may hand in a hundred and twenty an hour."""
    files = list(gathered(tmp_path_factory.mktemp("made"), is_whole=IS_WHOLE))
    most = UPLOADS_OF_ACCOUNT.amount - 40  # the tests below hand in some more
    asked = [(people[place // most], file) for place, file in enumerate(files)]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(lambda one: _handed_in(*one), asked))


def _handed_in(person: Person, file: Hostile) -> Sent:
    answer = person.hand_in(AT, file.data, f"{CANARY} {file.name}")
    page = person.get(answer.to) if answer.status == 303 else None
    return Sent(file, answer, page)


def below(home: Home, *parts: str) -> set[str]:
    """What files hold, by their SHA-256."""
    folder = home.root.joinpath(*parts)
    return {sha256(path.read_bytes()) for path in folder.rglob("*") if path.is_file()}


def test_each_is_answered_in_words_and_none_is_a_fault(sent: Sequence[Sent]) -> None:
    assert len(sent) > (200 if IS_WHOLE else 35)
    for one in sent:
        assert one.handed_in.status in (303, 413), (one.file, one.handed_in.status)
        assert one.page is None or one.page.status == 200, one.file


def test_the_portal_still_stands_and_still_looks_at_files(
    server: Server, people: Sequence[Person], sent: Sequence[Sent]
) -> None:
    assert server.process.poll() is None
    assert server.anybody.get("/gezondheid.json").text.count('"fail"') == 0
    last = _handed_in(people[0], Hostile("", "bezoeken.csv", GOOD))
    assert last.page is not None
    assert f"{AT}/" in last.handed_in.to
    assert "bevestigen" in last.page.text


def test_nothing_is_kept_of_what_is_refused_at_the_door(
    server: Server, sent: Sequence[Sent]
) -> None:
    kept = below(server.home)
    refused = [one for one in sent if one.page is None or CANARY not in one.page.text]
    assert len(refused) > len(sent) / 2  # an empty file, or a harmless one, still waits for a word
    left = [one.file for one in refused if one.file.data and sha256(one.file.data) in kept]
    assert left == []
    assert read_receipts(server.home) == ()


def test_what_a_file_is_called_stands_in_no_log_and_no_journal(
    server: Server, sent: Sequence[Sent], log: Path
) -> None:
    journal = b"".join(path.read_bytes() for path in server.home.journal.iterdir())
    assert b"delivered" in journal
    for said in (log.read_bytes(), journal):
        assert CANARY.encode() not in said
        assert b"a fault of ours" not in said


def test_nothing_that_was_sent_is_shown_by_the_browser(
    people: Sequence[Person], sent: Sequence[Sent]
) -> None:
    """A page of ours is, under a policy that runs nothing; what comes of a file is kept, not shown."""
    for one in sent:
        for answer in filter(None, (one.handed_in, one.page)):
            policy = answer.headers["content-security-policy"]
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert "script-src 'self';" in policy
            assert b"<script>" not in answer.body
    answered = [one.handed_in.to for one in sent if one.page is not None][-2:]
    for book in [people[-1].get(f"{address}/werkboek.xlsx") for address in answered]:
        assert book.status == 200
        assert book.headers["content-disposition"].startswith("attachment")
        assert book.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert book.headers["x-content-type-options"] == "nosniff"


def test_a_file_waits_under_a_name_of_ours_whatever_it_is_called(
    server: Server, people: Sequence[Person]
) -> None:
    person = people[0]
    folder = server.home.root / "portal" / "pending"
    names = [*NAMES, "../../../../tmp/x.csv", "x" * 4_000, "a\0b.csv", "{{ 7*7 }}.csv"]

    def hand_in(name: str) -> Answer:
        quoted = (
            name.replace('"', "%22").replace("\n", "%0A").replace("\r", "%0D")
        )  # as browsers do
        written = quoted.encode("utf-8", "surrogateescape").decode("latin-1")
        return person.ask("POST", AT, *_form(written))

    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = list(threads.map(hand_in, names))
    assert {answer.status for answer in answers} <= {303, 400}
    assert sum(answer.status == 303 for answer in answers) > len(NAMES) - 2
    names_on_disk = {path.name for path in folder.rglob("*") if path.is_file()}
    assert names_on_disk == {"upload.json", "delivered"}
    for answer in answers[-8:]:
        page = person.get(answer.to).text if answer.status == 303 else ""
        assert not [sign for sign in ("\u202e", "<script>", "\x1b", "\0") if sign in page]


def _form(name: str) -> tuple[bytes, dict[str, str]]:
    head = f'--x\r\nContent-Disposition: form-data; name="bestand"; filename="{name}"\r\n\r\n'
    body = head.encode("latin-1") + b"\r\n--x--\r\n"
    return body, {"content-type": "multipart/form-data; boundary=x"}
