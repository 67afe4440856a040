"""The frames of entity tables by both roads: straight from the tables, and by the named queries on a store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyoxigraph as ox

from dirskg.graph.answers.results import Solutions
from dirskg.graph.ecosystem.frames import FRAMES, Ecosystem, extract
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.stores.worker import answer
from dirskg.ingest.audit import Audit
from dirskg.ingest.building.assemble import create_entities
from dirskg.ingest.building.loading import fill
from dirskg.ingest.building.staging import Taken
from dirskg.ingest.mapping.frames import take_frames
from dirskg.ingest.mapping.meta import meta_quads, ontology_quads
from dirskg.ingest.mapping.quads import write_quads
from dirskg.ontology import default_domains, resource


def frames_of(taken: list[Taken], folder: Path) -> Ecosystem:
    """The frames of what was taken in, which must be the same by both roads, row by row."""
    with duckdb.connect(config={"threads": 1}) as con:
        create_entities([one.intake for one in taken], taken[0].intake.taxonomy, Audit("identity"), con)
        return frames_by_both_roads(con, {one.intake.source.name: one.dataset for one in taken}, folder)


def frames_by_both_roads(
    con: duckdb.DuckDBPyConnection, datasets: dict[str, dict[str, Any]], folder: Path
) -> Ecosystem:
    """The frames of the entity tables in `con`, which must be the same by both roads, row by row."""
    described = [*ontology_quads(default_domains()), *meta_quads(datasets)]
    write_quads(con, resource("mapping.r2rml.ttl"), folder / "quads.nq", described)
    store = ox.Store()
    fill(store, folder / "quads.nq")
    asked = extract(lambda query: Solutions.from_json(answer(store, {"query": query})))
    return _same(take_frames(con, described), asked)


def frames_of_build(graph: KnowledgeGraph) -> Ecosystem:
    """The frames that a build keeps, which must be those that the named queries find in its store."""
    return _same(graph.ecosystem, extract(graph.select))


def _same(taken: Ecosystem, asked: Ecosystem) -> Ecosystem:
    for frame in FRAMES:
        pd.testing.assert_frame_equal(getattr(taken, frame), getattr(asked, frame), obj=frame)
    return asked
