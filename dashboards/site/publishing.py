"""The pages put where people look: whole or not at all."""

from __future__ import annotations

import os

from dashboards.site.build import build
from pipelines.files import folder_published_as
from pipelines.home import Home


def publish_site(home: Home) -> bool:
    """Draw the pages from the tables that were published last; False when they have no pictures.

    `STEK_PICTURES=no` in the environment leaves the pictures out.
    """
    wanted = os.environ.get("STEK_PICTURES") != "no"
    with folder_published_as(home.site) as folder:
        return build(home.released / "latest", folder, home.pictures, has_pictures=wanted)
