"""Every table to download, what its codes mean, and how to cite it."""

from __future__ import annotations

from collections.abc import Iterator

from dashboards.pages.monitor import Monitor
from dashboards.pages.page import Page
from dashboards.tongue import Tongue
from pipelines.publication.publisher import publisher


def pages(monitor: Monitor, tongue: Tongue) -> Iterator[Page]:
    """The one page of downloads."""
    who = publisher()
    yield Page(
        name="downloads",
        title=tongue.say("downloads_title"),
        template="downloads.html.jinja",
        content={
            "publisher": who,
            "licence": who.licence.title.to(tongue.language),
            "address": who.address(monitor.number) if monitor.number else "",
        },
    )
