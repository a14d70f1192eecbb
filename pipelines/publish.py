"""From the warehouse to what people read: protected tables, then pages drawn from them."""

from __future__ import annotations

import duckdb

from pipelines import clock
from pipelines.disclosure import Released, protect
from pipelines.files import folder_published_as
from pipelines.home import Home
from pipelines.models import models
from pipelines.release import write


def publish_tables(home: Home) -> int:
    """Protect every indicator and publish them together; how many tables there are now."""
    ...


def publish_site(home: Home) -> None:
    """Draw the pages from the tables that were published last."""
    from dashboards.site import build

    with folder_published_as(home.site) as folder:
        build(home.released / "latest", folder)
