"""Every Stek by quarter, in words and as a table; no Stek is named as high or low."""

from __future__ import annotations

from dashboards.tongue import Tongue
from dashboards.views.cells import Cell
from dashboards.views.multiples import Multiples
from dashboards.views.roster import roster
from dashboards.views.tables import Table, TableRow

_STATES = {
    "hidden": "state_no_rate",
    "not_delivered": "state_not_delivered",
    "nobody": "state_nobody",
}
_SHORT = {
    "hidden": "short_no_rate",
    "not_delivered": "short_not_delivered",
    "nobody": "short_nobody",
}


def multiples_headline(many: Multiples, tongue: Tongue) -> str:
    """How many Stekken differ from the total by more than their own margin, in the last quarter."""
    total = many.total[-1]
    last = [cells[-1] for cells in many.steks.values()]
    known = [cell for cell in last if cell is not None and cell.ci_low is not None]
    within = tongue.within(many.periods[-1])
    if total is None or total.value is None or not known:
        return tongue.say("multiples_nothing", within=within)
    alike = sum((cell.ci_low or 0) <= total.value <= (cell.ci_high or 0) for cell in known)
    return tongue.say(
        "multiples_alike",
        within=within,
        amount=tongue.percent(total.value),
        count=alike,
        total=len(known),
    )


def multiples_said(many: Multiples, tongue: Tongue) -> dict[str, tuple[str, ...]]:
    """What a reader sees who points at each quarter of each Stek."""
    return {
        stek_id: tuple(
            f"{roster()[stek_id].name.to(tongue.language)}, {tongue.period(period)}"
            f"<br>{_detailed(cell, tongue)}"
            for period, cell in zip(many.periods, cells, strict=True)
        )
        for stek_id, cells in many.steks.items()
    }


def multiples_table(many: Multiples, tongue: Tongue) -> Table:
    """A row for each Stek, a column for each quarter, all Stekken together at the end."""
    rows = [
        TableRow(stek.name.to(tongue.language), _texts(cells, tongue), f"{stek.page}.html")
        for stek_id, cells in many.steks.items()
        for stek in [roster()[stek_id]]
    ]
    total = TableRow(tongue.say("column_all_stekken"), _texts(many.total, tongue))
    return Table(
        row_title=tongue.say("column_stek"),
        columns=tuple(tongue.period(period) for period in many.periods),
        rows=(*rows, total),
    )


def _texts(cells: tuple[Cell | None, ...], tongue: Tongue) -> tuple[str, ...]:
    return tuple(_short(cell, tongue) for cell in cells)


def _short(cell: Cell | None, tongue: Tongue) -> str:
    if cell is None:
        return "-"
    if cell.value is None:
        return tongue.say(_SHORT[cell.state])
    rate = tongue.percent(cell.value)
    if cell.ci_low is None or cell.ci_high is None:
        return rate
    low, high = (tongue.percent(round(end)) for end in (cell.ci_low, cell.ci_high))
    return f"{rate} ({tongue.say('interval', low=low, high=high)})"


def _detailed(cell: Cell | None, tongue: Tongue) -> str:
    if cell is None:
        return "-"
    if cell.value is None:
        return tongue.say(_STATES[cell.state])
    if cell.numerator is None or cell.denominator is None:
        return tongue.percent(cell.value)
    count, base = tongue.number(cell.numerator), tongue.number(cell.denominator)
    return tongue.say("rate_of", amount=tongue.percent(cell.value), count=count, base=base)
