"""Colours: how a wrong cell is made to stand out, and how it is given its own looks back.

A corrected file comes back with our colours in it. Each is recognised by its shade, which differs
invisibly by what the cell looked like before; how that was is kept as `swatches`, cells in the
first sheet that have the old looks. So a mark is undone wherever its row was moved to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Border, Color, Fill, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray

from pipelines.answering.styles import (
    border_of,
    cells_of,
    fill_number,
    fills_of,
    font_of,
    looks_of,
    set_looks,
    set_style,
    style_of,
)
from pipelines.contracts import Severity


@dataclass(frozen=True)
class Look:
    """A fill as red, green, blue and a border; both differ by severity without colour too."""

    fill: tuple[int, int, int]
    line: str
    line_style: Literal["thick", "medium", "mediumDashed", "thin"]


# The last two bits of red, green and blue are free: they hold the number of a swatch.
LOOKS: Mapping[Severity, Look] = {
    "weigeren": Look((0xF0, 0x90, 0x88), "FF7F1D1D", "thick"),
    "achterhouden": Look((0xFC, 0xC8, 0x78), "FF9A5B00", "medium"),
    "bevestigen": Look((0xF8, 0xEC, 0x9C), "FF6B5E00", "mediumDashed"),
    "gemeld": Look((0xCC, 0xE4, 0xF4), "FF2F5D7C", "thin"),
}
MOST_SWATCHES = 63  # what six bits hold, with nought for a cell without looks of its own
_DARK = Color(rgb="FF000000")


class Painter:
    """Gives cells of one workbook their marks, and collects what they looked like before."""

    def __init__(self) -> None:
        self.swatches: list[StyleArray] = []
        self._numbers: dict[tuple[int, ...], int] = {}
        self._made: dict[tuple[tuple[int, ...], Severity], StyleArray] = {}

    def paint(self, cell: Cell, severity: Severity) -> None:
        """Mark a cell; its number format, alignment and the rest of its font stay."""
        key = (tuple(style_of(cell)), severity)
        if key not in self._made:
            self._made[key] = self._painted(cell, severity)
        set_style(cell, self._made[key])

    def _painted(self, cell: Cell, severity: Severity) -> StyleArray:
        look, font = LOOKS[severity], _readable(font_of(cell))
        number = self._number(cell, is_font_own=font is not None)
        side = Side(style=look.line_style, color=look.line)
        cell.border = Border(left=side, right=side, top=side, bottom=side)
        cell.fill = PatternFill("solid", fgColor=_shade(look, number))
        if font is not None:
            cell.font = font
        return style_of(cell)

    def _number(self, cell: Cell, *, is_font_own: bool) -> int:
        """The swatch of a cell's own looks; 0 when it has none, or when there is no room left."""
        if not (is_font_own or cell.fill.fill_type or _has_lines(border_of(cell))):
            return 0
        own = style_of(cell)
        key = looks_of(own)
        if key not in self._numbers and len(self.swatches) < MOST_SWATCHES:
            self.swatches.append(own)
            self._numbers[key] = len(self.swatches)
        return self._numbers.get(key, 0)


def _readable(font: Font) -> Font | None:
    """The font in black when it has a colour, which our fill could hide; None when it may stay."""
    color = font.color
    if color is None or color == _DARK or (color.type == "theme" and color.theme == 1):
        return None
    font.color = _DARK
    return font


def wash(book: Workbook, swatches: Sequence[StyleArray]) -> None:
    """Give every cell with a mark of an earlier answer what it looked like before."""
    numbers = {
        index: n for index, fill in enumerate(fills_of(book)) if (n := _read(fill)) is not None
    }
    if not numbers:
        return
    for cell in (cell for sheet in book.worksheets for cell in cells_of(sheet).values()):
        number = numbers.get(fill_number(cell))
        if number is not None and 0 < number <= len(swatches):
            set_looks(cell, swatches[number - 1])
        elif number is not None:
            cell.fill, cell.border = PatternFill(), Border()


def _shade(look: Look, number: int) -> str:
    bits = (number >> 4, number >> 2, number)
    return "FF" + "".join(
        f"{base | bit & 3:02X}" for base, bit in zip(look.fill, bits, strict=True)
    )


def _read(fill: Fill) -> int | None:
    """The number of the swatch in a fill of ours; None for another fill."""
    if not isinstance(fill, PatternFill) or fill.fill_type != "solid" or fill.fgColor.type != "rgb":
        return None
    shade = bytes.fromhex(str(fill.fgColor.rgb)[-6:])
    if tuple(channel & ~3 for channel in shade) not in {look.fill for look in LOOKS.values()}:
        return None
    red, green, blue = (channel & 3 for channel in shade)
    return red << 4 | green << 2 | blue


def _has_lines(border: Border) -> bool:
    sides = (border.left, border.right, border.top, border.bottom, border.diagonal)
    return any(side is not None and side.style for side in sides)
