"""The drawings: what is hidden is not drawn as a number, and every language reads its own."""

from __future__ import annotations

import json

import plotly.graph_objects as go
import pytest

from dashboards.drawings.figures import Drawn, drawn_view
from dashboards.drawings.inks import MARKS, THEME
from dashboards.tongue import Tongue
from pipelines.contracts import LANGUAGES
from pipelines.disclosure.release import PublishedIndicator
from tests.dashboards.test_sentences import teller

SAMPLE = "Voorbeeldgegevens: fictieve cijfers"


def drawing(indicator: PublishedIndicator, kind: str, width: str = "wide") -> dict[str, object]:
    both: Drawn = drawn_view(teller(indicator, kind), SAMPLE)
    return dict(both.narrow if width == "narrow" else both.wide)


def traces(figure: dict[str, object]) -> list[dict[str, object]]:
    data = figure["data"]
    return data if isinstance(data, list) else []


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_a_hidden_point_is_a_gap_with_a_sign_and_not_zero(
    indicators: dict[str, PublishedIndicator], width: str
) -> None:
    line, signs = traces(drawing(indicators["take_up"], "time", width))
    assert line["y"] == [40, None, None, 50]
    assert (signs["x"], signs["yaxis"]) == ([1, 2], "y2")
    assert signs["marker"]["symbol"] == "line-ns-open"  # type: ignore[index]


def test_a_month_that_not_every_stek_delivered_has_an_open_point(
    indicators: dict[str, PublishedIndicator],
) -> None:
    line, _ = traces(drawing(indicators["take_up"], "time"))
    symbols = line["marker"]["symbol"]  # type: ignore[index]
    assert symbols == ["circle", "circle-open", "circle", "circle"]


def test_a_hidden_share_has_words_in_its_place(indicators: dict[str, PublishedIndicator]) -> None:
    figure = drawing(indicators["take_up"], "stek")
    (dots,) = traces(figure)
    assert dots["x"] == [60]
    assert "<i>te klein om te tonen</i>" in words_of(figure)


def test_a_share_is_drawn_with_how_unsure_it_is(indicators: dict[str, PublishedIndicator]) -> None:
    """120 of 200, rounded: Wilson's low end of 118 of 202, high end of 122 of 198: 51.5, 68.1."""
    figure = drawing(indicators["take_up"], "stek")
    (dots,) = traces(figure)
    assert (dots["error_x"]["arrayminus"], dots["error_x"]["array"]) == ([8.5], [8.1])  # type: ignore[index]
    assert "60% (52–68)" in words_of(figure)


def words_of(figure: dict[str, object]) -> list[str]:
    return [one["text"] for one in figure["layout"]["annotations"]]  # type: ignore[index]


def test_a_stek_that_delivered_in_part_has_a_star(
    indicators: dict[str, PublishedIndicator],
) -> None:
    words = words_of(drawing(indicators["take_up"], "stek"))
    assert {"De STEK Zaventem", "STEK Tienen *"} <= set(words)


@pytest.mark.parametrize("kind", ["time", "category", "stek"])
def test_the_picture_itself_says_that_its_figures_are_fictitious(
    indicators: dict[str, PublishedIndicator], kind: str
) -> None:
    assert SAMPLE in json.dumps(drawing(indicators["reach"], kind))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_axis_writes_numbers_as_its_language_does(
    indicators: dict[str, PublishedIndicator], language: str
) -> None:
    separators = {"nl": ",.", "fr": ",\u202f", "en": ".,"}
    both = drawn_view(teller(indicators["reach"], "time", language), "")  # type: ignore[arg-type]
    assert both.wide["layout"]["separators"] == separators[language]  # type: ignore[index]
    assert Tongue(language).number(1000)[1] == separators[language][1]  # type: ignore[arg-type]


def test_no_figure_carries_a_colour_that_the_theme_does_not_know(
    indicators: dict[str, PublishedIndicator],
) -> None:
    text = json.dumps(drawing(indicators["reach"], "stek"))
    used = {word.strip('"').lower() for word in text.split('"') if word.startswith("#")}
    assert used <= set(THEME)
    assert len(MARKS) == 4


def test_the_names_of_lines_that_end_together_do_not_overlap() -> None:
    from dashboards.drawings.lines import apart

    assert apart([10.0, 10.0, 50.0], [4.0, 4.0, 4.0]) == [10.0, 14.0, 50.0]


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize(
    ("name", "kind"), [(n, k) for n in ("take_up", "reach") for k in ("time", "stek")]
)
def test_plotly_accepts_every_part_of_a_figure(
    indicators: dict[str, PublishedIndicator], name: str, kind: str, width: str
) -> None:
    go.Figure(drawing(indicators[name], kind, width))  # raises for a property that it does not know
