"""Records: partitioned by month; the contract check shows itself as one asset check a stream."""

from collections.abc import Iterator

import dagster as dg

from pipelines import contracts
from pipelines.defs.policy import LANDING, ONE_WRITER, monthly, progress, record_key, retry, writing
from pipelines.home import Home
from pipelines.months import Month
from pipelines.records.months import build_months
from pipelines.records.reports import MonthReport

_STREAMS = tuple(stream.name for stream in contracts.streams())


@dg.multi_asset(
    name="records",
    specs=[
        dg.AssetSpec(
            record_key(stream),
            deps=[LANDING],
            group_name="records",
            kinds={"parquet"},
            description=f"Accepted rows of {stream}, typed, dates coarsened to months.",
        )
        for stream in _STREAMS
    ],
    check_specs=[
        dg.AssetCheckSpec(
            "contract",
            asset=record_key(stream),
            description=f"Great Expectations suite of the contract of {stream}; counts only.",
        )
        for stream in _STREAMS
    ],
    partitions_def=monthly,
    backfill_policy=dg.BackfillPolicy.single_run(),
    retry_policy=retry,
    pool=ONE_WRITER,
)
def records(
    context: dg.AssetExecutionContext,
) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    """Make the records of the months of this run."""
    home = Home.from_environment()
    months = [Month.parse(key[:7]) for key in context.partition_keys]
    with writing():
        reports = build_months(home, months, progress)
    for stream in _STREAMS:
        yield dg.MaterializeResult(
            asset_key=record_key(stream), metadata={"rows": sum(r.rows[stream] for r in reports)}
        )
        yield _check(stream, reports)


def _check(stream: str, reports: tuple[MonthReport, ...]) -> dg.AssetCheckResult:
    rules = {rule.name for rule in contracts.stream(stream).rules}
    broken = {
        rule: count
        for rule in sorted(rules)
        if (count := sum(report.rules.get(rule, 0) for report in reports))
    }
    return dg.AssetCheckResult(
        asset_key=record_key(stream),
        check_name="contract",
        passed=not broken,
        severity=dg.AssetCheckSeverity.WARN,  # wrong rows are held back; the rest goes on
        metadata={"rows_by_rule": broken, "rules": len(rules)},
    )
