"""What would change something comes from a page of ours, or it is refused."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from portal.safety.same_site import is_of_this_site


def asked(method: str, **headers: str) -> Request:
    told = [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
    return Request({"type": "http", "method": method, "path": "/", "headers": told})


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_reading_is_for_everybody(method: str) -> None:
    assert is_of_this_site(asked(method, sec_fetch_site="cross-site", origin="https://elders.be"))


@pytest.mark.parametrize(
    ("headers", "is_ours"),
    [
        ({"sec_fetch_site": "same-origin"}, True),
        ({"sec_fetch_site": "none"}, True),  # typed, or a bookmark: by the person themselves
        ({"sec_fetch_site": "same-site"}, False),  # another host of the same organisation
        ({"sec_fetch_site": "cross-site"}, False),
        ({"sec_fetch_site": "Same-Origin"}, False),
        # what the browser says of the site goes before what an origin says
        ({"sec_fetch_site": "cross-site", "origin": "https://stek.be"}, False),
        ({"origin": "https://stek.be"}, True),
        ({"origin": "http://stek.be"}, True),
        ({"origin": "https://stek.be:8443"}, False),
        ({"origin": "https://elders.be"}, False),
        ({"origin": "https://stek.be.elders.be"}, False),
        ({"origin": "https://elders.be/stek.be"}, False),
        ({"origin": "https://elders.be@stek.be"}, False),
        ({"origin": "null"}, False),
        ({"origin": ""}, False),
        ({"origin": "http://["}, False),
        ({"origin": "javascript://stek.be"}, False),
        ({}, False),
    ],
)
def test_a_change_is_asked_by_a_page_of_ours(headers: dict[str, str], is_ours: bool) -> None:
    assert is_of_this_site(asked("POST", host="stek.be", **headers)) is is_ours


def test_without_a_host_no_origin_is_ours() -> None:
    assert not is_of_this_site(asked("POST", origin="http://"))
    assert not is_of_this_site(asked("POST", host="", origin="https://"))
