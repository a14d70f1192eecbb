from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.auditing.audit import audit
from pipelines.auditing.effort import Effort
from pipelines.auditing.report import Report
from tests.auditing.releases import Row, Table, write_release
from tests.auditing.worlds import ranges, worlds

K = 3
Cells = dict[tuple[str, ...], list[int]]
Ranges = dict[tuple[str, ...], tuple[int, int]]
HIDE = st.sampled_from(["published", "published", "hidden_to_protect", "hidden"])
TABLES = settings(max_examples=25, deadline=None)


def found(report: Report) -> Ranges:
    """The narrow ones the auditor names, by indicator and key."""
    narrow = [one for one in report.findings if one.kind in {"exact", "narrow"}]
    return {one.cell: (one.low or 0, one.high or 0) for one in narrow}


def narrow(every: Ranges, k: int = K) -> Ranges:
    return {key: (low, high) for key, (low, high) in every.items() if high - low < 2 and low < k}


def hidden_keys(rows: Mapping[Row, list[int]], name: str = "reach") -> Cells:
    small = {"hidden_small", "hidden"}
    return {(name, *row.key): leaves for row, leaves in rows.items() if row.status in small}


def labelled(row: Row, count: int, wish: str, k: int = K) -> Row:
    """The row as it leaves the house: small counts hidden, others as wished."""
    if count < k:
        return _with(row, None, "hidden_small")
    return _with(row, count if wish == "published" else None, wish)


def _with(row: Row, numerator: int | None, status: str) -> Row:
    kept = (row.stek, row.right, row.category, row.outcome, row.period, row.denominator, row.value)
    return Row(numerator, status, *kept)


def audited(
    *tables: Table,
    k: int = K,
    links: Sequence[dict[str, object]] = (),
    effort: Effort | None = None,
) -> Report:
    with TemporaryDirectory() as folder:
        released = write_release(Path(folder) / "r", *tables, k=k, links=links)
        return audit(released, effort=effort)


def margins(truth: list[int], wishes: list[str]) -> dict[Row, list[int]]:
    """Two Stekken by three rights with all totals; the published grand total bounds the worlds."""
    leaves = list(product(("a", "b"), ("x", "y", "z")))
    cells = {}
    for (stek, right), wish in zip(product("ab*", "xyz*"), wishes, strict=True):
        own = [
            n for n, one in enumerate(leaves) if stek in {one[0], "*"} and right in {one[1], "*"}
        ]
        row = Row(
            sum(truth[n] for n in own),
            stek=stek.replace("*", "ALL"),
            right=right.replace("*", "ALL"),
        )
        cells[row if stek == right == "*" else labelled(row, row.numerator or 0, wish)] = own
    return cells


SIX = st.lists(st.integers(0, 4), min_size=6, max_size=6)
TWELVE_WISHES = st.lists(HIDE, min_size=12, max_size=12)


@TABLES
@given(SIX, TWELVE_WISHES)
def test_counts_with_margins_have_the_ranges_of_all_possible_tables(
    truth: list[int], wishes: list[str]
) -> None:
    cells = margins(truth, wishes)
    every = ranges(worlds(6, sum(truth)), cells, hidden_keys(cells), k=K)
    report = audited(Table(list(cells)))
    assert found(report) == narrow(every)
    assert not report.undecided


@pytest.mark.parametrize("effort", [Effort(small=0), Effort(small=0, warm=0)])
@given(truth=SIX, wishes=TWELVE_WISHES)
@TABLES
def test_linear_programs_find_the_same_in_tables_of_two_dimensions(
    effort: Effort, truth: list[int], wishes: list[str]
) -> None:
    cells = margins(truth, wishes)
    every = ranges(worlds(6, sum(truth)), cells, hidden_keys(cells), k=K)
    report = audited(Table(list(cells)), effort=effort)
    assert found(report) == narrow(every)
    assert not report.undecided


@TABLES
@given(
    st.lists(st.integers(0, 6), min_size=4, max_size=4),
    st.lists(HIDE, min_size=6, max_size=6),
    st.lists(st.booleans(), min_size=6, max_size=6),
)
def test_rates_and_their_complements_have_the_ranges_of_all_possible_tables(
    truth: list[int], wishes: list[str], shows: list[bool]
) -> None:
    cells: dict[Row, list[int]] = {}
    asked: Cells = {}
    bounds: dict[Row, list[int]] = {}
    for n, (stek, outcome) in enumerate(product("ab*", ("referred", "arrived"))):
        leaves = [m for m in range(4) if stek == "*" or m // 2 == "ab".index(stek)]
        arrived = [m for m in leaves if m % 2]
        own = leaves if outcome == "referred" else arrived
        count, name = sum(truth[m] for m in own), stek.replace("*", "ALL")
        base = sum(truth[m] for m in leaves)
        shown = base if outcome == "arrived" and shows[n] and base >= K else None
        row = labelled(Row(count, stek=name, outcome=outcome, denominator=shown), count, wishes[n])
        if stek == "*" and outcome == "referred":
            row = Row(count, stek=name, outcome=outcome)
        cells[row] = own
        if shown is not None:
            bounds[Row(shown, stek=name, outcome="referred")] = leaves
        if outcome == "arrived":
            key = Row(None, stek=name, outcome="referred-arrived").key
            asked["reach", *key] = [m for m in leaves if not m % 2]
    every = ranges(worlds(4, sum(truth)), {**cells, **bounds}, {**asked, **hidden_keys(cells)}, k=K)
    table = Table(list(cells), of={"referred": None, "arrived": ["referred"]})
    # What is told to be empty has an empty complement: that is no disclosure.
    empty = {key for key in asked if not sum(truth)}
    wanted = {key: one for key, one in narrow(every).items() if key not in empty}
    assert _without_nobody_of_nobody(found(audited(table)), every) == _without_nobody_of_nobody(
        wanted, every
    )


def _without_nobody_of_nobody(some: Ranges, every: Ranges) -> Ranges:
    """Leaves out complements of a Stek that is surely empty (its hidden total is found anyway)."""
    empty = {key[3] for key, one in every.items() if key[-1] == "referred" and one == (0, 0)}
    return {key: one for key, one in some.items() if "-" not in key[-1] or key[3] not in empty}


@TABLES
@given(
    st.lists(st.integers(0, 4), min_size=4, max_size=4),
    st.lists(HIDE, min_size=6, max_size=6),
)
def test_linked_tables_have_the_ranges_of_all_possible_tables(
    truth: list[int], wishes: list[str]
) -> None:
    leaves = list(product("xy", "mv"))
    first: dict[Row, list[int]] = {}
    second: dict[Row, list[int]] = {}
    for right, wish in zip("xy*", wishes[:3], strict=True):
        own = [n for n, one in enumerate(leaves) if right in {one[0], "*"}]
        count, name = sum(truth[n] for n in own), right.replace("*", "ALL")
        row = Row(count, right=name)
        first[row if right == "*" else labelled(row, count, wish)] = own
    for sex, wish in zip("mv*", wishes[3:], strict=True):
        own = [n for n, one in enumerate(leaves) if sex in {one[1], "*"}]
        count = sum(truth[n] for n in own)
        category = ("ALL", "ALL") if sex == "*" else ("gender", sex)
        second[labelled(Row(count, category=category), count, wish)] = own
    link: dict[str, object] = {
        "a": {"indicator": "reach", "recht_code": "ALL"},
        "b": {"indicator": "visits", "recht_code": "ALL"},
        "relation": "equal",
    }
    cells = [*first.items(), *second.items()]
    asked = {**hidden_keys(first), **hidden_keys(second, "visits")}
    every = _ranges_of_pairs(worlds(4, sum(truth)), cells, asked)
    report = audited(Table(list(first)), Table(list(second), name="visits"), links=[link])
    unlabelled = {key for key in found(report) if key not in asked}
    assert {k: v for k, v in found(report).items() if k not in unlabelled} == narrow(every)


def _ranges_of_pairs(
    all_worlds: np.ndarray, cells: list[tuple[Row, list[int]]], asked: Cells
) -> Ranges:
    """As `ranges`, where two tables may have an equal row."""
    merged: dict[Row, list[int]] = {}
    for row, leaves in cells:
        # The note field of a test row is free: the period keeps twins apart.
        twin = row
        while twin in merged:
            twin = Row(twin.numerator, twin.status, period=twin.period + "0", outcome=twin.outcome)
        merged[twin] = leaves
    return ranges(all_worlds, merged, asked, k=K)


@TABLES
@given(
    st.lists(st.integers(0, 2), min_size=7, max_size=7),
    st.lists(HIDE, min_size=3, max_size=3),
)
def test_persons_counted_once_over_months_have_the_ranges_of_all_possible_patterns(
    truth: list[int], wishes: list[str]
) -> None:
    # A leaf is the set of months in which a person came: 1 to 7 in binary.
    cells: dict[Row, list[int]] = {}
    for month, wish in enumerate(wishes):
        own = [pattern - 1 for pattern in range(1, 8) if pattern >> month & 1]
        count = sum(truth[n] for n in own)
        cells[labelled(Row(count, period=f"2026-0{month + 1}"), count, wish)] = own
    cells[Row(sum(truth), period="2026-Q1")] = list(range(7))
    every = ranges(worlds(7, sum(truth)), cells, hidden_keys(cells), k=K)
    report = audited(Table(list(cells), over_time="distinct"))
    assert found(report) == narrow(every)


@TABLES
@given(SIX, TWELVE_WISHES, TWELVE_WISHES)
def test_two_releases_have_the_ranges_of_the_tables_that_agree_with_both(
    truth: list[int], wishes: list[str], wishes_then: list[str]
) -> None:
    now, then = margins(truth, wishes), margins(truth, wishes_then)
    every = ranges(worlds(6, sum(truth)), {**then, **now}, hidden_keys(now), k=K)
    with TemporaryDirectory() as folder:
        first = write_release(Path(folder) / "1", Table(list(then)), k=K)
        second = write_release(Path(folder) / "2", Table(list(now)), k=K)
        report = audit(second, [first])
    assert found(report) == narrow(every)
    flips = {one.cell[3:5] for one in report.findings if one.kind == "flipped"}
    shown = [{row.key[2:4] for row in one if row.status == "published"} for one in (now, then)]
    assert flips == shown[0] ^ shown[1]


@TABLES
@given(st.lists(st.integers(0, 9), min_size=4, max_size=4))
def test_rounded_tables_have_the_ranges_of_all_possible_tables(truth: list[int]) -> None:
    leaves = list(product("ab", "xy"))
    cells = {}
    for stek, right in product("ab*", "xy*"):
        own = [
            n for n, one in enumerate(leaves) if stek in {one[0], "*"} and right in {one[1], "*"}
        ]
        count = sum(truth[n] for n in own)
        status, shown = (
            ("provisional", (count + 2) // 5 * 5) if count >= 5 else ("hidden_small", None)
        )
        row = Row(shown, status, stek=stek.replace("*", "ALL"), right=right.replace("*", "ALL"))
        cells[row] = own
    total = (sum(truth) + 2) // 5 * 5
    every_world = np.concatenate([worlds(4, n) for n in range(max(total - 2, 0), total + 3)])
    if sum(truth) < 5:
        every_world = np.concatenate([worlds(4, n) for n in range(5)])
    every = ranges(every_world, cells, hidden_keys(cells), k=5)
    assert found(audited(Table(list(cells)), k=5)) == narrow(every, 5)
