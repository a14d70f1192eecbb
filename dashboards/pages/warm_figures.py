"""Warm beside cold referral: for one right, and right by right."""

from __future__ import annotations

from dashboards.pages.page import Figure
from dashboards.pages.sight import Sight, Told
from dashboards.views import labels
from dashboards.views.interval_rows import IntervalRows
from dashboards.views.right_codes import Right
from dashboards.views.warm import Contrast, contrasts, contrasts_table, warm_row


def warm(sight: Sight, right: Right) -> Figure | None:
    """Whether warm referral goes with arriving, and with being granted, more often."""
    found = contrasts(sight.estimate("contrasts"), right.code)
    if not found:
        return None
    names = sight.outcome_names("warm_referral")
    named = [(names[one.outcome], one) for one in found]
    headline = " ".join(_difference(sight, name, one) for name, one in named)
    rows = tuple(warm_row(sight.tongue, name, one) for name, one in named)
    return _warm_figure(sight, headline, rows=IntervalRows(rows, ""), named=named)


def warm_by_right(sight: Sight) -> Figure | None:
    """The same for every right that is told, in the order of the list: being granted only."""
    told = {one.recht_code: one for one in contrasts(sight.estimate("contrasts"))}
    language = sight.tongue.language
    named = [
        (label.to(language), told[code])
        for code, label in labels.rights().items()
        if code in told and told[code].outcome == "toegekend"
    ]
    if not named:
        return None
    clear = sum(one.is_clear and one.difference > 0 for _, one in named)
    headline = sight.say("warm_rights", count=clear, total=len(named))
    rows = tuple(warm_row(sight.tongue, name, one) for name, one in named)
    return _warm_figure(sight, headline, rows=IntervalRows(rows, ""), named=named)


def _warm_figure(
    sight: Sight, headline: str, *, rows: IntervalRows, named: list[tuple[str, Contrast]]
) -> Figure:
    told = Told(
        headline,
        sight.say("warm_sub", period=sight.tongue.period(named[0][1].period)),
        (sight.say("warm_note"), sight.say("warm_no_proof")),
    )
    title = sight.say("column_right" if len(named) > 2 else "column_outcome")
    return sight.of_rows(
        "warm", "contrasts", told, rows, contrasts_table(sight.tongue, title, named)
    )


def _difference(sight: Sight, name: str, one: Contrast) -> str:
    told = sight.say(
        "warm_more" if one.difference > 0 else "warm_less",
        what=name,
        points=sight.tongue.number(abs(one.difference), 1),
    )
    return told if one.is_clear else f"{told} {sight.say('rights_chance')}"
