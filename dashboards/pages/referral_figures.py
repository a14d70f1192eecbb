"""What referral does, for one right or for all: how far people come, where to, how long it takes."""

from __future__ import annotations

from dashboards.drawings.axes import Drawing
from dashboards.drawings.cascade import draw_cascade
from dashboards.drawings.curves import draw_curves
from dashboards.drawings.flow import draw_flow
from dashboards.pages.page import Figure
from dashboards.pages.sight import Sight, Told
from dashboards.views.cascade import Cascade, cascade, cascade_table
from dashboards.views.cells import ALL
from dashboards.views.curves import Curves, curves, curves_table
from dashboards.views.flow import Flow, flow, flow_table
from dashboards.views.said import capitalised


def steps(sight: Sight, recht_code: str = ALL) -> Figure | None:
    """How far a missed right comes: referred, arrived, decided, granted."""
    tongue = sight.tongue
    found = cascade(
        sight.indicator("referral_cascade"), sight.estimate("step_ratios"), tongue, recht_code
    )
    if found is None:
        return None
    told = found

    def draw(is_narrow: bool) -> Drawing:  # noqa: FBT001 - the one thing a drawing is told
        return draw_cascade(told, tongue, is_narrow=is_narrow)

    first = told.steps[0].cell
    delivered = sight.say(
        "note_complete", reporting=first.steks_reporting, expected=first.steks_expected
    )
    words = Told(
        _lost(sight, told),
        sight.say("cascade_sub", period=tongue.period(told.period)),
        (sight.say("cascade_note"), delivered),
    )
    return sight.figure("steps", "referral_cascade", words, draw, cascade_table(tongue, told))


def _lost(sight: Sight, told: Cascade) -> str:
    """How many reach the end, and at which step most are lost; of one step nothing is compared."""
    tongue, sentences = sight.tongue, []
    end = told.steps[-1]
    if end.of_start is not None:
        rate = tongue.percent(round(end.of_start.value))
        told_end = sight.say("cascade_end", rate=rate, within=tongue.within(told.period))
        sentences.append(capitalised(told_end))
    weakest = told.weakest
    if weakest is not None and weakest.of_before is not None:
        rate = tongue.percent(round(weakest.of_before.value))
        is_whole = all(step.of_before is not None for step in told.steps[1:])
        key = "cascade_weakest" if is_whole else "cascade_weakest_shown"
        sentences.append(sight.say(key, step=weakest.name, rate=rate))
        if told.is_close:
            sentences.append(sight.say("cascade_close"))
    return " ".join(sentences) or sight.say("cascade_hidden")


def how_long(sight: Sight, recht_code: str = ALL) -> Figure | None:
    """How soon a decision comes, as curves; None where the release has none."""
    tongue = sight.tongue
    medians = sight.estimate("time_medians")
    found = curves(
        sight.estimate("time_curves"), medians, sight.indicator("time_to_right"), tongue, recht_code
    )
    if found is None:
        return None
    told = found

    def draw(is_narrow: bool) -> Drawing:  # noqa: FBT001 - the one thing a drawing is told
        return draw_curves(told, tongue, is_narrow=is_narrow)

    words = Told(
        _half(sight, told),
        sight.say("curves_sub", period=tongue.period(told.period)),
        (sight.say("curves_note_band"), sight.say("curves_note_stops")),
    )
    return sight.figure("how-long", "time_curves", words, draw, curves_table(tongue, told))


def _half(sight: Sight, told: Curves) -> str:
    """The share that was granted by a month and by three, and when half had it."""
    granted = told.of("toegekend")
    if granted is None:
        return sight.say("curves_not_granted")
    tongue = sight.tongue
    days = [(day, point) for day in (30, 90) if (point := granted.by_day(day)) is not None]
    items = [
        sight.say("curves_by_day", day=day, amount=tongue.percent(round(point.share)))
        for day, point in days
    ]
    if granted.half_by is None:
        return " ".join((*items, sight.say("curves_no_half", day=granted.points[-1].day)))
    return " ".join((*items, sight.say("curves_half", day=granted.half_by)))


def where(sight: Sight) -> Figure | None:
    """Where people are referred to, and what came of it."""
    tongue, found = sight.tongue, flow(sight.indicator("refusals_and_drop_out"), sight.tongue)
    if found is None:
        return None
    told = found

    def draw(is_narrow: bool) -> Drawing:  # noqa: FBT001 - the one thing a drawing is told
        return draw_flow(told, tongue, is_narrow=is_narrow)

    words = Told(
        _most_referred(sight, told),
        sight.say("flow_sub", period=tongue.period(told.period)),
        tuple(_flow_notes(sight, told)),
    )
    return sight.figure("where", "refusals_and_drop_out", words, draw, flow_table(tongue, told))


def _most_referred(sight: Sight, told: Flow) -> str:
    top = max(told.services, key=lambda one: one.total)
    tongue, granted, stopped = sight.tongue, top.value("toegekend"), top.value("stopgezet")
    if granted is None or stopped is None:
        return sight.say("flow_top_only", service=top.name)
    return sight.say(
        "flow_top",
        service=top.name,
        granted=tongue.percent(granted),
        stopped=tongue.percent(stopped),
    )


def _flow_notes(sight: Sight, told: Flow) -> list[str]:
    notes = [sight.say("flow_note_width")]
    if any(one.has_hidden for one in told.services):
        notes.append(sight.say("flow_note_hidden"))
    if told.left_out:
        names = ", ".join(one.name for one in told.left_out)
        notes.append(sight.say("flow_note_left_out", names=names))
    return [*notes, sight.say("flow_note_no_link")]
