"""A drawn picture as it is kept: small, in the colours of the theme, legible in light and dark.

Plotly writes how a thing looks into a `style` of each element. Here that becomes plain attributes,
which every program reads that people open a picture with, and which a style sheet may replace where
the reader's screen is dark.
"""

from __future__ import annotations

import re
from typing import Final

from dashboards.drawings.inks import DARK, THEME

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_STYLE = re.compile(r' style="([^"]*)"')
# For the script of a live chart, and of no use in a picture.
_DEAD = re.compile(r' (?:class|data-[a-z]+|pointer-events)="[^"]*"')
_EMPTY = re.compile(r"<g(?: [^<>]*?)?(?:/>|></g>)|<path/>")
_UNSEEN = re.compile(
    r'<rect(?=[^<>]* fill-opacity="0")(?![^<>]* stroke="(?![^<>]* stroke-opacity="0"))[^<>]*/>'
)
# What an element has anyway, and what the root says for all.
_GIVEN: Final = {
    "opacity": "1",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "vector-effect": "none",
}
_ON_ROOT: Final = frozenset({"font-family", "white-space"})
_SIZE = re.compile(r' (width|height)="([\d.]+)"')
_RGB = re.compile(r"rgb\((\d+), (\d+), (\d+)\)")


def themed(svg: str, font: str) -> str:
    """The picture that Plotly drew with this font, without what repeats and dark where the screen is.

    Its colours are those of `inks.THEME`; the dark ones replace them by a style sheet inside it.
    """
    head, body = svg[: (start := svg.index(">") + 1)], svg[start:]
    body = _TAG.sub(lambda tag: _plain(tag[0]), body)
    body = _UNSEEN.sub("", body)
    while (less := _EMPTY.sub("", body)) != body:
        body = less
    family = font.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    head = _DEAD.sub("", _STYLE.sub("", head))[:-1] + _view(head)
    return f'{head} font-family="{family}" style="white-space:pre">{_dark(body)}{body}'


def _view(head: str) -> str:
    """What lets a picture be shown smaller than it was drawn."""
    sizes = dict(_SIZE.findall(head))
    return "" if "viewBox" in head else f' viewBox="0 0 {sizes["width"]} {sizes["height"]}"'


def _plain(tag: str) -> str:
    """One opening tag with its style as attributes."""
    found = _STYLE.search(tag)
    rest = _DEAD.sub("", _STYLE.sub("", tag))
    return rest if found is None else _with(rest, _attributes(found[1]))


def _with(tag: str, attributes: str) -> str:
    end = -2 if tag.endswith("/>") else -1
    return tag[:end] + attributes + tag[end:]


def _attributes(style: str) -> str:
    told = (one.partition(":") for one in style.split(";") if ":" in one)
    return "".join(
        f' {name}="{_hex(value)}"'
        for name, value in ((name.strip(), value.strip()) for name, _, value in told)
        if name not in _ON_ROOT and _GIVEN.get(name) != value
    )


def _hex(value: str) -> str:
    return _RGB.sub(lambda part: "#{:02x}{:02x}{:02x}".format(*map(int, part.groups())), value)


def _dark(body: str) -> str:
    """The style sheet for a dark screen, with the colours that the picture has."""
    rules = "".join(
        f'[{kind}="{ink}"]{{{kind}:{DARK[name]}}}'
        for ink, name in THEME.items()
        for kind in ("fill", "stroke")
        if f'{kind}="{ink}"' in body
    )
    paper = DARK["--paper"]
    return (
        "<style>@media screen and (prefers-color-scheme:dark)"
        f"{{svg{{background:{paper}}}{rules}}}</style>"
    )
