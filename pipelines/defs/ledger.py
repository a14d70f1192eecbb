"""The ledger as the facts read it: whole, after the records have told what could be used."""

import dagster as dg

from pipelines import contracts
from pipelines.defs.policy import ONE_WRITER, home, progress, record_key, retry, writing
from pipelines.ledger import write_ledger


@dg.asset(
    key=record_key("deliveries"),
    deps=[record_key(stream.name) for stream in contracts.streams()],
    group_name="ledger",
    kinds={"parquet"},
    retry_policy=retry,
    pool=ONE_WRITER,
)
def deliveries() -> dg.MaterializeResult[None]:
    """Per Stek, month and stream: reported, nothing, late, missing, refused or corrected."""
    with writing():
        lines = write_ledger(home())
    progress(f"ledger: {lines:,} lines")
    return dg.MaterializeResult(metadata={"rows": lines})
