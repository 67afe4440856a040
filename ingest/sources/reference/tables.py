"""All reference tables in the order in which they build on each other."""

from __future__ import annotations

from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.reference.actors import stage_actors
from dirskg.ingest.sources.reference.evidence import Evidence
from dirskg.ingest.sources.reference.facts import stage_facts, stage_pages
from dirskg.ingest.sources.reference.policy import stage_policy
from dirskg.ingest.sources.reference.programmes import stage_programmes
from dirskg.ingest.sources.reference.purchases import stage_purchases
from dirskg.ingest.sources.reference.relations import stage_relations
from dirskg.ingest.sources.reference.writer import Writer


def stage(intake: Intake) -> None:
    """Stage the reference tables. Raises Refused when a file fails its checks."""
    write = Writer(intake)
    write.read_ahead()
    evidence = Evidence(write)
    stage_programmes(write)
    stage_actors(write)
    evidence.stage()
    targets = stage_relations(write)
    stage_purchases(write, targets)
    stage_facts(write)
    stage_pages(write)
    stage_policy(write)
    for key in write.known.levels:
        intake.audit.ignore("level", "levels.csv", key, "no table has an organisation with this key")
