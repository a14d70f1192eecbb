"""The page of one right: in short, its figures, and what cannot be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from dashboards.pages.page import Figure, Page
from dashboards.pages.referral_figures import how_long, steps
from dashboards.pages.right_rows import decided, main_reason, soon, who, why
from dashboards.pages.right_time import MISSED, OUTCOME, over_time
from dashboards.pages.sight import Sight
from dashboards.pages.warm_figures import warm
from dashboards.views.cascade import cascade
from dashboards.views.heat import BREAKDOWN
from dashboards.views.picked import one_cell, picked
from dashboards.views.right_codes import Right
from dashboards.views.said import amount, between, capitalised

_GRANTING: Final = {
    "on_application": "rights_on_application",
    "partly": "rights_partly",
    "automatic": "rights_automatic",
}


def right_page(sight: Sight, right: Right, elsewhere: Sequence[Figure] = ()) -> Page:
    """The page of one right; what is hidden is said, never left out in silence.

    `elsewhere` are the figures of the page of all rights that it leads to.
    """
    drawn = [(key, one(sight, right)) for key, one in _QUESTIONS]
    return Page(
        name=right.page,
        title=right.label.to(sight.tongue.language),
        template="right.html.jinja",
        content={
            "right": right,
            "granting": granted_how(sight, right),
            "elsewhere": tuple(elsewhere),
            "in_short": tuple(_in_short(sight, right)),
            "hidden": tuple(sight.say(key) for key, figure in drawn if key and figure is None),
        },
        figures=tuple(figure for _, figure in drawn if figure is not None),
    )


def granted_how(sight: Sight, right: Right) -> str:
    """How one gets the right; nothing where the list does not say."""
    return sight.say(_GRANTING[right.granting]) if right.granting in _GRANTING else ""


def _steps(sight: Sight, right: Right) -> Figure | None:
    return steps(sight, right.code)


def _how_long(sight: Sight, right: Right) -> Figure | None:
    return how_long(sight, right.code)


# Each figure, with the key of what is said when it cannot be shown; curves are not told by right, so
# that their absence says nothing about this one.
_QUESTIONS: Final[tuple[tuple[str, Callable[[Sight, Right], Figure | None]], ...]] = (
    ("right_no_time", over_time),
    ("right_no_who", who),
    ("right_no_why", why),
    ("right_no_steps", _steps),
    ("right_no_warm", warm),
    ("right_no_soon", soon),
    ("", _how_long),
)


def _in_short(sight: Sight, right: Right) -> Iterator[str]:
    """The answers in a few sentences, each only when it is released."""
    yield _missed(sight, right)
    reasons = picked(
        sight.indicator("reasons"), "category", breakdown=BREAKDOWN, recht_code=right.code
    )
    if reasons is not None and reasons.shown:
        yield main_reason(sight, reasons)
    told = cascade(
        sight.indicator("referral_cascade"), sight.estimate("step_ratios"), sight.tongue, right.code
    )
    if told is not None and (end := told.steps[-1].of_start) is not None:
        rate = sight.tongue.percent(round(end.value))
        margin = between(sight.tongue, end.low, end.high)
        within = sight.tongue.within(told.period)
        told_rate = sight.say("right_short_granted", rate=rate, margin=margin, within=within)
        yield capitalised(told_rate)
    answers = picked(
        sight.indicator("responsiveness"), "outcome", recht_code=right.code, kinds=("year",)
    )
    if answers is not None and answers.cells.get("beslist_90") in answers.shown.values():
        yield decided(sight, answers)


def _missed(sight: Sight, right: Right) -> str:
    found = one_cell(sight.indicator(MISSED), OUTCOME, recht_code=right.code)
    if found is None or found[1].value is None:
        return sight.say("right_short_hidden")
    period, cell = found
    told = sight.say(
        "right_short_missed",
        within=sight.tongue.within(period),
        amount=amount(sight.tongue, cell),
        margin=between(sight.tongue, cell.ci_low, cell.ci_high) or sight.say("rights_no_margin"),
    )
    return capitalised(told)
