"""Intake: the file of a form, streamed from the browser to where it waits, never whole in memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from pipelines.reading.limits import MAX_BYTES
from portal.desk import TooLargeError

if TYPE_CHECKING:
    from starlette.requests import Request

    from portal.desk import Upload, Writing

FIELD = b"bestand"
AROUND = 65_536  # bytes of a form beside its file: borders, headers, a few small fields
MOST_POURED_AWAY = 5 * MAX_BYTES  # of a body that is refused: else a browser never sees the answer
MOST_PARTS = 20  # of a form; ours has one. Three hundred thousand fit in 20 MB
SECONDS = 600  # that a file may take to come in: 20 MB over the slowest line that is still used


async def take_in(request: Request, begin: Callable[[str], Writing[Upload]]) -> Upload | None:
    """The file in the field `bestand`, as an upload; None when none was chosen.

    `begin` is given the name of the file and makes what its bytes are written to. Errors:
    TooLargeError, DiskFullError, HTTPException 400 for a form that is broken or stops coming.
    """
    try:
        async with asyncio.timeout(SECONDS):
            return await _taken_in(request, begin)
    except (FormParserError, ClientDisconnect, TimeoutError) as error:
        raise HTTPException(400) from error


async def _taken_in(request: Request, begin: Callable[[str], Writing[Upload]]) -> Upload | None:
    form, body = _Form(_border(request), begin), request.stream()
    try:
        _weigh(int(request.headers.get("content-length", "0")))
        size = 0
        async for chunk in body:
            size += len(chunk)
            _weigh(size)
            if chunk:
                await run_in_threadpool(form.feed, chunk)
        return await run_in_threadpool(form.finish)
    except TooLargeError:
        await _pour_away(body)
        raise
    finally:
        await run_in_threadpool(form.abandon)


def _weigh(size: int) -> None:
    if size > MAX_BYTES + AROUND:
        raise TooLargeError


async def _pour_away(body: AsyncIterator[bytes]) -> None:
    size = 0
    async for chunk in body:
        size += len(chunk)
        if size > MOST_POURED_AWAY:
            return


def _border(request: Request) -> bytes:
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    border = options.get(b"boundary", b"")
    if (
        kind != b"multipart/form-data"
        or not border
        or not request.headers.get("content-length", "0").isdecimal()
    ):
        raise HTTPException(400)
    return border


class _Form:
    """A form that is coming in: its first file goes to a writer, all else is passed over."""

    def __init__(self, border: bytes, begin: Callable[[str], Writing[Upload]]) -> None:
        self._begin = begin
        self._writing: Writing[Upload] | None = None
        self._name, self._value, self._disposition, self._n_parts = b"", b"", b"", 0
        self._is_wanted = self._is_whole = False
        self._parser = MultipartParser(
            border,
            {
                "on_part_begin": self._part,
                "on_header_field": self._header_name,
                "on_header_value": self._header_value,
                "on_header_end": self._header,
                "on_headers_finished": self._headers,
                "on_part_data": self._data,
                "on_end": self._end,
            },
        )

    def feed(self, chunk: bytes) -> None:
        """Take the next piece of the body."""
        self._parser.write(chunk)

    def finish(self) -> Upload | None:
        """What there is when the body has ended."""
        if not self._is_whole:
            raise FormParserError("the form stops in the middle")
        return self._writing.finish() if self._writing else None

    def abandon(self) -> None:
        """Let go of what was not finished."""
        if self._writing:
            self._writing.abandon()

    def _part(self) -> None:
        self._n_parts += 1
        if self._n_parts > MOST_PARTS:
            raise FormParserError("the form has too many parts")
        self._disposition, self._is_wanted = b"", False

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header(self) -> None:
        if self._name.lower() == b"content-disposition":
            self._disposition = self._value
        self._name, self._value = b"", b""

    def _headers(self) -> None:
        _, options = parse_options_header(self._disposition)
        name = options.get(b"filename", b"")
        if options.get(b"name") == FIELD and name and self._writing is None:
            self._writing = self._begin(name.decode("utf-8", "replace"))
            self._is_wanted = True

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._is_wanted and self._writing:
            self._writing.write(data[start:end])

    def _end(self) -> None:
        self._is_whole = True
