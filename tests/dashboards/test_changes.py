"""What changed, as the first page tells it: nothing that the table of changes does not claim."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from dashboards.pages import overview
from dashboards.pages.monitor import Monitor
from dashboards.tongue import Tongue
from dashboards.views.changes import Lasting, Usual, lasting_changes, shares_tested, usual
from pipelines.contracts import Language, Words
from pipelines.disclosure.release import PublishedEstimate

COLUMNS = (
    "indicator", "outcome", "stek_id", "period_type", "period", "value", "limit_low", "limit_high",
    "is_beyond", "claim", "claim_from", "claim_difference", "claim_low", "claim_high",
)  # fmt: skip
NONE = ("none", None, None, None, None)
ROWS = (
    ("take_up", "granted", "ALL", "month", "2026-09", 40, 30.2, 49.6, False, *NONE),
    ("take_up", "granted", "ALL", "month", "2026-10", 50, 30.2, 49.6, True, *NONE),
    ("take_up", "granted", "ALL", "quarter", "2026-Q3", 45, 38.0, 47.0, False, *NONE),
    ("take_up", "granted", "tienen", "month", "2026-10", 30, 20.0, 60.0, False, *NONE),
)
SHIFT = ("shift", "2026-Q1", -4.4, -6.0, -2.8)
SHIFTED = (
    ("take_up", "granted", "zaventem", "quarter", "2026-Q3", 45, 38.0, 47.0, False, *SHIFT),
    ("take_up", "granted", "zaventem", "month", "2026-10", 45, 38.0, 47.0, False, *SHIFT),
)
NOT_TESTED = (
    "take_up", "granted", "ALL", "month", "2026-10", 50, None, None, None,
    "not_tested", None, None, None, None,
)  # fmt: skip


def table(*rows: tuple[object, ...]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=COLUMNS, orient="row", infer_schema_length=None)


def monitor_with(released: Path, changes: pl.DataFrame) -> Monitor:
    """The small release with a table of changes made by hand."""
    monitor = Monitor.of(released)
    words = Words("Verandering", "Changement", "Change")
    change = PublishedEstimate("change", words, words, words, "", ("take_up",), (), changes)
    return replace(monitor, publication=replace(monitor.publication, estimates=(change,)))


def told(released: Path, changes: pl.DataFrame, language: Language = "nl") -> tuple[str, ...]:
    monitor = monitor_with(released, changes)
    (page,) = overview.pages(monitor, Tongue(language))
    changed = page.content["changed"]
    assert isinstance(changed, tuple)
    return changed


def test_a_change_that_months_and_quarters_show_is_told_once() -> None:
    assert lasting_changes(table(*ROWS, *SHIFTED)) == (
        Lasting("take_up", "granted", "zaventem", "2026-Q1", -4.4, -6.0, -2.8),
    )


def test_a_share_counts_once_however_many_periods_it_has() -> None:
    assert shares_tested(table(*ROWS, *SHIFTED)) == 3
    assert shares_tested(table(NOT_TESTED)) == 0
    assert shares_tested(pl.DataFrame()) == 0


def test_the_last_month_stands_beside_what_is_usual() -> None:
    assert usual(table(*ROWS), "take_up", "granted") == Usual("2026-10", 50, 30.2, 49.6, True)
    assert usual(table(*ROWS), "reach", "people") is None


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", "We bekeken 2 aandelen en vonden geen blijvende verandering."),
        ("fr", "Nous avons examiné 2 parts sans trouver de changement durable."),
        ("en", "We looked at 2 shares and found no lasting change."),
    ],
)
def test_that_nothing_changed_is_said_as_not_found(
    released: Path, language: Language, expected: str
) -> None:
    (sentence,) = told(released, table(*ROWS), language)
    assert sentence.startswith(expected)


def test_one_share_is_one_share(released: Path) -> None:
    (sentence,) = told(released, table(ROWS[0]))
    assert sentence.startswith("We bekeken 1 aandeel en vonden")


def test_a_change_is_told_with_its_place_its_start_and_its_margin(released: Path) -> None:
    summary, change = told(released, table(*ROWS, *SHIFTED))
    assert summary == "We bekeken 3 aandelen. Bij 1 vonden we een verandering die blijft:"
    assert change == (
        "Opname (granted (nl)), De STEK Zaventem: 4,4 procentpunt lager sinds het eerste kwartaal "
        "van 2026 (waarschijnlijk tussen 2,8 en 6,0)."
    )


def test_too_few_months_are_no_stability(released: Path) -> None:
    (sentence,) = told(released, table(NOT_TESTED))
    assert sentence.startswith("Er zijn nog te weinig maanden")
    (without_table,) = told(released, pl.DataFrame())
    assert without_table == sentence
