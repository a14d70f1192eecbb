"""Every estimate is explained where it is published, and none puts Stekken in an order of merit."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from pipelines.contracts import LANGUAGES
from pipelines.errors import ContractError
from pipelines.estimates.catalogue import estimates
from pipelines.estimates.estimate import Estimate, column
from pipelines.home import CHECKOUT
from pipelines.warehouse.models import models

ROOM = CHECKOUT / "pipelines" / "estimates"
names = pytest.mark.parametrize("estimate", estimates(), ids=lambda one: one.name)


@names
def test_it_has_all_its_words_in_three_languages(estimate: Estimate) -> None:
    told = [estimate.title, estimate.reading, estimate.method]
    told += [one.meaning for one in estimate.columns]
    for words in told:
        assert all(words.to(language).strip() for language in LANGUAGES)
    assert len(estimate.columns) == len({one.name for one in estimate.columns})


@names
def test_it_names_indicators_that_there_are(estimate: Estimate) -> None:
    known = {model.header.name for model in models()}
    assert set(estimate.indicators) <= known
    assert estimate.name not in known  # one name, one table


@names
def test_it_has_no_order_of_merit(estimate: Estimate) -> None:
    forbidden = ("rank", "rang", "order", "best", "score", "place")
    assert not [one.name for one in estimate.columns if one.name.startswith(forbidden)]


def test_every_column_is_explained_once_and_used() -> None:
    written = yaml.safe_load((ROOM / "columns.yaml").read_text("utf-8"))
    used = {one.name for estimate in estimates() for one in estimate.columns}
    assert set(written) - used == {"note"}  # added to every table when it is derived


def test_every_file_of_words_belongs_to_an_estimate() -> None:
    files = {path.stem for path in Path(ROOM).glob("*.yaml")} - {"columns"}
    assert files == {one.name for one in estimates()}


def test_a_column_without_an_explanation_is_refused() -> None:
    with pytest.raises(ContractError, match=r"estimates/columns\.yaml: has no 'shoe_size'"):
        column("shoe_size")


def test_warm_and_cold_and_groups_say_that_a_difference_is_no_cause() -> None:
    reading = {one.name: one.reading for one in estimates()}
    assert "geen bewijs van oorzaak" in reading["warm_effect"].nl
    assert "no proof of cause" in reading["warm_effect"].en
    assert "zegt niet waarom" in reading["contrasts"].nl
