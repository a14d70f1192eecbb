"""What leaves the house: the released tables, then the pages that are drawn from them alone."""

import dagster as dg

from pipelines.defs.policy import ONE_WRITER, home, model_key, progress, retry, writing
from pipelines.disclosure.publishing import publish_tables
from pipelines.home import shown
from pipelines.warehouse.headers import IndicatorHeader
from pipelines.warehouse.models import models

RELEASED = dg.AssetKey("released")
_READ = ["facts.reporting", *(m.key for m in models() if isinstance(m.header, IndicatorHeader))]


@dg.asset(
    key=RELEASED,
    deps=[model_key(key) for key in _READ],
    group_name="published",
    kinds={"csv", "parquet"},
    retry_policy=retry,
    pool=ONE_WRITER,
)
def released() -> dg.MaterializeResult[None]:
    """Protected tables: the only thing that leaves the house."""
    with writing():
        rows = publish_tables(home())
    progress(f"published: {rows:,} rows in {shown(home().released / 'latest')}")
    return dg.MaterializeResult(metadata={"rows": rows})


@dg.asset(
    deps=[RELEASED], group_name="published", kinds={"html"}, retry_policy=retry, pool=ONE_WRITER
)
def site() -> None:
    """Pages drawn from the released tables."""
    from dashboards.publishing import publish_site  # Plotly's package, only when pages are drawn

    with writing():
        publish_site(home())
    progress(f"pages: {shown(home().site / 'index.html')}")
