"""A portal with two coordinators, of a home that has no deliveries yet; it is 20 November 2026."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, replace

from pipelines import contracts
from pipelines.home import Home
from pipelines.landing.receipts import Receipt, read_receipts, write_receipt
from pipelines.landing.roster import roster
from pipelines.months import Month
from tests.deliveries import VISIT, csv_file, rows
from tests.portal.server import Answer, Person, Server
from tests.receipts import RECEIPT, belgian

# Each test has a Stek of its own, so that what one delivers is not in the way of another.
OF_ANOTHER, *OWN = roster()


@dataclass(frozen=True)
class Coordinator:
    """A coordinator signed in, and the home that their portal works for."""

    server: Server
    person: Person
    number: int

    @property
    def home(self) -> Home:
        return self.server.home

    def get(self, path: str, **headers: str) -> Answer:
        return self.person.get(path, **headers)

    def post(self, path: str, form: dict[str, str] | None = None) -> Answer:
        return self.person.post(path, form)

    def hand_in(self, stek_id: str, month: str, file: bytes, name: str = "oktober.csv") -> Answer:
        return self.person.hand_in(f"/stek/{stek_id}/leveren/{month}", file, name)

    def deliver(self, stek_id: str, month: str, file: bytes, **reasons: str) -> str:
        """Hand in, and confirm; the address of the receipt."""
        answered = self.hand_in(stek_id, month, file)
        confirmed = self.post(f"{answered.to}/bevestigen", reasons)
        return confirmed.to.partition("?")[0]

    def receipts(self, stek_id: str) -> tuple[Receipt, ...]:
        return read_receipts(self.home, stek_id=stek_id)

    def events(self, month: str, stek_id: str) -> list[str]:
        """What the journal says of a Stek and month, in order."""
        (journal,) = self.home.journal.glob("*.jsonl")
        told = [json.loads(line) for line in journal.read_text("utf-8").splitlines()]
        place = {"stek_id": stek_id, "month": month}
        return [one["what"] for one in told if place.items() <= one["about"].items()]


def visits(stek_id: str, count: int = 3, month: str = "2026-10", **changes: str) -> bytes:
    """A clean file of visits of a Stek, each by somebody else, unless changed."""
    lines = rows({**VISIT, "stek_id": stek_id, "datum": f"{month}-05"}, "bezoek_id", count)
    return csv_file(
        [{**line, "bezoeker_code": f"AB12CD{n:02d}", **changes} for n, line in enumerate(lines)]
    )


def words(answer: Answer) -> str:
    """What a page says, without its marks, with single spaces."""
    main = answer.text.partition("<main")[2].partition("</main>")[0].partition(">")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).split())


def title(answer: Answer) -> str:
    return html.unescape(answer.text.partition("<title>")[2].partition("</title>")[0])


def delivery(stek_id: str, month: str, day: str = "2026-11-20") -> Receipt:
    """A receipt to be: of visits that are held back in part, and of referrals that are refused."""
    moment = belgian(f"{day}T10:00:00")
    return replace(
        RECEIPT, stek_id=stek_id, month=Month.parse(month), received_at=moment, landed_at=moment,
        questions=(), contracts=contracts.versions(),
    )  # fmt: skip


def landed(home: Home, receipt: Receipt) -> Receipt:
    """A receipt that stands in the home, of a file that nobody has looked at."""
    number = max((one.number for one in read_receipts(home)), default=0) + 1
    write_receipt(home, receipt.numbered(number))
    return receipt.numbered(number)
