"""Where a figure over time is counted in another way from then on: its line stops and starts anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from dashboards.views.telling import Teller

_Point = TypeVar("_Point")


def break_places(teller: Teller) -> dict[int, str]:
    """The first row after each break, and why it is counted in another way, in reading order.

    A break before the first row, or after the last one, breaks no line.
    """
    keys = [row.key for row in teller.view.rows]
    found = {}
    for one in sorted(teller.indicator.breaks, key=lambda one: one.month):
        written = {"month": str(one.month), "quarter": one.month.quarter}
        period = written.get(teller.view.period_type, str(one.month.year))
        place = sum(key < period for key in keys)
        if 0 < place < len(keys):
            told = teller.tongue.say("break_note", period=teller.tongue.period(period))
            found[place] = f"{told}: {one.reason.to(teller.tongue.language)}"
    return found


def broken(points: Sequence[_Point], places: Sequence[int], gap: _Point) -> list[_Point]:
    """The points of a line with a gap before each of these places."""
    return [
        point
        for at, one in enumerate(points)
        for point in _with_gap(one, gap, is_after_break=at in places)
    ]


def _with_gap(point: _Point, gap: _Point, *, is_after_break: bool) -> Iterator[_Point]:
    if is_after_break:
        yield gap
    yield point
