"""Who misses one right, why, and how soon a service decides: shares with how sure they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dashboards.pages.page import Figure
from dashboards.pages.right_time import MISSED, OUTCOME
from dashboards.pages.sight import Sight, Told
from dashboards.views import labels
from dashboards.views.cells import Cell
from dashboards.views.heat import BREAKDOWN, UNKNOWN
from dashboards.views.interval_rows import IntervalRows, cells_table, overlap, row
from dashboards.views.picked import Picked, one_cell, picked
from dashboards.views.right_codes import Right
from dashboards.views.said import amount
from pipelines.contracts import Words

AGE: Final = "leeftijdsklasse"  # the one trait that non-take-up is told by right
SOON: Final = ("beslist_30", "beslist_60", "beslist_90", "stopgezet_90")


def who(sight: Sight, right: Right) -> Figure | None:
    """Who misses it, by age; None when every age is hidden."""
    found = picked(
        sight.indicator(MISSED), "category",
        breakdown=AGE, outcome=OUTCOME, recht_code=right.code, kinds=("year",),
    )  # fmt: skip
    if found is None or not found.shown:
        return None
    tongue, cells = sight.tongue, _named(sight, found, labels.categories(AGE))
    total = one_cell(sight.indicator(MISSED), OUTCOME, recht_code=right.code)
    rows = IntervalRows(
        rows=tuple(row(tongue, name, cell) for name, cell in cells.items()),
        sign=tongue.percent_sign,
        reference=total[1].value if total and total[0] == found.period else None,
        reference_name=sight.say("right_everybody"),
    )
    told = Told(
        extremes(sight, cells),
        sight.say("right_who_sub", period=tongue.period(found.period)),
        sight.sure(cells),
    )
    title = labels.breakdown_title(AGE).to(tongue.language)
    return sight.of_rows("who", MISSED, told, rows, cells_table(tongue, title, cells))


def extremes(sight: Sight, cells: Mapping[str, Cell], *, key: str = "rights_extremes") -> str:
    """Where the share is highest and lowest, and whether that difference can be chance."""
    shown = {name: cell for name, cell in cells.items() if cell.value is not None}
    ranked = sorted(shown, key=lambda name: shown[name].value or 0)
    top, bottom = ranked[-1], ranked[0]
    highest, lowest = (amount(sight.tongue, shown[name]) for name in (top, bottom))
    if highest == lowest:
        return sight.say("right_who_one", name=", ".join(shown), amount=highest)
    told = sight.say(key, top=top, highest=highest, bottom=bottom, lowest=lowest)
    doubt = "rights_chance" if overlap(shown[bottom], shown[top]) else "rights_more_than_chance"
    return f"{told} {sight.say(doubt)}"


def why(sight: Sight, right: Right) -> Figure | None:
    """Why it is missed, beside all rights together; None when every reason is hidden."""
    indicator = sight.indicator("reasons")
    found = picked(indicator, "category", breakdown=BREAKDOWN, recht_code=right.code)
    if found is None or not found.shown:
        return None
    overall = picked(indicator, "category", breakdown=BREAKDOWN, kinds=(found.period_type,))
    peers = overall.cells if overall and overall.period == found.period else {}
    tongue, names = sight.tongue, labels.categories(BREAKDOWN)
    cells = _named(sight, found, names)
    rows = tuple(
        row(tongue, names[code].to(tongue.language), found.cells[code], peer=peers.get(code))
        for code in names
        if code in found.cells
    )
    told = Told(
        main_reason(sight, found),
        sight.say("right_why_sub", period=tongue.period(found.period)),
        sight.sure(cells, sight.say("right_peer")),
    )
    title = labels.breakdown_title(BREAKDOWN).to(tongue.language)
    return sight.of_rows(
        "why", "reasons", told, IntervalRows(rows, tongue.percent_sign),
        cells_table(tongue, title, cells),
    )  # fmt: skip


def main_reason(sight: Sight, found: Picked) -> str:
    """The reason noted most, and whether the next can be as common; less where a hidden one may be."""
    known = {
        code: cell
        for code, cell in found.cells.items()
        if code != UNKNOWN and cell.value is not None
    }
    ranked = sorted(known, key=lambda code: -(known[code].value or 0))
    if not ranked:
        return sight.say("right_why_unknown")
    names, top = labels.categories(BREAKDOWN), known[ranked[0]]
    counted = sum(cell.numerator or 0 for cell in found.cells.values())
    is_sure = (top.denominator or 0) - counted < (top.numerator or 0)
    told = sight.say(
        "right_why_top" if is_sure else "right_why_top_shown",
        reason=names[ranked[0]].to(sight.tongue.language),
        amount=amount(sight.tongue, top),
        within=sight.tongue.within(found.period),
    )
    if not is_sure or len(ranked) < 2 or not overlap(top, known[ranked[1]]):
        return told
    second = sight.say(
        "right_why_second",
        reason=names[ranked[1]].to(sight.tongue.language),
        amount=amount(sight.tongue, known[ranked[1]]),
    )
    return f"{told} {second}"


def soon(sight: Sight, right: Right) -> Figure | None:
    """How soon a service decides, beside all rights together; None when that is hidden."""
    indicator = sight.indicator("responsiveness")
    found = picked(indicator, "outcome", recht_code=right.code, kinds=("year",))
    cells = {} if found is None else {c: found.cells[c] for c in SOON if c in found.cells}
    if found is None or all(cell.value is None for cell in cells.values()):
        return None
    overall = picked(indicator, "outcome", kinds=("year",))
    peers = overall.cells if overall and overall.period == found.period else {}
    tongue, names = sight.tongue, sight.outcome_names("responsiveness")
    named = {names[code]: cell for code, cell in cells.items()}
    rows = tuple(row(tongue, names[c], cell, peer=peers.get(c)) for c, cell in cells.items())
    told = Told(
        decided(sight, found),
        sight.say("right_soon_sub", period=tongue.period(found.period)),
        sight.sure(named, sight.say("right_peer")),
    )
    return sight.of_rows(
        "soon", "responsiveness", told, IntervalRows(rows, tongue.percent_sign),
        cells_table(tongue, sight.say("column_outcome"), named),
    )  # fmt: skip


def decided(sight: Sight, found: Picked) -> str:
    """How many knew within a month, and within three; what is hidden is not told."""
    told = {
        days: amount(sight.tongue, found.cells[code])
        for code, days in (("beslist_30", 30), ("beslist_90", 90))
        if code in found.cells and found.cells[code].value is not None
    }
    within = sight.tongue.within(found.period)
    if len(told) > 1:
        return sight.say("right_soon_both", within=within, first=told[30], second=told[90])
    for days, share in told.items():
        return sight.say("right_soon_one", within=within, days=days, amount=share)
    return sight.say("right_soon_hidden")


def _named(sight: Sight, found: Picked, names: Mapping[str, Words]) -> dict[str, Cell]:
    """The cells by what their category is called, in the order of its list."""
    language = sight.tongue.language
    return {
        words.to(language): found.cells[code]
        for code, words in names.items()
        if code in found.cells
    }
