"""How much a form may weigh, and how long it may take to come in.

A form is read in the one loop that answers everybody: a million ampersands stood still for seconds.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request

if TYPE_CHECKING:
    from starlette.types import Message

MOST_BYTES: Final = 65_536  # of a form without a file: the longest of ours has 5,000
SECONDS: Final = 30.0  # for all of it: over the slowest line that is still used a few suffice


def bounded(request: Request) -> Request:
    """The same request, of which no more is read than that.

    Reading on raises HTTPException: 413 when it weighs more, 408 when it does not come.
    """
    loop = asyncio.get_running_loop()
    last, n_bytes = loop.time() + SECONDS, 0

    async def receive() -> Message:
        nonlocal n_bytes
        try:
            async with asyncio.timeout_at(last):
                message = await request.receive()
        except TimeoutError:
            raise HTTPException(408, headers={"Connection": "close"}) from None
        n_bytes += len(message.get("body", b""))
        if n_bytes > MOST_BYTES:
            raise HTTPException(413, headers={"Connection": "close"})
        return message

    return Request(request.scope, receive)
