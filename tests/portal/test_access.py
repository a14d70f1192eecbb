"""Who may what: every address is asked for by everybody, also by who should not come there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyotp
import pytest

from pipelines import journal
from pipelines.home import Home
from pipelines.landing.receipts import read_receipts
from pipelines.months import Month
from portal.access import Page
from portal.accounts import Accounts, accounts_url
from portal.routes import PAGES
from tests.portal.server import Person, Server, member, running
from tests.whole_run import copy_of, whole_run

# Written by hand from the issue, not from the code: who may ask for what begins with this. C the
# coordinator of that Stek, A analyst, P policy, B administrator (beheerder), * everybody.
RULES: Mapping[str, str] = {
    "/aanmelden": "*", "/afmelden": "*", "/taal": "*", "/uitnodiging": "*", "/assets": "*",
    "/privacy": "*", "/gezondheid.json": "*",
    "/account/sleutels": "APB", "/account": "CAPB",
    "/stek": "C", "/leveringen": "AB", "/beheer": "B", "/gezondheid": "B",
    "/cijfers": "CAPB", "/downloads": "CAPB", "/api": "CAPB",
}  # fmt: skip
OTHERS = ("nobody", "half", "bare", "left", "other")
LETTERS = {"coordinator": "C", "analyst": "A", "policy": "P", "administrator": "B"}
# Without a provider nobody signs in through one; and this is no file of the release.
NOT_HERE = (
    "/aanmelden/oidc", "/aanmelden/oidc/terug", "/afmelden/oidc", "/downloads/{release}/{path:path}",
)  # fmt: skip


@dataclass(frozen=True)
class House:
    """A running portal, somebody of every kind, and real objects of Zaventem."""

    server: Server
    people: Mapping[str, Person]
    objects: Mapping[str, str]

    def address(self, page: Page) -> str:
        """The page's address, for an object that there is."""
        path = re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: self.objects[found[1]], page.path)
        return path.replace("/cijfers/zaventem", "/cijfers/index.html")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    _, made = whole_run(tmp_path_factory)
    home = copy_of(made, tmp_path_factory.mktemp("access") / "home")
    with running(home, tmp_path_factory.mktemp("log") / "portal.log") as server:
        yield House(server, _people(home, server), _objects(home))


def _people(home: Home, server: Server) -> dict[str, Person]:
    accounts = Accounts.open(accounts_url(home))
    tokens: dict[str, str] = {"nobody": ""}
    for role in LETTERS:
        own = ("zaventem",) if role == "coordinator" else ()
        member(home, f"{role}@example.org", role, *own)  # type: ignore[arg-type]
    member(home, "other@example.org", "coordinator", "tienen")
    member(home, "left@example.org", "policy")
    member(home, "bare@example.org", "administrator")
    member(home, "half@example.org", "administrator")
    for account in accounts.all():
        name = account.email.partition("@")[0]
        if name in ("administrator", "half"):
            code = pyotp.TOTP(accounts.new_factor(account.number).secret).now()
            assert accounts.confirm_factor(account.number, code)
        if name in (*LETTERS, *OTHERS):
            tokens[name] = accounts.begin_session(account.number, is_complete=name != "half")
        if name == "left":
            accounts.change(account.number, is_active=False)
    return {name: Person(server.port, token) for name, token in tokens.items()}


def _objects(home: Home) -> dict[str, str]:
    receipt = next(one for one in read_receipts(home) if one.stek_id == "zaventem" and one.sha256)
    release = (home.released / "latest").resolve().name
    return {
        "stek_id": "zaventem", "month": str(receipt.month), "number": str(receipt.number),
        "token": "x" * 43, "language": "fr", "name": "theme.css", "path": "zaventem",
        "release": release, "table": "non_take_up", "key": "1",
    }  # fmt: skip


def ruled(page: Page) -> str:
    """Who may, by the longest rule that the address begins with."""
    if page.path == "/":
        return "*"
    found = [rule for rule in RULES if page.path == rule or page.path.startswith(f"{rule}/")]
    assert found, f"nobody decided who may ask for {page.path}"
    return RULES[max(found, key=len)]


def called(page: Page) -> str:
    return f"{'/'.join(page.methods)} {page.path}"


@pytest.mark.parametrize("page", PAGES, ids=called)
def test_nobody_comes_where_they_may_not(house: House, page: Page) -> None:
    allowed = ruled(page)
    for name, person in house.people.items():
        if allowed == "*" or LETTERS.get(name, "-") in allowed:
            continue
        if name == "other" and "/stek/" not in page.path and "C" in allowed:
            continue  # another coordinator: all but what is another Stek's
        if name == "bare" and page.path == "/account/code":
            continue  # where the second factor is set that the others wait for
        at = house.address(page)
        answer = person.get(at) if "GET" in page.methods else person.post(at)
        assert not 200 <= answer.status < 300, name
        if name in ("nobody", "left"):
            is_sent_on = answer.status == 303 and answer.to.startswith("/aanmelden?")
            assert is_sent_on or answer.status == 401, (name, answer.status)
        elif name in ("half", "bare"):
            first = {"half": "/aanmelden", "bare": "/account/code"}[name]
            is_first = answer.status == 303 and answer.to.startswith(first)
            assert is_first or answer.status in (401, 404), (name, answer)
        else:
            assert answer.status == 404, (name, answer.status)
            is_own_menu = name == "coordinator"  # which leads to the own Stek
            assert is_own_menu or "zaventem" not in answer.text.casefold().replace(at, "")


@pytest.mark.parametrize("page", [one for one in PAGES if "GET" in one.methods], ids=called)
def test_whoever_may_is_answered(house: House, page: Page) -> None:
    allowed = ruled(page)
    for name, letter in LETTERS.items():
        if allowed == "*" or letter in allowed:
            answer = house.people[name].get(house.address(page))
            is_there = answer.status < 400 or page.path in NOT_HERE or "{token}" in page.path
            assert is_there, (name, answer.status, house.address(page))
            assert not answer.to.startswith("/aanmelden?"), name


@pytest.mark.parametrize("page", [one for one in PAGES if "POST" in one.methods], ids=called)
def test_nothing_is_changed_from_another_site(house: House, page: Page) -> None:
    at = house.address(page)
    for name in (*LETTERS, "nobody"):
        person = house.people[name]
        assert person.post(at, sec_fetch_site="cross-site").status == 403, name
        assert person.post(at, sec_fetch_site="same-site").status == 403, name
        bare = person.ask("POST", at, b"", {"sec-fetch-site": "", "origin": "https://evil.example"})
        assert bare.status == 403, name
        unsaid = person.ask("POST", at, b"", {"sec-fetch-site": ""})
        assert unsaid.status == 403, name


def test_what_somebody_may_not_is_in_the_journal_without_what_they_asked_for(house: House) -> None:
    house.people["other"].get("/stek/zaventem/bewijs/1")
    event = journal.read(house.server.home, newest=1)[0]
    assert (event.what, event.about) == (
        "refused_access", {"page": "/stek/{stek_id}/bewijs/{number}"},
    )  # fmt: skip


def test_who_was_turned_away_cannot_tell_what_is_there(house: House) -> None:
    other, objects = house.people["other"], house.objects
    there = other.get(f"/stek/zaventem/bewijs/{objects['number']}")
    not_there = other.get("/stek/zaventem/bewijs/99999")
    nowhere = other.get("/stek/nergens/bewijs/99999")
    assert there.status == not_there.status == nowhere.status == 404
    assert len({re.sub(r"terug=[^\"]*", "", one.text) for one in (there, not_there, nowhere)}) == 1


def test_a_receipt_of_another_stek_is_not_had_through_the_own_one(house: House) -> None:
    number = house.objects["number"]
    answer = house.people["other"].get(f"/stek/tienen/bewijs/{number}")
    assert answer.status == 404
    page = house.people["other"].get(f"/stek/tienen/bewijs/{number}/bewijs.json")
    assert page.status == 404


def test_a_month_of_another_stek_is_no_month(house: House) -> None:
    assert Month.parse(house.objects["month"])
    assert house.people["other"].get("/stek/tienen/leveren/2019-13").status == 404
