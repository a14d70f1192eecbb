"""A funnel: every Stek by how many people it is about, between the limits of chance."""

from __future__ import annotations

from typing import Final

from dashboards.drawings.axes import UNDER, Drawing
from dashboards.drawings.figures import NARROW, WIDE
from dashboards.drawings.funnel_names import by_size, line_names, outside_names
from dashboards.drawings.inks import BAND, GRID, INK, MARKS, MUTED
from dashboards.tongue import Tongue
from dashboards.views.comparing import Compared, Standing

_HEIGHT: Final = 400
_ABOVE: Final = 14
_RIGHT: Final = 118  # pixels for what the limits are called, on a wide screen


def draw_funnel(
    compared: Compared, said: tuple[str, ...], tongue: Tongue, *, is_narrow: bool
) -> Drawing:
    """The Stekken with limits; `said` is what a reader sees who points at each of them."""
    standings = compared.with_limits
    low, high = _range(standings)
    layout: dict[str, object] = {
        "height": _HEIGHT,
        "margin": {"l": 46, "r": 12 if is_narrow else _RIGHT, "t": _ABOVE, "b": UNDER},
        "showlegend": False,
        "xaxis": _people(compared, tongue, is_narrow=is_narrow),
        "yaxis": {
            "range": [low, high],
            "tickformat": ",d",
            "ticksuffix": tongue.percent_sign,
            "nticks": 7,
            "gridcolor": GRID,
            "zeroline": False,
            "fixedrange": True,
        },
    }
    per_pixel = (high - low) / (_HEIGHT - _ABOVE - UNDER)
    names = (
        *outside_names(standings, _width_of(layout, is_narrow=is_narrow)),
        *(() if is_narrow else line_names(compared, tongue, per_pixel)),
    )
    curves = (
        *_curves(standings, "limits_95", is_filled=True),
        *_curves(standings, "limits_998", is_filled=False),
    )
    return Drawing((*curves, _overall(compared), *_dots(standings, said)), layout, names)


def _range(standings: tuple[Standing, ...]) -> tuple[float, float]:
    """The axis of the share: what is drawn and a little more, within 0 and 100."""
    spans = [span for one in standings for span in (one.limits_95, one.limits_998) if span]
    values = [one.value for one in standings if one.value is not None]
    low = min([span[0] for span in spans] + values)
    high = max([span[1] for span in spans] + values)
    air = (high - low) * (0.13 if any(one.is_outside for one in standings) else 0.06)
    return max(low - air, -1.0), min(high + air, 101.0)


def _people(compared: Compared, tongue: Tongue, *, is_narrow: bool) -> dict[str, object]:
    sizes = [one.base or 0 for one in compared.with_limits]
    air = max((max(sizes) - min(sizes)) * 0.06, 5)
    return {
        "range": [max(min(sizes) - air, 0), max(sizes) + air],
        "tickformat": ",d",
        "nticks": 5 if is_narrow else 8,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "ticks": "outside",
        "tickcolor": MUTED,
        "linecolor": MUTED,
        "title": {
            "text": compared.indicator.unit.to(tongue.language)
            if not is_narrow
            else tongue.say("funnel_size"),
            "font": {"size": 12, "color": MUTED},
            "standoff": 6,
        },
    }


def _overall(compared: Compared) -> dict[str, object]:
    """The share of all Stekken together, from the smallest to the largest."""
    sizes = [one.base or 0 for one in compared.with_limits]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [min(sizes), max(sizes)],
        "y": [compared.overall, compared.overall],
        "line": {"color": INK, "width": 1.5},
        "hoverinfo": "skip",
    }


def _curves(
    standings: tuple[Standing, ...], name: str, *, is_filled: bool
) -> list[dict[str, object]]:
    """Both limits as lines through the limits of every Stek, from the smallest to the largest."""
    ordered = by_size(standings)
    spans = [getattr(one, name) for one in ordered]
    sizes = [one.base for one, span in zip(ordered, spans, strict=True) if span is not None]
    shown = [span for span in spans if span is not None]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": sizes,
            "y": [span[end] for span in shown],
            "line": {"color": MUTED, "width": 1, "dash": "solid" if is_filled else "dot"},
            **({"fill": "tonexty", "fillcolor": BAND} if is_filled and end else {}),
            "hoverinfo": "skip",
        }
        for end in (0, 1)
    ]


def _dots(standings: tuple[Standing, ...], said: tuple[str, ...]) -> list[dict[str, object]]:
    """Grey dots within the limits, a diamond in colour outside."""
    told = list(zip(standings, said, strict=True))
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [one.base for one, _ in own],
            "y": [one.value for one, _ in own],
            "marker": {"symbol": symbol, "size": size, "color": colour},
            "customdata": [text for _, text in own],
            "hovertemplate": "%{customdata}<extra></extra>",
            "cliponaxis": False,
        }
        for is_outside, symbol, size, colour in (
            (False, "circle", 9, MUTED),
            (True, "diamond", 13, MARKS[0].colour),
        )
        if (own := [(one, text) for one, text in told if one.is_outside == is_outside])
    ]


def _width_of(layout: dict[str, object], *, is_narrow: bool) -> float:
    """How many people one pixel of the axis stands for."""
    margin, axis = layout["margin"], layout["xaxis"]
    if not isinstance(margin, dict) or not isinstance(axis, dict):
        raise TypeError("A layout has a margin and an axis of people.")
    room = (NARROW if is_narrow else WIDE) - margin["l"] - margin["r"]
    first, last = axis["range"]
    return (float(last) - float(first)) / float(room)
