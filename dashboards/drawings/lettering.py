"""Words inside a drawing: beside a row, above a column, at the end of a line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from dashboards.drawings.inks import INK, MUTED


def lettered(text: str, **place: object) -> dict[str, object]:
    """Words at a place; `place` is as Plotly names it (x, y, xref, xanchor, xshift, ...)."""
    return {"text": text, "showarrow": False, "font": {"color": INK}, "yanchor": "middle", **place}


def aside(text: str, **place: object) -> dict[str, object]:
    """Words that matter less: what a line is, why there is no figure."""
    return lettered(text, **{"font": {"color": MUTED}, **place})


def wrapped(text: str, width: int) -> str:
    """The words in lines of at most that many letters; a longer word is broken with a hyphen."""
    broken = [part for word in text.split(" ") for part in _parts(word, width)]
    return "<br>".join(textwrap.wrap(" ".join(broken), width, break_on_hyphens=False))


def _parts(word: str, width: int) -> list[str]:
    if len(word) <= width:
        return [word]
    return [f"{word[: width - 1]}-", *_parts(word[width - 1 :], width)]


_EMS = {**dict.fromkeys("iljtfr.,:;'’()|!- ", 0.38), **dict.fromkeys("mwMW%@", 0.96)}
_EM, _CAPITAL_EM = 0.63, 0.74  # of the widest of the fonts that a reader may have: DejaVu Sans


def room_for(names: Iterable[str], size: int) -> float:
    """How many pixels the longest line of these names takes in letters of that size.

    Told beforehand, since Plotly's own measuring takes a sixth of the time of a drawing.
    """
    lines = [line for name in names for line in name.split("<br>")]
    return max((sum(_em(letter) for letter in line) for line in lines), default=0.0) * size


def _em(letter: str) -> float:
    return _EMS.get(letter, _CAPITAL_EM if letter.isupper() else _EM)
