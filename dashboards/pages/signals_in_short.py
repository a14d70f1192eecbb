"""What the Stekken asked of policy, and what came of it, in a few sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dashboards.pages.sight import Sight
from dashboards.views import labels
from dashboards.views.cells import Cell
from dashboards.views.picked import Picked, one_cell, picked
from dashboards.views.said import amount, between

RAISED: Final = "signals_raised"
FOLLOWED: Final = "signals_followed"
SIGNALS: Final = "signalen"  # the outcome that counts them


def in_short(sight: Sight) -> Iterator[str]:
    """How many signals there were, for whom, about what, and what came of them."""
    tongue, total = sight.tongue, one_cell(sight.indicator(RAISED), SIGNALS)
    if total is None or total[1].numerator is None:
        yield sight.say("signal_none")
        return
    within = tongue.within(total[0])
    yield sight.say("signal_how_many", within=within, number=tongue.number(total[1].numerator))
    levels = picked(
        sight.indicator(RAISED), "category", breakdown="niveau", outcome=SIGNALS, kinds=("year",)
    )
    yield from _levels(sight, levels)
    themes = picked(
        sight.indicator(RAISED), "category", breakdown="thema", outcome=SIGNALS, kinds=("year",)
    )
    if themes is not None and themes.shown:
        every = named(sight, themes, "thema")
        shown = [(name, cell) for name, cell in every.items() if cell.value is not None]
        name, cell = max(shown, key=lambda item: item[1].value or 0)
        yield sight.say("signal_top_theme", theme=name, amount=amount(tongue, cell))
    came = picked(sight.indicator(FOLLOWED), "outcome", kinds=("year",))
    if came is not None and came.shown:
        yield settled(sight, came)


def _levels(sight: Sight, found: Picked | None) -> Iterator[str]:
    """For which level of government, as far as that is shown."""
    shown = {} if found is None else found.shown
    keys = {"lokaal": "signal_local", "bovenlokaal": "signal_above"}
    for code, key in keys.items():
        if code in shown:
            cell = shown[code]
            margin = between(sight.tongue, cell.ci_low, cell.ci_high)
            yield sight.say(key, amount=amount(sight.tongue, cell), margin=margin)
    if shown and len(shown.keys() & keys.keys()) < len(keys):
        yield sight.say("signal_level_hidden")


def settled(sight: Sight, found: Picked) -> str:
    """Which share was solved, and which had no follow-up, as far as that is shown."""
    keys = {"opgelost": "signal_solved", "geen_gevolg": "signal_dropped"}
    period = sight.tongue.period(found.period)
    told = [
        sight.say(key, amount=amount(sight.tongue, found.cells[code]), period=period)
        for code, key in keys.items()
        if code in found.shown
    ]
    return " ".join(told) or sight.say("signal_came_hidden")


def named(sight: Sight, found: Picked, breakdown: str) -> dict[str, Cell]:
    """The answers by their name: who noted none is no theme and no barrier."""
    unknown = labels.not_answered()
    return {
        words.to(sight.tongue.language): found.cells[code]
        for code, words in labels.categories(breakdown).items()
        if code in found.cells and code not in unknown
    }
