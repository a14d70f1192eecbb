"""What stands before a request is small and in time, or the connection ends; with a real server."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from portal.safety import heads
from portal.safety.heads import MOST_BYTES, BoundedHeads

ASKED = b"GET / HTTP/1.1\r\nHost: stek.be\r\n"


async def hello(scope: Scope, receive: Receive, send: Send) -> None:
    """Says how much came in."""
    n_bytes, more = 0, True
    while more:
        message = await receive()
        n_bytes += len(message.get("body", b""))
        more = message.get("more_body", False)
    body = f"{n_bytes} bytes".encode()
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    config = uvicorn.Config(
        hello, port=0, http=BoundedHeads, ws="none", lifespan="off", log_config=None
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    found: int = server.servers[0].sockets[0].getsockname()[1]
    yield found
    server.should_exit = True
    thread.join()


def told(port: int, *pieces: bytes) -> bytes:
    """What comes back until the connection ends, or an answer is there."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        found = b""
        try:
            for piece in pieces:
                line.sendall(piece)
            while (more := line.recv(65_536)) and b" bytes" not in found + more:
                found += more
            return found + more
        except ConnectionError:  # it ended while we were still talking
            return found


def test_a_request_is_answered_with_all_of_its_body(port: int) -> None:
    assert b"200 OK" in told(port, ASKED + b"\r\n")
    body = b"x" * 1_000_000
    head = b"POST / HTTP/1.1\r\nHost: stek.be\r\nContent-Length: 1000000\r\n\r\n"
    assert told(port, head, body).endswith(b"1000000 bytes")
    assert told(port, *(head[n : n + 1] for n in range(len(head))), body).endswith(b"1000000 bytes")


def test_a_second_request_on_the_same_connection_is_answered_too(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        for _ in range(3):
            line.sendall(ASKED + b"Cookie: " + b"a" * 40_000 + b"\r\n\r\n")
            assert b"200 OK" in line.recv(65_536)


@pytest.mark.parametrize(
    "filling",
    [b"Cookie: " + b"a" * 9_000_000, b"".join(b"X-%d: a\r\n" % n for n in range(500_000))],
    ids=["one header", "many headers"],
)
def test_a_head_without_end_is_not_held(port: int, filling: bytes) -> None:
    found = told(port, ASKED, filling)
    assert b"200 OK" not in found
    assert b"400 Bad Request" in found or not found  # cut off before it could be read


def test_a_head_somewhat_too_large_is_told_so(port: int) -> None:
    found = told(port, ASKED + b"Cookie: ", b"a" * MOST_BYTES)
    assert found.startswith(b"HTTP/1.1 400 Bad Request")


@pytest.mark.parametrize("begun", [b"", b"GET / HT", ASKED], ids=["nothing", "word", "line"])
def test_who_never_says_what_they_want_is_sent_away(
    port: int, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(heads, "SECONDS", 0.1)
    assert told(port, begun).startswith(b"HTTP/1.1 400 Bad Request")


def test_a_body_that_takes_longer_than_a_head_may_is_waited_for(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heads, "SECONDS", 0.1)
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: stek.be\r\nContent-Length: 2\r\n\r\na")
        time.sleep(0.3)
        line.sendall(b"b")
        assert b"2 bytes" in line.recv(65_536)
