"""One connection to the engine: a query there, its whole answer back."""

from __future__ import annotations

import asyncio
import time
from typing import NamedTuple, cast

import httptools


class Reply(NamedTuple):
    """What the engine answers."""

    status: int
    kind: str
    body: bytes


class Broken(Exception):
    """The connection ended before the answer did."""


class OutOfTime(Exception):
    """The query was not answered in its time, and the engine may still be at it."""


class Upstream(asyncio.Protocol):
    """A connection that is used for one query after the other."""

    alive = True
    _done: asyncio.Future[Reply | None] | None = None

    async def exchange(self, request: bytes, most: int, end: float) -> Reply | None:
        """Send a request and wait for the answer until `end`, of time.monotonic().

        None once it has more bytes than `most`: `go_on` takes the rest, `end` breaks it off. Raises Broken or
        OutOfTime; then the connection is of no more use.
        """
        if not self.alive:
            raise Broken
        self._parser = httptools.HttpResponseParser(self)
        self._pieces, self._size, self._kind = list[bytes](), 0, ""
        self._transport.write(request)
        return await self._answer(most, end)

    async def go_on(self, most: int, end: float) -> Reply | None:
        """Wait for the rest of an answer that had more bytes than were taken."""
        self._transport.resume_reading()
        return await self._answer(most, end)

    async def _answer(self, most: int, end: float) -> Reply | None:
        loop = asyncio.get_running_loop()
        self._most, self._done = most, loop.create_future()
        # A timer by itself: asyncio.timeout looks its task up, which takes longer than the rest of this.
        timer = loop.call_later(end - time.monotonic(), self._fail, OutOfTime())
        try:
            return await self._done
        except BaseException:
            self.end()
            raise
        finally:
            timer.cancel()
            self._done = None

    def end(self) -> None:
        """Break off: the engine then stops the query as soon as it would write."""
        self.alive = False
        self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self.alive = False
        self._fail(Broken())

    def data_received(self, data: bytes) -> None:
        if not self._done:  # the engine tells that nobody asked it for a minute, and leaves
            self.end()
            return
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:  # the engine writes its excuse where the next piece should begin
            self._fail(Broken())
        if self._size > self._most and not self._done.done():
            self._transport.pause_reading()
            self._done.set_result(None)

    def on_header(self, name: bytes, value: bytes) -> None:
        if name.lower() == b"content-type":
            self._kind = value.decode("latin-1")

    def on_body(self, body: bytes) -> None:
        self._pieces.append(body)
        self._size += len(body)

    def on_message_complete(self) -> None:
        if self._done and not self._done.done():
            self._done.set_result(Reply(self._parser.get_status_code(), self._kind, b"".join(self._pieces)))

    def _fail(self, error: Exception) -> None:
        if self._done and not self._done.done():
            self._done.set_exception(error)
