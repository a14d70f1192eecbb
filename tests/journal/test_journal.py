"""The journal: what it holds, and that whoever touches it afterwards is seen."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from pipelines import clock, journal
from pipelines.errors import WrongUseError
from pipelines.files import sha256
from pipelines.home import Home
from pipelines.journal.chain import append
from pipelines.journal.events import Event, Where
from pipelines.landing.keys import public_key
from pipelines.landing.signing import canonical
from tests.forked import killed, touches

ADDRESS = "192.0.2.7"  # RFC 5737: for examples


def five(home: Home) -> Path:
    """A journal with five events of 2026."""
    for number in range(1, 6):
        moment = datetime(2026, 11, number, 9, tzinfo=clock.BELGIUM)
        append(home, Event(0, moment, "confirmed", "account:12", ADDRESS, {"receipt": number}, ""))
    return home.root / "journal" / "2026.jsonl"


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def rewritten(path: Path, change: Callable[[list[bytes]], object]) -> None:
    found = lines(path)
    change(found)
    path.write_bytes(b"".join(found))


def test_what_was_noted_is_read_again_the_newest_first(home: Home) -> None:
    journal.note(home, "signed_in", who="account:3", source="2001:db8::1")
    journal.note(
        home, "explained", who="command:an", source="command", stek_id="zaventem",
        month="2026-10", rule="visits.n_visits_is_usual",
    )  # fmt: skip
    last, first = journal.read(home)
    assert (first.number, first.what, first.who, first.source, first.about) == (
        1, "signed_in", "account:3", "2001:db8::1", {},
    )  # fmt: skip
    assert last.about == {
        "stek_id": "zaventem", "month": "2026-10", "rule": "visits.n_visits_is_usual",
    }  # fmt: skip
    assert last.moment.tzinfo is not None
    assert journal.read(home, newest=1) == (last,)
    assert journal.read(home, newest=1, before=2) == (first,)


def test_each_line_is_canonical_names_the_line_before_and_is_signed(home: Home) -> None:
    raw = [line.rstrip(b"\n") for line in lines(five(home))]
    previous = "0" * 64
    for line in raw:
        content = json.loads(line)
        assert (
            line
            == json.dumps(
                content, ensure_ascii=False, sort_keys=True, separators=(",", ":")
            ).encode()
        )
        assert content["previous"] == previous
        signature = base64.b64decode(content.pop("signature"))
        told = content.pop("hash")
        assert told == sha256(canonical(content))
        assert public_key(home).has_signed(bytes.fromhex(told), signature)
        previous = sha256(line)


def test_only_the_owner_may_read_it(home: Home) -> None:
    path = five(home)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "about",
    [
        {"email": "an@example.org"},
        {"name": "An"},
        {"stek_id": "jan.peeters"},
        {"month": "oktober"},
        {"receipt": "12"},
        {"receipt": True},
        {"count": -1},
        {"page": "/stekken/jan?x=1"},
        {"rule": "visits.jan"},
        {"kind": "jan"},
    ],
)
def test_what_is_no_place_or_count_is_not_taken_in(home: Home, about: dict[str, str | int]) -> None:
    with pytest.raises(WrongUseError, match="may not hold") as told:
        journal.note(home, "delivered", who="portal", source=ADDRESS, **about)
    assert str(next(iter(about.values()))) not in str(told.value) or about == {"receipt": "12"}
    assert journal.read(home) == ()


@pytest.mark.parametrize(
    ("what", "who", "source"),
    [
        ("drank_coffee", "portal", ADDRESS),
        ("delivered", "an@example.org", ADDRESS),
        ("delivered", "account:0", ADDRESS),
        ("delivered", "portal", "somewhere"),
        ("delivered", "portal", "fe80::1%an"),
    ],
)
def test_events_people_and_addresses_are_of_known_kinds(
    home: Home, what: str, who: str, source: str
) -> None:
    with pytest.raises(WrongUseError):
        journal.note(home, what, who=who, source=source)


def test_a_journal_that_nobody_touched_is_intact(home: Home) -> None:
    assert journal.check(home).is_intact
    five(home)
    found = journal.check(home)
    assert (found.is_intact, found.events, found.last_number) == (True, 5, 5)


def test_a_line_that_was_changed_is_found(home: Home) -> None:
    path = five(home)
    rewritten(
        path, lambda found: found.__setitem__(2, found[2].replace(b'"account:12"', b'"account:13"'))
    )
    found = journal.check(home)
    assert (found.broken, found.where, found.events) == ("changed", Where(2026, 3), 2)


def test_a_line_that_was_changed_with_its_own_hash_is_found(home: Home) -> None:
    path = five(home)

    def forge(found: list[bytes]) -> None:
        content = json.loads(found[2]) | {"who": "account:13"}
        signature = content.pop("signature")
        del content["hash"]
        content |= {"hash": sha256(canonical(content)), "signature": signature}
        found[2] = canonical(content) + b"\n"

    rewritten(path, forge)
    found = journal.check(home)
    assert (found.broken, found.where) == ("signature", Where(2026, 3))


def test_whoever_makes_the_whole_chain_again_without_the_key_is_found(
    home: Home, tmp_path: Path
) -> None:
    path = five(home)
    other = Home(tmp_path / "other")
    forged = five(other)
    rewritten(path, lambda found: found.__setitem__(slice(None), lines(forged)))
    found = journal.check(home)
    assert (found.broken, found.where, found.events) == ("signature", Where(2026, 1), 0)


def test_a_signature_that_was_changed_is_found(home: Home) -> None:
    path = five(home)

    def swap(found: list[bytes]) -> None:
        content = json.loads(found[1]) | {"signature": json.loads(found[0])["signature"]}
        found[1] = canonical(content) + b"\n"

    rewritten(path, swap)
    assert not journal.check(home).is_intact


@pytest.mark.parametrize(("index", "where"), [(0, Where(2026, 1)), (2, Where(2026, 3)), (4, None)])
def test_a_line_that_was_taken_away_is_found(home: Home, index: int, where: Where | None) -> None:
    rewritten(five(home), lambda found: found.pop(index))
    found = journal.check(home)
    assert (found.broken, found.where) == ("removed", where)


def test_lines_that_changed_places_are_found(home: Home) -> None:
    rewritten(five(home), lambda found: found.insert(1, found.pop(2)))
    assert journal.check(home).broken == "removed"  # the second is not where it was
    rewritten(five(home), lambda found: found.append(found[0]))
    assert not journal.check(home).is_intact


def test_a_line_written_twice_is_out_of_order(home: Home) -> None:
    rewritten(five(home), lambda found: found.insert(3, found[2]))
    found = journal.check(home)
    assert (found.broken, found.where) == ("order", Where(2026, 4))


def test_a_tail_that_was_cut_off_stays_missing_after_the_next_event(home: Home) -> None:
    path = five(home)
    rewritten(path, lambda found: found.__delitem__(slice(3, 5)))
    assert journal.check(home).broken == "removed"
    assert journal.note(home, "signed_out", who="account:1", source=ADDRESS).number == 6
    found = journal.check(home)
    assert (found.broken, found.events) == ("removed", 3)


def test_a_tail_that_was_cut_off_with_the_head_stays_missing(home: Home) -> None:
    path = five(home)
    rewritten(path, lambda found: found.__delitem__(slice(3, 5)))
    (path.parent / "head.json").unlink()
    assert journal.check(home).broken == "removed"
    assert journal.note(home, "signed_out", who="account:1", source=ADDRESS).number == 5
    assert journal.check(home).broken == "removed"


def test_an_event_added_without_the_key_is_found_and_never_built_upon(
    home: Home, tmp_path: Path
) -> None:
    path = five(home)
    last = json.loads(lines(path)[-1])
    other = Home(tmp_path / "other")
    five(other)
    content = json.loads(lines(other.root / "journal" / "2026.jsonl")[0])
    forged = {k: v for k, v in content.items() if k not in ("hash", "signature")}
    forged |= {"number": 6, "previous": sha256(canonical(last))}
    forged |= {"hash": sha256(canonical(forged)), "signature": content["signature"]}
    with path.open("ab") as file:
        file.write(canonical(forged) + b"\n")
    assert journal.check(home).broken == "signature"
    journal.note(home, "signed_out", who="account:1", source=ADDRESS)
    found = journal.check(home)
    assert (found.is_intact, found.events) == (False, 5)


def test_a_line_left_half_by_a_killed_writer_is_ended_and_told(home: Home) -> None:
    path = five(home)
    whole = lines(path)[0]
    with path.open("ab") as file:
        file.write(whole[:90])
    assert journal.check(home).half_lines == (Where(2026, 6),)
    event = journal.note(home, "signed_out", who="account:1", source=ADDRESS)
    found = journal.check(home)
    assert (event.number, found.is_intact, found.events) == (6, True, 6)
    assert found.half_lines == (Where(2026, 6),)
    assert path.read_bytes().splitlines()[5] == whole[:90]  # nothing of it is lost


def test_a_line_that_only_lacks_its_end_counts(home: Home) -> None:
    path = five(home)
    older = (path.parent / "head.json").read_bytes()
    journal.note(home, "signed_out", who="account:1", source=ADDRESS)
    path.write_bytes(path.read_bytes().removesuffix(b"\n"))
    (path.parent / "head.json").write_bytes(older)  # killed before the head was written
    assert journal.check(home).events == 6
    assert journal.note(home, "signed_in", who="account:1", source=ADDRESS).number == 7
    found = journal.check(home)
    assert (found.is_intact, found.events, found.half_lines) == (True, 7, ())


def test_a_real_line_cut_in_half_is_no_line_of_a_killed_writer(home: Home) -> None:
    path = five(home)
    path.write_bytes(path.read_bytes()[:-40])
    found = journal.check(home)
    assert (found.broken, found.where) == ("changed", Where(2026, 5))
    journal.note(home, "signed_in", who="account:1", source=ADDRESS)
    assert journal.check(home).broken == "changed"


def test_a_year_begins_a_file_and_the_chain_goes_on(home: Home) -> None:
    five(home)
    moment = datetime(2027, 1, 1, 0, 0, 1, tzinfo=clock.BELGIUM)
    append(home, Event(0, moment, "signed_in", "account:1", ADDRESS, {}, ""))
    assert [p.name for p in sorted((home.root / "journal").glob("*.jsonl"))] == [
        "2026.jsonl", "2027.jsonl",
    ]  # fmt: skip
    back = append(
        home, Event(0, moment.replace(year=2026), "signed_in", "account:1", ADDRESS, {}, "")
    )
    assert (back.number, journal.check(home).is_intact) == (7, True)
    assert journal.read(home, newest=1) == (back,)
    (home.root / "journal" / "2026.jsonl").unlink()
    assert journal.check(home).broken == "removed"


def test_many_at_once_are_all_written_in_one_chain(home: Home) -> None:
    def sign_in(account: int) -> int:
        return journal.note(home, "signed_in", who=f"account:{account}", source=ADDRESS).number

    with ThreadPoolExecutor(8) as threads:
        numbers = list(threads.map(sign_in, range(1, 41)))
    assert sorted(numbers) == list(range(1, 41))
    assert journal.check(home).events == 40


def test_ten_thousand_events_are_read_and_checked_quickly(home: Home) -> None:
    """A tenth of what a busy home writes in ten years, in a tenth of its time."""
    path = five(home)
    content = json.loads(lines(path)[-1])
    made = []
    previous = sha256(lines(path)[-1].rstrip(b"\n"))
    for number in range(6, 10_006):
        line = {k: v for k, v in content.items() if k not in ("hash", "signature")}
        line |= {"number": number, "previous": previous}
        line |= {"hash": sha256(canonical(line)), "signature": content["signature"]}
        previous = sha256(canonical(line))
        made.append(canonical(line))
    path.write_bytes(path.read_bytes() + b"\n".join(made) + b"\n")
    begun = time.process_time()
    assert len(journal.read(home)) == 10_005
    assert time.process_time() - begun < 2.0
    begun = time.process_time()
    assert len(journal.read(home, newest=50)) == 50
    assert time.process_time() - begun < 0.2


def test_every_event_has_words_in_three_languages() -> None:
    assert len(journal.labels()) >= 29
    assert journal.labels()["confirmed"].nl == "Levering bevestigd"
    assert all(
        word for label in journal.labels().values() for word in (label.nl, label.fr, label.en)
    )


def test_who_types_a_command_is_written_without_odd_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "SAAMO\\an peeters")
    assert journal.command_user() == "command:SAAMO_an_peeters"


def test_a_writer_killed_at_any_touch_of_the_disk_breaks_nothing(home: Home) -> None:
    five(home)

    def sign_in() -> object:
        return journal.note(home, "signed_in", who="account:1", source=ADDRESS)

    for point in range(1, touches(home.root, sign_in) + 1):
        before = journal.check(home).events
        assert killed(home.root, sign_in, point), point
        after = journal.check(home)
        assert (after.is_intact, after.events - before in (0, 1)) == (True, True), point
        sign_in()
        assert journal.check(home).events == after.events + 1, point
