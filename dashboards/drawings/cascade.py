"""The cascade: a bar for each step, the part that did not reach it pale, the share between them."""

from __future__ import annotations

from typing import Final

from dashboards.drawings.axes import UNDER, Drawing
from dashboards.drawings.inks import GRID, MARKS
from dashboards.drawings.lettering import aside, lettered
from dashboards.tongue import Tongue
from dashboards.views.cascade import Cascade, Step
from dashboards.views.said import between, why_not

_NAME: Final = 22  # pixels of the words above a bar
_BAR: Final = 20
_BETWEEN: Final = 30  # pixels of the words between two steps
_STEP: Final = _NAME + _BAR + _BETWEEN


def draw_cascade(cascade: Cascade, tongue: Tongue, *, is_narrow: bool) -> Drawing:
    """The steps from top to bottom, all on the scale of the first."""
    height = _STEP * len(cascade.steps) - _BETWEEN
    whole = max(step.count or 0 for step in cascade.steps)
    layout: dict[str, object] = {
        "height": height + UNDER,
        "margin": {"l": 4, "r": 8, "t": 0, "b": UNDER},
        "showlegend": False,
        "barmode": "overlay",
        "xaxis": {"range": [0, whole], "visible": False, "fixedrange": True},
        "yaxis": {"range": [height, 0], "visible": False, "fixedrange": True},
    }
    places = [number * _STEP + _NAME + _BAR / 2 for number in range(len(cascade.steps))]
    words = [
        word
        for step, place in zip(cascade.steps, places, strict=True)
        for word in _words(step, tongue, place, is_narrow=is_narrow)
    ]
    return Drawing(
        (_lost(cascade, places), _reached(cascade, tongue, places)), layout, tuple(words)
    )


def _reached(cascade: Cascade, tongue: Tongue, places: list[float]) -> dict[str, object]:
    return {
        **_bars(places, [step.count for step in cascade.steps], MARKS[0].colour),
        "customdata": [f"{step.name}<br>{_amount(step, tongue)}" for step in cascade.steps],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _lost(cascade: Cascade, places: list[float]) -> dict[str, object]:
    """As long as the step before: what sticks out behind a bar did not reach its step."""
    counts = [step.count for step in cascade.steps]
    before = [None, *counts[:-1]]
    behind = [b if own is not None else None for b, own in zip(before, counts, strict=True)]
    return {**_bars(places, behind, GRID), "hoverinfo": "skip"}


def _bars(places: list[float], counts: list[int | None], colour: str) -> dict[str, object]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": counts,
        "y": places,
        "width": _BAR,
        "marker": {"color": colour},
    }


def _words(
    step: Step, tongue: Tongue, place: float, *, is_narrow: bool
) -> tuple[dict[str, object], ...]:
    """Its name and count above the bar, and above that which share came from the step before."""
    at = {"x": 0, "xref": "paper", "xanchor": "left"}
    above = place - _BAR / 2 - _NAME / 2
    told_amount = _amount(step, tongue, is_narrow=is_narrow)
    named = lettered(f"<b>{step.name}</b>  {told_amount}", y=above, **at)
    if step.of_before is None:
        return (named,)
    share = step.of_before
    told = tongue.say("cascade_went_on", amount=tongue.percent(round(share.value)))
    margin = "" if is_narrow else f" ({between(tongue, share.low, share.high)})"
    return (
        named,
        aside(f"↓ {told}{margin}", y=above - _NAME / 2 - _BETWEEN / 2 + 3, **at),
    )


def _amount(step: Step, tongue: Tongue, *, is_narrow: bool = False) -> str:
    if step.count is None:
        return f"<i>{why_not(tongue, step.cell)}</i>"
    count = tongue.number(step.count)
    if step.of_start is None:
        return count
    rate = tongue.percent(round(step.of_start.value))
    if is_narrow:
        return tongue.say("count_and_rate", amount=count, rate=rate)
    return tongue.say("cascade_amount", count=count, rate=rate)
