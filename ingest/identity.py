"""Identity over the staged tables: records in, ids and the reasons for every join out, as DuckDB tables."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from dirskg.ingest.audit import Audit
from dirskg.ingest.resolve import Judgement, Record, Resolution, resolve
from dirskg.ingest.stage import Stage

_ALIASES = frozenset({"alias", "acronym", "short"})


def records(stages: list[Stage]) -> list[Record]:
    """One record for each staged organisation row, with its names and identifiers."""
    found: dict[str, Record] = {}
    for stage in stages:
        for row in stage.rows["organisation"]:
            key = str(row["key"])
            found[key] = Record(key, str(row.get("country") or ""), str(row.get("region") or ""))
        for row in stage.rows["name"]:
            record = found[str(row["key"])]
            (record.aliases if row["type"] in _ALIASES else record.names).add(str(row["name"]))
        for row in stage.rows["identifier"]:
            if row["scheme"] != "kbo_establishment_unit":
                found[str(row["key"])].identifiers.add((str(row["scheme"]), str(row["value"])))
    return list(found.values())


def judgements(stages: list[Stage]) -> list[Judgement]:
    """The curated judgements of all sources."""
    rows = (row for stage in stages for row in stage.rows["judgement"])
    return [Judgement(str(r["left"]), str(r["right"]), r["same"] == "yes", str(r["reason"])) for r in rows]


def identify(stages: list[Stage], audit: Audit, con: duckdb.DuckDBPyConnection) -> Resolution:
    """Resolve all staged organisations; writes the tables `identity(key, id)` and `merge(id, text, dataset)`."""
    resolution = resolve(records(stages), judgements(stages))
    for conflict in resolution.conflicts:
        audit.note("identity", conflict.left, conflict.right, f"not joined by {conflict.wanted}: {conflict.reason}")
    for idle in resolution.idle:
        audit.ignore("judgement", idle.left, idle.right, "a row that this judgement names does not exist")
    _create(con, "identity", {"key": list(resolution.ids), "id": list(resolution.ids.values())})
    told = [(resolution.ids[j.left], f"{j.right} = {j.left} ({j.step}: {j.detail})") for j in resolution.joins]
    _create(con, "merge", {"id": [t[0] for t in told], "text": [t[1] for t in told]})
    con.execute("ALTER TABLE merge ADD COLUMN dataset VARCHAR")
    con.execute("UPDATE merge SET dataset = (SELECT min(dataset) FROM staged_organisation)")
    return resolution


def _create(con: duckdb.DuckDBPyConnection, table: str, columns: dict[str, list[str]]) -> None:
    con.register("arriving", pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()}))
    con.execute(f"CREATE TABLE {table} AS SELECT * FROM arriving")
    con.unregister("arriving")
