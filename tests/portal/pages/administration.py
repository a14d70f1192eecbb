"""A portal for tests of the pages of administrators and analysts, and who comes to look at it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace

from starlette.testclient import TestClient

from pipelines.checking.outcomes import StreamOutcome
from pipelines.contracts import STREAMS, Language
from pipelines.home import Home
from pipelines.landing.receipts import Receipt, write_receipt
from pipelines.months import Month
from portal.accounts import Account, Accounts, Hashing, Role, accounts_url
from portal.app import application
from portal.settings import MailServer, Settings
from tests.receipts import RECEIPT, belgian

QUICK = Hashing(passes=1, memory_kib=8, lanes=1)  # what a hash costs is tested with the accounts
PASSWORD = "vier groene fietsen"  # noqa: S105  # of nobody
ADDRESS = "https://stek.example.org"
ROWS = 4711  # of every sheet; a number that stands nowhere else


@dataclass(frozen=True)
class Office:
    """A portal over a data home, without its workers and its runner, and its accounts."""

    settings: Settings
    accounts: Accounts
    client: TestClient

    @property
    def home(self) -> Home:
        return self.settings.home

    def member(
        self, name: str, role: Role = "coordinator", *stekken: str, language: Language = "nl"
    ) -> Account:
        """Somebody who accepted the invitation."""
        invited = self.accounts.invite(
            f"{name}@voorbeeld.be", name.title(), role, stekken, language
        )
        return self.accounts.accept(invited.token, PASSWORD)

    def as_(self, account: Account, language: Language = "nl") -> TestClient:
        """The browser of somebody who is signed in."""
        token = self.accounts.begin_session(account.number, is_complete=True)
        return TestClient(
            self.client.app,
            base_url=ADDRESS,
            follow_redirects=False,
            headers={
                "cookie": f"__Host-stek={token}; __Host-taal={language}",
                "sec-fetch-site": "same-origin",
            },
        )

    def administrator(self, name: str = "els", language: Language = "nl") -> TestClient:
        """The browser of an administrator who has a second factor."""
        account = self.member(name, "administrator", language=language)
        give_factor(self.accounts, account)
        return self.as_(account, language)


def office(home: Home, mail: MailServer | None = None, *, is_open: bool = False) -> Office:
    """A portal over that home."""
    home.root.mkdir(parents=True, exist_ok=True)
    url = accounts_url(home)
    settings = Settings(home=home, accounts_url=url, public_url=ADDRESS, mail=mail, is_open=is_open)
    app = TestClient(application(settings), base_url=ADDRESS, follow_redirects=False)
    return Office(settings, Accounts.open(url, hashing=QUICK), app)


def give_factor(accounts: Accounts, account: Account) -> None:
    """A second factor, confirmed."""
    import pyotp

    code = pyotp.TOTP(accounts.new_factor(account.number).secret).now()
    if not accounts.confirm_factor(account.number, code):
        raise AssertionError("the second factor was not taken")


def deliver(
    home: Home, number: int, stek_id: str, month: str, received: str, *missing: str
) -> Receipt:
    """A delivery of every stream but those that are missing, as its receipt tells it."""
    parts = tuple(StreamOutcome(one, "accepted", ROWS) for one in STREAMS if one not in missing)
    receipt = replace(
        RECEIPT, number=number, stek_id=stek_id, month=Month.parse(month), outcome="accepted",
        received_at=belgian(received), landed_at=belgian(received), streams=parts, questions=(),
        file_name=f"{stek_id}.xlsx", sha256=f"{number:064x}",
    )  # fmt: skip
    write_receipt(home, receipt)
    return receipt


def refuse(home: Home, number: int, stek_id: str, month: str, received: str, stream: str) -> None:
    """A delivery of one stream that could not be used."""
    part = StreamOutcome(stream, "refused", ROWS, ROWS, "missing_columns", {"sheet": "Blad1"})
    receipt = replace(
        RECEIPT, number=number, stek_id=stek_id, month=Month.parse(month), outcome="refused",
        received_at=belgian(received), streams=(part,), questions=(), sha256=f"{number:064x}",
    )  # fmt: skip
    write_receipt(home, receipt)


def words_of(page: str) -> str:
    """What a page says, without its markup."""
    body = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
