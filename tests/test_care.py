"""The commands of whoever keeps the house, and the schedule that removes what has had its time."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import dagster as dg

from pipelines import clock, journal
from pipelines.definitions import defs
from pipelines.defs.retention import monthly_retention
from pipelines.due_dates import due_on
from pipelines.home import Home
from pipelines.journal.checking import Checked
from pipelines.journal.events import Event, Where
from pipelines.journal.telling import checked_line, event_line
from pipelines.landing.offers import land_nothing
from pipelines.months import Month
from pipelines.run import point_dagster_at
from tests.commands import stek


def test_the_commands_keep_a_house(home: Home, tmp_path: Path) -> None:
    land_nothing(home, "zaventem", Month(2026, 10), ["signals"], None)
    code, told = stek(home, "postpone", "--month", "2026-10", "--day", "2026-11-20")
    assert (code, told) == (0, "2026-10 is due on 2026-11-20.\n")
    assert str(due_on(home, Month(2026, 10))) == "2026-11-20"
    code, told = stek(home, "journal", "--check")
    assert (code, told) == (0, "Het logboek is zoals het geschreven werd: 1 gebeurtenissen.\n")
    code, told = stek(home, "backup", tmp_path / "one.tar.gz")
    assert (code, told.endswith(": 6 files, journal up to event 2\n")) == (0, True), told
    other = Home(tmp_path / "other")
    code, told = stek(other, "restore", tmp_path / "one.tar.gz")
    assert (code, told.endswith("Now: stek run --all\n")) == (0, True), told
    code, told = stek(other, "journal", "--newest", "1", "--lang", "en")
    assert code == 0
    who = journal.command_user()
    assert told.endswith(f"  Restored from a backup  {who}  command  files=6\n")
    path = other.journal / f"{clock.now().year}.jsonl"
    path.write_bytes(path.read_bytes().replace(b"2026-11-20", b"2026-11-21"))
    code, told = stek(other, "journal", "--check", "--lang", "fr")
    assert (code, told.startswith("Le journal a été modifié à partir de la ligne 1 de")) == (
        20,
        True,
    )


def test_what_would_go_is_told_and_stays(home: Home) -> None:
    land_nothing(home, "zaventem", Month(2025, 1), ["signals"], None)
    code, told = stek(home, "retain", "--dry-run")
    assert code == 0
    assert told.splitlines()[:2] == [
        "2025-01: files wait until their year is closed and released, and run",
        "files of no month would go",
    ]
    code, told = stek(home, "retain")
    assert (code, told.splitlines()[1]) == (0, "0 files removed")


def test_an_event_and_a_check_are_told_in_words() -> None:
    moment = datetime(2026, 11, 20, 9, 30, tzinfo=clock.BELGIUM)
    event = Event(7, moment, "confirmed", "account:12", "192.0.2.7", {"receipt": 3}, "")
    assert event_line(event, "nl") == (
        "      7  2026-11-20 09:30:00  Levering bevestigd  account:12  192.0.2.7  receipt=3"
    )
    found = Checked(4, 4, (Where(2026, 2),), "removed", None)
    assert checked_line(found, "en") == (
        "Something is gone from the journal at the end. The 4 events before it are genuine. "
        "Half written lines, of a process that was cut short: 1."
    )


def test_retention_runs_by_itself_every_month(home: Home) -> None:
    point_dagster_at(home)
    assert monthly_retention in (defs().schedules or ())
    assert monthly_retention.default_status == dg.DefaultScheduleStatus.RUNNING
    left = home.landing / "content" / ("a" * 64 + ".csv")
    left.parent.mkdir(parents=True)
    left.write_bytes(b"left by a killed landing")
    with dg.DagsterInstance.get() as instance:
        done = defs().resolve_job_def("retention").execute_in_process(instance=instance)
    assert done.success
    assert not left.exists()
    (event,) = journal.read(home)
    assert (event.what, event.who, dict(event.about)) == ("raw_removed", "dagster", {"files": 1})
    assert json.loads((home.journal / "head.json").read_bytes())["number"] == 1
