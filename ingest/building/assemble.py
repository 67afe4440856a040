"""Staged sources become one graph: identity, statements, store, frames, manifest and issues, written to a folder."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from dirskg.graph.builds.integrity import file_hash, seal
from dirskg.graph.ecosystem.frames import FRAMES, Ecosystem, write_frames
from dirskg.graph.stores.memory import memory
from dirskg.ingest.audit import Audit, Issue, write_issues
from dirskg.ingest.building.gate import require_sound
from dirskg.ingest.building.loading import load_store
from dirskg.ingest.building.order import Progress
from dirskg.ingest.building.staging import Taken
from dirskg.ingest.engine import Cluster
from dirskg.ingest.identity import identify
from dirskg.ingest.intake import Intake
from dirskg.ingest.mapping.capabilities import fill_capabilities
from dirskg.ingest.mapping.competences import fill_competences
from dirskg.ingest.mapping.entities import FILLED_LATER, create_entity_tables
from dirskg.ingest.mapping.frames import take_frames
from dirskg.ingest.mapping.mentions import fill_mentions
from dirskg.ingest.mapping.meta import meta_quads, ontology_quads
from dirskg.ingest.mapping.quads import write_quads
from dirskg.ingest.mapping.shares import fill_shares
from dirskg.ingest.mapping.suggestions import fill_suggestions
from dirskg.ingest.stage import load
from dirskg.ingest.tables import TABLES
from dirskg.ingest.taxonomy import Taxonomy
from dirskg.ontology import resource, resource_bytes

# What organisations of each leg are called where they are counted.
_KINDS = {
    "industry": "companies", "academia": "knowledge institutions", "government": "public bodies",
    "intermediary": "clusters and other intermediaries", "": "of unknown kind",
}  # fmt: skip

# Of fewer rows, threads that wait for each other cost a quarter of all that is done.
_MANY = 300_000


def assemble(
    taken: list[Taken],
    taxonomy: Taxonomy,
    folder: Path,
    progress: Progress,
    *,
    keep: bool = False,
    cluster: Cluster | None = None,
) -> tuple[dict[str, Any], list[Issue]]:
    """Store, frames, manifest and issues of what was taken in, written to a folder; returns the last two.

    keep: leave the staged rows in memory, for another build with them. cluster: what runs entity tables and mapping,
    instead of DuckDB.
    """
    intakes, datasets = [one.intake for one in taken], {one.intake.source.name: one.dataset for one in taken}
    audit = Audit("identity")
    quads = folder / "quads.nq"
    with duckdb.connect(config={"temp_directory": str(folder), "memory_limit": f"{memory() // 2_000_000}MB"}) as con:
        if sum(len(rows) for intake in intakes for rows in intake.stage.rows.values()) < _MANY:
            con.execute("SET threads = 1")
        progress("identity")
        create_entities(intakes, taxonomy, audit, con, cluster)
        for intake in () if keep else intakes:
            intake.stage.rows.clear()
        progress("frames")
        ontology = ontology_quads(taxonomy.path)
        described = [*ontology, *meta_quads(datasets)]
        fill_mentions(con, ontology)
        fill_competences(con)
        ecosystem = take_frames(con, described)
        fill_capabilities(con, ecosystem)
        progress("mapping")
        if cluster:
            cluster.put(con, FILLED_LATER)
        count = write_quads(con, resource("mapping.r2rml.ttl"), quads, described, cluster)
    write_frames(ecosystem, folder / "frames")
    progress("store")
    load_store(folder / "store", quads)
    require_sound(folder / "store", ecosystem)
    issues = [issue for intake in intakes for issue in intake.audit.issues] + audit.issues
    manifest = {
        "content_hash": file_hash(quads),
        "default_graph": True,  # asked for when a build is opened: earlier stores lack it
        "mapping_hash": hashlib.sha256(resource_bytes("mapping.r2rml.ttl")).hexdigest(),
        "domains": {"file": taxonomy.path.name, "sha256": file_hash(taxonomy.path), "count": len(taxonomy.domains)},
        "datasets": datasets,
        "counts": {"quads": count, **_counts(ecosystem)},
        "belgian_organisations": _kinds(ecosystem.organisations),
        "issues": len(issues),
    }
    write_issues(folder / "issues.csv", issues)
    seal(folder, manifest)
    return manifest, issues


def create_entities(
    intakes: list[Intake],
    taxonomy: Taxonomy,
    audit: Audit,
    con: duckdb.DuckDBPyConnection,
    cluster: Cluster | None = None,
) -> None:
    """Create the entity tables of what was taken in; what is odd about them goes to the audit."""
    stages = [intake.stage for intake in intakes]
    load(stages, con)
    identify(stages, audit, con)
    _keep_internal_merges(intakes, con)
    create_entity_tables(con, cluster)
    fill_shares(con, taxonomy.subjects)
    fill_suggestions(con, taxonomy.subjects)
    _report_uncited(con, audit)
    con.execute("; ".join(f"DROP TABLE staged_{table}" for table in TABLES))
    _report_entities(con, audit)


def _keep_internal_merges(intakes: list[Intake], con: duckdb.DuckDBPyConnection) -> None:
    """What an internal row was joined to is an internal fact, whichever dataset the other row is of."""
    for name in (intake.source.name for intake in intakes if intake.source.internal):
        con.execute(
            "UPDATE merge SET dataset = $1 WHERE starts_with(text, $1 || '/') OR contains(text, ' = ' || $1 || '/')",
            [name],
        )


def _report_uncited(con: duckdb.DuckDBPyConnection, audit: Audit) -> None:
    uncited = (
        "SELECT DISTINCT origin, address FROM staged_page ANTI JOIN cited USING (address) ORDER BY origin, address"
    )
    for origin, address in con.execute(uncited).fetchall():
        audit.note("page", origin, address, "nothing in the graph cites this page")


def _report_entities(con: duckdb.DuckDBPyConnection, audit: Audit) -> None:
    loops = con.execute("SELECT origin, from_id, kind FROM relation WHERE from_id = to_id ORDER BY origin").fetchall()
    for origin, org, kind in loops:
        audit.ignore("self tie", origin, f"{org} {kind}", "both ends turned out to be one organisation")
    for record, value in con.execute("SELECT id, value FROM dated WHERE precision IS NULL ORDER BY id").fetchall():
        audit.ignore("date", record, value, "not a year, year-month or year-month-day")
    none = """SELECT origin, id FROM (SELECT origin, id FROM project WHERE coalesce(basis, '') <> 'civil' UNION ALL
        SELECT origin, id FROM call) WHERE id NOT IN (SELECT subject FROM domain_share) ORDER BY origin, id"""
    for origin, record in con.execute(none).fetchall():
        audit.note("no domain", origin, record, "neither its text nor the category of its call leads to one")


def _counts(ecosystem: Ecosystem) -> dict[str, int]:
    counts = {frame: len(getattr(ecosystem, frame)) for frame in FRAMES}
    belgian = ecosystem.organisations[ecosystem.organisations["country"] == "BE"]
    return {**counts, "belgian_organisations": len(belgian)}


def _kinds(organisations: pd.DataFrame) -> dict[str, int]:
    """How many Belgian organisations are what: bodies of the EU and NATO stand apart from those of Belgium."""
    organisations = organisations[organisations["country"] == "BE"]
    international = organisations["level"] == "international"
    legs = organisations.loc[~international, "leg"].value_counts()
    found = {name: int(legs.get(leg, 0)) for leg, name in _KINDS.items()}
    return {**found, "international bodies (EU, NATO and others)": int(international.sum())}
