"""The rights: all of them beside each other, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dashboards.drawings.axes import Drawing
from dashboards.drawings.heat import draw_heat
from dashboards.pages.monitor import Monitor
from dashboards.pages.page import Figure, Page
from dashboards.pages.referral_figures import how_long, steps, where
from dashboards.pages.right_page import granted_how, right_page
from dashboards.pages.right_rows import extremes
from dashboards.pages.right_time import MISSED, OUTCOME
from dashboards.pages.sight import Sight, Told
from dashboards.pages.warm_figures import warm_by_right
from dashboards.tongue import Tongue
from dashboards.views import labels
from dashboards.views.heat import BREAKDOWN, Reasons, heat, heat_table, reasons
from dashboards.views.interval_rows import IntervalRows, cells_table, row
from dashboards.views.picked import Picked, one_cell, picked
from dashboards.views.right_codes import Right, by_theme, rights
from dashboards.views.said import amount, between
from pipelines.contracts import Words

_OF_ALL: Final = ("how-long", "where")  # figures that are told of all rights together only


@dataclass(frozen=True)
class Listed:
    """One right in the list: how one gets it, how many miss it, when, and how sure that is."""

    right: Right
    granting: str
    amount: str
    sure: str


def pages(monitor: Monitor, tongue: Tongue) -> Iterator[Page]:
    """The page of all rights, then one of each; without figures too, so that each has its place."""
    sight = Sight(monitor, tongue)
    wanted = (all_rights, why_by_right, steps, how_long, where, warm_by_right)
    figures = tuple(found for one in wanted if (found := one(sight)) is not None)
    yield Page(
        name="rechten",
        title=sight.say("rights_title"),
        template="rights.html.jinja",
        content={"themes": tuple(_listed(sight))},
        figures=figures,
    )
    elsewhere = tuple(one for one in figures if one.id in _OF_ALL)
    for right in rights():
        yield right_page(sight, right, elsewhere)


def _listed(sight: Sight) -> Iterator[tuple[Words, tuple[Listed, ...]]]:
    for theme, own in by_theme():
        yield theme, tuple(_one(sight, right) for right in own)


def _one(sight: Sight, right: Right) -> Listed:
    found = one_cell(sight.indicator(MISSED), OUTCOME, recht_code=right.code)
    if found is None or found[1].value is None:
        return Listed(right, granted_how(sight, right), "", sight.say("rights_hidden"))
    period, cell = found
    margin = between(sight.tongue, cell.ci_low, cell.ci_high)
    when = sight.tongue.within(period)
    told = sight.say("rights_probably", margin=margin, when=when) if margin else when
    return Listed(right, granted_how(sight, right), amount(sight.tongue, cell), told)


def all_rights(sight: Sight) -> Figure | None:
    """How many miss each right, theme by theme."""
    found = picked(sight.indicator(MISSED), "recht_code", outcome=OUTCOME)
    if found is None or not found.shown:
        return None
    tongue = sight.tongue
    total = one_cell(sight.indicator(MISSED), OUTCOME)
    named = {
        right.label.to(tongue.language): (found.cells[right.code], heading)
        for right, heading in _headed(sight, found)
    }
    cells = {name: cell for name, (cell, _) in named.items()}
    rows = IntervalRows(
        rows=tuple(
            row(tongue, name, cell, heading=heading) for name, (cell, heading) in named.items()
        ),
        sign=tongue.percent_sign,
        reference=total[1].value if total and total[0] == found.period else None,
        reference_name=sight.say("rights_all"),
    )
    told = Told(
        extremes(sight, cells, key="rights_most_missed"),
        sight.say("rights_missed_sub", period=tongue.period(found.period)),
        sight.sure(cells),
    )
    links = {right.label.to(tongue.language): f"{right.page}.html" for right in rights()}
    table = cells_table(tongue, sight.say("column_right"), cells, links)
    return sight.of_rows("missed", MISSED, told, rows, table)


def _headed(sight: Sight, found: Picked) -> Iterator[tuple[Right, str]]:
    """The rights that are told, the first of each theme with its name."""
    for theme, own in by_theme():
        told = [right for right in own if right.code in found.cells]
        for right in told:
            yield right, theme.to(sight.tongue.language) if right is told[0] else ""


def why_by_right(sight: Sight) -> Figure | None:
    """Why each right is missed, as a heat map."""
    told = reasons(sight.indicator("reasons"))
    if told is None or told.top is None:
        return None
    squares = heat(sight.tongue, told)

    def draw(is_narrow: bool) -> Drawing:  # noqa: FBT001 - the one thing a drawing is told
        return draw_heat(squares, is_narrow=is_narrow)

    cell = next(iter(told.overall.values()))
    delivered = sight.say(
        "note_complete", reporting=cell.steks_reporting, expected=cell.steks_expected
    )
    words = Told(
        _most_noted(sight, told, told.top),
        sight.say("heat_sub", period=sight.tongue.period(told.period)),
        (sight.say("heat_note_shade"), sight.say("heat_note_hidden"), delivered),
    )
    return sight.figure("why", "reasons", words, draw, heat_table(sight.tongue, told))


def _most_noted(sight: Sight, told: Reasons, top: str) -> str:
    """The reason noted most over all, and the rights where another is noted clearly more."""
    language = sight.tongue.language
    names = {code: words.to(language) for code, words in labels.categories(BREAKDOWN).items()}
    most = sight.say(
        "heat_top",
        reason=names[top],
        amount=amount(sight.tongue, told.overall[top]),
        within=sight.tongue.within(told.period),
    )
    if not told.otherwise:
        return f"{most} {sight.say('heat_nowhere_else')}"
    elsewhere = [
        sight.say(
            "heat_elsewhere",
            reason=names[code],
            rights=_joined(
                sight, [r.label.to(language) for r, own in told.otherwise.items() if own == code]
            ),
        )
        for code in dict.fromkeys(told.otherwise.values())
    ]
    return " ".join((most, *elsewhere))


def _joined(sight: Sight, names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} {sight.say('and')} {names[-1]}"
