from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.contracts import code_list
from pipelines.errors import WrongUseError
from pipelines.findings.explanations import Explanation, Said, explain, learn, read_said
from pipelines.findings.reports import report
from pipelines.home import Home
from pipelines.landing.looking import Offer
from pipelines.landing.offers import land
from pipelines.months import Month
from tests.deliveries import CHECK, VISIT, csv_file, rows
from tests.findings.looking import OCTOBER, kinds, only, report_on

RULE = "visits.visitor_has_one_age_class"


def odd_visits(count: int) -> list[dict[str, str]]:
    """Visits of one person, of which the last has another age class."""
    lines = rows(VISIT, "bezoek_id", count, eerste_contact="nee")
    lines[-1]["leeftijdsklasse"] = "65+"
    return lines


def land_odd_visits(home: Home, path: Path, count: int = 4) -> list[str]:
    path.write_bytes(csv_file(odd_visits(count)))
    (landed,) = land(home, [Offer(path, "zaventem", OCTOBER)])
    return kinds(report(home, landed.looked))


def test_a_question_that_was_explained_is_not_asked_again(home: Home, tmp_path: Path) -> None:
    assert RULE in land_odd_visits(home, tmp_path / "a.csv")
    explain(home, "zaventem", OCTOBER, RULE, "nagekeken")
    assert RULE not in land_odd_visits(home, tmp_path / "a.csv")


def test_it_is_asked_again_when_the_figure_has_moved_away(home: Home, tmp_path: Path) -> None:
    land_odd_visits(home, tmp_path / "a.csv", 4)
    explain(home, "zaventem", OCTOBER, RULE, "nagekeken")
    assert RULE not in kinds(report_on(home, tmp_path / "b.csv", odd_visits(5)))
    assert RULE in kinds(report_on(home, tmp_path / "b.csv", odd_visits(6)))


@pytest.mark.parametrize(
    ("month", "figure", "is_covered"),
    [
        ("2026-10", 100, True),
        ("2026-11", 125, True),
        ("2026-11", 75, True),
        ("2026-11", 126, False),
        ("2026-11", 74, False),
        ("2027-09", 100, True),
        ("2027-10", 100, False),
    ],
)
def test_an_explanation_holds_for_a_year_and_a_quarter_of_the_figure(
    month: str, figure: float, is_covered: bool
) -> None:
    said = Said((Explanation("2026-10", RULE, 100, "activiteit", "2026-11-10T10:00:00+01:00"),))
    assert said.covers(RULE, figure, Month.parse(month)) == is_covered
    assert not said.covers("visits.visits_are_there", figure, Month.parse(month))


def test_another_stek_is_still_asked(home: Home, tmp_path: Path) -> None:
    land_odd_visits(home, tmp_path / "a.csv")
    explain(home, "zaventem", OCTOBER, RULE, "nagekeken")
    assert read_said(home, "tienen") == Said()


def test_what_was_not_asked_cannot_be_explained(home: Home, tmp_path: Path) -> None:
    land_odd_visits(home, tmp_path / "a.csv")
    with pytest.raises(WrongUseError, match=RULE):
        explain(home, "zaventem", OCTOBER, "visits.visits_are_there", "nagekeken")
    with pytest.raises(WrongUseError, match="nagekeken, activiteit"):
        explain(home, "zaventem", OCTOBER, RULE, "zomaar")
    assert read_said(home, "zaventem") == Said()


def test_a_spelling_that_was_explained_is_proposed_from_then_on(home: Home, tmp_path: Path) -> None:
    lines = rows(VISIT, "bezoek_id", 9, eerste_contact="nee")
    lines[3]["contactvorm"] = "KV-uurtje"
    kind = "visits.contact_form_is_in_list"
    assert only(report_on(home, tmp_path / "a.csv", lines), kind).suggestions == {}
    learn(home, "zaventem", "bezoeken.contactvorm", "KV-uurtje", "koffie_formulieren")
    finding = only(report_on(home, tmp_path / "a.csv", lines), kind)
    assert finding.suggestions == {5: "koffie_formulieren"}
    assert finding.severity == "achterhouden"


@pytest.mark.parametrize(
    ("column", "written", "code", "told"),
    [
        ("bezoeken.datum", "x", "ja", "bezoeken.contactvorm"),
        ("bezoeken.contactvorm", "KV", "bingo", "digihulp"),
        ("bezoeken.contactvorm", "bel 0475/12.34.56", "digihulp", "no personal data"),
        ("bezoeken.contactvorm", "a" * 41, "digihulp", "at most 40"),
    ],
)
def test_a_spelling_must_be_short_and_mean_a_code(
    home: Home, column: str, written: str, code: str, told: str
) -> None:
    with pytest.raises(WrongUseError, match=told):
        learn(home, "zaventem", column, written, code)


def test_a_month_with_nothing_to_report_can_be_explained_with_reasons_of_the_list() -> None:
    assert {"nagekeken", "minder_werking"} <= {code.code for code in code_list("explanations")}


def test_a_check_of_a_visit_that_is_not_there_is_asked_about(home: Home, tmp_path: Path) -> None:
    visits = tmp_path / "v.csv"
    visits.write_bytes(csv_file(rows(VISIT, "bezoek_id", 3)))
    list(land(home, [Offer(visits, "zaventem", OCTOBER)]))
    found = report_on(home, tmp_path / "c.csv", rows(CHECK, "check_id", 3, bezoek_id="b1-9"))
    assert kinds(found) == []  # the records are not made yet: nothing to hold it against
