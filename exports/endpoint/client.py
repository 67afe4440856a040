"""One connection of a client: requests read within their limits, answers written in the order of the requests."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import Protocol, cast

import httptools

from dirskg.exports.endpoint.limits import Limits
from dirskg.exports.endpoint.messages import REASONS, Refusal, Request, Response

# Requests that may wait on one connection, and seconds in which what is refused is still read, so that the client
# sees the answer and no broken connection.
_WAITING = 8
_LINGER = 3.0


class House(Protocol):
    """What all connections share."""

    limits: Limits
    clients: set[Client]
    held: int  # bytes of answers that are not taken yet

    async def answer(self, request: Request) -> Response:
        """Answer a request, whatever it is."""


class Client(asyncio.Protocol):
    """A connection, from its first byte to its end."""

    def __init__(self, house: House) -> None:
        self._house, self._limits = house, house.limits
        self._parser = httptools.HttpRequestParser(self)
        self._waiting: deque[tuple[Request | Response, bool]] = deque()
        self._come: asyncio.Future[None] | None = None
        self._taken: asyncio.Future[None] | None = None
        self._deaf = self._full = False  # nothing more is read; nothing is for now
        self._closing = self._gone = False
        self._unsent = 0
        self.ends = time.monotonic() + self._limits.request
        self._begin()

    # What asyncio tells.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._house.clients.add(self)
        if len(self._house.clients) > self._limits.connections:
            self._refuse(Refusal(503, "Too many connections; come again in a minute.", ("Retry-After", "60")))
        self._task = asyncio.get_running_loop().create_task(self._serve())

    def connection_lost(self, exc: Exception | None) -> None:
        self._house.clients.discard(self)
        self._gone = True
        self.resume_writing()
        # A query goes on to its end or its limit, where the engine shows whether it stops; all else ends here.
        if self._come:
            self._task.cancel()

    def data_received(self, data: bytes) -> None:
        if self._deaf:
            return
        self._size += len(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            # Java's client offers HTTP/2 with each request; the answer comes in HTTP/1.1, after which it asks anew.
            self._parser = httptools.HttpRequestParser(self)
        except httptools.HttpParserError:
            self._refuse(Refusal(400, "This request is not written in HTTP."))
        if self._begun and not self._headed:
            self._heed_head(self._size)

    def pause_writing(self) -> None:
        self._taken = asyncio.get_running_loop().create_future()

    def resume_writing(self) -> None:
        if self._taken and not self._taken.done():
            self._taken.set_result(None)
        self._taken = None

    # What the parser tells.

    def on_message_begin(self) -> None:
        self._begin()
        self._begun = True
        self.ends = time.monotonic() + self._limits.request

    def on_url(self, url: bytes) -> None:
        self._url += url
        self._heed_head(len(self._url))

    def on_header(self, name: bytes, value: bytes) -> None:
        name = name.lower()
        if name in self._headers and name in (b"host", b"authorization", b"content-type"):
            self._refuse(Refusal(400, f"The header {name.decode('latin-1')} stands twice."))
        self._headers[name] = value
        self._heading += len(name) + len(value) + 4
        self._heed_head(self._heading)

    def on_headers_complete(self) -> None:
        self._headed = True
        told = self._headers.get(b"content-length", b"0")
        if not told.isdigit() or int(told) > self._limits.query:
            self._refuse(self._too_large())
        elif self._headers.get(b"expect", b"").lower() == b"100-continue":
            self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def on_body(self, body: bytes) -> None:
        self._body += body
        if len(self._body) > self._limits.query:
            self._refuse(self._too_large())

    def on_message_complete(self) -> None:
        if self._deaf:
            return
        path, _, search = self._url.decode("latin-1").partition("?")
        method = self._parser.get_method().decode("latin-1")
        request = Request(method, path, search, self._headers, bytes(self._body))
        self._begun = False
        self._put(request, self._parser.should_keep_alive())

    def _begin(self) -> None:
        self._url, self._headers, self._body = b"", dict[bytes, bytes](), bytearray()
        self._begun = self._headed = False
        self._size = self._heading = 0

    # Answers.

    def expire(self, now: float) -> None:
        """Time is up for what this connection waits for: it is told where it can be, and ended."""
        unsent = self._transport.get_write_buffer_size()
        if 0 < unsent < self._unsent or (unsent and not self._unsent):
            self._unsent, self.ends = unsent, now + self._limits.request
        elif self._begun and not self._deaf:
            self._refuse(Refusal(408, f"The request did not come in {self._limits.request:g} seconds."))
        else:
            self._transport.abort()

    def close(self) -> None:
        """End the connection once what is being answered is answered."""
        if not self._waiting and self._come:
            self._transport.close()
        self._closing = True

    async def _serve(self) -> None:
        while True:
            if not self._waiting:
                self._come = asyncio.get_running_loop().create_future()
                await self._come
                self._come = None
            asked, keep = self._waiting.popleft()
            if self._full:
                self._full = False
                self._transport.resume_reading()
            if isinstance(asked, Response):
                answer, bare = asked, False
            else:
                self.ends = float("inf")
                answer, bare = await self._house.answer(asked), asked.method == "HEAD"
            keep = keep and not self._closing
            if self._gone:
                return
            await self._write(answer, bare, keep)
            if not keep:
                break
            self.ends = time.monotonic() + self._limits.idle
        if self._deaf and self._transport.can_write_eof():
            self._transport.write_eof()
            await asyncio.sleep(_LINGER)
        self._transport.close()

    async def _write(self, answer: Response, bare: bool, keep: bool) -> None:
        more = "".join(f"{name}: {value}\r\n" for name, value in answer.headers)
        head = (
            f"HTTP/1.1 {answer.status} {REASONS[answer.status]}\r\ncontent-type: {answer.kind}\r\n"
            f"content-length: {len(answer.body)}\r\nx-content-type-options: nosniff\r\n{more}"
            f"connection: {'keep-alive' if keep else 'close'}\r\n\r\n"
        ).encode("latin-1")
        self._transport.write(head if bare else head + answer.body)
        if not self._taken:
            return
        size = len(answer.body)
        self._house.held += size
        self._unsent, self.ends = self._transport.get_write_buffer_size(), time.monotonic() + self._limits.request
        try:
            await self._taken
        finally:
            self._house.held -= size
            self._unsent = 0

    def _put(self, asked: Request | Response, keep: bool) -> None:
        self._waiting.append((asked, keep))
        if len(self._waiting) >= _WAITING and not self._full:
            self._full = True
            self._transport.pause_reading()
        if self._come and not self._come.done():
            self._come.set_result(None)

    def _refuse(self, refusal: Refusal) -> None:
        if not self._deaf:
            self._deaf = True
            self.ends = time.monotonic() + self._limits.request
            self._put(refusal.response, False)

    def _heed_head(self, size: int) -> None:
        if size > self._limits.head:
            told = f"Address and headers have at most {self._limits.head:,} bytes; send the query with POST."
            self._refuse(Refusal(431, told))

    def _too_large(self) -> Refusal:
        return Refusal(413, f"A query has at most {self._limits.query:,} bytes here.")
