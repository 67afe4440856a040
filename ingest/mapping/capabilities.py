"""Statements of who can deliver in which domain, from the frame of strengths: those of Belgian organisations.

No analysis asks for those of organisations abroad by name, and there are many: they stand in the frame alone.
"""

from __future__ import annotations

import duckdb

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.ingest.arriving import arriving


def fill_capabilities(con: duckdb.DuckDBPyConnection, ecosystem: Ecosystem) -> None:
    """Fill the table `capability`."""
    actors = ecosystem.organisations
    belgian = ecosystem.strengths["organisation"].isin(actors.loc[actors["country"] == "BE", "id"])
    with arriving(con, ecosystem.strengths[belgian]):
        con.execute("""INSERT INTO capability
            SELECT 'capability-' || short_hash(organisation || '|' || domain), organisation, domain, strength, rule,
                parts, projects
            FROM arriving""")
