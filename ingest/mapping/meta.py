"""What the graph says of itself: datasets, licences, files and their hashes (DCAT and PROV)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from dirskg.graph.builds.integrity import file_hash
from dirskg.ingest.intake import Intake
from dirskg.ontology import ONTOLOGY_FILES, resource_bytes
from dirskg.ontology.vocab import GRAPH, META_GRAPH, ONTOLOGY, ONTOLOGY_GRAPH, PREFIXES, XSD

# The EU's code list of access rights.
_NON_PUBLIC = "http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC"


def describe(intake: Intake) -> dict[str, Any]:
    """A dataset as the manifest shows it: who publishes it, and rows in, used and aside of each file."""
    source = intake.source
    files = {}
    # What is not needed, such as the day of a register, may be missing.
    for name, path in ((name, path) for name, path in intake.paths.items() if path.is_file()):
        count = intake.audit.files.get(name)
        rows, aside = (count.rows, count.aside) if count else (0, 0)
        digest = file_hash(path)
        files[name] = {"sha256": digest, "rows": rows, "rows_used": rows - aside, "rows_aside": aside}
    return {
        **({"internal": True} if source.internal else {}),
        "title": source.title,
        "publisher": source.publisher,
        "licence": source.licence,
        "address": source.address,
        "retrieved": max(intake.stage.retrieved, intake.stage.read_last),
        "read_in": intake.stage.read_in,
        "issues": intake.audit.summary(),
        "files": files,
    }


def meta_quads(datasets: dict[str, dict[str, Any]]) -> Iterator[ox.Quad]:
    """The description of all datasets as quads of the meta graph."""
    graph = ox.NamedNode(META_GRAPH)
    dcat, dct, rdf = (PREFIXES[name] for name in ("dcat", "dct", "rdf"))
    for name, dataset in datasets.items():
        subject = ox.NamedNode(GRAPH + name)
        yield ox.Quad(subject, ox.NamedNode(rdf + "type"), ox.NamedNode(dcat + "Dataset"), graph)
        if dataset["address"]:
            yield ox.Quad(subject, ox.NamedNode(dcat + "landingPage"), ox.NamedNode(dataset["address"]), graph)
        if dataset.get("internal"):
            yield ox.Quad(subject, ox.NamedNode(dct + "accessRights"), ox.NamedNode(_NON_PUBLIC), graph)
        for term, key in (("title", "title"), ("publisher", "publisher"), ("rights", "licence")):
            yield ox.Quad(subject, ox.NamedNode(dct + term), ox.Literal(dataset[key]), graph)
        for address, title in dataset["read_in"].items():
            copy = ox.NamedNode(address)
            yield ox.Quad(subject, ox.NamedNode(PREFIXES["prov"] + "wasDerivedFrom"), copy, graph)
            yield ox.Quad(copy, ox.NamedNode(dct + "title"), ox.Literal(title), graph)
        if dataset["retrieved"]:
            retrieved = ox.Literal(dataset["retrieved"], datatype=ox.NamedNode(XSD + "date"))
            yield ox.Quad(subject, ox.NamedNode(PREFIXES["prov"] + "generatedAtTime"), retrieved, graph)
        for file, facts in dataset["files"].items():
            distribution = ox.NamedNode(f"{GRAPH}{name}/{quote(file)}")
            yield ox.Quad(subject, ox.NamedNode(dcat + "distribution"), distribution, graph)
            yield ox.Quad(distribution, ox.NamedNode(dct + "title"), ox.Literal(file), graph)
            yield ox.Quad(distribution, ox.NamedNode(ONTOLOGY + "sha256"), ox.Literal(facts["sha256"]), graph)
            yield ox.Quad(distribution, ox.NamedNode(ONTOLOGY + "rows"), ox.Literal(facts["rows"]), graph)
            yield ox.Quad(distribution, ox.NamedNode(ONTOLOGY + "rowsUsed"), ox.Literal(facts["rows_used"]), graph)


def ontology_quads(domains: Path) -> tuple[ox.Quad, ...]:
    """Ontology, NUTS areas, domains, topics and official names as quads of the ontology graph."""
    return _quads((*map(resource_bytes, ONTOLOGY_FILES), domains.read_bytes()))


@lru_cache(maxsize=2)
def _quads(turtles: tuple[bytes, ...]) -> tuple[ox.Quad, ...]:
    graph = ox.NamedNode(ONTOLOGY_GRAPH)
    parsed = (ox.parse(input=turtle, format=ox.RdfFormat.TURTLE) for turtle in turtles)
    return tuple(ox.Quad(one.subject, one.predicate, one.object, graph) for quads in parsed for one in quads)
