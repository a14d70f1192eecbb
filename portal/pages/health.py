"""Whether all is well: a page for the administrator, and the same for a monitoring program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

from portal.access import Page
from portal.administering.condition import Check, condition
from portal.frame import render, tongue_of
from portal.pages.accounts import ADMINISTRATOR

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from dashboards.tongue import Tongue

_SIGNS = {"ok": "✔", "warn": "!", "fail": "✖"}
_GIGABYTE = 1e9  # bytes, as disks are sold


def health_page(request: Request) -> Response:
    """What was looked at, and what to do."""
    found = condition(request.app.state.portal)
    tongue = tongue_of(request)
    checks = [(check, _said(check, tongue)) for check in found.checks]
    return render(request, "health.html.jinja", condition=found, checks=checks, signs=_SIGNS)


def _said(check: Check, tongue: Tongue) -> str:
    figures = check.figures
    free = int(figures.get("free_bytes", 0)) / _GIGABYTE
    count = figures.get("days", figures.get("failed_runs", 0))
    return tongue.say(
        f"health_{check.name}_{check.state}", free=tongue.number(free, 1), count=count,
        number=figures.get("number", ""),
    )  # fmt: skip


def health_json(request: Request) -> Response:
    """The same for a machine, open to all: 503 when something is broken. No names, no addresses."""
    found = condition(request.app.state.portal)
    return JSONResponse(
        found.told, 503 if found.level == "fail" else 200, {"Cache-Control": "no-store"}
    )


PAGES = (
    Page("/gezondheid", health_page, ADMINISTRATOR),
    Page("/gezondheid.json", health_json, None, is_for_machines=True),
)
