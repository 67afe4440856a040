"""The store of a build: each statement once in the default graph, and in the named graph of each dataset that tells it.

SPARQL has the default graph a set. The engine's own union of named graphs gives a statement once for each dataset that
tells it, and counts and sums with it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox

from dirskg.graph.errors import Refused

_PIECE = 32 << 20
_GRAPH = re.compile(rb" <[^<> ]*+> \.\n")


def load_store(path: Path, quads: Path) -> None:
    """Make a store of the quads of a file. Raises Refused with the first line that is no valid RDF."""
    store = ox.Store(str(path))
    fill(store, quads)
    store.flush()


def fill(store: ox.Store, quads: Path) -> None:
    """Load the quads of a file into a store, each into its graph and into the default graph."""
    with quads.open("rb") as file:
        # Loading takes five times the memory of what is loaded at once.
        while piece := file.read(_PIECE) + file.readline():
            try:
                store.bulk_load(input=piece, format=ox.RdfFormat.N_QUADS)
            except SyntaxError as error:
                line = piece.split(b"\n", error.lineno or 1)[(error.lineno or 1) - 1].decode("utf-8")[:500]
                raise Refused(
                    f"A value of the sources does not make valid RDF: {error}. Its line is: {line.strip()}"
                ) from error
            store.bulk_load(input=_GRAPH.sub(b" .\n", piece), format=ox.RdfFormat.N_TRIPLES)
