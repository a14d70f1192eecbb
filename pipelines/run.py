"""One run of the pipeline from the command line: the same graph that the Dagster UI shows."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.errors import StekError
from pipelines.files import one_at_a_time
from pipelines.home import CHECKOUT, Home
from pipelines.landing.receipts import months_with_receipts
from pipelines.landing.trees import read_tree
from pipelines.months import Month
from pipelines.records.months import changed_months
from pipelines.spans import Span, spans

if TYPE_CHECKING:
    import dagster as dg
    from dagster_shared.error import SerializableErrorInfo

_TELLING = frozenset({"StekError", *(kind.__name__ for kind in StekError.__subclasses__())})
_SENSORS = "SENSOR"  # Dagster's name of the daemon that asks the sensors
_SIGN_OF_LIFE_SECONDS = 120  # it gives one every 30 (DEFAULT_HEARTBEAT_INTERVAL_SECONDS)
ONWARDS = ("ledger", "facts", "indicators", "published")  # the groups that follow from records


@dataclass(frozen=True)
class RunReport:
    """What a run did: the months whose records were made."""

    months: tuple[Month, ...]


def run(home: Home, *, everything: bool = False) -> RunReport:
    """Land the inbox, make the records of the months that changed, and all that follows.

    Errors: StekError when a step fails; what was published before then stands.
    """
    point_dagster_at(home)
    with one_at_a_time(home.root / ".run.lock"):
        tree = read_tree(home.inbox)
        if tree.offers or tree.nothing:
            _materialize(["landing"])
        months = months_with_receipts(home) if everything else changed_months(home)
        parts = spans(months)
        for span in parts[:-1]:
            _materialize(["records"], span)
        if parts:
            _materialize(["records", *ONWARDS], parts[-1])
        else:
            _materialize(ONWARDS)
    return RunReport(tuple(months))


def has_daemon(home: Home) -> bool:
    """Whether a Dagster daemon looks after this home: its sensors gave a sign of life just now."""
    import dagster as dg

    point_dagster_at(home)
    with dg.DagsterInstance.get() as instance:
        beat = instance.get_daemon_statuses([_SENSORS])[_SENSORS].last_heartbeat
    return beat is not None and time.time() - beat.timestamp < _SIGN_OF_LIFE_SECONDS


def point_dagster_at(home: Home) -> None:
    """Let Dagster read dagster.yaml of the checkout and keep its history in the data home.

    Where `STEK_DAGSTER_URL` names a PostgreSQL database, the history is kept there (deploy/).
    """
    home.dagster.mkdir(parents=True, exist_ok=True)
    settings = CHECKOUT / "deploy" if os.environ.get("STEK_DAGSTER_URL") else CHECKOUT
    os.environ.update(
        DAGSTER_HOME=str(settings), STEK_DAGSTER=str(home.dagster), STEK_HOME=str(home.root)
    )


def _materialize(groups: Sequence[str], span: Span | None = None) -> None:
    """Make the assets of these groups in this process, for a span of months when one is given."""
    import dagster as dg

    from pipelines.definitions import defs
    from pipelines.defs.policy import span_tags

    graph = defs()
    quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    parts = (*(graph.assets or ()), *(graph.asset_checks or ()))
    result = dg.materialize(
        [part for part in parts if isinstance(part, dg.AssetsDefinition)],
        selection=dg.AssetSelection.groups(*groups),
        instance=dg.DagsterInstance.get(),
        tags=span_tags(span) if span else None,
        run_config=quiet,
        raise_on_error=False,
    )
    if not result.success:
        raise _failure(result)


def _failure(result: dg.ExecuteInProcessResult) -> StekError:
    """The step that failed, and why when the error is one of ours: those quote no values."""
    failed = [event for event in result.all_events if event.is_step_failure]
    steps = ", ".join(str(event.step_key) for event in failed) or "its start"
    causes = [
        error.message.strip()
        for event in failed
        for error in _chain(event.step_failure_data.error)
        if error.cls_name in _TELLING
    ]
    return StekError(
        f"The run stopped at {steps}; what was published before still stands. "
        + " ".join(causes or ["`stek dev` shows the step, `stek run` tries again."])
    )


def _chain(error: SerializableErrorInfo | None) -> Iterator[SerializableErrorInfo]:
    """An error and the ones that caused it."""
    while error is not None:
        yield error
        error = error.cause
