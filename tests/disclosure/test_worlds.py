"""Every world that a reader cannot tell from the true one, by brute force over small tables.

The reader knows the labels and the rounding, and what adds up; nothing of the programs is used here.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import polars as pl
import pytest

from tests.counts import Leaf, added_up, header, leaf, release, reporting

MOST = 45  # no count of these worlds is larger
Seen: TypeAlias = Mapping[str, object]
Rows: TypeAlias = Mapping[tuple[str, str], Seen]  # by Stek and outcome


def could_be(seen: Seen, column: str = "numerator") -> range:
    """What a count may be for who reads its cell alone: `<5`, five or more, as told, or rounded."""
    told, status = seen[column], seen["status"]
    if isinstance(told, int):
        is_year = seen["period_type"] == "year"
        return range(told, told + 1) if is_year else range(max(told - 2, 5), told + 3)
    if column == "denominator":
        return range(MOST + 1)
    least = {"hidden_small": 0, "hidden_to_protect": 5, "hidden": 0}[str(status)]
    return range(least, 5 if status == "hidden_small" else MOST + 1)


def released(kind: str, leaves: Iterable[Iterable[Leaf]], *outcomes: str) -> Iterator[Rows]:
    """What is shown of each of these worlds, every one in a period of its own."""
    by_stek = len(outcomes) == 1
    of = header(
        f"{kind} x stek" if by_stek else kind,
        outcomes=dict.fromkeys((one for one in outcomes if one != "asked"), not by_stek),
    )
    worlds = list(leaves)
    periods = [str(2000 + i) for i in range(len(worlds))]
    if kind == "month":
        periods = [f"{2000 + i // 12}-{i % 12 + 1:02d}" for i in range(len(worlds))]
    whole = {"month": 1, "year": 12}[kind]
    steks = {place[1]: whole for place, _ in worlds[0]}
    who = pl.concat(reporting(steks, period=period, period_type=kind) for period in periods)
    placed = [
        ((period, *place[1:]), counts)
        for period, world in zip(periods, worlds, strict=True)
        for place, counts in world
    ]
    table = release(*added_up(of, *placed), of=of, who=who).table
    for period in periods:
        rows = table.filter(period=period).iter_rows(named=True)
        yield {(str(one["stek_id"]), str(one["outcome"])): one for one in rows}


def two_apart(values: Iterable[int]) -> bool:
    """The floor of the guarantee: two values that are possible, at least two apart."""
    found = set(values)
    return max(found) - min(found) >= 2


@pytest.mark.parametrize(("kind", "most"), [("month", 26), ("year", 11)])
def test_what_is_shown_of_some_of_all_leaves_small_parts_and_rests_two_apart(
    kind: str, most: int
) -> None:
    pairs = [(part, whole) for whole in range(most) for part in range(whole + 1)]
    worlds = [[leaf(granted=part, asked=whole)] for part, whole in pairs]
    for (part, whole), rows in zip(pairs, released(kind, worlds, "granted", "asked"), strict=True):
        granted, asked = rows["ALL", "granted"], rows["ALL", "asked"]
        alike = [(a, n) for n in could_be(asked) for a in could_be(granted) if a <= n]
        assert (part, whole) in alike
        for small, others in (
            (part, {a for a, _ in alike}),
            (whole - part, {n - a for a, n in alike}),
            (whole, {n for _, n in alike}),
        ):
            assert small >= 5 or two_apart(others), (kind, part, whole)


@pytest.mark.parametrize("kind", ["month", "year"])
def test_what_is_shown_of_two_halves_leaves_a_small_one_two_apart(kind: str) -> None:
    pairs = list(itertools.product(range(11), repeat=2))
    worlds = [[leaf(granted=a, refused=b)] for a, b in pairs]
    for (a, b), rows in zip(pairs, released(kind, worlds, "granted", "refused"), strict=True):
        one, other = rows["ALL", "granted"], rows["ALL", "refused"]
        whole = could_be(one, "denominator")
        alike = [(x, y) for x in could_be(one) for y in could_be(other) if x + y in whole]
        assert (a, b) in alike
        for small, others in ((a, {x for x, _ in alike}), (b, {y for _, y in alike})):
            assert small >= 5 or two_apart(others), (kind, a, b)


@pytest.mark.parametrize("kind", ["month", "year"])
def test_a_small_count_of_one_stek_is_not_the_total_less_the_others(kind: str) -> None:
    steks = ("a", "b", "c")
    counts = list(itertools.combinations_with_replacement((0, 1, 4, 5, 6, 20), 3))
    worlds = [
        [leaf(stek_id=s, granted=n) for s, n in zip(steks, world, strict=True)] for world in counts
    ]
    for world, rows in zip(counts, released(kind, worlds, "granted"), strict=True):
        total = could_be(rows["ALL", "granted"])
        alike = [
            values
            for values in itertools.product(*(could_be(rows[s, "granted"]) for s in steks))
            if sum(values) in total
        ]
        assert world in alike
        for place, count in enumerate(world):
            assert count >= 5 or two_apart(values[place] for values in alike), (kind, world)
