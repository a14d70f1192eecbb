"""The colours of the figures, written once: light here and in the theme, dark in the theme only.

The four series colours are told apart by people who are colour-blind (palette of the UK Government
Analysis Function); each also has its own mark and its own dash, for print in grey.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

INK: Final = "#2b2520"
MUTED: Final = "#6a5f54"
GRID: Final = "#e6ddd0"
PAPER: Final = "#fffdf8"


@dataclass(frozen=True)
class Mark:
    """How one series looks: colour, the sign at its points, the same sign in text, its dash."""

    colour: str
    symbol: str
    sign: str
    dash: str


MARKS: Final = (
    Mark("#12436d", "circle", "●", "solid"),
    Mark("#f46a25", "diamond", "◆", "dash"),
    Mark("#801650", "square", "■", "dot"),
    Mark("#28a197", "triangle-up", "▲", "dashdot"),
)

# The page replaces each colour by the theme's variable of that name, so that a figure follows it.
THEME: Final = {
    INK: "--ink",
    MUTED: "--muted",
    GRID: "--grid",
    PAPER: "--paper",
    **{mark.colour: f"--series-{number}" for number, mark in enumerate(MARKS, 1)},
}
