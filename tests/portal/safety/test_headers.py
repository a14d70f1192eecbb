"""The headers of every answer of every address, whatever comes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from pipelines.home import Home
from portal.access import Page
from portal.routes import PAGES
from tests.portal.safety.inside import Inside, inside

# By hand, from OWASP's HTTP Headers Cheat Sheet: nothing but ours runs, nothing frames, sniffs, tells.
EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "strict-transport-security": "max-age=31536000",
}
PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SITE = PAGE.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")  # Plotly's own styles
TO_KEEP = "default-src 'none'; sandbox"
NEVER = ("server", "x-powered-by", "access-control-allow-origin")
VALUES = {
    "stek_id": "zaventem",
    "month": "2026-10",
    "language": "fr",
    "name": "theme.css",
    "number": "5",
}


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inside]:
    made = inside(Home(tmp_path_factory.mktemp("headers") / "home"))
    yield made
    made.portal.accounts.close()


def is_guarded(answer: httpx2.Response) -> None:
    """That the answer has all headers that it must have."""
    found = {name: answer.headers.get(name) for name in EVERYWHERE}
    assert found == EVERYWHERE
    assert not [name for name in NEVER if name in answer.headers]
    path = answer.request.url.path
    is_file = "attachment" in answer.headers.get("content-disposition", "")
    policy = SITE if path.startswith("/cijfers/") else PAGE
    assert answer.headers["content-security-policy"] in (
        (policy, TO_KEEP) if is_file else (policy,)
    )
    for cookie in answer.headers.get_list("set-cookie"):
        assert cookie.startswith("__Host-")
        assert {"secure", "path=/", "samesite=lax"} <= set(cookie.lower().split("; "))
    if answer.headers.get("content-type", "").startswith("text/html"):
        assert answer.headers["cache-control"] == "no-store"


def address(page: Page) -> str:
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: VALUES.get(found[1], "1"), page.path)


def is_of_desk(page: Page) -> bool:
    """Whether it needs the workers, which stand still here: see tests/portal/test_hostile.py."""
    return page.takes_file or page.path.endswith("/niets")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.methods[0]} {page.path}")
def test_every_address_answers_everybody_with_them(portal: Inside, page: Page) -> None:
    form = "application/x-www-form-urlencoded"
    for who in ("", *portal.tokens):
        if page.path == "/afmelden" and who:
            continue  # the session would be gone
        if not (who == "coordinator" and is_of_desk(page)):
            is_guarded(portal.ask(page.methods[0], address(page), who, content_type=form))
    is_guarded(portal.ask("POST", address(page), sec_fetch_site="cross-site"))
    is_guarded(portal.ask("PROPFIND", address(page)))


@pytest.mark.parametrize(
    ("status", "method", "path", "who", "body"),
    [
        (200, "GET", "/aanmelden", "", b""),
        (200, "HEAD", "/aanmelden", "", b""),
        (200, "GET", "/assets/theme.css", "", b""),
        (200, "GET", "/stek/zaventem/sjabloon/2026-10.xlsx", "coordinator", b""),
        (206, "GET", "/assets/logo.svg", "", b""),
        (303, "GET", "/beheer/accounts", "", b""),
        (303, "GET", "/taal/fr", "", b""),
        (307, "GET", "/aanmelden/", "", b""),
        (400, "GET", "/api/v1/releases?a=b", "policy", b""),
        (401, "GET", "/api/v1/releases", "", b""),
        (404, "GET", "/nergens", "", b""),
        (404, "GET", "/cijfers/nergens.html", "policy", b""),
        (404, "GET", "/beheer/accounts", "policy", b""),
        (405, "DELETE", "/aanmelden", "", b""),
        (413, "POST", "/aanmelden", "", b"email=" + b"a" * 70_000),
        (416, "GET", "/assets/theme.css", "", b""),
        (422, "POST", "/aanmelden", "", b"email=an%40example.org&password=x"),
    ],
)
def test_every_kind_of_answer_has_them(
    portal: Inside, status: int, method: str, path: str, who: str, body: bytes
) -> None:
    form = {"content_type": "application/x-www-form-urlencoded"} if body else {}
    part = {206: {"range": "bytes=0-3"}, 416: {"range": "bytes=999999999-"}}.get(status, {})
    answer = portal.ask(method, path, who, body, **form, **part)
    assert answer.status_code == status
    is_guarded(answer)


def test_a_fault_of_ours_has_them_and_says_nothing_of_itself(tmp_path: Path) -> None:
    """A database that is gone: nobody can be known any more, not even to tell it to them."""
    made = inside(Home(tmp_path / "home"))
    made.portal.accounts.close()
    (tmp_path / "home/portal/accounts.sqlite").write_bytes(b"geen database" * 999)
    for path in ("/account", "/api/v1/releases", "/nergens"):
        answer = made.ask("GET", path, "policy")
        assert answer.status_code == (404 if path == "/nergens" else 500)
        is_guarded(answer)
        assert not re.search("sqlite|database|traceback|exception", answer.text.casefold())
    assert made.ask("GET", "/account").status_code == 303
    assert made.ask("GET", "/aanmelden").status_code == 200


def test_a_site_that_is_open_may_stand_in_another_page_and_nothing_else_may(tmp_path: Path) -> None:
    made = inside(Home(tmp_path / "home"), is_open=True)
    site = made.ask("GET", "/cijfers/")
    assert "x-frame-options" not in site.headers
    assert site.headers["content-security-policy"] == SITE.replace(
        "frame-ancestors 'none'", "frame-ancestors *"
    )
    is_guarded(made.ask("GET", "/aanmelden"))
    is_guarded(made.ask("GET", "/downloads"))
    made.portal.accounts.close()


def test_no_promise_of_tls_is_made_without_it(tmp_path: Path) -> None:
    made = inside(Home(tmp_path / "home"), public_url="http://127.0.0.1:8000")
    assert "strict-transport-security" not in made.ask("GET", "/aanmelden").headers
    made.portal.accounts.close()


@pytest.mark.parametrize(
    "host", ["elders.be", "elders.be:99", "[", "a b", "stek.example@elders.be"]
)
def test_where_somebody_is_sent_never_comes_from_the_host_they_name(
    portal: Inside, host: str
) -> None:
    for path in ("/aanmelden/", "/cijfers", "/cijfers/", "/account", "/downloads/", "/taal/fr"):
        answer = portal.ask("GET", path, host=host)
        assert answer.headers["location"].startswith("/")
        assert "elders" not in answer.headers["location"] + answer.text


@pytest.mark.parametrize(
    "target",
    ["//elders.be", "/\\elders.be", "https://elders.be", "/\t/elders.be", "\t//elders.be",
     "/\n/elders.be", "//[", "//\u2100.be", "javascript:alert(1)", " /privacy", "elders.be", ""],
)  # fmt: skip
def test_nobody_is_sent_on_to_another_site(portal: Inside, target: str) -> None:
    asked = str(httpx2.QueryParams({"terug": target, "naar": target}))
    assert portal.ask("GET", f"/taal/fr?{asked}").headers["location"] == "/"
    page = portal.ask("GET", f"/aanmelden?{asked}")
    assert page.status_code == 200
    assert re.findall(r'name="naar" value="([^"]*)"', page.text) == ["/"]


def test_an_address_within_the_portal_is_gone_to_as_it_was(portal: Inside) -> None:
    for target in ("/privacy", "/stek/zaventem?maanden=alle", "/downloads/latest/a.csv?stek_id=x"):
        asked = str(httpx2.QueryParams({"terug": target}))
        assert portal.ask("GET", f"/taal/fr?{asked}").headers["location"] == target
