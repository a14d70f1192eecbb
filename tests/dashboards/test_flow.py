"""The flow from service to end: ribbons as wide as counts, none where a count is hidden."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from dashboards.pages.page import Figure
from dashboards.pages.referral_figures import where
from dashboards.views.flow import flow
from tests.dashboards.told import Row, cell, hidden, indicator, layout, sight

RATED = ("toegekend", "deels", "geweigerd", "stopgezet")


def ended(service: str, end: str, *share: float | None) -> Row:
    return cell(end, *share, breakdown="bestemming", category=service)


OCMW = [
    ended("ocmw", "toegekend", 60, 100, 60),
    ended("ocmw", "deels", 10, 100, 10),
    ended("ocmw", "geweigerd", 10, 100, 10),
    ended("ocmw", "stopgezet", 20, 100, 20),
    ended("ocmw", "lopend", 5),
]
CAW = [
    ended("caw", "toegekend", 150, 300, 50),
    ended("caw", "deels", 30, 300, 10),
    ended("caw", "geweigerd", 60, 300, 20),
    hidden(ended("caw", "stopgezet", 60, 300, 20)),
]
VDAB = [ended("vdab", "toegekend", 7), *(hidden(ended("vdab", end, 3)) for end in RATED[1:])]
OTHER = [ended("andere", end, 400, 1600, 25) for end in RATED]


def drawn(*rows: Row) -> Figure:
    found = where(sight(indicator("refusals_and_drop_out", RATED, rows, counted=["lopend"])))
    assert found is not None
    return found


def test_services_stand_from_most_to_least_and_other_last() -> None:
    rows = [*OCMW, *CAW, *OTHER]
    table = indicator("refusals_and_drop_out", RATED, rows, counted=["lopend"])
    told = flow(table, sight().tongue)
    assert told is not None
    assert [one.code for one in told.services] == ["caw", "ocmw", "andere"]
    assert [one.total for one in told.services] == [240, 105, 1600]


def test_a_ribbon_is_as_wide_as_its_count_and_a_hidden_count_has_none() -> None:
    shapes = layout(drawn(*OCMW, *CAW).drawing)["shapes"]
    ribbons = [shape["path"] for shape in shapes if shape["type"] == "path"]
    assert len(ribbons) == 5 + 3
    per_one = 470 / (105 + 240)
    start, end = (float(ribbons[0].split(" ")[at].split(",")[1]) for at in (0, -2))
    assert end - start == pytest.approx(150 * per_one, abs=0.1)  # granted at the CAW comes first


def test_a_service_of_which_a_part_is_hidden_has_a_star_and_the_note_says_so() -> None:
    figure = drawn(*OCMW, *CAW, *VDAB)
    names = [one["text"] for one in layout(figure.drawing)["annotations"]]
    assert names[:2] == ["CAW\xa0*", "OCMW"]
    assert "* hier is een deel te klein om te tonen: het blok is te laag." in figure.notes
    assert "Te klein om te tekenen: VDAB." in figure.notes


def test_the_headline_tells_the_service_with_most_and_only_what_is_shown_of_it() -> None:
    assert drawn(*OCMW).headline == (
        "De meeste doorverwijzingen gingen naar: OCMW. "
        "Van wat daar eindigde, is 60% helemaal toegekend en 20% stopgezet voor er een beslissing was."
    )
    assert drawn(*OCMW, *CAW).headline == "De meeste doorverwijzingen gingen naar: CAW."


def test_no_link_between_a_reason_and_a_service_is_claimed() -> None:
    assert any("welke reden bij welke dienst hoort, weten we niet" in n for n in drawn(*OCMW).notes)


def test_the_table_holds_what_is_too_small_to_draw() -> None:
    rows = {row.name: row.cells for row in drawn(*OCMW, *VDAB).table.rows}
    assert rows["OCMW"][:2] == ("60", "60%")
    assert rows["VDAB"] == ("7", "geen percentage", *["verborgen", "verborgen"] * 3, "", "")


def test_a_release_that_shows_nothing_of_it_has_no_flow() -> None:
    assert where(sight()) is None
    assert where(sight(indicator("refusals_and_drop_out", RATED, VDAB))) is None


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_plotly_accepts_the_flow(width: str) -> None:
    go.Figure(getattr(drawn(*OCMW, *CAW, *VDAB, *OTHER).drawing, width))
