"""A page for each table that is worked out from the others: its meaning and its downloads."""

from __future__ import annotations

from collections.abc import Iterator

from dashboards.pages.dataset import dataset
from dashboards.pages.monitor import Monitor
from dashboards.pages.page import Page
from dashboards.tongue import Tongue


def pages(monitor: Monitor, tongue: Tongue) -> Iterator[Page]:
    """Every estimate."""
    titles = {one.name: one.title for one in monitor.publication.indicators}
    for estimate in monitor.publication.estimates:
        yield Page(
            name=estimate.name,
            title=estimate.title.to(tongue.language),
            template="estimate.html.jinja",
            content={"estimate": estimate, "titles": titles},
            dataset=dataset(estimate, monitor, tongue),
        )
