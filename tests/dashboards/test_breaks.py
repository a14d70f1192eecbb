"""A break is drawn as a break: the line stops, a dotted line stands there, and a note says why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboards.views.breaks import break_places
from dashboards.views.notes import notes
from dashboards.views.sentences import headline
from pipelines.disclosure.release import PublishedIndicator
from pipelines.months import Month
from pipelines.warehouse.headers import Break
from tests.counts import words
from tests.dashboards.test_figures import drawing, traces
from tests.dashboards.test_sentences import teller


def broken_at(indicators: dict[str, PublishedIndicator], month: str) -> PublishedIndicator:
    """The rate told for 2025-10, 2026-08, 2026-09 and 2026-10, counted otherwise from a month on."""
    reason = Break(Month.parse(month), words("Pensioenleeftijd"))
    return replace(indicators["take_up"], breaks=(reason,))


def test_a_line_stops_before_the_month_from_which_is_counted_in_another_way(
    indicators: dict[str, PublishedIndicator],
) -> None:
    figure = drawing(broken_at(indicators, "2026-10"), "time")
    line = traces(figure)[0]
    assert line["x"] == [0, 1, 2, None, 3]
    assert line["y"] == [40, None, None, None, 50]
    assert len(line["customdata"]) == len(line["marker"]["symbol"]) == 5  # type: ignore[arg-type,index]
    (_, dotted) = figure["layout"]["shapes"]  # type: ignore[index]  # the year that is open, first
    assert (dotted["x0"], dotted["x1"], dotted["line"]["dash"]) == (2.5, 2.5, "dot")


def test_a_note_says_from_when_and_why(indicators: dict[str, PublishedIndicator]) -> None:
    told = teller(broken_at(indicators, "2026-10"), "time")
    assert notes(told)[-1] == "Vanaf oktober 2026 tellen we anders: Pensioenleeftijd (nl)"


def test_across_a_break_nothing_is_compared(indicators: dict[str, PublishedIndicator]) -> None:
    assert "Een jaar eerder" in headline(teller(indicators["take_up"], "time"))
    assert headline(teller(broken_at(indicators, "2026-09"), "time")) == (
        "granted (nl): 50% in oktober 2026."
    )


@pytest.mark.parametrize(
    ("month", "places"),
    [
        ("2025-10", []),  # before all that is told
        ("2025-11", [1]),  # the first row after it
        ("2026-08", [1]),
        ("2026-10", [3]),
        ("2026-11", []),  # after all that is told
    ],
)
def test_a_break_stands_before_the_first_row_that_it_is_about(
    indicators: dict[str, PublishedIndicator], month: str, places: list[int]
) -> None:
    assert list(break_places(teller(broken_at(indicators, month), "time"))) == places
