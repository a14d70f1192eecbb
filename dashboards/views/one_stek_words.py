"""What one Stek counts, in words and tables."""

from __future__ import annotations

from dashboards.tongue import Tongue
from dashboards.views import labels
from dashboards.views.cells import Cell
from dashboards.views.one_stek import Reason, main_reason
from dashboards.views.tables import Table, TableRow
from dashboards.views.telling import Teller


def visited_headline(teller: Teller, name: str) -> str:
    """What was counted in the last period."""
    last = teller.view.rows[-1]
    items = [
        f"{_lowered(label)} {teller.amount(cell)}"
        for label, cell in zip(teller.series_names(), last.cells, strict=True)
    ]
    within = teller.tongue.within(last.key)
    return teller.tongue.say("visited", name=name, within=within, items=", ".join(items))


def reasons_headline(found: tuple[Reason, ...], period: str, name: str, tongue: Tongue) -> str:
    """The reason that is noted most in the Stek, beside all Stekken together."""
    top = main_reason(found)
    if top is None or top.own.value is None:
        return tongue.say("reasons_nothing", name=name)
    label = labels.categories("redengroep")[top.code].to(tongue.language)
    told = tongue.say(
        "reasons_most",
        name=name,
        within=tongue.within(period),
        reason=_lowered(label),
        amount=tongue.percent(top.own.value),
    )
    if top.total is None or top.total.value is None:
        return told
    return f"{told} {tongue.say('reasons_beside', amount=tongue.percent(top.total.value))}"


def reasons_table(found: tuple[Reason, ...], tongue: Tongue) -> Table:
    """The groups of reasons as a table."""
    keys = ("column_count", "column_base", "column_rate", "column_interval", "column_rate")
    names = labels.categories("redengroep")
    return Table(
        row_title=tongue.say("column_reason"),
        columns=tuple(tongue.say(key) for key in keys),
        rows=tuple(
            TableRow(
                names[one.code].to(tongue.language),
                (*_texts(one.own, tongue), _rate(one.total, tongue)),
            )
            for one in found
        ),
        groups=((tongue.say("ranges_value"), 4), (tongue.say("column_all_stekken"), 1)),
    )


def _texts(cell: Cell, tongue: Tongue) -> tuple[str, ...]:
    counts = tuple(
        tongue.say("short_hidden") if number is None else tongue.number(number)
        for number in (cell.numerator, cell.denominator)
    )
    interval = tongue.say("short_no_rate")
    if cell.ci_low is not None and cell.ci_high is not None:
        low, high = (tongue.percent(round(end)) for end in (cell.ci_low, cell.ci_high))
        interval = tongue.say("interval", low=low, high=high)
    return (*counts, _rate(cell, tongue), interval)


def _rate(cell: Cell | None, tongue: Tongue) -> str:
    if cell is None or cell.value is None:
        return tongue.say("short_no_rate")
    return tongue.percent(cell.value)


def _lowered(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
