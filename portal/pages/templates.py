"""The template of a month: the workbook that a Stek fills in."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from portal.access import Page
from portal.delivering.attachments import XLSX, attachment
from portal.delivering.places import template_place_of
from portal.frame import tongue_of
from portal.pages.deliver import COORDINATOR

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from portal.portal import Portal


def template(request: Request) -> Response:
    """The workbook, in the language of who asks."""
    from pipelines.template.workbook import write_template

    portal: Portal = request.app.state.portal
    stek_id, month = template_place_of(request)
    tongue = tongue_of(request)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(portal.home, stek_id, month, tongue.language, path)
        data = path.read_bytes()
    return attachment(data, f"stek-{stek_id}-{month}-{tongue.say('template_file')}.xlsx", XLSX)


PAGES = (Page("/stek/{stek_id}/sjabloon/{month}.xlsx", template, COORDINATOR),)
