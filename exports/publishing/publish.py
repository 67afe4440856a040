"""Puts the graphs of a build into a store of somebody else: those that changed, all at once, or none.

A graph is loaded under a name of its own and counted there. Only when all are whole do they take the places of the old
ones, in one request of SPARQL Update together with the record of what is there. A store without updates is written in
place, and what that means is the caller's to say.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from dirskg.exports.publishing.addresses import Addresses
from dirskg.exports.publishing.client import Absent, Client, TooLarge
from dirskg.exports.publishing.graphs import Graph, graphs_of, halves, pieces
from dirskg.exports.publishing.record import names_build, read_record, statements_of
from dirskg.graph.errors import DirskgError
from dirskg.ontology.vocab import PUBLISHED_GRAPH

QUADS = "quads.nq"  # what a build brings
_PIECE = 4 << 20  # bytes of a request; where a store takes less, half of it, and so on
_NTRIPLES = "application/n-triples"
_LOADING = "/loading"


class Step(NamedTuple):
    """What becomes of a graph in the store (new, replaced, kept, removed), with its statements then and before."""

    graph: str
    change: str
    statements: int
    before: int


class Publisher:
    """The store of somebody else, as one build is put there."""

    def __init__(self, client: Client, store: Addresses, tell: Callable[[str], None]) -> None:
        self._client, self._store, self._tell, self._piece = client, store, tell, _PIECE
        self._record = b""

    def plan(self, build: Path) -> tuple[list[Step], list[Graph]]:
        """What would become of each graph, and the graphs of the build."""
        here, there = graphs_of(build / QUADS), {graph.name: graph for graph in self._there()}
        steps = [
            Step(one.name, _change(one, old := there.get(one.name)), one.statements, old.statements if old else 0)
            for one in here
        ]
        gone = there.keys() - {one.name for one in here}
        return steps + [Step(name, "removed", 0, there[name].statements) for name in sorted(gone)], here

    def is_told(self, build: Path) -> bool:
        """Whether what is told there is told of this build: another one may have the same graphs."""
        return names_build(self._record, build)

    def replace(self, build: Path, steps: list[Step], graphs: list[Graph]) -> None:
        """Load what changed beside the old graphs, then exchange them all. Raises DirskgError, and leaves the old."""
        changed = [step.graph for step in steps if step.change in ("new", "replaced")]
        try:
            for graph in graphs:
                if graph.name in changed:
                    self._load_beside(build / QUADS, graph)
        except (DirskgError, KeyboardInterrupt) as error:
            with suppress(DirskgError):
                self._update(*(_drop(name + _LOADING) for name in changed))
            if isinstance(error, KeyboardInterrupt):
                raise
            raise type(error)(f"{error} The graphs in the store are as they were.") from error
        moves = [f"MOVE SILENT GRAPH <{name}{_LOADING}> TO GRAPH <{name}>" for name in changed]
        drops = [_drop(step.graph) for step in steps if step.change == "removed"]
        record = f"INSERT DATA {{ GRAPH <{PUBLISHED_GRAPH}> {{ {statements_of(graphs, build)} }} }}"
        try:
            self._update(*moves, *drops, _drop(PUBLISHED_GRAPH), record)
        except DirskgError as error:
            raise DirskgError(f"{error} Whether the graphs were exchanged is not known: publish again.") from error

    def overwrite(self, build: Path, steps: list[Step], graphs: list[Graph]) -> None:
        """Write each graph that changed in its place: who asks meanwhile, or after a load that failed, gets a part."""
        same = {step.graph for step in steps if step.change == "kept"}
        # Nothing is told of a graph while it may be a part, so that the next time it is written again.
        self._put(PUBLISHED_GRAPH, statements_of([graph for graph in graphs if graph.name in same], build).encode())
        for graph in graphs:
            if graph.name not in same:
                self._load(build / QUADS, graph, graph.name)
        for step in steps:
            if step.change == "removed":
                with suppress(Absent):
                    self._client.send("DELETE", self._store.graph(step.graph))
        self._put(PUBLISHED_GRAPH, statements_of(graphs, build).encode())

    def _there(self) -> list[Graph]:
        try:
            reply = self._client.send("GET", self._store.graph(PUBLISHED_GRAPH), accept=_NTRIPLES)
        except Absent:
            return []  # nothing was published there, or it is no store of graphs: then loading says so
        self._record = reply.body
        return read_record(reply.body, self._store.graphs)

    def _load_beside(self, quads: Path, graph: Graph) -> None:
        try:
            self._update(_drop(graph.name + _LOADING))
        except Absent as error:
            raise DirskgError(
                f"{error} Give the address for SPARQL Update with --update URL; if the store has none, --in-place "
                "writes the graphs over each other."
            ) from error
        self._load(quads, graph, graph.name + _LOADING)

    def _load(self, quads: Path, graph: Graph, name: str) -> None:
        self._tell(f"Loading {graph.name}: {graph.statements:,} statements")
        method = "PUT"
        for piece in pieces(quads, graph.name, self._piece):
            self._send(name, piece, method)
            method = "POST"
        found = self._count(name)
        if found != graph.statements:
            raise DirskgError(
                f"The store holds {found:,} statements of {graph.name}, not {graph.statements:,}: it lost some, reads "
                f"values otherwise, or {self._store.query} is the address of another one."
            )

    def _send(self, name: str, piece: bytes, method: str) -> None:
        try:
            self._put(name, piece, method)
        except TooLarge:
            parts = halves(piece)
            if len(parts) < 2:
                raise
            self._piece = max(len(part) for part in parts)
            for part in parts:
                self._send(name, part, method)
                method = "POST"

    def _put(self, name: str, piece: bytes, method: str = "PUT") -> None:
        try:
            self._client.send(method, self._store.graph(name), piece, _NTRIPLES)
        except Absent as error:
            raise DirskgError(
                f"{error} Give the address of its Graph Store Protocol with --graph-store URL; a server that only "
                "reads, such as `dirskg serve`, has none."
            ) from error

    def _update(self, *changes: str) -> None:
        self._client.send("POST", self._store.update, " ;\n".join(changes).encode(), "application/sparql-update")

    def _count(self, name: str) -> int:
        query = urlencode({"query": f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"}).encode()
        form, accept = "application/x-www-form-urlencoded", "application/sparql-results+json"
        reply = self._client.send("POST", self._store.query, query, form, accept)
        try:
            return int(json.loads(reply.body)["results"]["bindings"][0]["n"]["value"])
        except (ValueError, LookupError, TypeError) as error:
            raise DirskgError(f"{self._store.query} does not answer as a SPARQL endpoint does.") from error


def _change(graph: Graph, old: Graph | None) -> str:
    if old is None:
        return "new"
    return "kept" if old.sha256 == graph.sha256 else "replaced"


def _drop(name: str) -> str:
    return f"DROP SILENT GRAPH <{name}>"
