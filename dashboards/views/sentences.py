"""What a figure says in words: its headline and subtitle, made from the released cells it shows."""

from __future__ import annotations

from collections.abc import Iterable

from dashboards.views import labels
from dashboards.views.breaks import break_places
from dashboards.views.cells import Cell
from dashboards.views.telling import Teller

_ROUNDED_AWAY = 2  # a count rounded to a multiple of five may truly be two more or two less
_NAMED = 2  # rows that share the highest figure are named up to this many
_LISTED = 6  # steps in one sentence
_STEP = {"month": "per_month", "quarter": "per_quarter", "year": "per_year"}


def headline(teller: Teller) -> str:
    """The message of the figure, as one or two sentences."""
    if teller.view.kind == "time":
        return _latest(teller)
    if teller.view.kind == "outcome":
        return _steps_taken(teller)
    shown = _shown(teller)
    if not shown:
        return teller.tongue.say("nothing_shown", label=teller.subject(), within=_within(teller))
    return _range(teller, shown) if teller.view.kind == "stek" else _extremes(teller, shown)


def subtitle(teller: Teller) -> str:
    """Measure, steps, period and place."""
    view, say = teller.view, teller.tongue.say
    measure = say("a_rate" if view.is_rate else "a_count")
    names = ", ".join(teller.outcome_names() if len(view.series) != 1 else [teller.subject()])
    what = f"{say('series', names=names)} {measure}" if names else measure
    where = () if view.kind == "stek" else (say("all_stekken"),)
    return _capitalised(", ".join((f"{what} {_steps(teller)}", _period(teller), *where)))


def _latest(teller: Teller) -> str:
    cells = teller.view.rows[-1].cells
    if len(cells) == 1:
        told = teller.tongue.say(
            "latest_one",
            label=teller.subject(),
            amount=teller.amount(cells[0]),
            within=_within(teller),
        )
        return " ".join((told, *_compared(teller, cells[0])))
    return _listed(teller, zip(teller.series_names(), cells, strict=True))


def _steps_taken(teller: Teller) -> str:
    """How many reached each step; only the most counted where there are more than can be read."""
    named = [(teller.row_name(row), row.cells[0]) for row in teller.view.rows]
    counts = [cell.measure for _, cell in named if cell.measure is not None]
    if not counts:
        return teller.tongue.say("nothing_shown", label=teller.subject(), within=_within(teller))
    least = sorted(counts, reverse=True)[:_LISTED][-1]
    return _listed(teller, ((name, cell) for name, cell in named if (cell.measure or 0) >= least))


def _listed(teller: Teller, named: Iterable[tuple[str, Cell]]) -> str:
    items = [f"{_lowered(name)} {teller.amount(cell)}" for name, cell in named]
    between = "; " if any("," in item for item in items) else ", "
    told = teller.tongue.say("latest_more", within=_within(teller), items=between.join(items))
    return _capitalised(told)


def _compared(teller: Teller, now: Cell) -> tuple[str, ...]:
    """The same period a year earlier; a difference that rounding can make is called that."""
    before = _year_earlier(teller)
    if before is None or before.state != "shown" or now.state != "shown" or _is_broken(teller):
        return ()
    told = teller.tongue.say("year_earlier", amount=teller.amount(before))
    is_doubtful = before.measure != now.measure and _may_be_equal(before, now)
    return (told, teller.tongue.say("within_rounding")) if is_doubtful else (told,)


def _is_broken(teller: Teller) -> bool:
    """Whether the figure has been counted in another way since a year ago: nothing to compare."""
    earlier, rows = _a_year_before(teller), teller.view.rows
    return any(rows[place].key > earlier for place in break_places(teller))


def _a_year_before(teller: Teller) -> str:
    year, *part = teller.view.periods[-1].split("-")
    return "-".join((f"{int(year) - 1:04d}", *part))


def _year_earlier(teller: Teller) -> Cell | None:
    wanted = _a_year_before(teller)
    return next((row.cells[0] for row in teller.view.rows if row.key == wanted), None)


def _shown(teller: Teller) -> dict[str, int]:
    """The figures of the leading series by the name of their row; who did not answer is no row."""
    leading = teller.leading()
    return {
        teller.row_name(row): measure
        for row in teller.view.rows
        if (measure := row.cells[leading].measure) is not None
        and row.key not in labels.not_answered()
    }


def _extremes(teller: Teller, shown: dict[str, int]) -> str:
    highest, lowest = max(shown.values()), min(shown.values())
    told = teller.tongue.say(
        _extremes_key(teller, is_level=highest == lowest),
        label=teller.subject(),
        within=_within(teller),
        top=_named(teller, shown, highest),
        bottom=_named(teller, shown, lowest),
        highest=_amount(teller, highest),
        lowest=_amount(teller, lowest),
    )
    return _capitalised(told)


def _extremes_key(teller: Teller, *, is_level: bool) -> str:
    """Shares of one whole are told by the largest; others by the highest and the lowest."""
    wholes = {row.cells[teller.leading()].denominator for row in teller.view.rows}
    if teller.view.is_rate and len(wholes) == 1:
        return "most_often"
    if is_level:
        return "only_one"
    return "extremes" if teller.view.is_rate else "extremes_of_counts"


def _named(teller: Teller, shown: dict[str, int], measure: int) -> str:
    """The rows with that figure: by name when few share it."""
    names = [name for name, own in shown.items() if own == measure]
    if len(names) > _NAMED:
        names = [names[0], teller.tongue.say("number_of", count=len(names) - 1)]
    return f" {teller.tongue.say('and')} ".join(names)


def _range(teller: Teller, shown: dict[str, int]) -> str:
    """From the lowest to the highest, with no Stek named: Stekken are not ranked."""
    lowest, highest = min(shown.values()), max(shown.values())
    return teller.tongue.say(
        "stekken_same" if lowest == highest else "stekken_range",
        label=teller.subject(),
        within=_within(teller),
        lowest=_amount(teller, lowest),
        highest=_amount(teller, highest),
        shown=len(shown),
        total=len(teller.view.rows),
    )


def _amount(teller: Teller, measure: int) -> str:
    return teller.tongue.measure(measure, is_rate=teller.view.is_rate)


def _steps(teller: Teller) -> str:
    if teller.view.kind == "time":
        return teller.tongue.say(_STEP[teller.view.period_type])
    if teller.view.kind == "category":
        return teller.tongue.say("per_category", breakdown=_lowered(teller.rows_title()))
    return teller.tongue.say(f"per_{teller.view.kind}")


def _period(teller: Teller) -> str:
    first, last = (teller.tongue.period(teller.view.periods[end]) for end in (0, -1))
    return last if first == last else teller.tongue.say("from_to", first=first, last=last)


def _within(teller: Teller) -> str:
    return teller.tongue.within(teller.view.periods[-1])


def _may_be_equal(one: Cell, other: Cell) -> bool:
    """Whether two rates made of rounded parts can be the same rate before rounding."""
    (low, high), (other_low, other_high) = _span(one), _span(other)
    return low <= other_high and other_low <= high


def _span(cell: Cell) -> tuple[float, float]:
    """The lowest and the highest share that these rounded parts can stand for."""
    if not cell.is_rate or cell.numerator is None or cell.denominator is None:
        return float(cell.measure or 0), float(cell.measure or 0)
    return (
        (cell.numerator - _ROUNDED_AWAY) / (cell.denominator + _ROUNDED_AWAY),
        (cell.numerator + _ROUNDED_AWAY) / (cell.denominator - _ROUNDED_AWAY),
    )


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lowered(text: str) -> str:
    """A label inside a sentence; abbreviations keep their capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
