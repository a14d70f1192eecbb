"""Every question that a program may ask: its address, its answers, and the one way in to all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from portal.access import EVERY_ROLE, Page
from portal.api import answers
from portal.api.answers import AT, FORMS, JSON
from portal.api.negotiation import best
from portal.api.problems import RefusedError, problem
from portal.published.turns import in_turn

if TYPE_CHECKING:
    from starlette.responses import Response


@dataclass(frozen=True)
class Operation:
    """One question: `schema` names what its JSON looks like, `query` what may stand behind the address.

    `is_work` when it takes the whole of a processor for a while.
    """

    path: str
    name: str
    answer: Callable[[Request, str], Response]
    schema: str
    summary: str
    forms: tuple[str, ...] = (JSON,)
    has_choice: bool = False
    is_work: bool = False


OPERATIONS: Final = (
    Operation(
        f"{AT}/releases", "releases", answers.all_releases, "Releases",
        "Every release, the newest first",
    ),
    Operation(
        f"{AT}/releases/{{release}}", "release", answers.one_release, "Release",
        "One release, and what changed since the one before",
    ),
    Operation(
        f"{AT}/releases/{{release}}/tables", "tables", answers.all_tables, "Tables",
        "The tables of a release",
    ),
    Operation(
        f"{AT}/releases/{{release}}/tables/{{table}}", "rows", answers.rows, "Rows",
        "The rows of a table, all or a choice", FORMS, has_choice=True, is_work=True,
    ),
    Operation(
        f"{AT}/releases/{{release}}/tables/{{table}}/description", "description",
        answers.description, "Description", "What the columns and codes of a table mean",
    ),
    Operation(
        f"{AT}/codes", "codes", answers.codes, "Codes", "What every code means, by column",
    ),
)  # fmt: skip


def page_of(operation: Operation) -> Page:
    """The question as a page behind the gate."""

    async def answered(request: Request) -> Response:
        form = best(request.headers.get("accept", ""), operation.forms)
        try:
            if form is None:
                raise RefusedError(406, "api_406", allowed=", ".join(operation.forms))
            work = partial(operation.answer, request, form)
            return await (in_turn(work) if operation.is_work else run_in_threadpool(work))
        except RefusedError as refused:
            return problem(request, refused)

    answered.__name__ = f"api_{operation.name}"
    return Page(operation.path, answered, EVERY_ROLE, is_published=True, is_for_machines=True)
