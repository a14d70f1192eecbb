"""Attachments: files that a browser keeps and never shows, so that nothing in these runs here."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def attachment(data: bytes, name: str, media_type: str) -> Response:
    """A file to keep, under a name of ours (ASCII)."""
    return Response(
        data,
        media_type=media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
