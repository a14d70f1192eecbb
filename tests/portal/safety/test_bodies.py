"""What is sent without a file is small and in time, or is read no further."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from pipelines.home import Home
from portal.routes import PAGES
from portal.safety import bodies
from portal.safety.bodies import MOST_BYTES, bounded
from tests.portal.safety.inside import Inside, inside

FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inside]:
    made = inside(Home(tmp_path_factory.mktemp("bodies") / "home"))
    yield made
    made.portal.accounts.close()


def coming(pieces: list[bytes], seconds: float = 0) -> tuple[Request, list[bytes]]:
    """A request whose body comes in these pieces, and the pieces that are still to come."""
    left = list(pieces)

    async def receive() -> Message:
        await asyncio.sleep(seconds)
        piece = left.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(left)}

    return Request({"type": "http", "method": "POST", "path": "/", "headers": []}, receive), left


async def read(request: Request) -> bytes:
    return await bounded(request).body()


def test_a_form_that_fits_comes_through_as_it_is() -> None:
    request, _ = coming([b"a" * (MOST_BYTES - 1), b"b"])
    assert asyncio.run(read(request)) == b"a" * (MOST_BYTES - 1) + b"b"


def test_of_a_form_that_is_too_large_the_rest_is_not_read() -> None:
    request, left = coming([b"a" * MOST_BYTES, b"b", b"c", b"d"])
    with pytest.raises(HTTPException) as refused:
        asyncio.run(read(request))
    assert refused.value.status_code == 413
    assert left == [b"c", b"d"]


def test_a_form_that_does_not_come_is_waited_for_no_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bodies, "SECONDS", 0.05)
    request, left = coming([b"a"] * 1_000, seconds=0.02)
    with pytest.raises(HTTPException) as refused:
        asyncio.run(read(request))
    assert refused.value.status_code == 408
    assert len(left) > 990


@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=x", "text/plain"])
def test_no_form_of_the_portal_takes_more(portal: Inside, kind: str) -> None:
    """A million ampersands stopped all pages for seconds."""
    body = b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n" + b"&" * 1_000_000
    answer = portal.ask("POST", "/aanmelden", body=body, content_type=kind)
    assert answer.status_code == (422 if kind == "text/plain" else 413)  # which is not read at all


def test_the_form_with_a_file_is_the_only_one_that_may_be_large() -> None:
    large = [page.path for page in PAGES if page.takes_file]
    assert large == ["/stek/{stek_id}/leveren/{month}"]


def test_a_form_of_thousands_of_parts_is_read_no_further(tmp_path: Path, portal: Inside) -> None:
    part = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
    body = part * 10_000 + b"--x--\r\n"
    at, kind = "/stek/zaventem/leveren/2026-10", "multipart/form-data; boundary=x"
    assert portal.ask("POST", at, "coordinator", body, content_type=kind).status_code == 400
    few = part * 20 + b"--x--\r\n"  # read to its end, and no file in it
    assert portal.ask("POST", at, "coordinator", few, content_type=kind).status_code == 422
