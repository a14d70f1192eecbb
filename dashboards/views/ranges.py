"""Rows with a figure beside what is expected and how far chance goes, before they are drawn."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.views.comparing import Span


@dataclass(frozen=True)
class Range:
    """One row, in percents.

    `interval` is the 95 % interval of the figure itself; `inner` and `outer` are limits around the
    `reference`. `figure` is the figure in words, or why there is none; `said` is told on pointing.
    """

    name: str
    value: float | None
    figure: str
    said: str
    reference: float | None = None
    interval: Span | None = None
    inner: Span | None = None
    outer: Span | None = None
    is_outside: bool = False


@dataclass(frozen=True)
class Ranges:
    """The rows of one drawing, and what its marks are called; empty where there is no such mark."""

    rows: tuple[Range, ...]
    value_is: str
    reference_is: str
    inner_is: str = ""
    outer_is: str = ""
    interval_is: str = ""
    percent_sign: str = "%"
