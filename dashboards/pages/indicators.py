"""A page for each indicator: what it says over time, by right or trait, and by Stek."""

from __future__ import annotations

from collections.abc import Iterator

from dashboards.drawings.figures import drawn_view
from dashboards.pages.dataset import dataset
from dashboards.pages.explorer import Explorer
from dashboards.pages.monitor import Monitor
from dashboards.pages.page import Figure, Page
from dashboards.tongue import Tongue
from dashboards.views import labels
from dashboards.views.choice import views
from dashboards.views.notes import notes
from dashboards.views.sentences import headline, subtitle
from dashboards.views.tables import table
from dashboards.views.telling import Teller
from pipelines.disclosure.release import PublishedIndicator


def pages(monitor: Monitor, tongue: Tongue) -> Iterator[Page]:
    """Every indicator; a new one has its page without an edit here."""
    sample = monitor.sample(tongue)
    for indicator in monitor.publication.indicators:
        stream = labels.stream_title(indicator.stream).to(tongue.language)
        yield Page(
            name=indicator.name,
            title=indicator.title.to(tongue.language),
            template="indicator.html.jinja",
            content={
                "indicator": indicator,
                "stream": stream,
                "explorer": Explorer.of(indicator, tongue, sample),
            },
            figures=tuple(_figures(indicator, tongue, sample)),
            dataset=dataset(indicator, monitor, tongue),
        )


def _figures(indicator: PublishedIndicator, tongue: Tongue, sample: str) -> Iterator[Figure]:
    for view in views(indicator):
        teller = Teller(indicator, view, tongue)
        yield told(teller, f"by-{view.kind}", sample)


def told(teller: Teller, figure_id: str, sample: str) -> Figure:
    """A view as a figure with its words, its drawings and its table."""
    return Figure(
        id=figure_id,
        headline=headline(teller),
        subtitle=subtitle(teller),
        notes=(*notes(teller), *_how_sure(teller)),
        drawing=drawn_view(teller, sample),
        table=table(teller),
        table_of=teller.indicator.name,
        method=f"{teller.indicator.name}.html#method",
    )


def _how_sure(teller: Teller) -> tuple[str, ...]:
    """What the line through a mark means; of several lines over time none are drawn."""
    view = teller.view
    is_drawn = len(view.series) <= 1 and any(row.cells[0].ci_low is not None for row in view.rows)
    if not is_drawn or not view.is_rate:
        return ()
    return (teller.tongue.say("note_whiskers" if view.kind == "time" else "note_interval"),)
