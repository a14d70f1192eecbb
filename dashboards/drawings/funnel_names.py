"""The names in a funnel: of the Stekken outside the limits, and of the lines where they end."""

from __future__ import annotations

from typing import Final

from dashboards.drawings.inks import INK, MUTED
from dashboards.drawings.lines import apart
from dashboards.tongue import Tongue
from dashboards.views.comparing import Compared, Standing
from dashboards.views.roster import roster

_SIGN: Final = 7.2  # pixels that a character of the name of a Stek is wide
_OVER: Final = 12  # pixels that a name may reach beyond the outermost Stek
_NEAR: Final = 4  # points between two shares under which their names may touch

_BESIDE: Final[dict[str, object]] = {"showarrow": False, "font": {"color": INK}}
_SIDES: Final[dict[str, dict[str, object]]] = {
    "right": {"xanchor": "left", "xshift": 10, "yanchor": "middle", **_BESIDE},
    "above": {"xanchor": "center", "yanchor": "bottom", "yshift": 9, **_BESIDE},
    "under": {"xanchor": "center", "yanchor": "top", "yshift": -9, **_BESIDE},
}


def by_size(standings: tuple[Standing, ...]) -> list[Standing]:
    """From the smallest to the largest: how a funnel lies, no order of merit."""
    return sorted(standings, key=lambda one: one.base or 0)


def outside_names(standings: tuple[Standing, ...], per_pixel: float) -> list[dict[str, object]]:
    """The names of the Stekken outside the limits, each away from the middle.

    A name that would cover the one before it stands to the right of its mark instead.
    """
    names: list[dict[str, object]] = []
    first, last = (end(one.base or 0 for one in standings) for end in (min, max))
    taken: list[tuple[float, float, float]] = []  # where a name begins and ends, and its share
    for one in (own for own in by_size(standings) if own.is_outside):
        text, x, y = roster()[one.stek_id].short, float(one.base or 0), one.value or 0.0
        width = len(text) * _SIGN * per_pixel
        middle = max(
            min(x, last - width / 2 + _OVER * per_pixel), first + width / 2 - _OVER * per_pixel
        )
        begin, end = middle - width / 2, middle + width / 2
        is_covered = any(
            own < end and begin < other and abs(share - y) < _NEAR for own, other, share in taken
        )
        taken.append((x, x + width, y) if is_covered else (begin, end, y))
        side = "right" if is_covered else "above" if "above" in str(one.position) else "under"
        names.append({"text": text, "x": x if is_covered else middle, "y": y, **_SIDES[side]})
    return names


def line_names(compared: Compared, tongue: Tongue, per_pixel: float) -> list[dict[str, object]]:
    """What the lines are, where they end."""
    last = by_size(compared.with_limits)[-1]
    ends = [
        (tongue.say("funnel_overall"), compared.overall),
        (tongue.say("funnel_95"), last.limits_95[1] if last.limits_95 else None),
        (tongue.say("funnel_998"), last.limits_998[1] if last.limits_998 else None),
    ]
    told = [(text, place) for text, place in ends if place is not None]
    places = apart([place for _, place in told], [32 * per_pixel] * len(told))
    return [
        {
            "text": text,
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 6,
            "y": place,
            "yanchor": "middle",
            "align": "left",
            "showarrow": False,
            "font": {"size": 12, "color": MUTED},
        }
        for (text, _), place in zip(told, places, strict=True)
    ]
