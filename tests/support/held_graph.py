"""The graph of a build, held in memory: three times as quick to ask as from disk, by a process of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox

from dirskg.graph.answers.results import Answer, read_answer
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.stores.worker import reply
from dirskg.ingest.building.loading import fill


class HeldStore:
    """A store in this process, which gives the answers of the one beside a build. What was asked is kept."""

    def __init__(self, quads: Path) -> None:
        self._store = ox.Store()
        fill(self._store, quads)
        self._kept: dict[str, Answer] = {}

    def ask(self, query: str, substitutions: dict[str, str], timeout: float, limit: int = 0) -> Answer:
        """See Store.ask. Without a limit of time."""
        request = json.dumps({"query": query, "substitutions": substitutions, "limit": limit})
        if request not in self._kept:
            self._kept[request] = read_answer(reply(self._store, request), "memory")
        return self._kept[request]

    def close(self) -> None:
        """There is nothing to let go of."""


def held_graph(home: Path) -> KnowledgeGraph:
    """The graph of the current build."""
    with KnowledgeGraph.open(home=home) as graph:
        assert graph.build is not None
        return KnowledgeGraph(HeldStore(graph.build / "quads.nq"), graph.build)
