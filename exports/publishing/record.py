"""What a store is told of the graphs that were put there: VoID, with the hash by which a change is seen."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from dirskg.exports.publishing.graphs import Graph
from dirskg.graph.builds.home import read_manifest
from dirskg.graph.errors import DirskgError
from dirskg.graph.stores.published import MANIFEST, told_of
from dirskg.ontology.vocab import GRAPH, MERGED_GRAPH, PREFIXES, XSD

_VOID = "http://rdfs.org/ns/void#"
_TRIPLES, _SUBSET = ox.NamedNode(_VOID + "triples"), ox.NamedNode(_VOID + "subset")
_HASH = ox.NamedNode("https://schema.org/sha256")
_A, _IDENTIFIER = ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(PREFIXES["dct"] + "identifier")


def statements_of(graphs: list[Graph], build: Path) -> str:
    """The record of these graphs as N-Triples; the merge names its parts, the build, and what its manifest tells."""
    told = []
    whole = ox.NamedNode(MERGED_GRAPH)
    for graph in graphs:
        name = ox.NamedNode(graph.name)
        told += [
            ox.Triple(name, _A, ox.NamedNode(_VOID + "Dataset")),
            ox.Triple(name, _TRIPLES, ox.Literal(str(graph.statements), datatype=ox.NamedNode(XSD + "integer"))),
            ox.Triple(name, _HASH, ox.Literal(graph.sha256)),
        ]
        if name != whole:
            told.append(ox.Triple(whole, _SUBSET, name))
            continue
        told += _of_build(build)
    return (ox.serialize(told, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def names_build(ntriples: bytes, build: Path) -> bool:
    """Whether a record, which can be read, tells of this build."""
    told = {quad.triple for quad in ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES)}
    return told.issuperset(_of_build(build))


def read_record(ntriples: bytes, place: str) -> list[Graph]:
    """The graphs of a record; only names of ours, since what it names may be removed. Raises DirskgError for no RDF."""
    counts: dict[str, int] = {}
    hashes: dict[str, str] = {}
    try:
        for quad in ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES):
            if not isinstance(quad.subject, ox.NamedNode) or not quad.subject.value.startswith(GRAPH):
                continue
            if quad.predicate == _TRIPLES and isinstance(quad.object, ox.Literal):
                counts[quad.subject.value] = int(quad.object.value)
            elif quad.predicate == _HASH and isinstance(quad.object, ox.Literal):
                hashes[quad.subject.value] = quad.object.value
    except (SyntaxError, ValueError) as error:
        raise DirskgError(f"{place} tells no graph as N-Triples: is it a graph store? ({error})") from error
    return [Graph(name, counts.get(name, 0), told) for name, told in hashes.items()]


def _of_build(build: Path) -> list[ox.Triple]:
    whole = ox.NamedNode(MERGED_GRAPH)
    manifest = ox.Literal(told_of(read_manifest(build)))
    return [
        ox.Triple(whole, _IDENTIFIER, ox.Literal(build.name)),
        ox.Triple(whole, ox.NamedNode(MANIFEST), manifest),
    ]
