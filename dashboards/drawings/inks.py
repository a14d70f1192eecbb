"""The colours of the figures, written once, light and dark; the theme's style sheet is given them.

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
PEER: Final = "#b5a999"  # the others, behind the one that is looked at
BAND: Final = "#f0e6d6"  # an area behind the marks: limits, months that may still change


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
# From few to many, for a heat map: light to dark in one hue, so that grey keeps the order.
SHADES: Final = ("#dbe6f0", "#a9c3dc", "#6d98c2", "#3a6c9f", "#12436d")

# The page replaces each colour by the theme's variable of that name, so that a figure follows it.
THEME: Final = {
    INK: "--ink",
    MUTED: "--muted",
    GRID: "--grid",
    PAPER: "--paper",
    PEER: "--peer",
    BAND: "--behind",
    **{mark.colour: f"--series-{number}" for number, mark in enumerate(MARKS, 1)},
    **{shade: f"--shade-{number}" for number, shade in enumerate(SHADES[:-1], 1)},
}
DARK: Final = {
    "--ink": "#f1e9dd",
    "--muted": "#b8ab9b",
    "--grid": "#40382f",
    "--paper": "#1d1916",
    "--peer": "#75695d",
    "--behind": "#2f2821",
    "--series-1": "#8fc1ee",
    "--series-2": "#f58d54",
    "--series-3": "#e08abf",
    "--series-4": "#4fc9bd",
    "--shade-1": "#27313b",
    "--shade-2": "#374c61",
    "--shade-3": "#4c7195",
    "--shade-4": "#6b99c2",
}


def variables() -> str:
    """The colours as variables of the style sheet: light, and dark where the screen is."""
    light = "".join(f"{name}: {ink}; " for ink, name in THEME.items())
    dark = "".join(f"{name}: {ink}; " for name, ink in DARK.items())
    return (
        f":root {{ {light}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark}}} }}\n"
    )
