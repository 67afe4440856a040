"""The build that is served: a new one takes its place, and a new engine that of one that ended or does not stop."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dirskg.exports.endpoint.engine import Engine, TooLarge
from dirskg.exports.endpoint.limits import Limits
from dirskg.exports.endpoint.memory import Memory
from dirskg.exports.endpoint.messages import Refusal
from dirskg.exports.endpoint.question import Question
from dirskg.exports.endpoint.upstream import Broken, OutOfTime, Reply
from dirskg.graph.builds.home import current_name
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.stores.remote import RemoteStore
from dirskg.graph.stores.store import query_memory

_LOOK = 1.0  # seconds between two looks at which build is current
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Served:
    """A build, the engine over it, and what was made of it already."""

    build: Path
    engine: Engine
    graph: KnowledgeGraph
    memory: Memory = field(default_factory=Memory)
    made: dict[str, Any] = field(default_factory=dict)


class Builds:
    """What is served now. `tell` hears of what happens."""

    def __init__(self, home: Path, limits: Limits, tell: Callable[..., None]) -> None:
        self.home, self.limits = home, limits
        self.started = 0  # engines
        self._tell = tell
        self._changing = asyncio.Lock()
        self._ending: set[asyncio.Task[None]] = set()
        self._pointer = ""

    async def open(self) -> None:
        """Open the current build. Raises NoBuild, or DirskgError where it cannot be read."""
        self._pointer = current_name(self.home)
        self.now = await self._serve(await asyncio.to_thread(self._build))

    async def watch(self) -> None:
        """Take up each new build, and start the engine anew where it has ended; runs until it is cancelled."""
        while True:
            await asyncio.sleep(_LOOK)
            try:
                if not self.now.engine.alive:
                    await self._replace(self.now)
                if (name := current_name(self.home)) and name != self._pointer:
                    self._pointer = name
                    await self._take_up(await asyncio.to_thread(self._build))
            except Exception as error:  # whatever it is, the next look is due in a second
                self._tell(f"{error} The build before goes on.", event="build-refused")

    async def ask(self, question: Question) -> tuple[Served, Reply]:
        """Answer a query from the build of now, and say which that is. Raises Refusal."""
        merged = question.merged()
        for _ in range(_TRIES):
            served = self.now
            try:
                if merged:
                    return served, await self._merged(served, merged)
                return served, await served.engine.ask(question)
            except OutOfTime:
                # The engine goes on with such a query as long as it gives no row. Another takes its place, and those
                # that this one still answers get their time.
                self._later(self._replace(served, self.limits.seconds + 1))
                raise Refusal(504, _slow(self.limits)) from None
            except TooLarge:
                raise Refusal(403, _large(self.limits)) from None
            except Broken:
                await self._replace(served)
        raise Refusal(
            503,
            "The engine ended while it answered this query, each time anew: it needs more memory than a query may "
            "have. Add a LIMIT, or begin with the rarest pattern.",
        )

    async def close(self) -> None:
        """End the engine and all that is still ending."""
        for task in self._ending:
            task.cancel()
        self.now.engine.stop()

    async def _merged(self, served: Served, question: Question) -> Reply:
        """The answer over the merge of several graphs, by a process of its own."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "dirskg.exports.endpoint.merging",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
            limit=self.limits.answer,
        )  # fmt: skip
        assert process.stdin
        assert process.stdout
        asked = {
            "store": str(served.build / "store"), "query": question.text, "accept": question.accept,
            "default": question.default, "named": question.named,
        }  # fmt: skip
        try:
            async with asyncio.timeout(self.limits.seconds):
                process.stdin.write(json.dumps(asked).encode() + b"\n")
                told = json.loads(await process.stdout.readline() or b'{"status": 500}')
                body = await process.stdout.read(self.limits.answer + 1)
                while piece := await process.stdout.read(1 << 20):
                    body += piece
                    if len(body) > self.limits.answer:
                        raise TooLarge
        except TimeoutError:
            raise Refusal(504, _slow(self.limits)) from None
        finally:
            if process.returncode is None:
                process.kill()
        return Reply(told["status"], told.get("kind", ""), body)

    def _build(self) -> Path:
        with KnowledgeGraph.open(home=self.home, tell=self._tell) as graph:
            assert graph.build
            return graph.build

    async def _serve(self, build: Path) -> Served:
        engine = await Engine.start(build / "store", self.limits, query_memory())
        self.started += 1
        graph = KnowledgeGraph(RemoteStore(f"http://127.0.0.1:{engine.port}/query"), build)
        graph.tell = lambda told: None  # what a word was taken for stands in the query
        return Served(build, engine, graph)

    async def _take_up(self, build: Path) -> None:
        async with self._changing:
            before = self.now
            if build != before.build:
                self.now = await self._serve(build)
                self._later(_end(before.engine, self.limits.seconds + 1))
                self._tell(f"Build {build.name} is served now.", event="build", build=build.name)

    async def _replace(self, served: Served, grace: float = 0) -> None:
        """Another engine over the same build, unless that has happened already."""
        async with self._changing:
            if self.now is not served:
                return
            self.now = replace(await self._serve(served.build), memory=served.memory, made=served.made)
        self._later(_end(served.engine, grace))
        self._tell("The engine was started anew.", event="engine")

    def _later(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)


async def _end(engine: Engine, grace: float) -> None:
    """End an engine once it is idle, or its time is up."""
    try:
        async with asyncio.timeout(grace):
            while engine.busy:
                await asyncio.sleep(0.1)
    except TimeoutError:
        pass
    finally:
        engine.stop()


def _slow(limits: Limits) -> str:
    return (
        f"The query was stopped after {limits.seconds} seconds. Add a LIMIT, or begin with the rarest pattern; "
        "`dirskg query --timeout` has no such limit."
    )


def _large(limits: Limits) -> str:
    return (
        f"The answer has more than {limits.answer:,} bytes and was not sent. Add a LIMIT, ask for sums, or take the "
        "whole graph with `dirskg export`."
    )
