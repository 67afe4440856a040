"""The graph in the RDF formats: N-Quads as built, Turtle, TriG and JSON-LD."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from dirskg.ontology.vocab import PREFIXES

FORMATS = {
    "nq": ox.RdfFormat.N_QUADS,
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def convert(quads: Path, target: Path, fmt: str) -> None:
    """Write the N-Quads file of a build in another format; Turtle knows no named graphs and holds all in one."""
    form = FORMATS[fmt]
    if fmt == "nq":
        target.write_bytes(quads.read_bytes())
        return
    found = ox.parse(path=str(quads), format=ox.RdfFormat.N_QUADS)
    items = found if form.supports_datasets else (quad.triple for quad in found)
    ox.serialize(items, output=str(target), format=form, prefixes={name: iri for name, iri in PREFIXES.items() if name})
