"""Releases: numbered, whole, never changed, and made from what they say they were made from."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipelines.disclosure.proofs import hashes_of
from pipelines.disclosure.release import write
from pipelines.errors import WrongUseError
from pipelines.files import sha256
from pipelines.home import Home
from pipelines.landing.looking import Offer
from pipelines.landing.offers import land
from pipelines.months import Month
from pipelines.publication.edition import Number
from pipelines.publication.listing import listing
from pipelines.publication.provenance import code_fingerprint, inputs, list_of_inputs
from pipelines.publication.releases import folder_of, hashes_of_latest, new_release, numbers
from pipelines.publication.words import say
from tests.counts import Cell, release
from tests.deliveries import VISIT, csv_file, rows
from tests.publication.folders import DAY, FIRST, LATER, on, published


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def fail_half_way(home: Home) -> None:
    with new_release(home) as folder:
        write([release(*LATER, is_sample=True)], folder)
        raise RuntimeError


def test_a_release_has_the_day_and_a_running_number(home: Home) -> None:
    assert published(on(home, DAY)).name == "2026-11-23.1"
    assert published(home, LATER).name == "2026-11-23.2"
    assert published(on(home, "2026-12-01")).name == "2026-12-01.1"
    assert [str(number) for number in numbers(home)] == [
        "2026-11-23.1", "2026-11-23.2", "2026-12-01.1",
    ]  # fmt: skip


def test_the_tenth_release_of_a_day_comes_after_the_ninth(home: Home) -> None:
    published(on(home, DAY)).rename(home.released / "2026-11-23.9")
    assert published(home, LATER).name == "2026-11-23.10"
    assert published(home, FIRST).name == "2026-11-23.11"


def test_a_clock_that_was_put_back_gives_no_earlier_number(home: Home) -> None:
    published(on(home, DAY))
    assert published(on(home, "2026-11-01"), LATER).name == "2026-11-23.2"


def test_the_same_tables_make_no_new_release(home: Home) -> None:
    before = files(published(on(home, DAY)))
    assert published(on(home, "2026-12-01")).name == "2026-11-23.1"
    assert numbers(home) == (Number.parse("2026-11-23.1"),)
    assert files(home.released / "latest") == before


def test_other_words_for_the_same_figures_do_make_one(home: Home) -> None:
    published(on(home, DAY))
    assert published(home, source="another definition").name == "2026-11-23.2"
    told = json.loads((home.released / "latest" / "changes.json").read_text("utf-8"))
    assert told["sentences"]["nl"][-1] == "Take-up (nl): de uitleg of de telling is aangepast."


def test_a_correction_is_news_once(home: Home) -> None:
    def released(*periods: str) -> str:
        with new_release(home) as folder:
            corrected = {"take_up": periods} if periods else None
            write([release(*FIRST, is_sample=True)], folder, corrected=corrected)
        return (home.released / "latest").resolve().name

    assert published(on(home, DAY)).name == "2026-11-23.1"
    assert released("2026-10") == "2026-11-23.2"
    assert released() == "2026-11-23.2"  # run again, and nothing changed since
    assert released("2026-09") == "2026-11-23.3"


def test_the_older_release_does_not_change_when_a_new_one_is_made(home: Home) -> None:
    first = published(on(home, DAY))
    before = files(first)
    published(home, LATER)
    assert files(first) == before
    assert {stat.S_IMODE(path.stat().st_mode) for path in first.rglob("*.*") if path.is_file()} == {
        0o444
    }


def test_a_release_that_fails_leaves_nothing_and_the_old_one_stands(home: Home) -> None:
    standing = published(on(home, DAY))
    with pytest.raises(RuntimeError):
        fail_half_way(home)
    assert (home.released / "latest").resolve() == standing
    assert sorted(path.name for path in home.released.iterdir()) == ["2026-11-23.1", "latest"]


def test_a_folder_that_cannot_be_described_leaves_nothing(home: Home) -> None:
    with pytest.raises(FileNotFoundError), new_release(on(home, DAY)) as folder:
        (folder / "half.csv").write_text("a,b")
    assert list(home.released.iterdir()) == []


def test_a_run_that_was_killed_before_latest_was_set_is_finished_by_the_next(home: Home) -> None:
    published(on(home, DAY))
    published(home, LATER)
    link = home.released / "latest"
    link.unlink()
    link.symlink_to("2026-11-23.1")  # as it is when the process dies between both steps
    (home.released / ".making-left").mkdir()
    assert published(home, LATER).name == "2026-11-23.2"
    assert sorted(path.name for path in home.released.iterdir()) == [
        "2026-11-23.1", "2026-11-23.2", "latest",
    ]  # fmt: skip


def test_latest_of_before_there_were_releases_makes_way(home: Home) -> None:
    (home.released / ".latest-abc").mkdir(parents=True)
    (home.released / "latest").symlink_to(".latest-abc")
    assert published(on(home, DAY)).name == "2026-11-23.1"
    shutil.rmtree(home.released)
    (home.released / "latest").mkdir(parents=True)  # a real folder, older still
    published(home)
    assert sorted(path.name for path in home.released.iterdir()) == ["2026-11-23.1", "latest"]
    assert (home.released / "latest").readlink() == Path("2026-11-23.1")


def test_two_homes_with_the_same_tables_publish_the_same_bytes(home: Home, tmp_path: Path) -> None:
    other = Home(tmp_path / "other")
    assert files(published(on(home, DAY))) == files(published(on(other, DAY)))
    assert files(published(home, LATER)) == files(published(other, LATER))


def test_a_release_says_what_it_was_made_from(home: Home) -> None:
    first = published(on(home, DAY))
    told = json.loads((first / "provenance.json").read_text("utf-8"))
    assert (told["release"], told["follows"], told["is_sample"]) == ("2026-11-23.1", None, True)
    assert told["made_at"] == "2026-11-23T00:00:00+01:00"
    assert set(told["contracts"]["versions"]) == {
        "visits", "entitlement_checks", "referrals", "signals",
    }  # fmt: skip
    assert len(told["code"]["sha256"]) == 64
    later = json.loads((published(home, LATER) / "provenance.json").read_text("utf-8"))
    assert later["follows"] == "2026-11-23.1"


def test_the_list_of_deliveries_is_kept_in_the_house_and_its_hash_is_public(
    home: Home, tmp_path: Path
) -> None:
    path = tmp_path / "bezoeken.csv"
    path.write_bytes(csv_file(rows(VISIT, "bezoek_id", 20, eerste_contact="nee")))
    (landed,) = land(home, [Offer(path, "zaventem", Month(2026, 10))])
    first = published(home)
    told = json.loads((first / "provenance.json").read_text("utf-8"))["deliveries"]
    kept = list_of_inputs(home, Number.parse(first.name))
    assert json.loads(kept.read_text("utf-8")) == [
        ["zaventem", "2026-10", "visits", landed.receipt.sha256]
    ]
    assert told == {
        "files": 1,
        "first_month": "2026-10",
        "last_month": "2026-10",
        "list_sha256": sha256(kept.read_bytes()),
    }
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    hashed = str(landed.receipt.sha256).encode()
    assert not [
        path for path in first.rglob("*.*") if path.is_file() and hashed in path.read_bytes()
    ]


def test_a_delivery_that_is_replaced_no_longer_counts(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "bezoeken.csv"
    hashes = []
    for count in (20, 21):
        path.write_bytes(csv_file(rows(VISIT, "bezoek_id", count, eerste_contact="nee")))
        (landed,) = land(home, [Offer(path, "zaventem", Month(2026, 10))])
        hashes.append(landed.receipt.sha256)
    assert [line[3] for line in json.loads(inputs(home).listed)] == hashes[1:]


def test_the_code_has_another_hash_when_a_definition_changes(tmp_path: Path) -> None:
    (tmp_path / "sql").mkdir()
    (tmp_path / "sql" / "reach.sql").write_text("select 1")
    before = code_fingerprint(tmp_path)
    (tmp_path / "sql" / "notes.txt").write_text("no code")
    code_fingerprint.cache_clear()
    assert code_fingerprint(tmp_path) == before
    (tmp_path / "sql" / "reach.sql").write_text("select 2")
    code_fingerprint.cache_clear()
    assert code_fingerprint(tmp_path) != before
    code_fingerprint.cache_clear()


def test_the_checksums_are_those_that_sha256sum_reads(home: Home) -> None:
    latest = published(on(home, DAY))
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=latest,
        capture_output=True,
        check=True,
    )
    names = {line.split(": ")[0] for line in done.stdout.decode().splitlines()}
    assert names == set(files(latest)) - {"SHA256SUMS"}


@pytest.mark.parametrize("spoil", ["change", "remove", "add"])
def test_a_release_that_was_touched_is_named(home: Home, spoil: str) -> None:
    latest = published(on(home, DAY))
    assert [one.warning for one in listing(home)] == [None]
    path = latest / ("more.csv" if spoil == "add" else "take_up.csv")
    content = path.read_bytes() + b"more" if path.exists() else b"a,b"
    path.unlink(missing_ok=True)
    if spoil != "remove":
        path.write_bytes(content)
    assert [one.warning for one in listing(home)] == [say("release_touched")]


@pytest.mark.parametrize("text", ["latest", "2026-11-23", "2026-13-01.1", "2026-11-23.0", "../x"])
def test_what_is_no_number_of_a_release_is_refused(home: Home, text: str) -> None:
    with pytest.raises(WrongUseError, match="write it as 2026-11-23\\.1"):
        Number.parse(text)


def test_a_release_that_is_not_there_is_named_beside_those_that_are(home: Home) -> None:
    published(on(home, DAY), FIRST)
    with pytest.raises(WrongUseError, match=r"no release 2026-01-01\.1 in .*: 2026-11-23\.1\."):
        folder_of(home, Number.parse("2026-01-01.1"))


def with_hashes(home: Home, cells: Sequence[Cell], hashes: dict[str, dict[str, str]]) -> None:
    with new_release(home, json.dumps(hashes).encode()) as folder:
        write([release(*cells, is_sample=True)], folder)


def test_latest_is_remembered_with_its_own_counts_also_when_a_kill_came_before_it_was_set(
    home: Home,
) -> None:
    assert hashes_of(hashes_of_latest(home)) == {}
    first, later = {"take_up": {"2026-10": "a"}}, {"take_up": {"2026-10": "b"}}
    with_hashes(on(home, DAY), FIRST, first)
    assert hashes_of(hashes_of_latest(home)) == first
    with_hashes(home, LATER, later)
    link = home.released / "latest"
    link.unlink()
    link.symlink_to("2026-11-23.1")  # as it is when the process dies before the last step
    assert hashes_of(hashes_of_latest(home)) == first
    with_hashes(home, LATER, later)
    assert hashes_of(hashes_of_latest(home)) == later
    assert len(numbers(home)) == 2
