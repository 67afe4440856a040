"""The graphs of a build as another store takes them: one for each dataset, and the merge of all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dirskg.ontology.vocab import MERGED_GRAPH


@dataclass(frozen=True, slots=True)
class Graph:
    """A named graph: how many statements it has, and the hash of its N-Triples in the order of their bytes."""

    name: str
    statements: int
    sha256: str


def graphs_of(quads: Path) -> list[Graph]:
    """The graphs of a file of sorted quads, by name; the merge, in which each statement stands once, comes last."""
    hashes: dict[str, Any] = {}
    counts: dict[str, int] = {}
    for name, triple in _each(quads):
        if name not in hashes:
            hashes[name], counts[name] = hashlib.sha256(), 0
        hashes[name].update(triple)
        counts[name] += 1
    merged = hashes.pop(MERGED_GRAPH, None)
    names = sorted(hashes)
    hashes[MERGED_GRAPH] = merged or hashlib.sha256()
    counts.setdefault(MERGED_GRAPH, 0)
    return [Graph(name, counts[name], hashes[name].hexdigest()) for name in [*names, MERGED_GRAPH]]


def pieces(quads: Path, graph: str, size: int) -> Iterator[bytes]:
    """The N-Triples of one of these graphs, in pieces of about so many bytes."""
    return _in_pieces((triple for name, triple in _each(quads) if name == graph), size)


def halves(piece: bytes) -> list[bytes]:
    """A piece as two, between lines; one that is a single line stays whole."""
    middle = piece.find(b"\n", len(piece) // 2) + 1
    return [half for half in (piece[:middle], piece[middle:]) if half]


def _each(quads: Path) -> Iterator[tuple[str, bytes]]:
    """Each statement with its graph, and with the merge where it stands for the first time: equal ones lie together."""
    before = b""
    with quads.open("rb") as file:
        for line in file:
            triple, graph, _ = line.rsplit(b" ", 2)
            triple += b" .\n"
            yield graph[1:-1].decode(), triple
            if triple != before:
                yield MERGED_GRAPH, triple
            before = triple


def _in_pieces(triples: Iterable[bytes], size: int) -> Iterator[bytes]:
    gathered, length = [], 0
    for triple in triples:
        gathered.append(triple)
        length += len(triple)
        if length >= size:
            yield b"".join(gathered)
            gathered, length = [], 0
    if gathered:
        yield b"".join(gathered)
