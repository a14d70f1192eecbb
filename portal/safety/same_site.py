"""Cross-site requests: what would change something must come from a page of the portal itself.

As Go's `CrossOriginProtection` and ASP.NET do it: a browser says where a request comes from in
`Sec-Fetch-Site` (all since 2023), an older one in `Origin`; a change without either is refused, and
so no page needs a token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request

_READING = frozenset({"GET", "HEAD", "OPTIONS"})


def is_of_this_site(request: Request) -> bool:
    """Whether it only reads, or comes from a page of ours."""
    if request.method in _READING:
        return True
    if site := request.headers.get("sec-fetch-site"):
        return site in {"same-origin", "none"}
    host = request.headers.get("host", "")
    return bool(host) and request.headers.get("origin") in {f"http://{host}", f"https://{host}"}
