"""The graph in the RDF formats: N-Quads as built, Turtle, TriG and JSON-LD."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox

from dirskg.ontology.vocab import PREFIXES

FORMATS = {
    "nq": ox.RdfFormat.N_QUADS,
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def convert(quads: Path, target: Path, fmt: str, notice: str = "") -> None:
    """Write the N-Quads file of a build in another format; Turtle knows no named graphs and holds all in one.

    A notice becomes a comment in the first line, except in JSON-LD, which knows none.
    """
    form = FORMATS[fmt]
    head = f"# {notice}\n".encode() if notice and fmt != "jsonld" else b""
    if fmt == "nq":
        with quads.open("rb") as source, target.open("wb") as file:
            file.write(head)
            shutil.copyfileobj(source, file)
        return
    found = ox.parse(path=str(quads), format=ox.RdfFormat.N_QUADS)
    items = found if form.supports_datasets else (quad.triple for quad in found)
    with target.open("wb") as file:
        file.write(head)
        ox.serialize(items, output=file, format=form, prefixes={name: iri for name, iri in PREFIXES.items() if name})
