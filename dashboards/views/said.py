"""One released cell in words: its amount, how sure that is, or why there is no figure."""

from __future__ import annotations

from dashboards.tongue import Tongue
from dashboards.views.cells import Cell


def amount(tongue: Tongue, cell: Cell) -> str:
    """The figure, or why there is none."""
    if cell.measure is None:
        return why_not(tongue, cell)
    return tongue.measure(cell.measure, is_rate=cell.is_rate)


def why_not(tongue: Tongue, cell: Cell) -> str:
    """Why nothing is shown: too small, hidden to protect a small one, too few for a percentage."""
    if cell.state in ("not_delivered", "nobody"):
        return tongue.say(f"state_{cell.state}")
    if cell.status == "hidden_small":
        return tongue.say("state_hidden")
    return tongue.say("said_no_rate" if cell.numerator is not None else "said_protects")


def between(tongue: Tongue, low: float | None, high: float | None) -> str:
    """The ends of an interval of percents: `tussen 42 % en 51 %`; empty without one."""
    if low is None or high is None:
        return ""
    return tongue.say(
        "said_between", low=tongue.percent(round(low)), high=tongue.percent(round(high))
    )


def with_interval(tongue: Tongue, cell: Cell) -> str:
    """A percentage and its interval: `46% (42–51)`; else as `amount` says it."""
    if cell.measure is None or cell.ci_low is None or cell.ci_high is None:
        return amount(tongue, cell)
    return tongue.say(
        "said_interval",
        amount=amount(tongue, cell),
        low=tongue.number(round(cell.ci_low)),
        high=tongue.number(round(cell.ci_high)),
    )


def detailed(tongue: Tongue, name: str, cell: Cell) -> str:
    """What a reader sees who points at a mark."""
    if cell.measure is None or cell.numerator is None or cell.denominator is None:
        return f"{name}<br>{with_interval(tongue, cell)}"
    of = tongue.say(
        "share", part=tongue.number(cell.numerator), whole=tongue.number(cell.denominator)
    )
    return f"{name}<br>{with_interval(tongue, cell)}<br>{of}"


def columns(tongue: Tongue) -> tuple[str, ...]:
    """The heads of the columns that `texts` fills."""
    keys = ("column_count", "column_base", "column_rate", "column_interval")
    return tuple(tongue.say(key) for key in keys)


def texts(tongue: Tongue, cell: Cell) -> tuple[str, ...]:
    """A cell of a table of percentages: count, total, percentage, margin."""
    count, base = (_number(tongue, cell, one) for one in (cell.numerator, cell.denominator))
    if cell.value is None:
        return (count, base, why_not(tongue, cell), "")
    told = between(tongue, cell.ci_low, cell.ci_high)
    return (count, base, tongue.percent(cell.value), told)


def _number(tongue: Tongue, cell: Cell, number: int | None) -> str:
    return why_not(tongue, cell) if number is None else tongue.number(number)


def capitalised(text: str) -> str:
    """A text that begins with what was filled in, as a sentence or a name begins."""
    return text[:1].upper() + text[1:]
