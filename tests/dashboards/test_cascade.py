"""The cascade: each step with what came from the step before, and nothing where that is hidden."""

from __future__ import annotations

import json

import plotly.graph_objects as go
import pytest

from dashboards.pages.referral_figures import steps
from dashboards.pages.sight import Sight
from dashboards.views.cascade import cascade
from tests.dashboards.told import Row, cell, estimate, hidden, indicator, sight, traces

STEPS = ("doorverwezen", "aangekomen", "beslist", "toegekend")
COUNTS = [
    cell("vastgesteld", 200, recht_code="leefloon"),
    cell("doorverwezen", 112, 200, 56, 49.1, 62.7, recht_code="leefloon"),
    cell("aangekomen", 95, 200, 48, 40.7, 54.4, recht_code="leefloon"),
    cell("beslist", 63, 200, 32, 25.5, 38.2, recht_code="leefloon"),
    cell("toegekend", 43, 200, 22, 16.4, 27.7, recht_code="leefloon"),
]


def ratio(outcome: str, step: tuple[float, ...], start: tuple[float, ...]) -> Row:
    place = dict.fromkeys(("stek_id", "breakdown", "category"), "ALL")
    names = ("step", "step_low", "step_high", "cumulative", "cumulative_low", "cumulative_high")
    shares = dict(zip(names, (*(step or (None,) * 3), *start), strict=True))
    return {"period": "2025", "recht_code": "leefloon", **place, "outcome": outcome, **shares}


RATIOS = [
    ratio("doorverwezen", (56.0, 49.1, 62.7), (56.0, 49.1, 62.7)),
    ratio("aangekomen", (84.8, 77.0, 90.3), (47.5, 40.7, 54.4)),
    ratio("beslist", (66.3, 56.3, 75.0), (31.5, 25.5, 38.2)),
    ratio("toegekend", (68.3, 56.0, 78.4), (21.5, 16.4, 27.7)),
]


def release(counts: list[Row], ratios: list[Row]) -> Sight:
    table = indicator("referral_cascade", STEPS, counts, counted=["vastgesteld"])
    ordered = sorted(table.outcomes, key=lambda one: one.code != "vastgesteld")
    object.__setattr__(table, "outcomes", tuple(ordered))
    return sight(table, estimate("step_ratios", ratios))


def test_the_narrowest_step_is_named_with_the_share_that_reached_it() -> None:
    figure = steps(release(COUNTS, RATIOS), "leefloon")
    assert figure is not None
    assert figure.headline == (
        "In 2025: van wie een recht misliep, kreeg 22% het binnen 90 dagen na een doorverwijzing. "
        "De smalste stap is: doorverwezen (daar geraakte 56%). "
        "Een andere stap ligt er dicht bij: dat verschil kan toeval zijn."
    )
    assert figure.table.rows[1].cells == (
        "112", "56,0%", "tussen 49% en 63%", "56,0%", "tussen 49% en 63%",
    )  # fmt: skip


def test_a_hidden_step_has_words_and_no_bar_and_the_narrowest_is_of_what_is_shown() -> None:
    counts = [hidden(row) if row["outcome"] == "beslist" else row for row in COUNTS]
    figure = steps(release(counts, RATIOS[:2]), "leefloon")
    assert figure is not None
    lost, reached = traces(figure.drawing)
    assert reached["x"] == [200, 112, 95, None, 43]
    assert lost["x"] == [None, 200, 112, None, None]  # what came before a hidden step is not drawn
    assert "<i>verborgen</i>" in json.dumps(figure.drawing.wide)
    assert figure.headline == (
        "Van de stappen die we kunnen tonen, is deze de smalste: doorverwezen (daar geraakte 56%)."
    )


def test_a_step_that_lies_clear_below_the_others_is_not_called_chance() -> None:
    figure = steps(release(COUNTS, RATIOS[:2]), "leefloon")
    assert figure is not None
    assert "toeval" not in figure.headline  # 49 to 63 of a hundred, and 77 to 90


def test_without_a_start_or_a_later_step_there_is_no_cascade() -> None:
    nothing = [hidden(row) for row in COUNTS]
    assert steps(release(nothing, RATIOS), "leefloon") is None
    assert steps(release([COUNTS[0], *nothing[1:]], RATIOS), "leefloon") is None
    assert steps(release(COUNTS, RATIOS), "igo") is None
    assert cascade(None, None, sight().tongue) is None


def test_steps_without_ratios_are_drawn_and_not_compared() -> None:
    figure = steps(release(COUNTS, []), "leefloon")
    assert figure is not None
    assert figure.headline == (
        "Hoeveel mensen elke stap haalden, is grotendeels te klein om te tonen."
    )


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_plotly_accepts_the_cascade(width: str) -> None:
    figure = steps(release(COUNTS, RATIOS), "leefloon")
    assert figure is not None
    go.Figure(getattr(figure.drawing, width))
