"""A browser without a screen: it keeps cookies, follows the provider's forms, and can meddle."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from http.cookiejar import Cookie, CookieJar, DefaultCookiePolicy
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx2
from playwright.sync_api import sync_playwright

from dashboards.site.pictures import chromium
from tests.dashboards.browser import FLAGS, Visit, visited

BACK = "/aanmelden/oidc/terug"
SESSION, WAY = "__Host-stek", "__Host-aanmelden"
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_TITLE = re.compile(r"<title>(.*?) - ")
_FORM = re.compile(r'<form[^>]*\baction="([^"]*)"')
_TRUSTED = httpx2.create_ssl_context()  # made once: it takes longer than a page
Meddle = Callable[[str], str]


def as_it_is(url: str) -> str:
    return url


def with_other(**changed: str) -> Meddle:
    """The same address with other values in its query."""

    def meddled(url: str) -> str:
        parts = urlsplit(url)
        return parts._replace(query=urlencode(dict(parse_qsl(parts.query)) | changed)).geturl()

    return meddled


def query(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query))


class Browser:
    """Somebody at a browser, before a portal."""

    def __init__(self, portal: str) -> None:
        # As Chromium does, it takes this machine for as safe as TLS.
        self.jar = CookieJar(DefaultCookiePolicy(secure_protocols=("http", "https")))
        self._client = httpx2.Client(
            cookies=self.jar,
            timeout=60,
            headers={"accept-language": "nl"},
            trust_env=False,
            verify=_TRUSTED,
        )
        self._portal = portal

    def get(self, path: str) -> httpx2.Response:
        return self._client.get(self._portal + path if path.startswith("/") else path)

    def post(self, path: str) -> httpx2.Response:
        return self._client.post(self._portal + path, headers={"sec-fetch-site": "same-origin"})

    def cookie(self, name: str) -> Cookie | None:
        return next((one for one in self.jar if one.name == name), None)

    def close(self) -> None:
        self._client.close()

    def begin(self, target: str = "/") -> str:
        """The address at the provider that the portal sends to."""
        answer = self.get(f"/aanmelden/oidc?{urlencode({'naar': target})}")
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]

    def at_provider(self, address: str, who: str, answer: str = "accept") -> str:
        """Sign in at the provider, and say whether the portal may know; where it then sends to."""
        page = self._follow(self._client.get(address))
        for fields in (
            {"login": who},
            {"password": f"wachtwoord van {who}"},
            {"answer": answer},
        ):
            if page.is_redirect:
                break  # it asks no more
            page = self._follow(self._fill_in(page, fields))
        assert page.is_redirect, page.text
        return page.headers["location"]

    def sign_in(self, who: str, target: str = "/", *, meddle: Meddle = as_it_is) -> httpx2.Response:
        """The whole way there and back; what the portal answers."""
        return self.get(self.at_provider(meddle(self.begin(target)), who))

    def sign_out_there(self, page: httpx2.Response) -> httpx2.Response:
        """Say on the provider's page that signing out is meant."""
        return self._fill_in(page, {"answer": "logout"})

    def _follow(self, answer: httpx2.Response) -> httpx2.Response:
        """As far as the provider sends on to itself."""
        while answer.next_request and not str(answer.next_request.url).startswith(self._portal):
            answer = self._client.get(answer.next_request.url)
        return answer

    def _fill_in(self, page: httpx2.Response, fields: dict[str, str]) -> httpx2.Response:
        form, token = _FORM.search(page.text), _TOKEN.search(page.text)
        assert form, page.text
        asked = {"csrf_token": token[1]} if token else {}
        return self._client.post(
            page.url.join(unescape(form[1]) or str(page.url)), data=asked | fields
        )


def came_to_nothing(browser: Browser, answer: httpx2.Response, status: int, title: str) -> None:
    """The page says so and offers a way on, and nobody is signed in."""
    found = _TITLE.search(answer.text)
    assert found is not None
    assert (answer.status_code, found[1]) == (status, f"Fout: {title}")
    assert '<a href="/aanmelden">Aanmelden met een wachtwoord</a>' in answer.text
    assert browser.cookie(SESSION) is None
    assert browser.get("/account").headers["location"].startswith("/aanmelden")


@contextmanager
def at_a_browser(address: str) -> Iterator[Visit]:
    """Somebody in Chromium, which reaches the provider too: `localhost`, for it another site."""
    flags = [*FLAGS[:-1], f"{FLAGS[-1]}, EXCLUDE localhost"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags)
        with visited(browser, address) as visit:
            yield visit
        browser.close()
