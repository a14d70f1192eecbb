"""The look and the scripts: the theme of the site, its colours, and what the portal adds."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response

from dashboards.drawings.inks import variables
from portal.access import Page

if TYPE_CHECKING:
    from starlette.requests import Request

_ROOM = Path(__file__).parents[1]
_KEPT = {"Cache-Control": "max-age=3600"}
# By name, so that no path of a request ever becomes a path on disk.
_FILES = {
    "theme.css": _ROOM.parent / "dashboards/static/theme.css",
    "logo.svg": _ROOM.parent / "dashboards/static/logo.svg",
    **{path.name: path for path in sorted((_ROOM / "static").iterdir())},
}


def asset(request: Request) -> Response:
    """One file of the look."""
    name = request.path_params["name"]
    if name == "colours.css":
        return Response(_colours(), media_type="text/css", headers=_KEPT)
    if name not in _FILES:
        raise HTTPException(404)
    return FileResponse(_FILES[name], headers=_KEPT)


@cache
def _colours() -> str:
    return variables()


PAGES = (Page("/assets/{name}", asset, None),)
