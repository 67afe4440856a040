"""Identity over the staged tables: records in, ids and the reasons for every join out, as DuckDB tables."""

from __future__ import annotations

import duckdb

from dirskg.ingest.arriving import fill
from dirskg.ingest.audit import Audit
from dirskg.ingest.identity import linkage
from dirskg.ingest.identity.record import Judgement, Record, Scored
from dirskg.ingest.identity.resolve import Resolution, resolve
from dirskg.ingest.source import source_names
from dirskg.ingest.stage import Stage

_FIELDS = ("country", "region", "street", "postcode", "town", "homepage")
# Blocking keys that were left out are told one by one up to this number.
_TOLD_BLOCKS = 20
_ALIASES = frozenset({"alias", "acronym", "short"})


def records(stages: list[Stage]) -> list[Record]:
    """One record for each staged organisation row, with its names and identifiers."""
    found: dict[str, Record] = {}
    for stage in stages:
        for row in stage.rows["organisation"]:
            key = str(row["key"])
            country, region, street, postcode, town, homepage = (str(row.get(field) or "") for field in _FIELDS)
            found[key] = Record(key, country, region, street=street, postcode=postcode, town=town, homepage=homepage)
            found[key].closed = key in stage.closed
        for row in stage.rows["name"]:
            record = found[str(row["key"])]
            (record.aliases if row["type"] in _ALIASES else record.names).add(str(row["name"]))
        for row in stage.rows["identifier"]:
            if row["scheme"] != "kbo_establishment_unit":
                found[str(row["key"])].identifiers.add((str(row["scheme"]), str(row["value"])))
        for row in stage.rows["establishment"]:
            if row.get("region"):
                found[str(row["key"])].units.add(str(row["region"]))
        for row in stage.rows["relation"]:
            if row["kind"] == "partOf" and row["from_key"] in found:
                found[str(row["from_key"])].within.add(str(row.get("to_key")))
    return list(found.values())


def judgements(stages: list[Stage]) -> list[Judgement]:
    """The curated judgements of all sources, but for those on rows of a source that is not built."""
    absent = source_names() - {stage.dataset for stage in stages}
    rows = (row for stage in stages for row in stage.rows["judgement"])
    found = [Judgement(str(r["left"]), str(r["right"]), r["same"] == "yes", str(r["reason"])) for r in rows]
    return [one for one in found if absent.isdisjoint(key.partition("/")[0] for key in (one.left, one.right))]


def identify(stages: list[Stage], audit: Audit, con: duckdb.DuckDBPyConnection) -> Resolution:
    """Resolve all staged organisations.

    Writes the tables `identity(key, id)`, `former(key, other)` and `merge(id, text, dataset)`.
    """

    def score(units: list[list[Record]]) -> list[Scored]:
        found, skipped = linkage.score(units, con)
        _tell_skipped(skipped, audit)
        return found

    resolution = resolve(records(stages), judgements(stages), score)
    for conflict in resolution.conflicts:
        audit.note("identity", conflict.left, conflict.right, f"not joined by {conflict.wanted}: {conflict.reason}")
    for idle in resolution.idle:
        audit.ignore("judgement", idle.left, idle.right, "a row that this judgement names does not exist")
    fill(con, "identity", key=resolution.ids.keys(), id=resolution.ids.values())
    fill(con, "former", key=resolution.former.keys(), other=resolution.former.values())
    told = [(resolution.ids[j.left], f"{j.right} = {j.left} ({j.step}: {j.detail})") for j in resolution.joins]
    fill(con, "merge", id=[t[0] for t in told], text=[t[1] for t in told])
    con.execute("ALTER TABLE merge ADD COLUMN dataset VARCHAR")
    con.execute("UPDATE merge SET dataset = (SELECT min(dataset) FROM staged_organisation)")
    return resolution


def _tell_skipped(skipped: list[linkage.Skipped], audit: Audit) -> None:
    for block in skipped[:_TOLD_BLOCKS]:
        reason = f"shared by {block.organisations} organisations: too many to compare each with each for it alone"
        audit.note("linkage", block.country, block.key, reason)
    if rest := skipped[_TOLD_BLOCKS:]:
        audit.note("linkage", "", f"{len(rest)} more", "shared by too many organisations to compare each with each")
