"""The Stekken and the page of each: what it gains, in words that the numbers carry."""

from __future__ import annotations

import json
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboards.pages.page import Figure, Page
from dashboards.pages.stekken import pages
from dashboards.site.frame import environment, html
from dashboards.tongue import Tongue
from pipelines.contracts import LANGUAGES, Language
from tests.dashboards.stek_release import (
    CHANGES,
    HARELBEKE,
    TIENEN,
    TUINTJES,
    ZAVENTEM,
    changes,
    monitor,
    point,
)

NL = Tongue("nl")
_LEADING = (
    "Van de rechten die we bij een eerste contact bekeken en waar mensen recht op hadden, was 41% "
    "niet opgenomen in 2025."
)


def page(name: str, language: Language = "nl", *, is_empty: bool = False) -> Page:
    made = pages(monitor(is_empty=is_empty), Tongue(language))
    return next(one for one in made if one.name == name)


def figure(name: str, figure_id: str, language: Language = "nl") -> Figure:
    return next(one for one in page(name, language).figures if one.id == figure_id)


def traces(one: Figure) -> list[Any]:
    data: Any = one.drawing.wide["data"]
    return list(data)


def texts(one: Figure) -> dict[str, tuple[str, ...]]:
    return {row.name: row.cells for row in one.table.rows}


def written(name: str, language: Language = "nl", *, is_empty: bool = False) -> str:
    tongue = Tongue(language)
    frame = environment(monitor(is_empty=is_empty), tongue)
    return html(frame, page(name, language, is_empty=is_empty), {})


def test_every_stek_has_a_page_in_alphabetical_order_of_names() -> None:
    first, *others = pages(monitor(), NL)
    assert first.name == "stekken"
    titles = [one.title for one in others]
    assert len(titles) == 16
    assert titles == sorted(titles, key=str.casefold)


def test_the_map_tells_who_delivered_what_in_the_last_month() -> None:
    one = figure("stekken", "map")
    assert one.headline == "1 van de 3 Stekken leverde alle tabellen in oktober 2026."
    delivered = {name: cells[-1] for name, cells in texts(one).items()}
    assert delivered["De STEK Zaventem"] == "alles geleverd"
    assert delivered["STEK Tienen"] == "2 van de 4 tabellen geleverd"
    assert delivered["STEK Harelbeke"] == "niets geleverd"
    assert delivered["De Tuintjes"] == "niet bekend wat geleverd is"
    assert "Niet op de kaart: Stek 16 (naam aan te vullen)." in one.notes


def test_every_stek_in_the_list_and_in_the_table_leads_to_its_page() -> None:
    text = written("stekken")
    for stek_id in (ZAVENTEM, TIENEN, HARELBEKE, TUINTJES):
        assert text.count(f'href="stek-{stek_id}.html"') == 2


def test_a_stek_is_told_in_short_from_what_is_released() -> None:
    told = page("stek-zaventem").content["in_short"]
    assert told == (
        "In 2025 kwamen er 418 mensen met een code; we telden 1.672 bezoeken, ook die zonder code.",
        _LEADING,
        "Waarschijnlijk tussen 36% en 46%.",
        "Dat is gewoon voor een Stek van deze grootte.",
        "Een blijvende verandering is niet aangetoond, en ook niet uitgesloten.",
        "In oktober 2026 leverde deze Stek 4 van de 4 tabellen.",
    )


def test_a_stek_of_which_nothing_is_released_says_so_and_has_no_figure() -> None:
    one = page("stek-zelzate")
    assert one.figures == ()
    sentences: Any = one.content["in_short"]
    (told,) = sentences
    assert told.startswith("Over De STEK Zelzate kunnen we nog geen cijfers tonen")


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_whole_when_no_table_is_released(language: Language) -> None:
    for name in ("stekken", "stek-zaventem"):
        assert page(name, language, is_empty=True).figures == ()
        assert "</main>" in written(name, language, is_empty=True)


def test_a_stek_outside_the_limits_is_a_question_and_no_verdict() -> None:
    assert figure("stek-zaventem", "standing").headline == (
        "De STEK Zaventem: het aandeel ligt binnen de gewone grenzen voor een Stek van deze grootte."
    )
    assert figure("stek-tienen", "standing").headline == (
        "STEK Tienen: 1 van de 1 aandelen ligt buiten de gewone grenzen: Titel non_take_up "
        "(niet_opgenomen). Bekijk samen waarom."
    )


def test_the_limits_of_a_stek_are_in_its_table() -> None:
    cells = texts(figure("stek-tienen", "standing"))["Titel non_take_up (niet_opgenomen)"]
    assert cells == (
        "94", "200", "47%", "42,0% tot 52,0%", "40,0%", "35,0% tot 45,0%", "32,5% tot 47,5%",
        "40,0%", "boven de gewone grenzen: bekijk samen waarom",
    )  # fmt: skip


def test_a_share_that_is_not_shown_draws_no_figure() -> None:
    assert [one.id for one in page("stek-harelbeke").figures] == ["deliveries"]


def test_periods_not_shown_are_gaps_with_a_sign() -> None:
    one = figure("stek-zaventem", "change")
    edges, centre, line, hidden, absent = traces(one)
    assert line["y"] == [35.0, None, 65.0, None]
    assert line["marker"]["symbol"] == ["circle", "circle", "diamond", "circle"]
    assert (hidden["x"], absent["x"]) == ([1], [3])
    assert centre["y"] == [40.0, 40.0]
    assert edges["x"] == [-0.5, 0.5, None, -0.5, 0.5, None, 1.5, 2.5, None, 1.5, 2.5, None]
    assert edges["y"] == [20.0, 20.0, None, 60.0, 60.0, None] * 2
    layout: Any = one.drawing.wide["layout"]
    bands = layout["shapes"]
    assert [(band["x0"], band["y0"], band["y1"]) for band in bands] == [
        (-0.5, 20.0, 60.0),
        (1.5, 20.0, 60.0),
    ]
    assert one.notes[:3] == (
        "| geen percentage",
        "× niet geleverd",
        "◆ 1 periode ligt buiten de grenzen. Dat gebeurt ook zonder reden.",
    )


def test_a_change_is_told_only_where_it_is_claimed() -> None:
    from dashboards.views.control import control
    from dashboards.views.control_words import control_headline

    claim = {"claim": "shift", "claim_from": "2025-Q3", "claim_difference": -12.0}
    rows = [
        point(f"2025-Q{quarter}", 40, **claim, claim_low=-18.0, claim_high=-6.0)  # type: ignore[arg-type]
        for quarter in (1, 2, 3)
    ]
    own = control(changes(*rows), "non_take_up", "niet_opgenomen", ZAVENTEM)
    assert own is not None
    assert control_headline(own, "Niet opgenomen", NL) == (
        "Niet opgenomen: 40% in het derde kwartaal van 2025. Er veranderde iets "
        "in het derde kwartaal van 2025: sindsdien ligt het niet-opgenomen aandeel 12,0 "
        "procentpunten lager, waarschijnlijk tussen 6,0 en 18,0."
    )
    steady = control(CHANGES, "non_take_up", "niet_opgenomen", ZAVENTEM)
    assert steady is not None
    assert steady.shift is None


def test_months_are_told_only_when_most_of_them_are_shown() -> None:
    from dashboards.views.control import control

    months = [point(f"2025-{month:02d}", 40) for month in range(1, 13)]
    quarters = [point("2025-Q1", 40)]
    own = control(changes(*months, *quarters), "non_take_up", "niet_opgenomen", ZAVENTEM)
    assert own is not None
    assert own.period_type == "month"
    hidden = [point(f"2024-{month:02d}", None) for month in range(7, 13)]  # 12 of 18 is too few
    own = control(changes(*months, *hidden, *quarters), "non_take_up", "niet_opgenomen", ZAVENTEM)
    assert own is not None
    assert own.period_type == "quarter"


def test_people_and_visits_are_told_together_and_a_month_not_delivered_is_a_gap() -> None:
    one = figure("stek-zaventem", "visits")
    assert one.headline == "De STEK Zaventem, in oktober 2026: personen 75, bezoeken 160."
    assert one.subtitle.endswith(", De STEK Zaventem")
    people, visits, *_ = traces(one)
    assert (people["y"], visits["y"]) == ([None, 75], [None, 160])
    assert texts(one)["september 2026"] == ("niet geleverd", "niet geleverd")


def test_the_main_reason_names_a_reason_and_stands_beside_all_stekken() -> None:
    one = figure("stek-zaventem", "reasons")
    assert one.headline == (
        "De STEK Zaventem: het vaakst in 2025 is de reden niet gekend (40%). "
        "Bij alle Stekken samen: 38%."
    )
    assert texts(one)["Niet gekend"] == ("20", "50", "40%", "28% tot 54%", "38%")
    assert texts(one)["Niet ontvangen"] == ("te klein", "50", "geen", "geen", "geen")


def test_deliveries_are_a_pile_a_month_with_what_was_late_refused_or_missing() -> None:
    one = figure("stek-tienen", "deliveries")
    assert one.headline == (
        "STEK Tienen leverde in oktober 2026 2 van de 4 tabellen, waarvan 2 op tijd."
    )
    assert texts(one)["oktober 2026"] == ("4", "2", "0", "1", "1", "0")
    in_time, refused, missing = traces(one)
    assert (in_time["y"], refused["y"], missing["y"]) == ([0, 1], [2], [3])
    late = figure("stek-zaventem", "deliveries")
    assert late.headline == (
        "De STEK Zaventem leverde in 2025 47 van de 48 tabellen, waarvan 45 op tijd."
    )
    assert texts(late)["september 2026"] == ("4", "3", "1", "0", "0", "1")


def test_what_a_stek_asked_of_policy_is_told_as_far_as_it_is_released() -> None:
    assert "In 2025 gaf De STEK Zaventem 11 signalen door. Alle Stekken samen: 165." in written(
        "stek-zaventem"
    )
    assert "Van deze Stek zijn geen aantallen signalen gepubliceerd" in written("stek-tienen")


def test_peers_are_in_alphabetical_order_and_lead_to_their_pages() -> None:
    own: Any = page("stek-zaventem").content["peers"]
    assert [stek.stek_id for stek in own] == [TUINTJES, HARELBEKE, TIENEN]
    assert page("stek-tienen").content["peers"] == ()


def test_a_page_says_why_its_own_small_numbers_are_not_shown() -> None:
    assert "Ook van de eigen Stek tonen we geen kleine aantallen" in written("stek-zaventem")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["stekken", "stek-zaventem", "stek-tienen"])
def test_plotly_accepts_every_part_of_every_figure(name: str, language: Language) -> None:
    made = page(name, language).figures
    assert made
    for one in made:
        for drawing in (one.drawing.wide, one.drawing.narrow):
            go.Figure(dict(drawing))  # raises for a property that it does not know
            assert Tongue(language).say("sample") in json.dumps(drawing, ensure_ascii=False)
