"""Who delivered when, as the page on quality tells it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import plotly.graph_objects as go
import polars as pl
import pytest

from dashboards.drawings.punctuality import SIGNS, Named, draw_punctuality
from dashboards.pages import quality
from dashboards.pages.monitor import Monitor
from dashboards.tongue import Tongue
from dashboards.views.punctuality import STATES, Received, punctuality, received, state
from pipelines.disclosure.release import PublishedIndicator

# Expected, received, in time, nothing to report, refused; by Stek and month.
COUNTS = {
    ("zaventem", "2026-09"): (4, 4, 4, 1, 0),
    ("zaventem", "2026-10"): (4, 4, 3, 0, 0),
    ("tienen", "2026-09"): (4, 3, 3, 0, 1),
    ("tienen", "2026-10"): (4, 2, 2, 0, 0),
    ("zelzate", "2026-09"): (0, 0, 0, 0, 0),
    ("zelzate", "2026-10"): (4, 0, 0, 0, 0),
}
OUTCOMES = ("verwacht", "ontvangen", "op_tijd", "niets_te_melden", "geweigerd")


def deliveries(indicators: dict[str, PublishedIndicator]) -> PublishedIndicator:
    rows = [
        (month, stek, outcome, count)
        for (stek, month), counts in COUNTS.items()
        for outcome, count in zip(OUTCOMES, counts, strict=True)
    ]
    months = {month for _, month in COUNTS}
    rows += [
        (month, "ALL", outcome, sum(COUNTS[key][n] for key in COUNTS if key[1] == month))
        for month in months
        for n, outcome in enumerate(OUTCOMES)
    ]
    table = pl.DataFrame(
        rows, schema=["period", "stek_id", "outcome", "numerator"], orient="row"
    ).with_columns(
        period_type=pl.lit("month"),
        recht_code=pl.lit("ALL"),
        breakdown=pl.lit("ALL"),
        category=pl.lit("ALL"),
    )
    return replace(indicators["reach"], name="deliveries_received", table=table)


def test_every_month_in_which_a_stek_took_part_has_its_state(
    indicators: dict[str, PublishedIndicator],
) -> None:
    of = punctuality(deliveries(indicators))
    assert of.months == ("2026-09", "2026-10")
    assert of.states == {
        "tienen": {"2026-09": "refused", "2026-10": "part"},
        "zaventem": {"2026-09": "reported", "2026-10": "late"},
        "zelzate": {"2026-10": "missing"},
    }


def test_only_when_every_table_says_so_is_there_nothing_to_report() -> None:
    assert state(4, 4, 4, 4, 0) == "nothing"
    assert state(4, 4, 4, 3, 0) == "reported"


def test_the_headline_counts_what_came_and_what_came_in_time(
    indicators: dict[str, PublishedIndicator],
) -> None:
    of = deliveries(indicators)
    assert received(of, "2026-10") == Received(12, 6, 5)


@pytest.mark.parametrize("is_narrow", [False, True])
def test_plotly_accepts_the_drawing_and_every_state_has_its_own_form(
    indicators: dict[str, PublishedIndicator], is_narrow: bool
) -> None:
    of = punctuality(deliveries(indicators))
    names = {stek: stek for stek in of.states}
    drawing = draw_punctuality(
        of, Named(names, {one: one for one in STATES}), Tongue("nl"), is_narrow=is_narrow
    )
    go.Figure(list(drawing.traces), drawing.layout)
    assert len({symbol for symbol, _, _ in SIGNS.values()}) == len(STATES)
    assert sum(len(trace["x"]) for trace in drawing.traces) == 5  # type: ignore[arg-type, misc]


def test_the_page_tells_it_in_words_too(
    released: Path, indicators: dict[str, PublishedIndicator]
) -> None:
    monitor = Monitor.of(released)
    publication = replace(monitor.publication, indicators=(deliveries(indicators),))
    (page,) = quality.pages(replace(monitor, publication=publication), Tongue("nl"))
    (figure,) = page.figures
    assert figure.headline == ("Geleverd in oktober 2026: 6 van de 12 tabellen, 5 daarvan op tijd.")
    rows = {row.name: row.cells for row in figure.table.rows}
    assert rows["De STEK Zelzate"] == ("-", "niets geleverd")
