"""Where marks and names stand on a map, so that none covers another."""

from __future__ import annotations

import math
from typing import Final, Literal

SIZE: Final = 22  # pixels of a mark, which has a number in it
_APART: Final = 24  # pixels between the middles of two marks
_ROUNDS: Final = 200
_HIGH: Final = 15  # pixels that a name is high
Side = Literal["right", "left", "under", "above"]
Box = tuple[float, float, float, float]  # left, foot, right, top


def spread(places: list[tuple[float, float]], apart: float = _APART) -> list[tuple[float, float]]:
    """The places moved as little as needed until none is nearer to another than `apart`.

    >>> spread([(0.0, 0.0), (100.0, 0.0)])
    [(0.0, 0.0), (100.0, 0.0)]
    """
    moved = [_aside(place, places[:number].count(place)) for number, place in enumerate(places)]
    for _ in range(_ROUNDS):
        is_clear = True
        for one in range(len(moved)):
            for other in range(one):
                (x, y), (own_x, own_y) = moved[one], moved[other]
                far = math.hypot(x - own_x, y - own_y)
                if far < apart - 0.01:
                    is_clear = False
                    step = (apart - far) / 2 / far
                    dx, dy = (x - own_x) * step, (y - own_y) * step
                    moved[one], moved[other] = (x + dx, y + dy), (own_x - dx, own_y - dy)
        if is_clear:
            break
    return [(round(x, 1), round(y, 1)) for x, y in moved]


def _aside(place: tuple[float, float], before: int) -> tuple[float, float]:
    """The place a little aside, another way for each mark that has it too."""
    x, y = place
    turn = math.pi / 2 * before
    return (x + math.cos(turn), y + math.sin(turn)) if before else place


def beside(place: tuple[float, float], width: float, taken: list[Box]) -> tuple[Side, Box]:
    """On which side of a mark its name covers nothing, and the room it takes; right if none does."""
    (x, y), out, up = place, width / 2 + SIZE / 2 + 3, SIZE / 2 + _HIGH / 2 + 3
    middles: dict[Side, tuple[float, float]] = {
        "right": (x + out, y),
        "left": (x - out, y),
        "under": (x, y - up),
        "above": (x, y + up),
    }
    boxes = {
        side: (left - width / 2, foot - _HIGH / 2, left + width / 2, foot + _HIGH / 2)
        for side, (left, foot) in middles.items()
    }
    free = [side for side, box in boxes.items() if not any(_touch(box, own) for own in taken)]
    side: Side = free[0] if free else "right"
    return side, boxes[side]


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
