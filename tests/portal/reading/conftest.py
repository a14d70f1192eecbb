"""One home with two releases, and who reads it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from pipelines.home import Home
from tests.portal.reading.asking import Reader, portal_over, signed_in
from tests.portal.reading.releases import published_home


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Only read: what changes it makes its own."""
    return published_home(tmp_path_factory.mktemp("published") / "home")


@pytest.fixture(scope="session")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as one:
        yield one


@pytest.fixture(scope="session")
def nobody(released: Home, runner: asyncio.Runner) -> Reader:
    return portal_over(released, runner)


@pytest.fixture(scope="session")
def anybody(released: Home, runner: asyncio.Runner) -> Reader:
    """Nobody in particular, where what is published is open to all."""
    return portal_over(released, runner, is_open=True)


@pytest.fixture(scope="session")
def policy(nobody: Reader, released: Home) -> Reader:
    return signed_in(nobody, released, "policy")
