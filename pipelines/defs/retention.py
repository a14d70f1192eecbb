"""Retention in the graph: once a month what has had its time is removed."""

import dagster as dg

from pipelines.defs.policy import home, progress, retry, writing
from pipelines.retention import due, retain


@dg.op(retry_policy=retry)
def remove_what_has_had_its_time() -> None:
    """Delivered files, records, old years of the journal and uploads; see retention.yaml.

    The months whose records go have changed: the sensor then asks for the facts without them.
    """
    with writing():
        found = retain(home(), due(home()), who="dagster")
    progress(
        f"retention: {sum(found.files.values())} files, records of {len(found.records)} months,"
        f" {found.events} events and {found.pending} uploads removed"
    )


@dg.job
def retention() -> None:
    """Remove what has had its time."""
    remove_what_has_had_its_time()


@dg.schedule(
    job=retention,
    cron_schedule="30 3 2 * *",  # a month's time is over on the first; at night, when nobody lands
    execution_timezone="Europe/Brussels",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
def monthly_retention() -> dg.RunRequest:
    """On the second of every month."""
    return dg.RunRequest()
