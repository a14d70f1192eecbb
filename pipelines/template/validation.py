"""Validation: what each cell accepts, offers and says, as xlsxwriter takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipelines.contracts import Column, ColumnType, Stream
from pipelines.template import limits
from pipelines.template.hints import beside_cell
from pipelines.template.wording import Template

Options = dict[str, object]


def validation(
    template: Template, stream: Stream, column: Column, lists: Mapping[str, str]
) -> Options:
    """The data validation of one column; `lists` says where each code list stands."""
    title = template.to(column.title)
    return {
        **_ACCEPTED[column.type](template, stream, column),
        **_offered(template, column, lists),
        "input_title": title,
        "input_message": beside_cell(template, stream, column),
        "error_title": title,
        "error_message": template.to(limits.what_to_do(stream, column)),
    }


def _offered(template: Template, column: Column, lists: Mapping[str, str]) -> Options:
    if column.code_list is None:
        return {}
    is_stek = column.code_list == "stekken"
    source = [template.stek_id] if is_stek else f"={lists[column.code_list]}"
    return {"validate": "list", "source": source}


def _anything(_template: Template, _stream: Stream, _column: Column) -> Options:
    return {"validate": "any"}


def _offered_only(_template: Template, _stream: Stream, _column: Column) -> Options:
    """Several codes are typed with a comma between: no list of single codes may forbid these."""
    return {"show_error": False}


def _text(template: Template, stream: Stream, column: Column) -> Options:
    length = limits.length(column)
    if length is None:
        return _anything(template, stream, column)
    return _between("length", length.least, length.most)


def _date(template: Template, stream: Stream, column: Column) -> Options:
    first, last = limits.days(stream, column, template.month)
    if last is None:
        return {"validate": "date", "criteria": ">=", "value": first}
    return _between("date", first, last)


def _amount(template: Template, stream: Stream, column: Column) -> Options:
    euros = limits.euros(stream, column)
    return _between("decimal", *euros) if euros else _anything(template, stream, column)


def _between(kind: str, least: object, most: object) -> Options:
    return {"validate": kind, "criteria": "between", "minimum": least, "maximum": most}


_ACCEPTED: Mapping[ColumnType, Callable[[Template, Stream, Column], Options]] = {
    "code": _anything,
    "codes": _offered_only,
    "yes_no": _anything,
    "date": _date,
    "amount": _amount,
    "text": _text,
}
