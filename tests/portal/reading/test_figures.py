"""The published site in the portal: its files and no others, quick to read again."""

from __future__ import annotations

import asyncio
import gzip
import os
import shutil
from pathlib import Path

import pytest

from pipelines.home import Home
from portal.published.site import Kept, Located, locate
from tests.portal.reading.asking import Reader, portal_over
from tests.portal.reading.releases import PAGE, site

HOSTILE = (
    "../candidate/release.json",
    "%2e%2e/candidate/release.json",
    "..%2fcandidate%2frelease.json",
    "%2e%2e%5ccandidate",
    "fr/../../candidate/release.json",
    "fr/%2e%2e/%2e%2e/proofs/audit.md",
    "//etc/passwd",
    "/etc/passwd",
    "%00",
    "index.html%00.css",
    "index%0a.html",
    ".hidden.html",
    "odd.exe",
    "leads-out.html",
    "leads-to-itself.html",
    "out/release.json",
    "a" * 300 + ".html",
    "a/" * 2000 + "index.html",
    "assets",
    "assets/",
    "index.html/",
    "INDEX.HTML",
    "con:",
)


@pytest.fixture(scope="module")
def with_traps(released: Home) -> Home:
    """Files that must never be read stand all around the site, and links lead there."""
    for room in ("candidate", "proofs", "landing"):
        folder = released.root / room
        folder.mkdir(exist_ok=True)
        for name in ("release.json", "audit.md"):
            (folder / name).write_text("TRUE COUNTS", "utf-8")
    root = released.site.resolve()
    (root / "leads-out.html").symlink_to(released.root / "candidate/release.json")
    (root / "leads-to-itself.html").symlink_to("leads-to-itself.html")
    (root / "out").symlink_to(released.root / "candidate")
    return released


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path[:40])
def test_nothing_but_a_file_of_the_site_is_ever_read(
    with_traps: Home, policy: Reader, path: str
) -> None:
    answer = policy.get(f"/cijfers/{path}")
    assert answer.status == 404
    assert b"TRUE COUNTS" not in answer.body


def test_a_folder_without_its_slash_leads_to_its_page(policy: Reader) -> None:
    assert policy.get("/cijfers/fr").to == "/cijfers/fr/"


def test_a_page_of_the_site_has_a_way_back_in_the_language_of_that_page(
    policy: Reader, anybody: Reader
) -> None:
    dutch, french = policy.get("/cijfers/"), policy.get("/cijfers/fr/")
    assert '<li>Français</li><li><a href="/">Mijn beginpagina</a></li></ul>' in dutch.text
    assert '<a href="/">Ma page d’accueil</a>' in french.text
    assert '<a href="/aanmelden">Aanmelden</a>' in anybody.get("/cijfers/index.html").text


def test_who_has_a_page_is_told_so_and_gets_nothing_twice(policy: Reader) -> None:
    first = policy.get("/cijfers/assets/theme.css", accept_encoding="gzip")
    again = policy.get(
        "/cijfers/assets/theme.css", accept_encoding="gzip", if_none_match=first.headers["etag"]
    )
    assert (again.status, again.body) == (304, b"")
    assert gzip.decompress(first.body).decode() == "h1 { color: #333; }\n" * 200
    plain = policy.get("/cijfers/assets/theme.css")
    assert plain.body == gzip.decompress(first.body)
    assert plain.headers["etag"] != first.headers["etag"]  # other bytes, another name
    since = policy.get(
        "/cijfers/assets/theme.css", if_modified_since=first.headers["last-modified"]
    )
    assert since.status == 304


@pytest.mark.parametrize("since", ["yesterday", "Thu, 99 Foo 2026", "", "1" * 400])
def test_a_moment_that_is_none_gets_the_page(policy: Reader, since: str) -> None:
    assert policy.get("/cijfers/", if_modified_since=since).status == 200


def test_what_stands_behind_a_login_is_kept_by_one_browser_alone(
    policy: Reader, anybody: Reader, nobody: Reader
) -> None:
    assert policy.get("/cijfers/").headers["cache-control"] == "private, no-cache"
    assert anybody.get("/cijfers/").headers["cache-control"] == "public, no-cache"
    assert nobody.get("/cijfers/").to == "/aanmelden?naar=/cijfers/"


def test_a_table_of_the_site_is_handed_over_and_not_shown(policy: Reader) -> None:
    answer = policy.get("/cijfers/data/take_up.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="take_up.csv"'
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.body == b"a,b\r\n1,2\r\n"


def test_a_site_that_takes_the_place_of_another_is_read_at_once(
    tmp_path: Path, runner: asyncio.Runner
) -> None:
    home = Home(tmp_path / "home")
    reader = portal_over(home, runner, is_open=True)
    site(home, ".site-one", PAGE)
    assert "Rechten" in reader.get("/cijfers/").text
    site(home, ".site-two", PAGE.replace("Rechten", "Nieuw"))
    shutil.rmtree(home.root / ".site-one")
    assert "<h1>Nieuw</h1>" in reader.get("/cijfers/").text


def test_before_there_is_a_site_a_page_says_so(tmp_path: Path, runner: asyncio.Runner) -> None:
    reader = portal_over(Home(tmp_path / "home"), runner, is_open=True)
    assert "Er zijn nog geen cijfers" in reader.get("/cijfers/").text
    assert reader.get("/cijfers/stekken.html").status == 404


def test_what_is_kept_in_memory_is_bounded(tmp_path: Path) -> None:
    kept = Kept(most_bytes=5_000)
    for number in range(20):
        path = tmp_path / f"{number}.css"
        path.write_bytes(os.urandom(1_000))
        where = locate(tmp_path, path.name)
        assert isinstance(where, Located)
        assert kept.read(where, "").plain == path.read_bytes()
        assert kept.n_bytes <= 5_000
    last, first = locate(tmp_path, "19.css"), locate(tmp_path, "0.css")
    assert last is not None
    assert first is not None
    assert kept.get(last, "") is not None
    assert kept.get(first, "") is None


def test_a_page_that_was_changed_is_read_again(tmp_path: Path) -> None:
    kept = Kept()
    path = tmp_path / "index.html"
    path.write_text("one", "utf-8")
    before = locate(tmp_path, "")
    assert before is not None
    kept.read(before, "")
    path.write_text("two", "utf-8")
    os.utime(path, ns=(0, before.modified_ns + 1))
    after = locate(tmp_path, "")
    assert after is not None
    assert kept.get(after, "") is None
    assert kept.read(after, "").plain == b"two"
