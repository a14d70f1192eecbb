"""Headlines worked out by hand from the small release."""

from __future__ import annotations

import pytest

from dashboards.tongue import Tongue
from dashboards.views.cells import Cell
from dashboards.views.choice import views
from dashboards.views.notes import notes
from dashboards.views.sentences import headline, subtitle
from dashboards.views.tables import table
from dashboards.views.telling import Teller
from pipelines.contracts import Language
from pipelines.disclosure.release import PublishedIndicator


def teller(indicator: PublishedIndicator, kind: str, language: Language = "nl") -> Teller:
    (view,) = (view for view in views(indicator) if view.kind == kind)
    return Teller(indicator, view, Tongue(language))


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("take_up", "time", "granted (nl): 50% in oktober 2026. Een jaar eerder: 40%."),
        (
            "take_up",
            "right",
            (
                "Granted (nl): het hoogst bij Inkomensgarantie voor ouderen (IGO) (75%), "
                "het laagst bij Leefloon (33%), in 2025."
            ),
        ),
        (
            "take_up",
            "stek",
            "granted (nl): 60% in het derde kwartaal van 2026, bij 1 van de 2 Stekken.",
        ),
        ("reach", "time", "In oktober 2026: people (nl) 1.240, visits (nl) 2.480."),
        (
            "reach",
            "category",
            "People (nl): het meest bij Vrouw (5.000), het minst bij Man (3.996), in 2025.",
        ),
        ("reach", "stek", "people (nl): van 600 tot 640 in oktober 2026, bij 2 van de 2 Stekken."),
    ],
)
def test_a_headline_says_what_the_figure_shows(
    indicators: dict[str, PublishedIndicator], name: str, kind: str, expected: str
) -> None:
    assert headline(teller(indicators[name], kind)) == expected


def test_a_headline_is_said_in_french_and_english_too(
    indicators: dict[str, PublishedIndicator],
) -> None:
    french = headline(teller(indicators["take_up"], "time", "fr"))
    assert french == "granted (fr) : 50\u00a0% en octobre 2026. Un an plus tôt : 40\u00a0%."
    english = headline(teller(indicators["take_up"], "time", "en"))
    assert english == "granted (en): 50% in October 2026. A year earlier: 40%."


def test_a_subtitle_tells_measure_steps_period_and_place(
    indicators: dict[str, PublishedIndicator],
) -> None:
    assert subtitle(teller(indicators["take_up"], "time")) == (
        "Granted (nl): percentage per maand, oktober 2025 tot en met oktober 2026, alle Stekken samen"
    )


def test_notes_tell_what_is_missing_and_why(indicators: dict[str, PublishedIndicator]) -> None:
    why = "te weinig mensen, of het deel of de rest is te klein"
    assert notes(teller(indicators["take_up"], "time")) == (
        f"| geen percentage: {why}",
        "Open punt: niet alle Stekken leverden",
        "Gekleurd vlak: dit jaar is nog niet afgesloten, de cijfers kunnen nog veranderen",
    )
    assert notes(teller(indicators["take_up"], "right")) == (
        f"Geen percentage: 1 ({why}).",
        "Alle maanden geleverd: 2 van de 2 Stekken.",
    )
    assert notes(teller(indicators["take_up"], "stek")) == (
        f"Geen percentage: 1 ({why}).",
        "* leverde niet alle maanden",
    )


def test_the_table_beside_a_figure_says_why_a_cell_is_empty(
    indicators: dict[str, PublishedIndicator],
) -> None:
    rows = {row.name: row.cells for row in table(teller(indicators["take_up"], "time")).rows}
    assert rows == {
        # 40 of 100 is at the least 38 of 102, at the most 42 of 98: Wilson 28 to 53
        "oktober 2025": ("40", "100", "40%", "28% tot 53%", "2 van 2"),
        "augustus 2026": ("te klein", "60", "te klein", "te klein", "1 van 2"),
        "september 2026": ("15", "20", "geen", "geen", "2 van 2"),
        "oktober 2026": ("50", "100", "50%", "38% tot 63%", "2 van 2"),
    }


@pytest.mark.parametrize(
    ("status", "denominator", "state"),
    [
        ("hidden_small", None, "hidden"),
        ("hidden_small", 60, "hidden"),
        ("provisional", 20, "hidden"),
        ("not_delivered", None, "not_delivered"),
        ("zero", 0, "nobody"),
    ],
)
def test_a_cell_without_a_figure_says_why(status: str, denominator: int | None, state: str) -> None:
    assert Cell(True, None, denominator, None, None, None, status, 1, 1).state == state
