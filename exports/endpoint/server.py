"""The server: connections, roads, and what is told of each request."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from dirskg.exports.endpoint.builds import Builds
from dirskg.exports.endpoint.client import Client
from dirskg.exports.endpoint.guard import Guard
from dirskg.exports.endpoint.limits import Limits
from dirskg.exports.endpoint.messages import Refusal, Request, Response
from dirskg.exports.endpoint.metrics import Metrics
from dirskg.exports.endpoint.roads import Roads
from dirskg.graph.errors import DirskgError


@dataclass(frozen=True, slots=True)
class Options:
    """How a server is to be run. `token` blank: nobody needs one."""

    home: Path
    host: str = "127.0.0.1"
    port: int = 7878
    token: str = ""
    public: bool = False
    origin: str = ""  # whose pages may ask from within a browser
    log: bool = False  # a line for each request
    limits: Limits = field(default_factory=Limits)


class Server:
    """All that the connections share."""

    def __init__(self, options: Options, tell: Callable[..., None]) -> None:
        self.limits, self.held = options.limits, 0
        self.clients: set[Client] = set()
        self._options, self._tell = options, tell
        self._guard = Guard(options.token, loopback=not options.public)
        self._metrics = Metrics()
        self._builds = Builds(options.home, options.limits, tell)
        self._roads = Roads(self._builds, self._gauges, self._metrics)
        self._more = (("Access-Control-Allow-Origin", options.origin), ("Vary", "Origin")) if options.origin else ()

    async def answer(self, request: Request) -> Response:
        """Answer a request; nothing that happens meanwhile ends the connection."""
        begun, road = time.perf_counter(), "refused"
        try:
            road, work = self._roads.find(request)
            if road != "health" and request.method != "OPTIONS":
                self._guard.check(request)
            if self.held > self.limits.held:
                raise Refusal(503, "Too many answers are waiting to be taken; ask again.", ("Retry-After", "10"))
            response = await work(request)
        except Refusal as refusal:
            response = refusal.response
        except DirskgError as error:
            response = Response(503, f"{error}\n".encode())
        except Exception as error:  # the last stop before the client
            self._tell(f"Unexpected error: {type(error).__name__}: {error}", event="error", path=request.path[:200])
            response = Response(500, b"The server met an error of its own, which its log tells.\n")
        seconds = time.perf_counter() - begun
        self._metrics.count(road, response.status, seconds, len(response.body))
        if self._options.log:
            self._tell(
                "request", road=road, method=request.method[:10], path=request.path[:200], status=response.status,
                ms=round(1000 * seconds, 1), bytes=len(response.body), build=self._builds.now.build.name,
            )  # fmt: skip
        return replace(response, headers=(*response.headers, *self._more)) if self._more else response

    async def run(self, ready: Callable[[str], Awaitable[None]]) -> None:
        """Serve until the process is told to end. `ready` hears the address."""
        loop, ended = asyncio.get_running_loop(), asyncio.Event()
        for one in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):  # Windows ends by an exception
                loop.add_signal_handler(one, ended.set)
        await self._builds.open()
        tasks = [loop.create_task(self._builds.watch()), loop.create_task(self._sweep())]
        try:
            host, port = self._options.host, self._options.port
            try:
                server = await loop.create_server(lambda: Client(self), host, port, backlog=512)
            except OSError as error:
                # asyncio tells the address in its reason too; an unknown name has no number of the system.
                number = error.errno or 0
                reason = os.strerror(number) if number > 0 else error.strerror or error
                told = f"{host}:{port} cannot be listened at: {reason}. Choose others with --host and --port."
                raise DirskgError(told) from error
            async with server:
                name = f"[{host}]" if ":" in host else host
                await ready(f"http://{name}:{server.sockets[0].getsockname()[1]}")
                await ended.wait()
                for client in list(self.clients):
                    client.close()
        finally:
            for task in tasks:
                task.cancel()
            await self._builds.close()

    async def _sweep(self) -> None:
        """End the connections whose time is up: one look a second at all of them costs less than a timer for each."""
        while True:
            await asyncio.sleep(1)
            now = time.monotonic()
            for client in [client for client in self.clients if client.ends < now]:
                client.expire(now)

    def _gauges(self) -> dict[str, tuple[str, float]]:
        return {
            "connections": ("Open connections.", len(self.clients)),
            "queries": ("Queries being answered or waiting for their turn.", self._builds.now.engine.busy),
            "held_bytes": ("Bytes of answers that clients have not taken yet.", self.held),
            "engines_started": ("Engines started since the server was.", self._builds.started),
        }


async def serve(options: Options, ready: Callable[[str], Awaitable[None]], tell: Callable[..., None]) -> None:
    """Serve the current build, and each one that becomes current, until the process is told to end."""
    await Server(options, tell).run(ready)
