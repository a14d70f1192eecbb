"""Stekken side by side: in the order of their names, without a ranking or a verdict."""

from __future__ import annotations

import re
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboards.pages.compare import pages
from dashboards.pages.page import Page
from dashboards.site.frame import environment, html
from dashboards.tongue import Tongue
from dashboards.views.roster import roster
from pipelines.contracts import LANGUAGES, Language
from tests.dashboards.stek_release import TIENEN, TUINTJES, ZAVENTEM, monitor


def page(language: Language = "nl", *, is_empty: bool = False) -> Page:
    (made,) = pages(monitor(is_empty=is_empty), Tongue(language))
    return made


def written(language: Language = "nl", *, is_empty: bool = False) -> str:
    frame = environment(monitor(is_empty=is_empty), Tongue(language))
    return html(frame, page(language, is_empty=is_empty), {})


def test_a_funnel_says_how_many_stekken_lie_outside_and_names_none() -> None:
    funnel, _ = page().figures
    assert funnel.headline == (
        "Titel non_take_up (niet_opgenomen): 1 van de 3 Stekken ligt buiten de gewone grenzen."
    )
    assert "1 Stek staat er niet in: te klein om te tonen of niet geleverd." in funnel.notes


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_headline_names_a_stek(language: Language) -> None:
    names = [stek.short for stek in roster().values()]
    for one in page(language).figures:
        assert not [name for name in names if re.search(rf"\b{re.escape(name)}\b", one.headline)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_is_in_alphabetical_order_and_its_names_are_links(language: Language) -> None:
    own = [stek.page for stek in roster().values()]
    for one in page(language).figures:
        linked = [row.page.removesuffix(".html") for row in one.table.rows if row.page]
        assert len(linked) >= 3
        assert linked == [name for name in own if name in linked]


def test_the_page_says_why_there_is_no_ranking_and_leads_to_every_stek() -> None:
    text = written()
    assert "Er is geen rangorde." in text
    assert all(f'href="{stek.page}.html"' in text for stek in roster().values())


def test_the_peers_of_a_stek_are_links_in_the_order_of_names() -> None:
    found: Any = page().content["peers"]
    ((stek, own),) = found
    assert stek.stek_id == ZAVENTEM
    assert [peer.stek_id for peer in own] == [TUINTJES, "harelbeke", TIENEN]


def test_the_multiples_tell_how_many_differ_by_no_more_than_chance() -> None:
    """Of 44, 65 and 33, give or take 10, only 65 does not reach 42."""
    _, multiples = page().figures
    assert multiples.headline == (
        "42% bij alle Stekken samen in het tweede kwartaal van 2025; "
        "bij 2 van de 3 Stekken kan het verschil daarmee toeval zijn."
    )


def test_a_quarter_that_is_not_shown_is_a_word_in_the_table() -> None:
    rows = {row.name: row.cells for row in page().figures[1].table.rows}
    assert rows["STEK Tienen"] == ("geen", "65% (55% tot 75%)")
    assert rows["De Tuintjes"] == ("niet geleverd", "33% (23% tot 43%)")
    assert rows["Alle Stekken samen"] == ("40% (30% tot 50%)", "42% (32% tot 52%)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_whole_when_no_table_is_released(language: Language) -> None:
    assert page(language, is_empty=True).figures == ()
    assert "</main>" in written(language, is_empty=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_plotly_accepts_every_part_of_every_figure(language: Language) -> None:
    for one in page(language).figures:
        for drawing in (one.drawing.wide, one.drawing.narrow):
            go.Figure(dict(drawing))  # raises for a property that it does not know
