"""One share over time between the limits of chance, as a figure: of a Stek or of all together."""

from __future__ import annotations

from collections.abc import Iterator

from dashboards.drawings.control import draw_control
from dashboards.drawings.figures import drawn
from dashboards.drawings.strips import SIGNS
from dashboards.pages.monitor import Monitor
from dashboards.pages.page import Figure
from dashboards.tongue import Tongue
from dashboards.views import labels
from dashboards.views.control import control
from dashboards.views.control_words import (
    control_headline,
    control_notes,
    control_said,
    control_subtitle,
    control_table,
)


def control_figure(
    monitor: Monitor, tongue: Tongue, share: tuple[str, str], stek_id: str, name: str
) -> Iterator[Figure]:
    """The figure of an indicator's outcome; none where the release shows nothing of it.

    `name` is what the Stek is called.
    """
    own, indicator = control(monitor.changes, *share, stek_id), monitor.indicators.get(share[0])
    if own is None or indicator is None:
        return
    label = next(one.label for one in indicator.outcomes if one.code == share[1])
    told = label.to(tongue.language)
    signs = {str(state): sign for state, (sign, _) in SIGNS.items()}
    said = control_said(own, tongue)
    rounded = labels.statuses()["provisional"].to(tongue.language)
    yield Figure(
        id="change",
        headline=control_headline(own, told, tongue),
        subtitle=control_subtitle(own, told, name, tongue),
        notes=(*control_notes(own, signs, tongue), rounded),
        drawing=drawn(
            lambda is_narrow: draw_control(own, said, tongue, is_narrow=is_narrow),
            tongue,
            monitor.sample(tongue),
        ),
        table=control_table(own, tongue),
        table_of="change",
        method="change.html#method",
    )
