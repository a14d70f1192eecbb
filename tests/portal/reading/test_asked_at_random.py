"""Everything that the description allows, and much that it does not, asked of a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import BaseSchema, Case, Config, GenerationMode

from pipelines.home import Home
from portal.accounts import Accounts
from portal.api.operations import OPERATIONS, Operation
from tests.portal.server import member, running

EXAMPLES = 15  # of each kind and question: some hundred answers in all
SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much)
REAL = {"release": "latest", "table": "take_up"}
CHOSEN = {
    "checks": {
        # A table may lack the column that a choice is about: that is told, with what it has.
        "positive_data_acceptance": {
            "expected-statuses": ["200", "304", "400", "401", "404", "406"]
        },
    },
}


@pytest.fixture(scope="module")
def described(released: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BaseSchema]:
    """The API of a portal that runs as a process of its own, for somebody with a key."""
    log: Path = tmp_path_factory.mktemp("asked") / "log"
    accounts: Accounts = member(released, "program@stek.example", "analyst")
    number = max(one.number for one in accounts.all())
    _, key = accounts.make_key(number, "at random")
    accounts.close()
    with running(released, log) as server:
        own = {"Authorization": f"Bearer {key}"}
        config = Config.from_dict({**CHOSEN, "base-url": server.address, "headers": own})
        yield schemathesis.openapi.from_url(
            f"{server.address}/api/openapi.json", config=config, headers=own
        )
        assert "a fault of ours" not in log.read_text("utf-8")


@pytest.fixture(scope="module")
def connection() -> Iterator[requests.Session]:
    with requests.Session() as one:
        yield one


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_every_answer_is_as_described_and_nothing_is_a_fault_of_ours(
    described: BaseSchema, connection: requests.Session, operation: Operation, mode: GenerationMode
) -> None:
    if mode is GenerationMode.NEGATIVE and "{" not in operation.path:
        return  # nothing can be asked wrongly where nothing can be chosen
    asked = described[operation.path]["GET"]

    @given(case=asked.as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES, derandomize=True, database=None, suppress_health_check=SLOW)
    def asks(case: Case[Any]) -> None:
        if mode is GenerationMode.POSITIVE:  # else it is a table of a name at random, seldom ours
            case.path_parameters = {name: REAL[name] for name in case.path_parameters}
        statuses.append(case.call_and_validate(session=connection).status_code)

    statuses: list[int] = []
    asks()
    assert 200 in statuses or mode is GenerationMode.NEGATIVE
