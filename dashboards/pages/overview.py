"""The first page: who delivered, and the way to everything else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from dashboards.pages.monitor import Monitor
from dashboards.pages.page import Page
from dashboards.tongue import Tongue
from dashboards.views import labels
from pipelines.contracts import Words
from pipelines.disclosure.release import Publication


@dataclass(frozen=True)
class Reported:
    """How many Stekken delivered a stream for the last month."""

    title: Words
    period: str
    reporting: int
    expected: int


def pages(monitor: Monitor, tongue: Tongue) -> Iterator[Page]:
    """The one first page."""
    yield Page(
        name="index",
        title=tongue.say("tagline"),
        template="index.html.jinja",
        content={
            "reported": _reported(monitor.publication),
            "sensitive": ", ".join(w.to(tongue.language) for w in labels.sensitive_rights()),
        },
    )


def _reported(publication: Publication) -> tuple[Reported, ...]:
    """For each stream, who delivered the last month, as the first table of that stream says."""
    found: dict[str, Reported] = {}
    for indicator in publication.indicators:
        months = indicator.table.filter(
            pl.col("period_type") == "month", pl.col("stek_id") == "ALL"
        ).sort("period")
        if indicator.stream not in found and not months.is_empty():
            *_, last = months.select("period", "steks_reporting", "steks_expected").iter_rows()
            found[indicator.stream] = Reported(labels.stream_title(indicator.stream), *last)
    return tuple(found[name] for name in labels.streams() if name in found)
