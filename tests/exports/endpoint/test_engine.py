"""The front's own end of the connections to the engine, against servers that do what the engine does now and then."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest

from dirskg.exports.endpoint.engine import Engine
from dirskg.exports.endpoint.limits import Limits
from dirskg.exports.endpoint.question import Question
from dirskg.exports.endpoint.upstream import Broken, Upstream


def test_an_engine_that_leaves_an_idle_connection_is_asked_on_another() -> None:
    """It says so in an answer that nobody asked for; that ended in the log as an error of ours."""

    async def idle() -> list[object]:
        loop, told = asyncio.get_running_loop(), list[object]()
        loop.set_exception_handler(lambda _, context: told.append(context))
        leaving = await asyncio.start_server(
            lambda _, writer: writer.write(b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n"), "127.0.0.1", 0
        )
        _, upstream = await loop.create_connection(Upstream, *leaving.sockets[0].getsockname())
        while upstream.alive and not told:
            await asyncio.sleep(0.001)
        with pytest.raises(Broken):
            await upstream.exchange(b"", 1, loop.time() + 1)
        return told

    assert asyncio.run(idle()) == []


def test_downloads_leave_turns_to_lookups() -> None:
    """Of two turns one: the second download breaks off, and comes whole when the first has ended."""
    let_go = asyncio.Event()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.read(1 << 16):
            size = 1 << 20 if b"download" in head else 9
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % size + b"." * (size - 1))
            if size > 9:
                await let_go.wait()
            writer.write(b".")

    async def sizes() -> list[int]:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        limits = Limits(queries=2)
        engine = Engine(cast(asyncio.subprocess.Process, None), server.sockets[0].getsockname()[1], limits)
        downloads = [asyncio.create_task(engine.ask(Question("download"))) for _ in range(3)]
        async with asyncio.timeout(5):
            small = [await engine.ask(Question("lookup")) for _ in range(3)]
        assert not any(task.done() for task in downloads)
        let_go.set()
        return [len(reply.body) for reply in [*small, *await asyncio.gather(*downloads)]]

    assert asyncio.run(sizes()) == [9] * 3 + [1 << 20] * 3
