"""Every day in the graph: what the calendar alone changes, a month that is late, a year that closes."""

import dagster as dg

from pipelines.run import ONWARDS

every_day = dg.define_asset_job("every_day", selection=dg.AssetSelection.groups(*ONWARDS))


@dg.schedule(
    job=every_day,
    cron_schedule="30 4 * * *",  # at night, when nobody lands
    execution_timezone="Europe/Brussels",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
def daily_tables() -> dg.RunRequest:
    """Make the ledger and all that follows from it again."""
    return dg.RunRequest()
