"""The portal is ended as a power cut does, again and again, while files are handed in and runs go on.

`STEK_KILLS` says how often; the README's claim was measured with twenty.
"""

from __future__ import annotations

import json
import os
import random
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

from pipelines import journal
from pipelines.files import sha256
from pipelines.home import Home
from pipelines.landing.keys import public_key
from pipelines.landing.receipts import read_receipts, receipt_file
from pipelines.landing.verifying import verify
from pipelines.run import run
from tests.deliveries import VISIT, csv_file, rows
from tests.portal.server import Person, member, running, started

KILLS = int(os.environ.get("STEK_KILLS", "3"))
LONGEST = 9.0  # seconds until a kill: workers warm, look, land and a run begins within these
MONTHS = ("2026-07", "2026-08", "2026-09", "2026-10")


@dataclass
class Told:
    """What a coordinator was told, over all the lives of the portal."""

    confirmed: dict[int, str] = field(default_factory=dict)  # by receipt, the hash of the file
    n_sent: int = 0


def test_a_killed_portal_loses_nothing_that_was_confirmed_and_shows_no_half(
    home: Home, tmp_path: Path
) -> None:
    accounts = member(home, "c@example.org", "coordinator", "zaventem")
    number = accounts.all()[0].number
    told, moments = Told(), random.Random(20261126)  # noqa: S311 - the same moments each time
    for life in range(KILLS):
        log = tmp_path / f"portal-{life}.log"
        server = started(home, log, {"STEK_RUNNER": "yes", "STEK_QUIET_SECONDS": "1"})
        token = accounts.begin_session(number, is_complete=True)
        at_work = threading.Thread(target=_hand_in, args=(Person(server.port, token), told))
        at_work.start()
        time.sleep(moments.uniform(0.2, LONGEST))
        server.kill()
        at_work.join()
        _nothing_is_half(home)
    assert told.n_sent >= KILLS
    _all_is_there(home, told)
    with running(home, tmp_path / "portal-last.log") as server:
        token = accounts.begin_session(number, is_complete=True)
        _hand_in(Person(server.port, token), told, files=1)  # it works as if nothing had happened
        page = Person(server.port, token).get("/stek/zaventem").text
        assert all(f"/bewijs/{one}" in page for one in sorted(told.confirmed)[-3:])
    _all_is_there(home, told)
    assert told.confirmed
    run(home)
    assert (home.released / "latest" / "release.json").exists()
    assert journal.check(home).is_intact


def _hand_in(person: Person, told: Told, files: int = 1000) -> None:
    """Hand in one file after another, and confirm each, until the portal is gone."""
    for _ in range(files):
        told.n_sent += 1
        month = MONTHS[told.n_sent % len(MONTHS)]
        day = f"{month}-15"
        data = csv_file(rows(VISIT, "bezoek_id", 5 + told.n_sent, datum=day))
        place = f"/stek/zaventem/leveren/{month}"
        try:
            sent = person.hand_in(place, data, "bezoeken.csv")
            done = person.post(f"{sent.to}/bevestigen") if sent.status == 303 else sent
        except (OSError, HTTPException):
            return
        if done.status == 303 and "/bewijs/" in done.to:
            told.confirmed[int(done.to.split("/bewijs/")[1].split("?")[0])] = sha256(data)


def _nothing_is_half(home: Home) -> None:
    """Every receipt is whole, signed, and has its file; what waits is whole or not there."""
    for receipt in read_receipts(home):
        written = receipt_file(home, receipt).read_bytes()
        assert verify(public_key(home), written).is_genuine
        assert sha256(receipt.content(home).read_bytes()) == receipt.sha256
    for note in (home.root / "portal" / "pending").glob("*/upload.json"):
        json.loads(note.read_text("utf-8"))
    assert not (home.released / "latest").exists() or (home.released / "latest/SHA256SUMS").exists()


def _all_is_there(home: Home, told: Told) -> None:
    landed = {receipt.number: receipt.sha256 for receipt in read_receipts(home)}
    assert {number: landed.get(number) for number in told.confirmed} == told.confirmed
