"""Runs of months that follow each other, so that a range of them is one run of the pipeline."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.months import Month

Span = tuple[Month, Month]


def spans(months: Sequence[Month]) -> tuple[Span, ...]:
    """The first and last month of each unbroken run, in order.

    >>> [f"{a} {b}" for a, b in spans([Month(2025, 12), Month(2026, 1), Month(2026, 3)])]
    ['2025-12 2026-01', '2026-03 2026-03']
    """
    found: list[Span] = []
    for month in sorted(set(months)):
        if found and found[-1][1].next() == month:
            found[-1] = (found[-1][0], month)
        else:
            found.append((month, month))
    return tuple(found)
