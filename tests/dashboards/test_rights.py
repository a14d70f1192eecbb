"""The pages of the rights: what they say of a right, what they keep silent about, and why."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from dashboards.pages import rights
from dashboards.pages.page import Page
from dashboards.pages.right_rows import why
from dashboards.pages.sight import Sight
from dashboards.site.frame import environment, html
from dashboards.views.right_codes import by_theme
from dashboards.views.right_codes import rights as every_right
from dashboards.views.warm import contrasts
from pipelines.contracts import LANGUAGES
from tests.dashboards.told import Row, cell, estimate, hidden, indicator, sight, traces

WAGE = {"recht_code": "leefloon"}
MISSED = [
    cell("niet_opgenomen", 900, 2000, 45, 42.8, 47.2),
    cell("niet_opgenomen", 212, 459, 46, 41.7, 50.8, **WAGE),
    cell("niet_opgenomen", 170, 278, 61, 55.3, 66.7, recht_code="igo"),
    hidden(cell("niet_opgenomen", 33, 80, 41, recht_code="zorgbudget")),
    cell("niet_opgenomen", 35, 85, 41, 28.5, 55.3, period="2025-Q3", **WAGE),
    hidden(cell("niet_opgenomen", 3, 9, period="2025-Q4", **WAGE), "not_delivered"),
    cell("niet_opgenomen", 45, 100, 45, 33.0, 57.7, period="2026-Q3", **WAGE),
]


def aged(code: str, *share: float | None) -> Row:
    place = {"breakdown": "leeftijdsklasse", "category": code}
    return cell("niet_opgenomen", *share, **place, **WAGE)


def reason(code: str, *share: float | None) -> Row:
    place = {"breakdown": "redengroep", "category": code}
    return cell("hoofdreden", *share, **place, **WAGE)


def missed(*more: Row) -> Sight:
    return sight(indicator("non_take_up", ["niet_opgenomen"], [*MISSED, *more]))


def page(of: Sight, name: str) -> Page:
    return next(one for one in rights.pages(of.monitor, of.tongue) if one.name == name)


def test_every_right_has_a_page_also_in_a_release_that_tells_nothing() -> None:
    empty = sight()
    pages = list(rights.pages(empty.monitor, empty.tongue))
    assert [one.name for one in pages][:3] == ["rechten", "recht-leefloon", "recht-igo"]
    assert len(pages) == 1 + len(every_right())
    assert not any(one.figures for one in pages)


def test_a_right_stands_once_in_the_list_under_its_theme() -> None:
    listed = [right for _, own in by_theme() for right in own]
    assert sorted(one.code for one in listed) == sorted(one.code for one in every_right())


def test_the_list_says_how_many_miss_it_how_sure_that_is_and_how_one_gets_it() -> None:
    themes = page(missed(), "rechten").content["themes"]
    assert isinstance(themes, tuple)
    listed = {one.right.code: one for _, own in themes for one in own}
    wage, care = listed["leefloon"], listed["zorgbudget"]
    assert (wage.amount, wage.sure) == ("46%", "tussen 42% en 51%, in 2025")
    assert wage.granting == "zelf aan te vragen"
    assert (care.amount, care.sure) == ("", "te klein om te tonen")


def test_the_headline_of_all_rights_speaks_of_those_that_are_shown() -> None:
    (figure,) = page(missed(), "rechten").figures
    assert figure.headline == (
        "Van de rechten die we kunnen tonen, lopen mensen Inkomensgarantie voor ouderen (IGO) het "
        "vaakst mis (61%) en Leefloon het minst vaak (46%). "
        "Dat verschil is groter dan wat toeval meestal geeft."
    )
    assert figure.table.rows[2].cells == ("verborgen", "80", "verborgen", "")


def test_a_quarter_beside_a_year_earlier_is_called_chance_when_intervals_overlap() -> None:
    (line,) = page(missed(), "recht-leefloon").figures
    assert line.headline == (
        "In het derde kwartaal van 2026 kreeg 45% van wie er recht op had, het nog niet. "
        "Een jaar eerder: 41%. Dat verschil kan toeval zijn."
    )


def test_a_quarter_that_was_not_delivered_is_a_gap() -> None:
    (figure,) = page(missed(), "recht-leefloon").figures
    line, sign = traces(figure.drawing)
    assert line["y"] == [41, None, 45]
    assert line["error_y"]["array"] == [14.3, 0.0, 12.7]
    assert (sign["x"], sign["marker"]["symbol"]) == ([1], "x-thin-open")


def test_who_misses_it_says_when_ages_cannot_be_told_apart() -> None:
    ages = [
        aged("18-24", 24, 54, 44, 32.0, 57.6),
        aged("45-64", 80, 163, 49, 41.5, 56.7),
        hidden(aged("65+", 3, 9)),
    ]
    _, who = page(missed(*ages), "recht-leefloon").figures
    assert who.headline == (
        "Het hoogst bij 45-64 jaar (49%), het laagst bij 18-24 jaar (44%). "
        "Dat verschil kan toeval zijn."
    )


@pytest.mark.parametrize(
    ("others", "begins"),
    [
        ([reason("N1", 65, 212, 31)], "De reden die het vaakst genoteerd is in 2025"),
        ([hidden(reason("N1", 99, 212))], "We kunnen niet alle redenen tonen"),
    ],
)
def test_a_reason_is_the_most_common_only_when_no_hidden_one_can_be(
    others: list[Row], begins: str
) -> None:
    rows = [reason("N2", 80, 212, 38, 31.5, 44.4), *others]
    told = sight(indicator("reasons", ["hoofdreden"], rows))
    figure = why(told, every_right()[0])
    assert figure is not None
    assert figure.headline.startswith(begins)
    assert "Niet gevraagd (38%)" in figure.headline


@pytest.mark.parametrize(
    ("second", "is_close"),
    [
        (reason("N1", 65, 212, 31, 24.8, 37.2), True),
        (reason("N1", 42, 212, 20, 14.9, 25.8), False),
    ],
)
def test_the_next_reason_is_named_when_it_may_be_as_common(second: Row, is_close: bool) -> None:
    rows = [reason("N2", 80, 212, 38, 31.5, 44.4), second, reason("N9", 67, 212, 32, 25.7, 38.2)]
    figure = why(sight(indicator("reasons", ["hoofdreden"], rows)), every_right()[0])
    assert figure is not None
    assert ("Dan volgt: Niet gekend (31%)" in figure.headline) is is_close


def test_that_later_quarters_are_hidden_is_said() -> None:
    late = hidden(cell("niet_opgenomen", 9, 30, period="2026-Q4", **WAGE))
    (line,) = page(missed(late), "recht-leefloon").figures
    assert "Latere kwartalen kunnen we niet tonen." in line.headline


def answered(code: str, *share: float | None) -> Row:
    return cell(code, *share, **WAGE)


@pytest.mark.parametrize(
    ("month", "headline"),
    [
        (
            answered("beslist_30", 52, 159, 33, 25.9, 40.3),
            (
                "Na een doorverwijzing in 2025 had 33% binnen 30 dagen een beslissing, en 65% "
                "binnen 90 dagen."
            ),
        ),
        (
            hidden(answered("beslist_30", 3, 159)),
            "Na een doorverwijzing in 2025 had 65% binnen 90 dagen een beslissing.",
        ),
    ],
)
def test_how_soon_a_service_decides_is_told_as_far_as_it_is_shown(
    month: Row, headline: str
) -> None:
    rows = [month, answered("beslist_90", 103, 159, 65, 57.1, 71.8)]
    told = sight(indicator("responsiveness", ["beslist_30", "beslist_90"], rows))
    (figure,) = page(told, "recht-leefloon").figures
    assert figure.headline == headline


def test_what_cannot_be_shown_is_said() -> None:
    content = page(missed(), "recht-leefloon").content
    assert content["hidden"] == (
        "Hoe vaak mensen het mislopen, per leeftijd.",
        "Waarom mensen het mislopen.",
        "Hoe ver mensen komen na een doorverwijzing.",
        "Of warm doorverwijzen vaker lukt dan koud.",
        "Hoe snel een dienst beslist.",
    )
    care = page(missed(), "recht-zorgbudget").content
    assert care["in_short"] == ("Hoeveel mensen dit recht mislopen, is te klein om te tonen.",)


def contrast(category: str, *, chance: float = 0.01) -> Row:
    return {
        "indicator": "warm_referral", "outcome": "toegekend", "period": "2025", "stek_id": "ALL",
        "recht_code": "leefloon", "breakdown": "warm_koud", "category": category, "value": 53.0,
        "value_others": 26.8, "difference": 25.9, "difference_low": 8.5, "difference_high": 39.8,
        "p_adjusted": chance,
    }  # fmt: skip


def test_a_contrast_that_tells_of_cold_is_turned_round() -> None:
    (warm,), (cold,) = (contrasts(estimate("contrasts", [contrast(c)])) for c in ("warm", "koud"))
    assert (warm.warm, warm.cold, warm.difference, warm.low) == (53.0, 26.8, 25.9, 8.5)
    assert (cold.warm, cold.cold, cold.difference) == (26.8, 53.0, -25.9)
    assert (cold.low, cold.high) == (-39.8, -8.5)


@pytest.mark.parametrize(("chance", "is_clear"), [(0.01, True), (0.2, False)])
def test_warm_is_said_to_differ_only_beyond_chance(chance: float, is_clear: bool) -> None:
    told = sight(
        indicator("warm_referral", ["toegekend"], []),
        estimate("contrasts", [contrast("warm", chance=chance)]),
    )
    (figure,) = page(told, "recht-leefloon").figures
    assert figure.headline.startswith("toegekend: 25,9 procentpunten vaker")
    assert ("Dat verschil kan toeval zijn." not in figure.headline) is is_clear
    (overall,) = page(told, "rechten").figures
    assert overall.headline.startswith(f"Bij {int(is_clear)} van de 1 rechten")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_are_written_in_every_language(language: str) -> None:
    told = missed(aged("18-24", 24, 54, 44, 32.0, 57.6))
    own = sight(*told.monitor.publication.indicators, language=language)  # type: ignore[arg-type]
    frame = environment(own.monitor, own.tongue)
    texts = [html(frame, page(own, name), {}) for name in ("rechten", "recht-zorgbudget")]
    assert "recht-leefloon.html" in texts[0]
    assert own.say("right_sensitive") in texts[1]


def test_a_right_that_tells_about_health_says_why_no_stek_is_shown() -> None:
    own = missed()
    frame = environment(own.monitor, own.tongue)
    assert own.say("right_sensitive") not in html(frame, page(own, "recht-leefloon"), {})


def test_plotly_accepts_every_figure_of_a_right() -> None:
    ages = [aged("18-24", 24, 54, 44, 32.0, 57.6), hidden(aged("65+", 3, 9))]
    for figure in page(missed(*ages), "recht-leefloon").figures:
        go.Figure(figure.drawing.wide)
        go.Figure(figure.drawing.narrow)
