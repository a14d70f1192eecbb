"""Worlds with every effect, and worlds with none, each of other seeds than the other."""

from __future__ import annotations

import pytest

from pipelines.sample.effects import NONE, PLANTED
from tests.effects.seeds import Seen, seen


@pytest.fixture(scope="session")
def planted() -> Seen:
    """What is published of worlds with every effect of the model."""
    return seen(PLANTED, first=1000)


@pytest.fixture(scope="session")
def none() -> Seen:
    """What is published of worlds in which nothing differs and nothing changes."""
    return seen(NONE, first=5000)
