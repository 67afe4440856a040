"""Build of the reference graph, against its statements added one by one with rdflib."""

from __future__ import annotations

import hashlib
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from measure import Contender, Facts, Job, Race, Run, serve

if TYPE_CHECKING:
    import duckdb
    import rdflib

    from dirskg.ingest.building import Order

TABLES = "entities.duckdb"


def races(folder: Path) -> list[Race]:
    """What races; `folder` is one that `prepare` has filled."""
    place = (str(folder),)
    contenders = [
        Contender("dirskg: whole build", "build_graph", "whole", place, ours=True),
        Contender("dirskg: entity tables to loaded store", "build_graph", "stage", place, ours=True),
        Contender("rdflib, one by one: in memory", "build_graph", "memory", place),
    ]
    if find_spec("oxrdflib"):
        contenders.append(Contender("rdflib, one by one: on disk with oxrdflib", "build_graph", "disk", place))
    return [Race("Building the reference graph", contenders, target=10.0, tell=_tell)]


def _tell(runs: dict[str, Run]) -> list[str]:
    whole = runs.pop("dirskg: whole build").facts
    digests = {run.facts["digest"] for run in runs.values()}
    same = "the same statements" if len(digests) == 1 else "DIFFERENT statements: the comparison does not hold"
    told = [
        f"The whole build begins with files and ends with {whole['quads']:,} statements in a store and frames; "
        f"the others begin with entity tables in memory and end with {same}, held in memory or in a store on disk."
    ]
    if not find_spec("oxrdflib"):
        told.append("No store on disk for rdflib here: `pip install -r benchmarks/requirements.txt` adds one.")
    return told


def prepare(folder: str) -> Job:
    """A build for the other benchmarks, and the entity tables in a file."""
    import duckdb

    from dirskg.ingest.audit import Audit
    from dirskg.ingest.building import build
    from dirskg.ingest.identity.identity import identify
    from dirskg.ingest.intake import take_in
    from dirskg.ingest.mapping.entities import create_entity_tables
    from dirskg.ingest.stage import load
    from dirskg.ingest.taxonomy import read_taxonomy

    yield
    order = _order()
    build(order, Path(folder) / "home")
    intake = take_in(*order.sources[0], read_taxonomy(), strict=False)
    with duckdb.connect(str(Path(folder) / TABLES)) as con:
        load([intake.stage], con)
        identify([intake.stage], Audit("identity"), con)
        create_entity_tables(con)
    yield
    return {}


def whole(folder: str) -> Job:
    """All that `dirskg build` does: files to a finished build with store and frames."""
    from dirskg.ingest.building import build

    order, home = _order(), Path(tempfile.mkdtemp(dir=folder))
    yield
    built = build(order, home)
    yield
    return {"quads": built.manifest["counts"]["quads"]}


def stage(folder: str) -> Job:
    """The stage of it that has a peer: entity tables to N-Quads to a loaded store on disk."""
    from dirskg.ingest.building.loading import load_store
    from dirskg.ingest.mapping.quads import write_quads
    from dirskg.ontology import resource

    con, place = _tables(folder), Path(tempfile.mkdtemp(dir=folder))
    quads = place / "quads.nq"
    yield
    write_quads(con, resource("mapping.r2rml.ttl"), quads)
    load_store(place / "store", quads)
    yield
    return _facts(quads.read_bytes())


def memory(folder: str) -> Job:
    """The same statements added one by one to rdflib's own store."""
    from rdflib import Dataset

    return (yield from _one_by_one(folder, Dataset()))


def disk(folder: str) -> Job:
    """The same into Oxigraph on disk, behind the interface of rdflib."""
    from rdflib import Dataset

    dataset = Dataset(store="Oxigraph")
    dataset.open(tempfile.mkdtemp(dir=folder) + "/store", create=True)
    return (yield from _one_by_one(folder, dataset))


def _one_by_one(folder: str, dataset: rdflib.Dataset) -> Job:
    import logging

    from one_by_one import add_all

    from dirskg.ontology import resource

    logging.disable()  # rdflib reports values that do not fit their datatype, each with a traceback
    con = _tables(folder)
    yield
    additions = add_all(con, resource("mapping.r2rml.ttl"), dataset)
    dataset.commit()
    yield
    return {"additions": additions, **_facts(dataset.serialize(format="nquads", encoding="utf-8"))}


def _order() -> Order:
    from dirskg.ingest.building import Order
    from dirskg.ingest.source import known_sources

    return Order(((known_sources()["reference"], None),))


def _tables(folder: str) -> duckdb.DuckDBPyConnection:
    """The entity tables in memory, as a build has them."""
    import duckdb

    con = duckdb.connect()
    con.execute(f"ATTACH '{Path(folder) / TABLES}' AS source (READ_ONLY)")
    tables = con.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'source'").fetchall()
    for (table,) in tables:
        con.execute(f'CREATE TABLE "{table}" AS FROM source."{table}"')
    return con


def _facts(nquads: bytes) -> Facts:
    import pyoxigraph as ox

    # Through a store, since Oxigraph writes 1.00 as 1 and rdflib does not.
    store = ox.Store()
    store.bulk_load(input=nquads, format=ox.RdfFormat.N_QUADS)
    lines = sorted(str(quad) for quad in store)
    return {"quads": len(lines), "digest": hashlib.sha256("\n".join(lines).encode()).hexdigest()}


if __name__ == "__main__":
    serve({"prepare": prepare, "whole": whole, "stage": stage, "memory": memory, "disk": disk})
