"""The flow: a ribbon from each service to each way in which a referral ended, as wide as its count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dashboards.drawings.axes import UNDER, Drawing
from dashboards.drawings.inks import INK, MARKS, PEER
from dashboards.drawings.lettering import lettered, wrapped
from dashboards.tongue import Tongue
from dashboards.views.flow import Flow, Service

# Four ends that are over, each in its own colour and in its own place; what still runs is grey.
_COLOURS: Final = {
    "toegekend": MARKS[0].colour,
    "deels": MARKS[3].colour,
    "geweigerd": MARKS[1].colour,
    "stopgezet": MARKS[2].colour,
    "lopend": PEER,
}
_RIBBONS: Final = 470  # pixels of all ribbons together
_ROOM: Final = 28  # pixels that a name beside a node takes at least
_GAP: Final = 8  # pixels between two nodes
_NODE: Final = 0.025  # width of a node, as a share of the drawing
_BEND: Final = 0.5  # where a ribbon bends


@dataclass(frozen=True)
class _Node:
    """A place at one side: where it begins, in pixels from the top, and how high it is."""

    top: float
    height: float


def draw_flow(flow: Flow, tongue: Tongue, *, is_narrow: bool) -> Drawing:
    """Services at the left, ends at the right; a count that is hidden has no ribbon."""
    per_one = _RIBBONS / sum(service.total for service in flow.services)
    ends = {end: name for end, name in flow.ends.items() if _reached(flow, end)}
    room = 44 if is_narrow else _ROOM
    left = _nodes([service.total * per_one for service in flow.services], room)
    right = _nodes([_reached(flow, end) * per_one for end in ends], room * 1.6)
    height = max(left[-1].top + left[-1].height, right[-1].top + right[-1].height) + room / 2
    layout: dict[str, object] = {
        "height": height + UNDER,
        "margin": {
            "l": 130 if is_narrow else 250,
            "r": 96 if is_narrow else 150,
            "t": 12,
            "b": UNDER,
        },
        "showlegend": False,
        "xaxis": {"range": [0, 1], "visible": False, "fixedrange": True},
        "yaxis": {"range": [height, 0], "visible": False, "fixedrange": True},
        "shapes": list(_shapes(flow, ends, (left, right), per_one)),
    }
    words = (
        *_services(flow, left, is_narrow=is_narrow),
        *_ends(ends, right),
    )
    return Drawing((_points(flow, ends, left, tongue),), layout, words)


def _reached(flow: Flow, end: str) -> int:
    return sum(service.counts.get(end, 0) for service in flow.services)


def _nodes(heights: list[float], room: float) -> list[_Node]:
    """Under each other, with room for a name at each."""
    nodes, under = [], 0.0
    for height in heights:
        own = max(height, room - _GAP)
        nodes.append(_Node(under + (own - height) / 2, height))
        under += own + _GAP
    return nodes


def _shapes(
    flow: Flow, ends: dict[str, str], sides: tuple[list[_Node], list[_Node]], per_one: float
) -> Iterator[dict[str, object]]:
    """The ribbons, then the nodes over their ends."""
    left, right = sides
    arrived = {end: node.top for end, node in zip(ends, right, strict=True)}
    for service, node in zip(flow.services, left, strict=True):
        leaving = node.top
        for end in ends:
            width = service.counts.get(end, 0) * per_one
            if width:
                yield _ribbon(leaving, arrived[end], width, _COLOURS.get(end, PEER))
            leaving, arrived[end] = leaving + width, arrived[end] + width
    for node in left:
        yield _block(0, node, INK)
    for end, node in zip(ends, right, strict=True):
        yield _block(1 - _NODE, node, _COLOURS.get(end, PEER))


def _ribbon(start: float, stop: float, width: float, colour: str) -> dict[str, object]:
    low, high = _NODE, 1 - _NODE
    path = (
        f"M{low},{start:.1f} C{_BEND},{start:.1f} {_BEND},{stop:.1f} {high},{stop:.1f} "
        f"L{high},{stop + width:.1f} C{_BEND},{stop + width:.1f} {_BEND},{start + width:.1f} "
        f"{low},{start + width:.1f} Z"
    )
    line = {"width": 0}
    return {"type": "path", "path": path, "fillcolor": colour, "opacity": 0.5, "line": line}


def _block(x: float, node: _Node, colour: str) -> dict[str, object]:
    corners = {"x0": x, "x1": x + _NODE, "y0": node.top, "y1": node.top + node.height}
    return {"type": "rect", **corners, "fillcolor": colour, "line": {"width": 0}}


def _services(flow: Flow, nodes: list[_Node], *, is_narrow: bool) -> Iterator[dict[str, object]]:
    beside = {"x": 0, "xref": "paper", "xanchor": "right", "xshift": -8, "align": "right"}
    for service, node in zip(flow.services, nodes, strict=True):
        text = wrapped(_named(service), 17 if is_narrow else 31)
        lines = text.split("<br>")
        kept = "<br>".join([*lines[:2], f"{lines[2]}…"]) if len(lines) > 3 else text
        size = 11 if is_narrow or len(lines) > 1 else 13
        font = {"font": {"color": INK, "size": size}}
        yield lettered(kept, y=node.top + node.height / 2, **beside, **font)


def _named(service: Service) -> str:
    """A star where some of its ends are hidden, so that its node is too small."""
    return f"{service.name}\u00a0*" if service.has_hidden else service.name


def _ends(ends: dict[str, str], nodes: list[_Node]) -> Iterator[dict[str, object]]:
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 8, "align": "left"}
    for (_, name), node in zip(ends.items(), nodes, strict=True):
        yield lettered(wrapped(name, 14), y=node.top + node.height / 2, **beside)


def _points(
    flow: Flow, ends: dict[str, str], nodes: list[_Node], tongue: Tongue
) -> dict[str, object]:
    """What a reader sees who points at a service: all its ends."""
    hovers = [
        "<br>".join(
            (
                service.name,
                *(
                    f"{name}: {tongue.number(service.counts[end])}"
                    for end, name in ends.items()
                    if end in service.counts
                ),
            )
        )
        for service in flow.services
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_NODE / 2] * len(nodes),
        "y": [node.top + node.height / 2 for node in nodes],
        "marker": {"size": 14, "opacity": 0, "color": INK},
        "customdata": hovers,
        "hovertemplate": "%{customdata}<extra></extra>",
    }
