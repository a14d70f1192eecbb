"""Landing in the graph: the inbox is emptied into it, and a sensor sees what must follow."""

import dagster as dg

from pipelines.defs.policy import LANDING, home, progress, retry, span_tags, writing
from pipelines.inbox import empty_inbox
from pipelines.landing.trees import read_tree
from pipelines.records.months import changed_months, desired_fingerprint
from pipelines.spans import spans


@dg.asset(key=LANDING, group_name="landing", retry_policy=retry)
def landing() -> dg.MaterializeResult[None]:
    """What was delivered, exactly as it came; materialising it empties the inbox."""
    with writing():
        landed = list(empty_inbox(home()))
    progress(f"inbox: {len(landed)} files landed")
    return dg.MaterializeResult(metadata={"landed": len(landed)})


@dg.sensor(
    target=dg.AssetSelection.all(),
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def new_deliveries() -> dg.SensorResult | dg.SkipReason:
    """Empty the inbox when something lies in it; else make what changed months ask for, once."""
    tree = read_tree(home().inbox)
    waiting = [offer.path for offer in (*tree.offers, *tree.nothing)]
    if waiting:
        ages = "|".join(sorted(f"{path}@{path.stat().st_mtime_ns}" for path in waiting))
        return dg.SensorResult([dg.RunRequest(ages, asset_selection=[LANDING])])
    months = changed_months(home())
    if not months:
        return dg.SkipReason("No month has changed.")
    asked = "|".join(desired_fingerprint(home(), month) for month in months)
    return dg.SensorResult(
        [dg.RunRequest(f"{asked}|{span[0]}", tags=span_tags(span)) for span in spans(months)]
    )
