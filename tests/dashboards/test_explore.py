"""What a page hands to its controls: the released cells and nothing else, and choices that show."""

from __future__ import annotations

import gzip
import json
from base64 import b64decode
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dashboards.pages.explorer import Explorer
from dashboards.site.shards import shard, write_shards
from dashboards.tongue import Tongue
from dashboards.views.explore import Choice, choices, words
from pipelines.contracts import LANGUAGES, Language, Words
from pipelines.disclosure.release import PublishedIndicator, load, write
from pipelines.errors import DisclosureError
from pipelines.months import Month
from pipelines.warehouse.headers import Break
from tests.counts import cell, release
from tests.dashboards.explored import explored
from tests.dashboards.synthetic import fifty_thousand

NL = Tongue("nl")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> PublishedIndicator:
    folder = tmp_path_factory.mktemp("explored")
    write([explored()], folder)
    (indicator,) = load(folder).indicators
    return indicator


def read(script: str) -> pl.DataFrame:
    """A shard read back, by another road than the page's own: column by column into Polars."""
    _, text = script.removeprefix("stekCells(").removesuffix(");\n").split(",", 1)
    content = json.loads(text)
    plain = gzip.decompress(b64decode(content["gz"]))
    rows, at, columns = content["rows"], 0, {}
    for column in content["columns"]:
        planes = [plain[at + n * rows : at + (n + 1) * rows] for n in range(column["planes"])]
        at += rows * column["planes"]
        numbers = [
            sum(plane[row] * 256**n for n, plane in enumerate(planes)) for row in range(rows)
        ]
        columns[column["name"]] = [valued(column, number) for number in numbers]
    assert at == len(plain)
    return pl.DataFrame(columns, infer_schema_length=None)


def valued(column: dict[str, Any], number: int) -> object:
    if number == 0:
        return None
    if column["kind"] == "text":
        return column["codes"][number - 1]
    return number - 1 if column["kind"] == "whole" else (number - 1) / 10


def same(table: pl.DataFrame, other: pl.DataFrame) -> bool:
    columns = zip(table.iter_columns(), other.iter_columns(), strict=True)
    return table.columns == other.columns and all(
        one.to_list() == its.to_list() for one, its in columns
    )


def test_a_shard_is_the_released_table_cell_by_cell(
    told: PublishedIndicator, indicators: dict[str, PublishedIndicator]
) -> None:
    for indicator in (told, *indicators.values()):
        assert same(read(shard(indicator)), indicator.table)


def test_real_figures_without_a_note_are_read_back_too(tmp_path: Path) -> None:
    write(
        [release(cell(30, 40), cell(10, 15, stek_id="tienen"), cell(20, 25, stek_id="zaventem"))],
        tmp_path,
    )
    (indicator,) = load(tmp_path).indicators
    assert same(read(shard(indicator)), indicator.table)


def test_what_is_hidden_has_no_number_in_a_shard(told: PublishedIndicator) -> None:
    table = read(shard(told))
    hidden = table.filter(pl.col("status").str.starts_with("hidden"))
    assert hidden.height > 0
    assert hidden.select("numerator", "value", "ci_low", "ci_high").null_count().row(0) == (
        (hidden.height,) * 4
    )


def test_a_shard_that_names_a_script_cannot_end_it(told: PublishedIndicator) -> None:
    code = "</script><script>alert(1)</script>"
    table = told.table.with_columns(category=pl.lit(code))
    script = shard(replace(told, table=table))
    assert "<" not in script
    assert set(read(script)["category"]) == {code}


@pytest.mark.parametrize("number", [-1.0, 12.34, 2.0**32])
def test_a_number_that_would_be_read_back_otherwise_is_refused(
    told: PublishedIndicator, number: float
) -> None:
    table = told.table.with_columns(ci_low=pl.lit(number))
    with pytest.raises(DisclosureError, match=r"take_up\.ci_low has a number that is"):
        shard(replace(told, table=table))


def test_an_empty_table_has_an_empty_shard(told: PublishedIndicator) -> None:
    assert read(shard(replace(told, table=told.table.clear()))).height == 0


def test_fifty_thousand_cells_weigh_at_most_350_kilobytes(told: PublishedIndicator) -> None:
    table = fifty_thousand(told)
    assert table.height >= 50_000
    script = shard(replace(told, table=table))
    assert len(gzip.compress(script.encode(), 9)) <= 350_000
    assert len(script) <= 500_000


def test_the_same_table_gives_the_same_bytes(told: PublishedIndicator, tmp_path: Path) -> None:
    write_shards([told], tmp_path / "cells")
    assert (tmp_path / "cells/take_up.js").read_text("utf-8") == shard(told)


def by_key(indicator: PublishedIndicator, tongue: Tongue = NL) -> dict[str, Choice]:
    return {choice.key: choice for choice in choices(indicator, tongue)}


def starts_with(indicator: PublishedIndicator) -> list[str]:
    return [one.code for own in choices(indicator, NL) for one in own.options if one.is_chosen]


def test_the_controls_start_with_a_choice_that_shows_a_figure(told: PublishedIndicator) -> None:
    assert starts_with(told) == ["ALL", "ALL", "quarter", "granted", "ALL"]


def test_without_figures_by_quarter_they_start_with_the_next_period_that_has_one(
    told: PublishedIndicator,
) -> None:
    is_quarter = pl.col("period_type") == "quarter"
    hidden = pl.when(is_quarter).then(None).otherwise("numerator")
    table = told.table.with_columns(numerator=hidden)
    assert starts_with(replace(told, table=table))[2] == "year"


def test_of_a_table_that_shows_nothing_the_first_choices_are_taken(
    told: PublishedIndicator,
) -> None:
    table = told.table.with_columns(numerator=pl.lit(None, pl.Int64))
    assert starts_with(replace(told, table=table)) == ["ALL", "ALL", "quarter", "granted", "ALL"]


def test_what_means_something_only_when_split_starts_split(told: PublishedIndicator) -> None:
    assert starts_with(replace(told, is_always_broken_down=True))[4] == "gender"


def test_every_stek_and_every_right_is_offered_where_the_table_has_any(
    told: PublishedIndicator,
) -> None:
    stekken, rights = (by_key(told)[key].options for key in ("stek", "recht"))
    assert len(stekken) == 1 + 16
    names = [one.label for one in stekken[1:]]
    assert names == sorted(names, key=str.casefold)
    assert rights[0].label == "Alle rechten samen"
    assert {"leefloon", "igo", "schuldhulp"} < {one.code for one in rights}


def test_a_table_that_is_not_told_by_right_has_its_total_alone(
    indicators: dict[str, PublishedIndicator],
) -> None:
    offered = by_key(indicators["reach"])
    assert [one.code for one in offered["recht"].options] == ["ALL"]
    assert not offered["recht"].is_open
    assert offered["stek"].is_open


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_name_every_period_and_category_of_the_table(
    told: PublishedIndicator, language: Language
) -> None:
    own: Any = words(told, Tongue(language))
    assert set(own["periods"]) == set(told.table["period"])
    categories = {code for code, _ in own["categories"]["gender"]}
    assert set(told.table["category"]) - {"ALL"} <= categories
    assert own["never"] == sorted(own["never"])
    assert "schuldhulp" in own["never"]
    assert own["rated"] == {"granted": "always", "asked": "never"}


def test_the_words_are_json_that_cannot_end_its_script(told: PublishedIndicator) -> None:
    outcome = replace(told.outcomes[0], label=Words(*(["</script><!--"] * 3)))
    title = replace(told, outcomes=(outcome,), breakdowns=())
    text = str(Explorer.of(title, NL, "</script>").words)
    assert "<" not in text
    assert json.loads(text)["layout"]["annotations"][0]["text"] == "</script>"


def test_the_colours_in_the_words_are_names_of_the_theme(told: PublishedIndicator) -> None:
    layout = json.loads(str(Explorer.of(told, NL, "").words))["layout"]
    assert layout["font"]["color"] == "--ink"
    assert "#" not in json.dumps(layout)


def test_a_break_is_told_for_every_type_of_period(told: PublishedIndicator) -> None:
    """From May 2026 on: in the second quarter, in that year."""
    breaks = (Break(Month.parse("2026-05"), Words("waarom", "pourquoi", "why")),)
    own: Any = words(replace(told, breaks=breaks), NL)
    (one,) = own["breaks"]
    assert (one["month"], one["quarter"], one["year"]) == ("2026-05", "2026-Q2", "2026")
    assert one["told"]["month"] == "Vanaf mei 2026 tellen we anders: waarom"


def test_of_a_table_without_quarters_the_months_come_first(
    indicators: dict[str, PublishedIndicator],
) -> None:
    assert starts_with(indicators["reach"]) == ["ALL", "ALL", "month", "people", "ALL"]
