"""What the portal carries: sixteen coordinators who deliver at once, and two hundred readers.

    python -m benchmarks.portal [HOME]

HOME is a data home with a release and pages (default: STEK_HOME, after `make demo`); a copy of it is
worked in. Everything stays on this machine and ends by itself: sixteen workbooks of 5,000 rows, and
a minute of reading.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import re
import shutil
import ssl
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import psutil

from benchmarks.workbooks import MONTH, large_workbooks
from pipelines.home import Home
from pipelines.landing.receipts import read_receipts
from portal.accounts import Accounts, accounts_url
from tests.portal.server import Server, running

READERS = 200
SECONDS = 60
THINKS = (2.0, 6.0)  # seconds between two pages of one reader
READS = (5.0, 15.0)  # seconds that a coordinator reads an answer before confirming it
_TRUSTING = ssl.create_default_context()  # one for all: each takes a twentieth of a second
_PICTURE = re.compile(r'(?:src|srcset|href)="((?:\.\./)?(?:pictures|assets)/[^" ?]+)"')


@dataclass
class Measured:
    """What was seen: seconds of each answer, and what went wrong."""

    pages: list[float] = field(default_factory=list)
    files: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    landed: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    memory: int = 0


def main() -> None:
    """Measure, and print what was seen."""
    given = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else Home.from_environment().root
    with tempfile.TemporaryDirectory(prefix="stek-portal-") as folder:
        root = Path(folder) / "home"
        shutil.copytree(given, root, symlinks=True, ignore=shutil.ignore_patterns("venv", "sample"))
        os.environ["STEK_HOME"] = str(root)
        home = Home(root)
        books = {
            stek_id: path.read_bytes() for stek_id, path in large_workbooks(Path(folder)).items()
        }
        known = len(read_receipts(home))
        accounts = Accounts.open(accounts_url(home))
        with running(home, Path(folder) / "portal.log") as server:
            seen = asyncio.run(_measure(server, accounts, books))
        seen.wrong += _lost(home, known, len(books))
    print(_told(seen))


async def _measure(server: Server, accounts: Accounts, books: dict[str, bytes]) -> Measured:
    seen = Measured()
    tokens = {stek_id: _session(accounts, stek_id) for stek_id in books}
    reading = [_session(accounts) for _ in range(READERS)]
    await asyncio.sleep(15)  # the workers warm themselves, as they do before anybody comes
    pages = await _pages(server, reading[0])
    end = time.monotonic() + SECONDS
    watching = asyncio.create_task(_watch(server, seen, end))
    readers = [_read(server, token, pages, seen, end) for token in reading]
    deliveries = [_deliver(server, tokens[one], one, book, seen) for one, book in books.items()]
    await asyncio.gather(*readers, *deliveries)
    await watching
    return seen


def _session(accounts: Accounts, stek_id: str = "") -> str:
    name = stek_id or f"lezer{random.getrandbits(40):x}"
    role = "coordinator" if stek_id else "policy"
    own = (stek_id,) if stek_id else ()
    invited = accounts.invite(f"{name}@example.org", name, role, own, "nl")  # type: ignore[arg-type]
    return accounts.begin_session(invited.account.number, is_complete=True)


@contextlib.asynccontextmanager
async def _client(server: Server, token: str) -> AsyncIterator[httpx2.AsyncClient]:
    """Somebody at a browser; they share what is costly to make, so that the client is not measured."""
    headers = {"cookie": f"__Host-stek={token}", "sec-fetch-site": "same-origin"}
    async with httpx2.AsyncClient(
        base_url=server.address, headers=headers, timeout=60, verify=_TRUSTING, trust_env=False
    ) as client:
        yield client


async def _pages(server: Server, token: str) -> list[str]:
    """The pages of the site that the menu leads to, and those these lead to."""
    async with _client(server, token) as client:
        first = (await client.get("/cijfers/")).text
        names = sorted(set(re.findall(r'href="([a-z_-]+\.html)"', first)))
        return [f"/cijfers/{name}" for name in names]


async def _read(
    server: Server, token: str, pages: Sequence[str], seen: Measured, end: float
) -> None:
    await asyncio.sleep(random.uniform(0, THINKS[1]))  # noqa: S311 - they come one by one
    async with _client(server, token) as client:
        while time.monotonic() < end:
            text = await _get(client, random.choice(pages), seen.pages, seen)  # noqa: S311
            for path in _PICTURE.findall(text)[:3]:
                await _get(client, f"/cijfers/{path.removeprefix('../')}", seen.files, seen)
            await asyncio.sleep(random.uniform(*THINKS))  # noqa: S311


async def _get(client: httpx2.AsyncClient, path: str, times: list[float], seen: Measured) -> str:
    began = time.monotonic()
    try:
        response = await client.get(path)
    except httpx2.HTTPError as error:
        seen.wrong.append(f"{path}: {type(error).__name__}")
        return ""
    times.append(time.monotonic() - began)
    if response.status_code != 200:
        seen.wrong.append(f"{path}: {response.status_code}")
    return response.text


async def _deliver(server: Server, token: str, stek_id: str, book: bytes, seen: Measured) -> None:
    await asyncio.sleep(10)  # when the readers are at work
    place = f"/stek/{stek_id}/leveren/{MONTH}"
    async with _client(server, token) as client:
        began = time.monotonic()
        sent = await client.post(place, files={"bestand": ("oktober.xlsx", book)})
        answer = await client.get(sent.headers.get("location", place))
        seen.answers.append(time.monotonic() - began)
        if (sent.status_code, answer.status_code) != (303, 200):
            seen.wrong.append(f"{stek_id}: {sent.status_code}, {answer.status_code}")
            return
        await asyncio.sleep(random.uniform(*READS))  # noqa: S311
        began = time.monotonic()
        confirmed = await client.post(f"{answer.request.url.path}/bevestigen")
        seen.landed.append(time.monotonic() - began)
        if confirmed.status_code != 303:
            seen.wrong.append(f"{stek_id}: not confirmed, {confirmed.status_code}")


async def _watch(server: Server, seen: Measured, end: float) -> None:
    """The most memory that the portal and its workers had together (proportional set size)."""
    portal = psutil.Process(server.process.pid)
    while time.monotonic() < end:
        held = 0
        for one in [portal, *portal.children(recursive=True)]:
            try:
                held += one.memory_full_info().pss
            except psutil.Error:
                continue  # a worker that just ended
        seen.memory = max(seen.memory, held)
        await asyncio.sleep(1)


def _lost(home: Home, known: int, delivered: int) -> list[str]:
    landed = len(read_receipts(home)) - known
    return [] if landed == delivered else [f"{landed} of {delivered} deliveries were landed"]


def _told(seen: Measured) -> str:
    lines = [f"{'':24}{'count':>8}{'median':>10}{'p95':>10}{'slowest':>10}"]
    kinds = {
        "pages": seen.pages, "pictures and scripts": seen.files,
        "answers to an upload": seen.answers, "confirmations": seen.landed,
    }  # fmt: skip
    for name, times in kinds.items():
        p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else float("nan")
        figures = (statistics.median(times), p95, max(times)) if times else (float("nan"),) * 3
        lines.append(f"{name:24}{len(times):>8}" + "".join(f"{one:>9.2f}s" for one in figures))
    lines.append(f"memory of the portal and its workers: {seen.memory / 1e6:,.0f} MB")
    lines.append(f"wrong: {len(seen.wrong)} {seen.wrong[:5] if seen.wrong else ''}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
