"""The signals of one Stek: problems raised with those who decide, and followed up for months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from pipelines import contracts
from pipelines.months import Month
from pipelines.sample import model, rights
from pipelines.sample.chance import Topic, pick
from pipelines.sample.codes import NOT_ASKED, codes, weigh
from pipelines.sample.scene import Scene

_RAISED = (0.42, 0.36, 0.16, 0.06)  # months with no new signal, one, two, three
_COUNT_CLASSES = {"1-4": 0.35, "5-9": 0.30, "10-19": 0.20, "20+": 0.15}
_COUNT_KNOWN = 0.85
_ABOUT_A_RIGHT = 0.7
_THEME_TOO = 0.3  # of the signals about a right
_LOCAL = 0.6
_ANSWERED = 0.7
_SOLVED = 0.45
_LONGEST_STEP = 4  # months between two statuses


@dataclass(frozen=True)
class Signal:
    """One problem: what it is about, and the months in which its status moves, the first raised."""

    signal_id: str
    right_code: str | None
    theme: str | None
    barrier: str
    level: str
    count_class: str | None
    course: tuple[tuple[Month, str, date], ...]

    def in_month(self, month: Month) -> tuple[str, date] | None:
        """The status that it gets in that month and the day; None when nothing moves."""
        return next(((status, day) for when, status, day in self.course if when == month), None)


def raised(scene: Scene) -> tuple[Signal, ...]:
    """The signals that a Stek raises in a month."""
    draw = scene.chance(Topic.SIGNALS)
    count = int(pick(draw.random(1), np.array(_RAISED))[0])
    names = scene.ids("s", count)
    return tuple(_signal(draw, scene.month, name) for name in names)


def still_moving(month: Month, known: Sequence[Signal]) -> tuple[Signal, ...]:
    """The signals whose status moves in that month or later."""
    return tuple(signal for signal in known if signal.course[-1][0] >= month)


def signals(scene: Scene, known: Sequence[Signal]) -> pl.DataFrame:
    """The rows of a month: the signals raised, and those whose status moves."""
    told = [(signal, moved) for signal in known if (moved := signal.in_month(scene.month))]
    rows = [
        (
            scene.stek.stek_id, signal.signal_id, day, signal.right_code or NOT_ASKED, signal.theme,
            signal.barrier, signal.level, status, signal.count_class or NOT_ASKED,
        )
        for signal, (status, day) in told
    ]  # fmt: skip
    schema = {
        column.name: pl.Date if column.type == "date" else pl.String
        for column in contracts.stream("signals").columns
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def _signal(draw: np.random.Generator, month: Month, name: str) -> Signal:
    uniform = draw.random(6)
    right = int(pick(uniform[:1], rights.attention())[0])
    is_right = uniform[1] < _ABOUT_A_RIGHT
    theme = _one(draw, "themes", model.THEMES)
    barrier = int(pick(draw.random(1), rights.reasons()[right])[0])
    return Signal(
        signal_id=name,
        right_code=codes("rights")[right] if is_right else None,
        theme=theme if not is_right or uniform[2] < _THEME_TOO else None,
        barrier=codes("reasons")[barrier],
        level="lokaal" if uniform[3] < _LOCAL else "bovenlokaal",
        count_class=_one(draw, "count_classes", _COUNT_CLASSES)
        if uniform[4] < _COUNT_KNOWN
        else None,
        course=_course(draw, month),
    )


def _one(draw: np.random.Generator, code_list: str, weights: dict[str, float]) -> str:
    return codes(code_list)[int(pick(draw.random(1), weigh(code_list, weights))[0])]


def _course(draw: np.random.Generator, month: Month) -> tuple[tuple[Month, str, date], ...]:
    """Raised, discussed, perhaps answered, then solved or without follow-up: some months apart."""
    uniform = draw.random(2)
    end = "opgelost" if uniform[1] < _SOLVED else "geen_gevolg"
    answered = ["antwoord"] if uniform[0] < _ANSWERED else []
    course = []
    for status in ["gemeld", "besproken", *answered, end]:
        course.append((month, status, month.first_day.replace(day=1 + int(draw.random() * 28))))
        month = month.plus(1 + int(draw.random() * _LONGEST_STEP))
    return tuple(course)
