"""Places: the Stek and the month that an address speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from pipelines import clock
from pipelines.errors import WrongUseError
from pipelines.landing.roster import check_place, is_active, roster
from pipelines.months import Month

if TYPE_CHECKING:
    from starlette.requests import Request

    from pipelines.home import Home

TEMPLATES_AHEAD = 2  # months: the template of next month is handed out early


def stek_of(request: Request) -> str:
    """The Stek of an address. Errors: HTTPException 404 when there is none of that name."""
    stek_id = str(request.path_params["stek_id"])
    if stek_id not in roster():
        raise HTTPException(404)
    return stek_id


def place_of(request: Request) -> tuple[str, Month]:
    """The Stek and the month of an address. Errors: HTTPException 404 when it delivers none then."""
    stek_id, month = stek_of(request), _month(request)
    try:
        check_place(_home(request), stek_id, month)
    except WrongUseError as error:
        raise HTTPException(404) from error
    return stek_id, month


def template_place_of(request: Request) -> tuple[str, Month]:
    """The same for a template, which may be of a month that has not begun."""
    stek_id, month = stek_of(request), _month(request)
    last = Month.of(clock.today(_home(request))).plus(TEMPLATES_AHEAD)
    if month > last or not is_active(stek_id, month):
        raise HTTPException(404)
    return stek_id, month


def _month(request: Request) -> Month:
    try:
        return Month.parse(str(request.path_params["month"]))
    except WrongUseError as error:
        raise HTTPException(404) from error


def _home(request: Request) -> Home:
    home: Home = request.app.state.portal.home
    return home
