"""The page of signals: how many, about what, for whom, and what came of them."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from dashboards.pages import signals
from dashboards.pages.page import Page
from dashboards.site.frame import environment, html
from pipelines.contracts import LANGUAGES
from pipelines.disclosure.release import PublishedIndicator
from tests.dashboards.told import Row, cell, hidden, indicator, sight, traces

ENDS = ("gemeld", "besproken", "antwoord", "opgelost", "geen_gevolg")


def about(breakdown: str, code: str, *share: float | None) -> Row:
    return cell("signalen", *share, breakdown=breakdown, category=code)


RAISED = [
    cell("signalen", 165, 165),
    cell("signalen", 40, 40, period="2026-Q3"),
    about("niveau", "lokaal", 95, 165, 58, 49.9, 64.9),
    hidden(about("niveau", "bovenlokaal", 68, 165)),
    about("thema", "inkomen", 24, 165, 15, 10.0, 20.7),
    about("thema", "wonen", 29, 165, 18, 12.5, 24.1),
    about("thema", "niet_gevraagd", 80, 165, 48, 41.0, 56.1),
    about("thema", "werk"),
]
FOLLOWED = [
    *(cell(code) for code in ENDS[:3]),
    cell("opgelost", 73, 165, 44, 36.9, 51.9),
    cell("geen_gevolg", 88, 165, 53, 45.7, 60.8),
    cell("opgelost", 10, 40, 25, 10.0, 47.5, period="2026-Q1"),
    cell("geen_gevolg", 20, 40, 50, 29.1, 72.1, period="2026-Q1"),
    cell("opgelost", period="2026-Q2"),
    cell("geen_gevolg", period="2026-Q2"),
]
WORK = [cell("activiteiten", 130, period="2025-Q3"), cell("activiteiten", 140, period="2026-Q3")]


def release() -> tuple[PublishedIndicator, ...]:
    return (
        indicator("signals_raised", ["signalen"], RAISED),
        indicator("signals_followed", ENDS, FOLLOWED),
        indicator("policy_work", [], WORK, counted=["activiteiten"]),
    )


def page(*tables: PublishedIndicator, language: str = "nl") -> Page:
    seen = sight(*tables, language=language)  # type: ignore[arg-type]
    (one,) = signals.pages(seen.monitor, seen.tongue)
    return one


def test_the_answer_stands_on_top_and_says_what_is_not_shown() -> None:
    assert page(*release()).content["in_short"] == (
        "In 2025 gaven de Stekken samen zoveel signalen door: 165.",
        "Voor het lokale bestuur: 58% (tussen 50% en 65%).",
        "Voor andere overheden tonen we het aantal niet: anders verraden we een klein aantal.",
        "Het vaakst ging het over: Wonen (18%).",
        "Opgelost van de signalen van 2025: 44%. Zonder gevolg: 53%.",
    )


def test_a_theme_that_was_not_asked_is_no_theme_and_a_hidden_one_is_counted_in_the_note() -> None:
    figure = next(one for one in page(*release()).figures if one.id == "thema")
    assert figure.headline == "Het vaakst: Wonen (18%), Inkomen (15%)."
    assert "Te klein om te tonen: 1." in figure.notes
    assert [row.name for row in figure.table.rows] == ["Inkomen", "Wonen", "Werk"]


def test_themes_that_share_a_place_are_all_named() -> None:
    shares = {"energie": 20, "digitaal": 9, "onderwijs": 9, "juridisch": 5}
    rows = [about("thema", code, 10, 100, value) for code, value in shares.items()]
    first = indicator("signals_raised", ["signalen"], [*RAISED[:1], *rows])
    figure = next(one for one in page(first).figures if one.id == "thema")
    assert figure.headline == "Het vaakst: Energie (20%), Onderwijs (9%), Digitaal (9%)."
    tied = [*rows, about("thema", "werk", 9, 100, 9)]
    more = indicator("signals_raised", ["signalen"], [*RAISED[:1], *tied])
    figure = next(one for one in page(more).figures if one.id == "thema")
    assert figure.headline == "Het vaakst: Energie (20%), Onderwijs (9%), Werk (9%), Digitaal (9%)."


def test_states_stand_from_raised_to_settled_and_the_hidden_ones_have_words() -> None:
    figure = next(one for one in page(*release()).figures if one.id == "what-came")
    assert [row.name for row in figure.table.rows] == list(ENDS)
    (dots,) = traces(figure.drawing)
    assert dots["x"] == [44, 53]


def test_a_quarter_of_which_nothing_is_shown_yet_is_a_gap() -> None:
    figure = next(one for one in page(*release()).figures if one.id == "over-time")
    assert figure.headline == (
        "Opgelost van de signalen uit het eerste kwartaal van 2026: 25%. "
        "Jongere signalen hadden minder tijd dan oudere."
    )
    solved, dropped, *_ = traces(figure.drawing)
    assert (solved["y"], dropped["y"]) == ([25, None], [50, None])
    assert solved["x"][0] < 0 < dropped["x"][0]  # beside each other, so that no interval is covered


def test_signals_are_counted_by_quarter_and_not_as_shares() -> None:
    first, *_, last = page(*release()).figures
    assert first.headline == "signalen: 40 in het derde kwartaal van 2026."
    assert last.headline.startswith("activiteiten: 140 in het derde kwartaal van 2026.")


def test_a_release_without_signals_says_so() -> None:
    empty = page()
    assert empty.figures == ()
    assert empty.content["in_short"] == ("Hoeveel signalen er waren, kunnen we niet tonen.",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_written_in_every_language(language: str) -> None:
    seen = sight(*release(), language=language)  # type: ignore[arg-type]
    text = html(environment(seen.monitor, seen.tongue), page(*release(), language=language), {})
    assert seen.say("signal_lead") in text.replace("&#39;", "'")


def test_plotly_accepts_every_figure_of_signals() -> None:
    for figure in page(*release()).figures:
        go.Figure(figure.drawing.wide)
        go.Figure(figure.drawing.narrow)
