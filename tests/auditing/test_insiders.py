"""What a Stek that knows its own rows is left with, beside every table that could be."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.auditing.audit import audit
from pipelines.auditing.insiders import Insiders
from tests.auditing.releases import Row, Table, by_stek, write_release
from tests.auditing.test_brute_force import SIX, TWELVE_WISHES, labelled, margins
from tests.auditing.worlds import Worlds, agrees, worlds

K = 5
Cells = Mapping[Row, list[int]]
DRAWN = settings(max_examples=40, deadline=None)


def measured(cells: Cells, k: int) -> Insiders:
    with TemporaryDirectory() as folder:
        return audit(write_release(Path(folder) / "r", Table(list(cells)), k=k)).insiders


def counted(cells: Cells, left: Worlds, own_leaves: Mapping[str, list[int]], k: int) -> Insiders:
    """The same by brute force: the widest range that any own counts leave, for each try."""
    tries = []
    for stek, own in own_leaves.items():
        known = np.unique(left[:, own], axis=0, return_inverse=True)[1].ravel()
        for row, leaves in cells.items():
            values = left[:, leaves].sum(axis=1)
            is_target = row.status in {"hidden_small", "hidden"} and values.min() < k
            if is_target and row.stek != stek and np.ptp(values) >= 2:
                tries.append(max(np.ptp(values[known == one]) for one in np.unique(known)))
    widths = np.array(tries)
    return Insiders(len(own_leaves), len(tries), int((widths == 0).sum()), int((widths == 1).sum()))


def possible(cells: Cells, leaves: int, persons: int, k: int) -> Worlds:
    every = worlds(leaves, persons)
    is_left = np.ones(len(every), dtype=bool)
    for row, own in cells.items():
        is_left &= agrees(every[:, own].sum(axis=1), row, k, 5)
    return every[is_left]


@DRAWN
@given(
    st.lists(st.integers(0, 9), min_size=3, max_size=4),
    st.lists(st.sampled_from(["published", "hidden_to_protect", "hidden"]), min_size=4, max_size=4),
)
def test_of_one_total_over_stekken_the_measure_is_what_brute_force_finds(
    truth: list[int], wishes: list[str]
) -> None:
    stekken = "abcd"[: len(truth)]
    cells = {
        labelled(Row(count, stek=stek), count, wish, K): [place]
        for place, (stek, count, wish) in enumerate(zip(stekken, truth, wishes, strict=False))
    }
    cells[Row(sum(truth))] = list(range(len(truth)))
    left = possible(cells, len(truth), sum(truth), K)
    own = {stek: [place] for place, stek in enumerate(stekken)}
    assert measured(cells, K) == counted(cells, left, own, K)


@DRAWN
@given(SIX, TWELVE_WISHES)
def test_of_totals_that_cross_nothing_is_counted_that_brute_force_does_not_find(
    truth: list[int], wishes: list[str]
) -> None:
    cells = margins(truth, wishes)
    left = possible(cells, 6, sum(truth), 3)
    own = {
        stek: [n for n, leaf in enumerate(product("ab", "xyz")) if leaf[0] == stek] for stek in "ab"
    }
    found, all_there_is = measured(cells, 3), counted(cells, left, own, 3)
    assert found.exact <= all_there_is.exact
    assert found.exact + found.narrow <= all_there_is.exact + all_there_is.narrow


def test_two_stekken_that_hide_each_other_know_each_other(tmp_path: Path) -> None:
    rows = by_stek({"a": None, "b": None, "c": 40}, 44)
    report = audit(write_release(tmp_path / "r", Table(rows)))
    # a knows b, b knows a, and c, who hides nothing, learns nothing of either.
    assert report.insiders == Insiders(stekken=3, tried=4, exact=2, narrow=0)
    assert report.is_clean


def test_what_follows_from_a_count_that_was_worked_out_is_counted_too(tmp_path: Path) -> None:
    rows = [
        *(Row(None, "hidden_small", stek=stek, right=right) for stek in "ab" for right in "xy"),
        *(Row(30, stek="c", right=right) for right in "xy"),
        *(Row(34, right=right) for right in "xy"),
    ]
    found = audit(write_release(tmp_path / "r", Table(rows))).insiders
    # a knows what b has of x and of y, and so b's total, of which there is no row; and b knows a's.
    assert (found.exact, found.narrow) == (6, 0)


def test_a_third_stek_that_is_hidden_protects_from_the_other_two(tmp_path: Path) -> None:
    rows = by_stek({"a": None, "b": None, "c": None, "d": 40}, 46)
    found = audit(write_release(tmp_path / "r", Table(rows))).insiders
    assert (found.tried, found.exact, found.narrow) == (9, 0, 0)


def test_the_public_summary_tells_what_remains_and_what_is_not_measured(tmp_path: Path) -> None:
    rows = by_stek({"geheim": None, "b": None, "c": 40}, 44)
    told = audit(write_release(tmp_path / "r", Table(rows))).summary()
    assert "| a count that a Stek can work out | 2 |" in told
    assert "Not measured: what a reader who also knows the program can rule out." in told
    assert "geheim" not in told
