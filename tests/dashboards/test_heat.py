"""The heat map of reasons: what it says, what it hides, and how dark a square is."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from dashboards.drawings.heat import draw_heat
from dashboards.drawings.inks import INK, PAPER, SHADES
from dashboards.pages.rights import why_by_right
from dashboards.views.heat import Heat, Line, Square, reasons
from pipelines.disclosure.release import PublishedIndicator
from tests.dashboards.told import Row, cell, hidden, indicator, layout, sight, traces


def noted(code: str, *share: float | None, right: str = "ALL") -> Row:
    place = {"breakdown": "redengroep", "category": code, "recht_code": right}
    return cell("hoofdreden", *share, **place)


OVERALL = [noted("N1", 400, 1000, 40, 37.0, 43.1), noted("N2", 350, 1000, 35, 32.1, 38.0)]
# Of the rent subsidy N2 lies clear above N1; of the living wage they overlap; of the school
# allowance one is hidden.
RENT = [
    noted("N1", 20, 100, 20, 13.3, 28.9, right="huursubsidie"),
    noted("N2", 60, 100, 60, 50.2, 69.1, right="huursubsidie"),
]
WAGE = [
    noted("N1", 45, 100, 45, 35.6, 54.8, right="leefloon"),
    noted("N2", 50, 100, 50, 40.4, 59.6, right="leefloon"),
]
SCHOOL = [
    hidden(noted("N1", 9, 30, 30, 16.7, 47.9, right="schooltoeslag")),
    noted("N2", 18, 30, 60, 42.3, 75.4, right="schooltoeslag"),
]


def of(*rows: Row) -> PublishedIndicator:
    return indicator("reasons", ["hoofdreden"], rows)


def test_only_a_reason_that_lies_clear_above_the_usual_one_is_told() -> None:
    figure = why_by_right(sight(of(*OVERALL, *RENT, *WAGE, *SCHOOL)))
    assert figure is not None
    assert figure.headline == (
        "Over alle rechten samen is de reden het vaakst: Niet gekend (40% in 2025). "
        "Een andere reden is duidelijk vaker genoteerd bij Huursubsidie: Niet gevraagd."
    )


def test_a_right_of_which_the_usual_reason_is_hidden_is_not_said_to_differ() -> None:
    told = reasons(of(*OVERALL, *SCHOOL))
    assert told is not None
    assert told.otherwise == {}


def test_that_no_right_differs_is_said_too() -> None:
    figure = why_by_right(sight(of(*OVERALL, *WAGE)))
    assert figure is not None
    assert figure.headline.endswith(
        "Bij geen enkel recht is een andere reden duidelijk vaker genoteerd."
    )


def test_a_release_without_reasons_has_no_heat_map() -> None:
    assert why_by_right(sight()) is None
    assert why_by_right(sight(of(*(hidden(row) for row in OVERALL)))) is None


def test_the_table_says_why_a_share_is_not_there() -> None:
    figure = why_by_right(sight(of(*OVERALL, *SCHOOL)))
    assert figure is not None
    overall, school = figure.table.rows
    assert overall.cells[:6] == (
        "400", "40%", "tussen 37% en 43%", "350", "35%", "tussen 32% en 38%",
    )  # fmt: skip
    assert (school.name, school.cells[:4]) == (
        "Schooltoeslag",
        ("verborgen", "verborgen", "", "18"),
    )


@pytest.mark.parametrize(
    ("value", "shade", "ink"),
    [(0, 0, INK), (9, 0, INK), (10, 1, INK), (24, 1, INK), (25, 3, PAPER), (40, 4, PAPER)],
)
def test_a_larger_share_is_darker_and_its_figure_can_be_read(
    value: int, shade: int, ink: str
) -> None:
    drawing = draw_heat(
        Heat(("one",), (Line("row", (Square(value, f"{value}%", ""),)),)), is_narrow=False
    )
    shapes = drawing.layout["shapes"]
    assert isinstance(shapes, list)
    assert [square["fillcolor"] for square in shapes] == [SHADES[shade]]
    assert drawing.traces[0]["textfont"] == {"color": [ink]}


def test_a_hidden_square_has_a_sign_and_no_shade() -> None:
    told = reasons(of(*OVERALL, *SCHOOL))
    figure = why_by_right(sight(of(*OVERALL, *SCHOOL)))
    assert told is not None
    assert figure is not None
    (texts,) = traces(figure.drawing)
    assert texts["text"] == ["40%", "35%", "", "", "", "", "|", "60%", "", "", "", ""]
    shapes = layout(figure.drawing)["shapes"]
    assert ["fillcolor" in shape for shape in shapes][6:8] == [False, True]


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_plotly_accepts_the_heat_map(width: str) -> None:
    figure = why_by_right(sight(of(*OVERALL, *RENT, *SCHOOL)))
    assert figure is not None
    go.Figure(getattr(figure.drawing, width))
