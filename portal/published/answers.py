"""An answer that a reader may keep: named by an ETag, packed when they ask for it, sent once."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.requests import Request

# As in Python's own default for speed: a level higher takes twice as long for some percents less.
PACKED_AT: Final = 5
_YEAR: Final = 31_536_000  # seconds; RFC 9111 asks no more
NEVER_CHANGES: Final = f"max-age={_YEAR}, immutable"
ASK_AGAIN: Final = "no-cache"  # kept, and asked about each time: a 304 costs next to nothing
TYPES: Final = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttl": "text/turtle",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "": "text/plain",  # SHA256SUMS
}
# Packed already: packing them again only takes time.
PACKED: Final = frozenset({TYPES[".parquet"], TYPES[".png"], TYPES[".xlsx"]})


def is_packable(media_type: str) -> bool:
    """Whether packing makes it smaller."""
    return media_type not in PACKED


def takes_packed(request: Request) -> bool:
    """Whether who asks can unpack gzip."""
    codings = request.headers.get("accept-encoding", "").replace(" ", "").split(",")
    return any(one in {"gzip", "*"} or one.startswith("gzip;q=") for one in codings) and not any(
        one in {"gzip;q=0", "gzip;q=0.0"} for one in codings
    )


def kept(
    request: Request,
    name: str,
    media_type: str,
    body: Callable[[], bytes],
    headers: Mapping[str, str],
) -> Response:
    """The answer with that body, or that it is known: 304. `name` is one body's and no other's.

    Packed bytes are other bytes, so they have an ETag of their own (RFC 9110, 8.8.3.3).
    """
    is_packed = is_packable(media_type) and takes_packed(request)
    own = dict(headers) | {"ETag": tag(name, is_packed=is_packed)}
    own["Vary"] = ", ".join(filter(None, [own.get("Vary", ""), "Accept-Encoding"]))
    if is_known(request, own["ETag"]):
        return Response(status_code=304, headers=own)
    content = body()
    if is_packed:
        content = gzip.compress(content, PACKED_AT, mtime=0)
        own["Content-Encoding"] = "gzip"
    return Response(content, media_type=media_type, headers=own)


def tag(name: str, *, is_packed: bool) -> str:
    """The strong ETag of a body, as it is or packed."""
    return f'"{name}-gz"' if is_packed else f'"{name}"'


def is_known(request: Request, etag: str, modified: float | None = None) -> bool:
    """Whether who asks has this already; the ETag goes before the moment (RFC 9110, 13.2.2)."""
    if (none_match := request.headers.get("if-none-match")) is not None:
        known = [one.strip().removeprefix("W/") for one in none_match.split(",")]
        return etag in known or known == ["*"]
    since = request.headers.get("if-modified-since")
    if since is None or modified is None:
        return False
    try:
        return int(modified) <= parsedate_to_datetime(since).timestamp()
    except (ValueError, TypeError, OverflowError):
        return False


def moment(seconds: float) -> str:
    """A moment as HTTP writes it."""
    return format_datetime(datetime.fromtimestamp(int(seconds), UTC), usegmt=True)


def cached(request: Request, how: str) -> str:
    """Cache-Control: what stands behind a login is for the browser of who asked alone."""
    whose = "public" if request.app.state.portal.settings.is_open else "private"
    return f"{whose}, {how}"
