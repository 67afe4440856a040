"""Which projects enter the graph: those that a science class or topic leads to a domain, and security research."""

from __future__ import annotations

import duckdb

from dirskg.ingest.arriving import fill
from dirskg.ingest.big_csv import open_database
from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.cordis.releases import keep_newest
from dirskg.ingest.sources.cordis.rows import stage_rows
from dirskg.ingest.sources.cordis.tables import open_tables
from dirskg.ontology.resources import text_beside

SCIENCE, TOPIC = "euroscivoc", "cordis-topic"
# Security research as such: FP7, Horizon 2020 (societal challenge 7), Horizon Europe (civil security for society).
SECURITY = ("FP7-SECURITY", "H2020-EU.3.7", "HORIZON.2.3")


def stage(intake: Intake) -> None:
    """Stage projects that border on a domain or on security, and their consortia. Raises Refused for a wrong file."""
    with open_database(intake) as con:
        open_tables(con, intake)
        keep_newest(con, intake)
        _select(con, intake)
        stage_rows(con, intake)
    if not intake.stage.rows["project"]:
        told = "no project leads to a domain or to security; legalBasis, topics and euroSciVoc tell which do"
        intake.audit.note("no project", str(intake.folder), "", told)


def _select(con: duckdb.DuckDBPyConnection, intake: Intake) -> None:
    """Create the tables `share(project, domain, weight)` and `chosen(project)`."""
    told = sorted(
        (scheme, code, domain, str(weight))
        for (scheme, code), shares in intake.taxonomy.mappings.items()
        # Mappings are found by their label as well, which is no beginning of a code.
        if (scheme == SCIENCE and code.startswith("/")) or (scheme == TOPIC and " " not in code and "-" in code)
        for domain, weight in shares
    )
    scheme, code, domain, weight = (list(column) for column in zip(*told, strict=True)) if told else ([], [], [], [])
    fill(con, "mapping", scheme=scheme, code=code, domain=domain, weight=weight)
    fill(con, "security", basis=list(SECURITY))
    con.execute(text_beside(__file__, "selection.sql"))
