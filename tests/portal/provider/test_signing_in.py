from __future__ import annotations

import asyncio
import re
import socket
import subprocess
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from pipelines import journal
from portal.provider import asking
from portal.provider.reasons import ProviderError
from portal.settings import Provider
from tests.dashboards.test_gates import found
from tests.portal.provider.browser import (
    BACK,
    WAY,
    at_a_browser,
    came_to_nothing,
    query,
    with_other,
)
from tests.portal.provider.conftest import CLIENT_ID, CLIENT_SECRET, LOCAL, Scene

SET = Provider("", CLIENT_ID, CLIENT_SECRET, "Voorbeeldvereniging", "groups")
REFUSED = "Aanmelden met Voorbeeldvereniging lukt niet"
OVER = "Dit aanmelden is voorbij"


def test_a_coordinator_comes_in_at_the_own_stek_and_at_no_other(scene: Scene) -> None:
    browser = scene.browser
    answer = browser.sign_in("an")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert browser.get("/").headers["location"] == "/stek/zaventem"
    assert browser.get("/stek/zaventem").status_code == 200
    assert browser.get("/stek/tienen").status_code == 404
    assert "an@voorbeeld.be" in browser.get("/account").text
    assert scene.known("an@voorbeeld.be") == ("coordinator", ("zaventem",))
    assert browser.cookie(WAY) is None


def test_an_analyst_comes_in_at_the_page_that_was_asked_for(scene: Scene) -> None:
    browser = scene.browser
    asked = browser.get("/leveringen")
    form = browser.get(asked.headers["location"]).text
    link = re.search(r'href="(/aanmelden/oidc[^"]*)">Aanmelden met Voorbeeldvereniging<', form)
    assert link
    answer = browser.get(browser.at_provider(browser.get(link[1]).headers["location"], "bo"))
    assert answer.headers["location"] == "/leveringen"
    assert browser.get("/leveringen").status_code == 200
    assert scene.known("bo@voorbeeld.be") == ("analyst", ())


def test_somebody_is_sent_to_no_other_site_after_signing_in(scene: Scene) -> None:
    assert scene.browser.sign_in("bo", "https://elders.be/").headers["location"] == "/"


def test_without_a_role_of_ours_nobody_comes_in(scene: Scene) -> None:
    browser = scene.browser
    came_to_nothing(browser, browser.sign_in("cas"), 403, "Je hebt hier nog geen rol")
    assert scene.known("cas@voorbeeld.be") is None


def test_another_role_at_the_provider_holds_at_the_next_sign_in(scene: Scene) -> None:
    first, second = scene.browser, scene.browser
    first.sign_in("dora")
    assert scene.known("dora@voorbeeld.be") == ("policy", ())
    scene.provider.give("dora", "stek-coordinator:tienen", "stek-coordinator:zelzate")
    second.sign_in("dora")
    assert scene.known("dora@voorbeeld.be") == ("coordinator", ("tienen", "zelzate"))
    assert first.get("/account").status_code == 303, "the session of the old role ended"
    scene.provider.give("dora")
    third = scene.browser
    came_to_nothing(third, third.sign_in("dora"), 403, "Je hebt hier nog geen rol")


def test_the_provider_is_asked_with_a_state_a_nonce_and_a_challenge(scene: Scene) -> None:
    address = scene.browser.begin()
    asked, again = query(address), query(scene.browser.begin())
    assert address.startswith(f"{scene.provider.issuer}/oauth/authorize?")
    assert asked["response_type"] == "code"
    assert asked["client_id"] == CLIENT_ID
    assert asked["redirect_uri"] == scene.portal.address + BACK
    assert asked["scope"] == "openid email profile groups"
    assert asked["code_challenge_method"] == "S256"
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", asked["code_challenge"])  # RFC 7636, 4.2
    for once in ("state", "nonce", "code_challenge"):
        assert len(asked[once]) >= 20
        assert asked[once] != again[once]


def test_the_provider_gives_no_token_to_another_verifier(scene: Scene) -> None:
    browser = scene.browser
    answer = browser.sign_in("bo", meddle=with_other(code_challenge="A" * 43))
    came_to_nothing(browser, answer, 400, OVER)


def test_a_token_with_another_nonce_lets_nobody_in(scene: Scene) -> None:
    browser = scene.browser
    answer = browser.sign_in("bo", meddle=with_other(nonce="van een andere keer"))
    came_to_nothing(browser, answer, 502, REFUSED)


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "iets-anders"},
        {"iss": "https://elders.be"},
        {"exp": 1_700_000_000},  # in 2023
        {"iat": 4_000_000_000},  # in 2096
        {"sub": ""},
    ],
)
def test_a_token_for_another_or_of_another_time_lets_nobody_in(
    scene: Scene, claims: dict[str, str | int]
) -> None:
    browser = scene.browser
    with scene.provider.saying(claims):
        answer = browser.sign_in("bo")
    came_to_nothing(browser, answer, 502, REFUSED)


def test_what_a_token_leaves_out_is_asked_of_the_provider(scene: Scene) -> None:
    with scene.provider.saying({}, is_bare=True):
        scene.browser.sign_in("hilde")
    assert scene.known("hilde@voorbeeld.be") == ("coordinator", ("tienen",))


def test_an_address_that_has_a_password_here_is_nobody_elses(scene: Scene) -> None:
    browser = scene.browser
    answer = browser.sign_in("gert")
    came_to_nothing(browser, answer, 403, "Je kunt hier niet binnen")
    assert "al een account met een wachtwoord" in answer.text
    assert scene.known(LOCAL) == ("analyst", ())


def test_a_state_that_is_not_that_of_this_browser_lets_nobody_in(scene: Scene) -> None:
    one, other = scene.browser, scene.browser
    back = one.at_provider(one.begin(), "bo")
    other.begin()
    for browser, address in (
        (other, back),  # somebody who was sent a link is not signed in as who sent it
        (one, with_other(state="geraden")(back)),
        (scene.browser, back),
        (scene.browser, BACK),
    ):
        came_to_nothing(browser, browser.get(address), 400, OVER)


def test_a_code_lets_somebody_in_once(scene: Scene) -> None:
    browser, thief = scene.browser, scene.browser
    back = browser.at_provider(browser.begin(), "bo")
    way = browser.cookie(WAY)
    assert way is not None
    thief.jar.set_cookie(way)
    assert browser.get(back).status_code == 303
    came_to_nothing(thief, thief.get(back), 400, OVER)
    assert browser.get(back).status_code == 400
    assert browser.get("/leveringen").status_code == 200, "who was in stays in"


def test_who_says_no_at_the_provider_comes_back_to_a_page_in_words(scene: Scene) -> None:
    browser = scene.browser
    answer = browser.get(browser.at_provider(browser.begin(), "eva", "deny"))
    came_to_nothing(browser, answer, 403, "Je bent niet aangemeld")
    assert 'href="/aanmelden/oidc">Nog eens proberen met Voorbeeldvereniging<' in answer.text


def test_an_account_that_was_closed_here_stays_out(scene: Scene) -> None:
    scene.browser.sign_in("fien")
    number = next(one.number for one in scene.accounts.all() if one.email == "fien@voorbeeld.be")
    scene.accounts.change(number, is_active=False)
    browser = scene.browser
    answer = browser.sign_in("fien")
    came_to_nothing(browser, answer, 403, "Je kunt hier niet binnen")
    assert "Dit account is gesloten." in answer.text


def test_signing_out_ends_both_sessions(scene: Scene) -> None:
    browser = scene.browser
    browser.sign_in("bo")
    there = browser.post("/afmelden")
    assert there.headers["location"] == "/afmelden/oidc"
    page = browser.get("/afmelden/oidc")
    address = page.headers["refresh"].removeprefix("0; url=")
    assert address.startswith(f"{scene.provider.issuer}/oauth/end_session?")
    assert query(address)["client_id"] == CLIENT_ID
    assert query(address)["post_logout_redirect_uri"] == f"{scene.portal.address}/aanmelden"
    assert browser.get("/leveringen").status_code == 303, "the session here ended"
    gone = browser.sign_out_there(browser.get(address))
    assert urlsplit(gone.headers["location"]).path == "/aanmelden"
    form = browser.get(browser.begin())
    assert urlsplit(form.headers["location"]).path == "/login", "the provider asks who it is again"


def test_who_has_a_password_here_signs_out_here_alone(scene: Scene) -> None:
    person = scene.portal.sign_in(LOCAL)
    assert person.post("/afmelden").to == "/aanmelden"


def test_only_the_very_issuer_of_the_settings_is_asked(scene: Scene) -> None:
    other = replace(SET, issuer=scene.provider.issuer.replace("localhost", "LOCALHOST"))
    with pytest.raises(ProviderError) as caught:
        asyncio.run(asking.end_address(other, "https://stek.voorbeeld.be"))
    assert caught.value.reason == "refused"
    own = replace(SET, issuer=scene.provider.issuer)
    assert asyncio.run(asking.end_address(own, "https://stek.voorbeeld.be"))


def test_a_provider_that_never_answers_is_given_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PATIENCE", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        deaf = replace(SET, issuer=f"http://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(ProviderError) as caught:
            asyncio.run(asking.end_address(deaf, "https://stek.voorbeeld.be"))
    assert caught.value.reason == "down"


def test_a_real_browser_goes_there_and_back_and_out_again(scene: Scene) -> None:
    with at_a_browser(scene.portal.address) as visit:
        page = visit.page
        page.get_by_role("link", name="Aanmelden met Voorbeeldvereniging").click()
        page.get_by_label("Login").fill("gil")
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("textbox", name="Password").fill("wachtwoord van gil")
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("button", name="Accept").click()
        page.get_by_role("heading", level=1, name="Zaventem").wait_for()
        page.get_by_role("button", name="Afmelden").click()
        page.get_by_role("button", name="Logout").click()
        page.get_by_role("heading", level=1, name="Aanmelden").wait_for()
        page.goto(f"{scene.portal.address}{BACK}")
        page.get_by_role("heading", level=1, name=OVER).wait_for()
        assert found(visit) == []


def test_no_token_code_or_secret_is_written_down(scene: Scene) -> None:
    browser = scene.browser
    back = browser.at_provider(browser.begin(), "bo")
    browser.get(back)
    thief = scene.browser
    thief.get(back)
    said = scene.log.read_text("utf-8")
    assert "a sign-in at the provider came to nothing: over, MismatchingStateError" in said
    of_tokens = ("eyJ0eXAi", "eyJhbGci")  # how a JWT begins: {"typ or {"alg
    for secret in (query(back)["code"], query(back)["state"], CLIENT_SECRET, *of_tokens):
        search = ["grep", "-rlaF", "-e", secret, str(scene.log), str(scene.portal.home.root)]
        where = subprocess.run(search, check=False, stdout=subprocess.PIPE)
        assert (where.returncode, where.stdout) == (1, b"")
    noted = [one for one in journal.read(scene.portal.home) if one.what == "sign_in_failed"]
    assert {dict(one.about)["kind"] for one in noted} == {"provider", "role", "closed"}


def test_when_the_provider_is_gone_a_page_says_so_and_passwords_still_work(scene: Scene) -> None:
    waiting = scene.browser
    back = waiting.at_provider(waiting.begin(), "bo")
    inside = scene.browser
    assert inside.sign_in("bo").status_code == 303
    scene.provider.stop()
    for browser, path in ((waiting, back), (scene.browser, "/aanmelden/oidc")):
        answer = browser.get(path)
        came_to_nothing(browser, answer, 503, "Voorbeeldvereniging antwoordt niet")
    assert scene.portal.sign_in(LOCAL).get("/leveringen").status == 200
    assert inside.get("/leveringen").status_code == 200
    inside.post("/afmelden")
    assert inside.get("/afmelden/oidc").headers["location"] == "/aanmelden"
    assert inside.get("/leveringen").status_code == 303
