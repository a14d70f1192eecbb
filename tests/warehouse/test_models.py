"""SQL files read as models: their order, their headers and what is wrong with them."""

from __future__ import annotations

import doctest
import shutil
from pathlib import Path

import pytest

from pipelines.errors import ContractError
from pipelines.home import SQL
from pipelines.warehouse import parents
from pipelines.warehouse.headers import FactHeader, IndicatorHeader
from pipelines.warehouse.models import models

FACT = """/*
title: how many visits a Stek had
grain: [stek_id]
source: records of visits
*/
select
    stek_id,
    count(*) as visits
from records.visits
group by stek_id
"""
INDICATOR = """/*
title: {nl: Bezoeken, fr: Visites, en: Visits}
reading: {nl: Hoeveel., fr: Combien., en: How many.}
unit: {nl: bezoeken, fr: visites, en: visits}
method:
  numerator: {nl: Bezoeken., fr: Visites., en: Visits.}
  denominator: {nl: Geen., fr: Aucun., en: None.}
  exclusions: {nl: Niets., fr: Rien., en: Nothing.}
stream: visits
grain: [month x stek]
breakdowns: []
outcomes:
  bezoeken: {nl: Bezoeken, fr: Visites, en: Visits}
source: records of visits
*/
with visits as (from facts.visits)
select visits.stek_id from visits cross join records.deliveries cross join codes.rights
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of sql/, with one good fact and one good indicator more."""
    root = tmp_path / "sql"
    shutil.copytree(SQL, root)
    (root / "facts" / "visit_counts.sql").write_text(FACT, "utf-8")
    (root / "indicators" / "visits_told.sql").write_text(INDICATOR, "utf-8")
    return root


def test_every_model_comes_after_the_ones_it_reads() -> None:
    keys = [model.key for model in models()]
    for place, model in enumerate(models()):
        assert {parent for parent in model.parents if parent in keys} <= set(keys[:place])


def test_indicators_read_facts_and_code_lists_only() -> None:
    for model in models():
        if model.key.startswith("indicators."):
            assert {parent.split(".")[0] for parent in model.parents} <= {"facts", "codes"}


def test_a_new_sql_file_is_picked_up_with_no_edit(root: Path) -> None:
    added = {model.key for model in models(root)} - {model.key for model in models()}
    assert added == {"facts.visit_counts", "indicators.visits_told"}


def test_parents_are_names_with_a_schema_and_never_the_own_ctes(root: Path) -> None:
    parents = {model.key: model.parents for model in models(root)}
    assert parents["facts.visit_counts"] == ("records.visits",)
    assert parents["indicators.visits_told"] == (
        "codes.rights", "facts.periods", "facts.visits", "records.deliveries",
    )  # fmt: skip


def test_the_header_says_what_is_asked(root: Path) -> None:
    found = {model.key: model for model in models(root)}
    fact, indicator = found["facts.visit_counts"].header, found["indicators.visits_told"].header
    assert isinstance(fact, FactHeader)
    assert (fact.name, fact.grain) == ("visit_counts", ("stek_id",))
    assert isinstance(indicator, IndicatorHeader)
    assert [(one.period_type, set(one.dimensions)) for one in indicator.grain] == [
        ("month", {"stek"})
    ]
    assert (indicator.outcomes[0].code, indicator.outcomes[0].has_rate) == ("bezoeken", False)
    assert indicator.protect == "persons"
    assert found["facts.visit_counts"].description == "how many visits a Stek had"
    assert found["indicators.visits_told"].description == "Visits"


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        pytest.param("/*\n", "", "start with a header", id="no header"),
        pytest.param("*/", "", "start with a header", id="a header that does not end"),
        pytest.param("grain: [", "grain: [[", "is not YAML", id="not YAML"),
        pytest.param("title: how many", "name: how many", "'title'", id="no title"),
        pytest.param("source: records", "from: records", "'source'", id="no source"),
        pytest.param("\nselect", "\nselect 1;\nselect", "exactly one SELECT", id="two statements"),
        pytest.param("select\n", "insert into t select\n", "not one SELECT", id="an INSERT"),
        pytest.param("from records", "from from records", "not one SELECT", id="not SQL"),
        pytest.param("grain: [stek_id]\n", "", "'grain'", id="no grain"),
        pytest.param("source:", "protect: none\nsource:", "'protect'", id="unknown key"),
        pytest.param("records.visits\n", "facts.nothing\n", "facts.nothing", id="unknown fact"),
        pytest.param("records.visits\n", "records.visit\n", "records.visit,", id="unknown stream"),
    ],
)
def test_a_wrong_fact_is_told_with_its_name(root: Path, was: str, becomes: str, told: str) -> None:
    assert was in FACT
    wrong = FACT.replace(was, becomes, 1)
    (root / "facts" / "visit_counts.sql").write_text(wrong, "utf-8")
    with pytest.raises(ContractError, match="visit_counts") as error:
        models(root)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        pytest.param("title: {", "titel: {", "'title'", id="no title"),
        pytest.param("nl: Bezoeken, fr", "fr", "'nl'", id="no Dutch title"),
        pytest.param("reading:", "read:", "'reading'", id="no reading"),
        pytest.param("unit:", "units:", "'unit'", id="no unit"),
        pytest.param("outcomes:", "results:", "'outcomes'", id="no outcomes"),
        pytest.param("grain: [month x stek]", "grain: []", "'grain'", id="no grain"),
        pytest.param("month x stek", "month x breakdown", "'breakdowns'", id="no breakdowns"),
        pytest.param("stream: visits", "stream: bezoeken", "'bezoeken'", id="unknown stream"),
        pytest.param("source:", "protect: nobody\nsource:", "'nobody'", id="unknown protection"),
        pytest.param("codes.rights", "codes.right", "codes.right,", id="unknown code list"),
        pytest.param("month x stek", "week x stek", "'week x stek'", id="unknown period"),
        pytest.param("month x stek", "month x town", "'month x town'", id="unknown dimension"),
        pytest.param("en: Visits}\nsource", "en: Visits, rate: 2}\nsource", ".rate", id="rate"),
        pytest.param("en: Visits}\nsource", "en: Visits, of: [x]}\nsource", "'x'", id="of"),
        pytest.param("exclusions:", "exclusion:", "'exclusions'", id="no exclusions"),
        pytest.param("source:", "over_time: mean\nsource:", "'mean'", id="over time"),
        pytest.param("source:", "overlapping: [gender]\nsource:", "'gender'", id="overlapping"),
    ],
)
def test_a_wrong_indicator_is_told_with_its_name(
    root: Path, was: str, becomes: str, told: str
) -> None:
    assert was in INDICATOR
    wrong = INDICATOR.replace(was, becomes, 1)
    (root / "indicators" / "visits_told.sql").write_text(wrong, "utf-8")
    with pytest.raises(ContractError, match="visits_told") as error:
        models(root)
    assert told in str(error.value)


def test_a_semicolon_at_the_end_is_no_second_statement(root: Path) -> None:
    (root / "facts" / "visit_counts.sql").write_text(f"{FACT.rstrip()};\n", "utf-8")
    (found,) = (model for model in models(root) if model.key == "facts.visit_counts")
    assert found.sql.endswith("group by stek_id")


def test_the_docstring_of_parents_is_true() -> None:
    assert doctest.testmod(parents).failed == 0


def test_models_that_read_each_other_are_told_by_name(root: Path) -> None:
    for name, other in (("visit_counts", "visits_again"), ("visits_again", "visit_counts")):
        sql = FACT.replace("records.visits", f"facts.{other}")
        (root / "facts" / f"{name}.sql").write_text(sql, "utf-8")
    with pytest.raises(ContractError, match="visit_counts") as error:
        models(root)
    assert "visits_again" in str(error.value)
