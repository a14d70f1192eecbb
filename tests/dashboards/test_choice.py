"""Which figures a page has, from the grains of its table alone."""

from __future__ import annotations

from dataclasses import replace

from dashboards.views.cells import View
from dashboards.views.choice import MOST_SERIES, views
from pipelines.disclosure.derived import told
from pipelines.disclosure.release import PublishedIndicator
from pipelines.estimates.intervals import with_intervals
from tests.counts import cell, header, release


def published(*cells: dict[str, str | int | None], **outcomes: bool) -> PublishedIndicator:
    """An indicator over all Stekken with these outcomes."""
    of = header("month", outcomes=outcomes)
    return PublishedIndicator(
        name="steps",
        title=of.title,
        reading=of.reading,
        unit=of.unit,
        method=of.method,
        source=of.source,
        stream=of.stream,
        breakdowns=of.breakdowns,
        outcomes=of.outcomes,
        breaks=of.breaks,
        is_exact=False,
        is_always_broken_down=False,
        table=with_intervals(told(release(*cells, of=of))),
    )


def kinds(indicator: PublishedIndicator) -> dict[str, View]:
    return {view.kind: view for view in views(indicator)}


def test_a_rate_is_told_over_time_by_right_and_by_stek(
    indicators: dict[str, PublishedIndicator],
) -> None:
    found = kinds(indicators["take_up"])
    assert list(found) == ["time", "right", "stek"]
    assert [row.key for row in found["time"].rows] == ["2025-10", "2026-08", "2026-09", "2026-10"]
    assert [row.cells[0].measure for row in found["time"].rows] == [40, None, None, 50]
    assert found["right"].periods == ("2025",)
    assert found["stek"].periods == ("2026-Q3",)


def test_counts_without_a_right_are_told_by_the_first_trait(
    indicators: dict[str, PublishedIndicator],
) -> None:
    found = kinds(indicators["reach"])
    assert list(found) == ["time", "category", "stek"]
    assert [row.key for row in found["category"].rows] == [
        "v",
        "m",
        "x",
        "onbekend",
        "niet_gevraagd",
    ]
    assert [row.cells[0].measure for row in found["category"].rows[:3]] == [5000, 3996, None]


def test_rights_come_highest_first_and_the_hidden_ones_last(
    indicators: dict[str, PublishedIndicator],
) -> None:
    rights = kinds(indicators["take_up"])["right"]
    assert [row.key for row in rights.rows] == ["igo", "leefloon", "schuldhulp"]


def test_stekken_are_in_the_order_of_the_alphabet_and_never_of_their_figures(
    indicators: dict[str, PublishedIndicator],
) -> None:
    rows = kinds(indicators["reach"])["stek"].rows
    assert [row.name.nl for row in rows if row.name] == ["De STEK Zaventem", "STEK Tienen"]
    table = indicators["reach"].table
    turned = replace(
        indicators["reach"], table=table.with_columns(numerator=10_000 - table["numerator"])
    )
    assert [row.key for row in kinds(turned)["stek"].rows] == [row.key for row in rows]


def test_of_two_rates_that_make_the_whole_one_is_drawn() -> None:
    counts = (cell(30, 80, outcome="yes"), cell(50, 80, outcome="no"))
    whole = published(*counts, yes=True, no=True)
    asked = tuple(replace(one, of=("asked",)) for one in whole.outcomes)
    assert [one.outcome for one in kinds(whole)["time"].series] == ["yes"]
    assert [one.outcome for one in kinds(replace(whole, outcomes=asked))["time"].series] == [
        "yes",
        "no",
    ]


def test_more_outcomes_than_colours_become_rows_in_the_order_of_the_header() -> None:
    steps = {f"step_{number}": number > 0 for number in range(6)}
    counts = [100, 80, 60, 40, 30, 20]
    cells = [cell(100, None, outcome="step_0")] + [
        cell(n, 230, outcome=step) for step, n in zip(steps, counts, strict=True) if n < 100
    ]
    found = kinds(published(*cells, **steps))
    assert [row.key for row in found["outcome"].rows] == list(steps)
    assert [row.cells[0].measure for row in found["outcome"].rows] == counts
    # the first step is everybody and has no rate; of the others the most counted are drawn
    assert [one.outcome for one in found["time"].series] == ["step_1", "step_2", "step_3", "step_4"]
    assert len(found["time"].series) == MOST_SERIES


def test_an_indicator_without_any_cell_has_no_figures() -> None:
    assert views(published(yes=True)) == ()
