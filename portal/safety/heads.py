"""How much may stand before a request, and how long that may take to come in.

httptools takes headers of any size, one in pieces too, and uvicorn waits for ever for the first
request of a connection: a hundred and fifty megabytes of headers were held, from nobody.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_BYTES: Final = 65_536  # as uvicorn allows where it reads with h11; browsers send thousands
SECONDS: Final = 20.0  # as long as a connection may stand still between two requests


class BoundedHeads(HttpToolsProtocol):
    """HTTP/1.1 as uvicorn speaks it, with those two bounds; beyond them the connection ends."""

    _n_bytes = 0
    _is_in_head = True
    _last: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401  # as uvicorn has it
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._begin()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._end()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take in a piece; a head that is not whole by then may not have grown too large."""
        was_in_head = self._is_in_head
        super().data_received(data)
        if was_in_head and self._is_in_head:
            self._n_bytes += len(data)
            if self._n_bytes > MOST_BYTES:
                self._give_up()

    def on_message_begin(self) -> None:
        """A head begins."""
        super().on_message_begin()
        if not self._is_in_head:
            self._begin()

    def on_headers_complete(self) -> None:
        """A head is whole; what follows is a body, or the next request."""
        self._end()
        super().on_headers_complete()

    def _begin(self) -> None:
        self._is_in_head, self._n_bytes = True, 0
        self._last = self.loop.call_later(SECONDS, self._give_up)

    def _end(self) -> None:
        self._is_in_head = False
        if self._last is not None:
            self._last.cancel()
            self._last = None

    def _give_up(self) -> None:
        self._end()
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete:
            self.send_400_response("Too much, or too slow, before the request.")
        else:  # an answer to an earlier request is on its way
            self.transport.close()
