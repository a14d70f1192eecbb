"""Shares with their intervals: a hidden one has words and no dot, and little never looks large."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from dashboards.drawings.axes import Drawing
from dashboards.drawings.intervals import draw_intervals
from dashboards.drawings.lettering import wrapped
from dashboards.tongue import Tongue
from dashboards.views.cells import Cell
from dashboards.views.interval_rows import IntervalRows, overlap, row

DUTCH = Tongue("nl")
SHOWN = Cell(True, 46, 100, 46, 36.6, 55.7, "published", 14, 16)
SMALL = Cell(True, None, 100, None, None, None, "hidden_small", 14, 16)
PROTECTS = Cell(True, None, 100, None, None, None, "hidden_to_protect", 14, 16)
NO_RATE = Cell(True, 8, None, None, None, None, "published", 14, 16)


def rows(*cells: Cell, reference: float | None = None) -> IntervalRows:
    named = (row(DUTCH, f"row {number}", cell) for number, cell in enumerate(cells))
    return IntervalRows(tuple(named), "%", reference, "all")


def drawing(*cells: Cell, is_narrow: bool = False) -> Drawing:
    return draw_intervals(rows(*cells), is_narrow=is_narrow)


def texts(drawn: Drawing) -> list[object]:
    return [one["text"] for one in drawn.annotations]


def test_a_dot_has_a_line_as_long_as_its_interval() -> None:
    (dots,) = drawing(SHOWN).traces
    error = dots["error_x"]
    assert dots["x"] == [46]
    assert isinstance(error, dict)
    assert (error["arrayminus"], error["array"]) == ([9.4], [9.7])


@pytest.mark.parametrize(
    ("cell", "why"),
    [(SMALL, "te klein om te tonen"), (PROTECTS, "verborgen"), (NO_RATE, "geen percentage")],
)
def test_a_hidden_share_has_words_and_no_dot(cell: Cell, why: str) -> None:
    drawn = drawing(SHOWN, cell)
    (dots,) = drawn.traces
    assert dots["x"] == [46]
    assert texts(drawn) == ["row 0", "row 1", "46% (37–56)", f"<i>{why}</i>"]


def test_no_peer_stands_beside_words() -> None:
    assert row(DUTCH, "row", SHOWN, peer=SHOWN).peer == 46
    assert row(DUTCH, "row", SMALL, peer=SHOWN).peer is None


def test_when_nothing_is_shown_there_are_only_words() -> None:
    drawn = drawing(SMALL)
    assert drawn.traces == ()
    assert texts(drawn) == ["row 0", "<i>te klein om te tonen</i>"]


def test_the_axis_starts_at_zero_and_ends_above_the_highest_end() -> None:
    axis = drawing(SHOWN).layout["xaxis"]
    assert isinstance(axis, dict)
    low, high = axis["range"]
    assert low == 0
    assert high == pytest.approx(55.7 * 1.04)


def test_intervals_overlap_when_they_share_an_end_or_are_not_told() -> None:
    low = Cell(True, 20, 100, 20, 13.3, 28.9, "published", 14, 16)
    touching = Cell(True, 30, 100, 37, 28.9, 45.0, "published", 14, 16)
    assert overlap(low, touching)
    assert not overlap(low, SHOWN)
    assert overlap(low, NO_RATE)


def test_a_long_word_is_broken_with_a_hyphen() -> None:
    assert wrapped("Huisarts of wijkgezondheidscentrum", 17) == (
        "Huisarts of<br>wijkgezondheidsc-<br>entrum"
    )
    assert wrapped("Recht\xa0*", 17) == "Recht\xa0*"


@pytest.mark.parametrize("is_narrow", [False, True])
def test_plotly_accepts_the_intervals(is_narrow: bool) -> None:
    drawn = draw_intervals(rows(SHOWN, SMALL, reference=43.0), is_narrow=is_narrow)
    go.Figure({"data": drawn.traces, "layout": {**drawn.layout, "annotations": drawn.annotations}})
