"""How figures are protected, how sure they are, and what each of them counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboards.pages.monitor import Monitor
from dashboards.pages.page import Page
from dashboards.tongue import Tongue
from dashboards.views import labels
from pipelines.contracts import Words


@dataclass(frozen=True)
class Counted:
    """From which month an indicator is counted in another way, and why."""

    title: Words
    month: str
    reason: Words


def pages(monitor: Monitor, tongue: Tongue) -> Iterator[Page]:
    """The one page of methods."""
    sensitive = (words.to(tongue.language) for words in labels.sensitive_rights())
    yield Page(
        name="methode",
        title=tongue.say("method_page_title"),
        template="method.html.jinja",
        content={"sensitive": ", ".join(sensitive), "breaks": tuple(_breaks(monitor))},
    )


def _breaks(monitor: Monitor) -> Iterator[Counted]:
    for indicator in monitor.publication.indicators:
        for one in indicator.breaks:
            yield Counted(indicator.title, str(one.month), one.reason)
