from __future__ import annotations

import numpy as np

from pipelines.months import Month
from pipelines.sample.chance import Topic, chance, first_to_come, fixed, normal, pick, pick_by

OCTOBER = Month(2026, 10)


def test_the_same_place_gives_the_same_numbers_and_another_place_gives_others() -> None:
    numbers = chance(1, "tienen", OCTOBER, Topic.VISITS).random(3).tolist()
    assert chance(1, "tienen", OCTOBER, Topic.VISITS).random(3).tolist() == numbers
    for other in (
        chance(2, "tienen", OCTOBER, Topic.VISITS),
        chance(1, "zelzate", OCTOBER, Topic.VISITS),
        chance(1, "tienen", OCTOBER.next(), Topic.VISITS),
        chance(1, "tienen", OCTOBER, Topic.CHECKS),
    ):
        assert other.random(3).tolist() != numbers


def test_the_numbers_of_a_seed_are_written_in_stone() -> None:
    first = chance(1, "tienen", OCTOBER, Topic.VISITS).random(1)[0]
    assert round(float(first), 12) == 0.978760531622


def test_a_weight_of_nothing_is_never_picked_not_even_at_the_edge() -> None:
    uniform = np.array([0.0, 0.25, 0.999999999])
    assert pick(uniform, np.array([1.0, 3.0, 0.0])).tolist() == [0, 1, 1]


def test_each_group_picks_by_its_own_weights() -> None:
    weights = np.array([[1.0, 0.0], [0.0, 1.0]])
    assert pick_by(np.array([0.7, 0.2, 0.7]), weights, np.array([0, 1, 1])).tolist() == [0, 1, 1]


def test_what_comes_first_is_drawn_once_a_row_and_as_often_as_asked() -> None:
    uniform = chance(1, "tienen", OCTOBER, Topic.CHECKS).random((200, 5))
    weights = np.tile(np.array([8.0, 1.0, 1.0, 1.0, 0.0]), (200, 1))
    count = np.arange(200) % 4
    rows, columns = first_to_come(uniform, weights, count)
    assert np.bincount(rows, minlength=200).tolist() == count.tolist()
    assert len(set(zip(rows.tolist(), columns.tolist(), strict=True))) == len(rows)
    assert np.bincount(columns, minlength=5).argmax() == 0


def test_what_belongs_to_a_key_is_uniform_and_differs_by_salt() -> None:
    key = np.arange(10_000, dtype=np.uint64)
    one, two = fixed(key, 1), fixed(key, 2)
    # The mean of 10,000 uniform numbers deviates 0.0029; four of these.
    assert abs(one.mean() - 0.5) < 0.012
    assert abs(np.corrcoef(one, two)[0, 1]) < 0.04
    assert 0 <= one.min() < one.max() < 1


def test_normal_numbers_lie_around_nothing_with_deviation_one() -> None:
    drawn = normal(chance(1, "tienen", OCTOBER, Topic.PEOPLE), 10_000)
    assert abs(drawn.mean()) < 0.04
    assert abs(drawn.std() - 1) < 0.03
