"""A form comes in as pieces of any size; what is kept of it is the file, byte for byte."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.exceptions import HTTPException
from starlette.requests import Request

from pipelines.files import sha256
from pipelines.home import Home
from pipelines.months import Month
from pipelines.reading.limits import MAX_BYTES
from portal.delivering.intake import take_in
from portal.desk import TooLargeError, Upload, Uploads
from tests.portal.server import multipart

OCTOBER = Month(2026, 10)
# What looks like a border, or like the end of a line, must not be taken for one.
AWKWARD = [
    b"----stek-tests",
    b"\r\n------stek-test",
    b"\r\n",
    b"--",
    b"\r",
    b"\n",
    b"\0",
    b"x" * 99,
]


def given_in(
    home: Home, pieces: list[bytes], kind: str, *, length: int | None = None
) -> Upload | None:
    """What comes of a body that arrives in these pieces."""
    waiting = iter(pieces)
    headers = [(b"content-type", kind.encode())]
    if length is not None:
        headers.append((b"content-length", str(length).encode()))

    async def receive() -> MutableMapping[str, Any]:
        piece = next(waiting, None)
        return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

    request = Request({"type": "http", "method": "POST", "headers": headers}, receive)
    uploads = Uploads(home)
    return asyncio.run(take_in(request, lambda name: uploads.begin(1, "zaventem", OCTOBER, name)))


def cut(body: bytes, size: int) -> Iterator[bytes]:
    return (body[start : start + size] for start in range(0, len(body), size))


@given(st.lists(st.sampled_from(AWKWARD), max_size=12), st.integers(1, 400))
def test_the_file_is_the_same_whatever_the_pieces_it_came_in(parts: list[bytes], size: int) -> None:
    data = b"".join(parts)
    body, kind = multipart(data, "levering.csv", {"iets": "anders"})
    with TemporaryDirectory() as folder:
        upload = given_in(Home(Path(folder)), list(cut(body, size)), kind)
        assert upload is not None
        assert upload.file.read_bytes() == data
        assert (upload.size_bytes, upload.sha256) == (len(data), sha256(data))
        assert upload.name == "levering.csv"


def test_a_second_file_is_passed_over(home: Home) -> None:
    first, kind = multipart(b"een", "een.csv", {})
    second, _ = multipart(b"twee", "twee.csv", {})
    both = first.removesuffix(b"------stek-tests--\r\n") + second
    upload = given_in(home, [both], kind)
    assert upload is not None
    assert upload.file.read_bytes() == b"een"
    assert len(list(Uploads(home).all())) == 1


@pytest.mark.parametrize("share", [0.2, 0.5, 0.99])
def test_a_form_that_stops_in_the_middle_leaves_nothing(home: Home, share: float) -> None:
    body, kind = multipart(b"a;b\r\n1;2\r\n" * 50, "levering.csv", {})
    with pytest.raises(HTTPException):
        given_in(home, [body[: int(share * len(body))]], kind)
    assert not list(home.portal.glob("pending/*"))


def test_a_browser_that_goes_away_leaves_nothing(home: Home) -> None:
    body, kind = multipart(b"a;b\r\n1;2\r\n" * 50, "levering.csv", {})
    messages = iter([{"type": "http.request", "body": body[:300], "more_body": True}])

    async def receive() -> MutableMapping[str, Any]:
        return next(messages, {"type": "http.disconnect"})

    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", kind.encode())]}
    uploads = Uploads(home)
    with pytest.raises(HTTPException):
        asyncio.run(
            take_in(
                Request(scope, receive),
                lambda name: uploads.begin(1, "zaventem", OCTOBER, name),
            )
        )
    assert not list(home.portal.glob("pending/*"))


def test_too_much_is_refused_while_it_comes_in_and_poured_away_up_to_a_limit(home: Home) -> None:
    body, kind = multipart(b"x" * (MAX_BYTES + 1), "levering.csv", {})
    pieces = [*cut(body, 1_000_000), *[b"y" * 1_000_000] * 300]
    with pytest.raises(TooLargeError):
        given_in(home, pieces, kind)
    assert not list(home.portal.glob("pending/*"))


def test_too_much_is_refused_before_it_comes_in_where_it_says_so(home: Home) -> None:
    body, kind = multipart(b"kort", "levering.csv", {})
    with pytest.raises(TooLargeError):
        given_in(home, [body], kind, length=MAX_BYTES + 100_000)
    assert not home.portal.exists()


def test_a_form_without_a_file_gives_none(home: Home) -> None:
    body, kind = multipart(b"", "", {})
    assert given_in(home, [body], kind) is None
    assert not home.portal.exists()
