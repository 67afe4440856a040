"""Oxigraph's own server over the store of one build, on a port that only this machine reaches."""

from __future__ import annotations

import asyncio
import shutil
import socket
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

from dirskg.exports.endpoint.limits import Limits
from dirskg.exports.endpoint.question import Question
from dirskg.exports.endpoint.upstream import Broken, Reply, Upstream
from dirskg.graph.errors import DirskgError

# Bytes from which on an answer is large. At most half of those that come at once are, so that no lookup waits for them.
_LARGE = 256 << 10
_START = 60.0  # seconds in which the engine must listen: a store of many millions of statements is opened in one


class TooLarge(Exception):
    """The answer has more bytes than are taken."""


class Engine:
    """A running engine and its connections."""

    def __init__(self, process: asyncio.subprocess.Process, port: int, limits: Limits) -> None:
        self.port = port
        self._process, self._limits = process, limits
        self._idle: list[Upstream] = []
        self._free = asyncio.Semaphore(limits.queries)
        self._large = asyncio.Semaphore(max(1, limits.queries // 2))
        self.busy = 0

    @classmethod
    async def start(cls, store: Path, limits: Limits, memory: int) -> Engine:
        """An engine that listens. Raises DirskgError where there is none, or it does not open the store."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        # Its own --timeout-s starts a thread for each query that sleeps so long: at speed it ends for want of them.
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "dirskg.exports.endpoint.keeper", str(memory), _program(), "serve-read-only",
            "--location", str(store), "--bind", f"127.0.0.1:{port}",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the front, which ends it
        )  # fmt: skip
        engine = cls(process, port, limits)
        end = time.monotonic() + _START
        while True:
            try:
                engine._idle.append(await engine._connect())
                return engine
            except OSError:
                if process.returncode is not None or time.monotonic() > end:
                    engine.stop()
                    raise DirskgError(
                        f"The engine does not open {store}. `dirskg validate` checks the build; else build again."
                    ) from None
                await asyncio.sleep(0.02)

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.returncode is None

    async def ask(self, question: Question) -> Reply:
        """Answer a query within the limits. Raises OutOfTime, TooLarge, or Broken when the engine has ended."""
        graphs = [("default-graph-uri", one) for one in question.default]
        graphs += [("named-graph-uri", one) for one in question.named]
        body = question.text.encode()
        head = (
            f"POST /query{'?' + urlencode(graphs) if graphs else ''} HTTP/1.1\r\nhost: 127.0.0.1\r\n"
            f"accept: {question.accept}\r\ncontent-type: application/sparql-query\r\n"
            f"content-length: {len(body)}\r\n\r\n"
        )
        return await self._within(head.encode("latin-1") + body, self._limits.answer)

    async def fetch(self, path: str) -> bytes:
        """A file that the engine brings with it."""
        return (await self._within(f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n".encode(), 16 << 20)).body

    async def _within(self, request: bytes, largest: int) -> Reply:
        """The answer in its turn. One that grows large while enough of them come breaks off, and begins anew later."""
        self.busy += 1
        try:
            async with self._free:
                end = time.monotonic() + self._limits.seconds
                upstream, reply = await self._begin(request, _LARGE, end)
                if reply is None and not self._large.locked():
                    async with self._large:
                        reply = await upstream.go_on(largest, end)
                        return self._ended(upstream, reply, largest)
            if reply:
                return self._ended(upstream, reply, largest)
            upstream.end()
            async with self._large, self._free:
                end = time.monotonic() + self._limits.seconds
                return self._ended(*await self._begin(request, largest, end), largest)
        finally:
            self.busy -= 1

    def _ended(self, upstream: Upstream, reply: Reply | None, largest: int) -> Reply:
        if reply is None:
            upstream.end()
            raise TooLarge
        self._idle.append(upstream)
        if len(reply.body) > largest:  # it came in one piece, beyond the limit
            raise TooLarge
        return reply

    async def _begin(self, request: bytes, most: int, end: float) -> tuple[Upstream, Reply | None]:
        """A connection that was idle may have been closed by the engine meanwhile: then on another one."""
        while True:
            fresh = not self._idle
            try:
                upstream = await self._connect() if fresh else self._idle.pop()
            except OSError:
                raise Broken from None
            try:
                return upstream, await upstream.exchange(request, most, end)
            except Broken:
                if fresh:
                    raise

    def stop(self) -> None:
        """End it now, whatever it does."""
        if self._process.stdin:
            self._process.stdin.close()

    async def _connect(self) -> Upstream:
        _, upstream = await asyncio.get_running_loop().create_connection(Upstream, "127.0.0.1", self.port)
        return upstream


def _program() -> str:
    beside = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    if found := beside or shutil.which("oxigraph"):
        return found
    raise DirskgError("The program oxigraph is not there, which answers the queries: pip install oxigraph.")
