"""What a program asks for, read from its address: which release, which table, which rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portal.api.problems import RefusedError
from portal.published.choice import Choice, ChoiceError, chosen, filters_of
from portal.published.shelf import Release, release
from portal.published.tables import Table, tables

if TYPE_CHECKING:
    from starlette.requests import Request

MOST_ROWS: Final = 10_000  # of one page of JSON
ROWS: Final = 1_000  # of one page when nothing else is asked
LAST_OFFSET: Final = 99_999_999
_WHOLE: Final = re.compile(r"[0-9]{1,8}")


@dataclass(frozen=True)
class Part:
    """Which of the chosen rows: from `offset`, at most `limit`; None for all."""

    offset: int
    limit: int | None


def release_asked(request: Request) -> Release:
    """The release of the address; RefusedError 404 when there is none."""
    one = release(request.app.state.portal.home, request.path_params["release"])
    if one is None:
        raise RefusedError(404, "api_no_release")
    return one


def table_asked(request: Request, one: Release) -> Table:
    """The table of the address; RefusedError 404 when that release has none."""
    table = tables(one).get(request.path_params["table"])
    if table is None:
        raise RefusedError(404, "api_no_table")
    return table


def part_asked(request: Request, *, is_paged: bool) -> Part:
    """Which of the rows; a page of them when nothing is said and the answer comes in pages.

    Errors: RefusedError 400.
    """
    offset = _number(request, "offset", 0, 0, LAST_OFFSET)
    if "limit" not in request.query_params and not is_paged:
        return Part(offset, None)
    return Part(offset, _number(request, "limit", ROWS, 1, MOST_ROWS))


def choice_asked(request: Request, table: Table) -> Choice:
    """Which rows by their Stek, right, period and so on; RefusedError 400 for what is none."""
    asked = [
        (name, value)
        for name, value in request.query_params.multi_items()
        if name not in {"limit", "offset"}
    ]
    if blank := [name for name, value in asked if not value]:
        raise RefusedError(400, "api_blank", name=_safe(blank[0]))
    try:
        return chosen(asked, table)
    except ChoiceError as error:
        raise _refused(error, table) from None


def no_query(request: Request) -> None:
    """That nothing is asked behind the address; RefusedError 400 otherwise."""
    if request.query_params:
        raise RefusedError(400, "api_no_query")


def _refused(error: ChoiceError, table: Table) -> RefusedError:
    if error.field not in filters_of(table):
        own = (*filters_of(table), "limit", "offset")
        return RefusedError(400, "api_unknown_filter", allowed=_listed(own))
    return RefusedError(400, "api_unknown_code", name=error.field, allowed=_listed(error.allowed))


def _number(request: Request, name: str, usual: int, least: int, most: int) -> int:
    values = request.query_params.getlist(name)
    if not values:
        return usual
    if len(values) > 1 or not _WHOLE.fullmatch(values[0]) or not least <= int(values[0]) <= most:
        raise RefusedError(400, "api_wrong_number", name=name, least=str(least), most=str(most))
    return int(values[0])


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


def _safe(name: str) -> str:
    """The name of a filter as it was asked, when it is one of ours in all likelihood."""
    return name if re.fullmatch(r"[a-z_]{1,30}", name) else "?"
