"""What leaves the house: the released tables, then the pages that are drawn from them alone."""

import dagster as dg

from pipelines.defs.policy import ONE_WRITER, home, model_key, progress, retry, writing
from pipelines.home import shown
from pipelines.publication.publishing import audit_candidate, protect_tables, release_candidate
from pipelines.warehouse.headers import IndicatorHeader
from pipelines.warehouse.models import models

CANDIDATE = dg.AssetKey("candidate")
RELEASED = dg.AssetKey("released")
_READ = ["facts.reporting", *(m.key for m in models() if isinstance(m.header, IndicatorHeader))]


@dg.asset(
    key=CANDIDATE,
    deps=[model_key(key) for key in _READ],
    group_name="published",
    kinds={"parquet"},
    retry_policy=retry,
    pool=ONE_WRITER,
)
def candidate() -> dg.MaterializeResult[None]:
    """All tables protected together, with proof; not public before they are audited."""
    with writing():
        rows = protect_tables(home())
    progress(f"protected: {rows:,} rows")
    return dg.MaterializeResult(metadata={"rows": rows})


@dg.asset_check(asset=CANDIDATE, name="audit", blocking=True, pool=ONE_WRITER)
def audit() -> dg.AssetCheckResult:
    """What an attacker finds who has every release: nothing, or it is not released."""
    with writing():
        report = audit_candidate(home())
    progress(f"audited: {report.tried:,} hidden counts tried, {len(report.findings)} found")
    return dg.AssetCheckResult(
        passed=report.is_clean,
        severity=dg.AssetCheckSeverity.ERROR,
        metadata={
            "cells": report.cells,
            "tried": report.tried,
            "found": len(report.findings),
            "undecided": report.undecided,
        },
    )


@dg.asset(
    key=RELEASED,
    deps=[CANDIDATE],
    group_name="published",
    kinds={"csv", "xlsx", "parquet"},
    retry_policy=retry,
    pool=ONE_WRITER,
)
def released() -> None:
    """The latest release: the only thing that leaves the house."""
    with writing():
        release_candidate(home())
    progress(f"released: {shown((home().released / 'latest').resolve())}")


@dg.asset(
    deps=[RELEASED], group_name="published", kinds={"html"}, retry_policy=retry, pool=ONE_WRITER
)
def site() -> None:
    """Pages drawn from the released tables."""
    from dashboards.site.publishing import publish_site  # Plotly's package, only when drawing

    with writing():
        has_pictures = publish_site(home())
    if not has_pictures:
        progress("no pictures: no Chromium drew them; charts are drawn when they come into view")
    progress(f"pages: {shown(home().site / 'index.html')}")
