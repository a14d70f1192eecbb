"""One table of a release: what it tells, the choice of a part of it, and that part as a file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from pipelines.contracts import Code, Words
from pipelines.publication.words import say
from portal.frame import render, tongue_of
from portal.published import cutting
from portal.published.answers import ASK_AGAIN, cached, kept
from portal.published.choice import Choice, ChoiceError, chosen, filters_of
from portal.published.shelf import Release
from portal.published.site import locate
from portal.published.tables import Table
from portal.published.turns import in_turn

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from pipelines.publication.package_files import Kind

AT: Final = "/downloads"


async def table_page(request: Request, one: Release, table: Table) -> Response:
    """What a table tells, and the form to choose a part of it with."""
    try:
        choice = chosen(request.query_params.multi_items(), table)
    except ChoiceError:
        return await _form(request, one, table, Choice(), "table_wrong_choice")
    return await _form(request, one, table, choice)


async def part_of_table(request: Request, one: Release, table: Table, kind: Kind) -> Response:
    """The rows of a choice as a file; the form again when there are none, or it is no choice."""
    try:
        choice = chosen(request.query_params.multi_items(), table)
    except ChoiceError:
        return await _form(request, one, table, Choice(), "table_wrong_choice")
    if not await in_turn(lambda: cutting.rows(one, table, choice).height):
        return await _form(request, one, table, choice, "table_nothing")
    headers = {
        "Content-Disposition": f'attachment; filename="{_name(one, table, kind, choice)}"',
        "Cache-Control": cached(request, ASK_AGAIN),
        "Link": described_by(one, table.name),
    }
    cut = partial(cutting.FORMATS[kind.key], one, table, choice)
    named = cutting.name_of(one, table, choice, kind.key)
    return await in_turn(partial(kept, request, named, kind.media_type, cut, headers))


def described_by(one: Release, table: str) -> str:
    """The link from a table to what its columns mean (CSV on the Web)."""
    at = f"{AT}/{one.number}/{table}.csv-metadata.json"
    return f'<{at}>; rel="describedby"; type="application/csvm+json"'


def _name(one: Release, table: Table, kind: Kind, choice: Choice) -> str:
    parts = ["stek-monitor", str(one.number), table.name, choice.in_a_name, kind.folder]
    return "_".join(filter(None, parts)) + kind.ending


async def _form(
    request: Request, one: Release, table: Table, choice: Choice, problem: str = ""
) -> Response:
    counted = None
    if not (problem or choice.is_all):
        counted = await in_turn(lambda: cutting.rows(one, table, choice).height)
        problem = "" if counted else "table_nothing"
    periods = await in_turn(lambda: cutting.periods(one, table))
    tongue = tongue_of(request)
    page = f"{tongue.folder}{table.name}.html"
    has_page = locate(request.app.state.portal.home.site, page) is not None
    return render(
        request, "release_table.html.jinja", 422 if problem else 200,
        release=one, table=table, choice=choice, counted=counted, file_name=say,
        problem=tongue.say(problem) if problem else "",
        controls=[
            (column, _options(column.codes, periods if column.name == "period" else ()))
            for column in table.columns
            if column.name in filters_of(table)
        ],
        on_screen=f"/cijfers/{page}" if has_page else "",
    )  # fmt: skip


def _options(codes: tuple[Code, ...], periods: tuple[str, ...]) -> tuple[Code, ...]:
    """What may be chosen; periods are told in words by the template."""
    return codes or tuple(Code(one, Words(one, one, one)) for one in periods)
