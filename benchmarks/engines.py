"""The mapping on an engine (Spark Connect) against DuckDB: from entity tables to sorted N-Quads, the same to the byte.

`python benchmarks/engines.py sc://localhost:50051 0.1 1 3` with the process id of a server of this machine in
ENGINE_PID counts its CPU too. Tables are those of `entity_tables.py`: scale 1 is a million parts of 100,000
organisations in 100,000 projects. Sending the tables counts, as it does in a build.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from pathlib import Path

import duckdb
from entity_tables import fill_tables

from dirskg.graph.stores.memory import memory
from dirskg.ingest.engine import connected
from dirskg.ingest.mapping.entities import macros
from dirskg.ingest.mapping.quads import write_quads
from dirskg.ontology import resource


def main(address: str, scales: list[float]) -> None:
    """Measure and print a row a scale and place."""
    print("| scale | quads | where | wall s | CPU s here | CPU s of the engine | same |")
    print("| ---: | ---: | --- | ---: | ---: | ---: | --- |")
    for scale in scales:
        with tempfile.TemporaryDirectory() as scratch, duckdb.connect(f"{scratch}/tables.duckdb") as con:
            con.execute(f"SET temp_directory = '{scratch}'")
            con.execute(f"SET memory_limit = '{memory() // 2_000_000}MB'")
            fill_tables(con, scale)
            here = _measured(con, Path(scratch) / "here.nq", "")
            there = _measured(con, Path(scratch) / "there.nq", address)
            for where, (count, told, _) in (("DuckDB", here), (address, there)):
                print(
                    f"| {scale:g} | {count:,} | {where} | {told} | {'yes' if here[2] == there[2] else 'NO'} |",
                    flush=True,
                )


def _measured(con: duckdb.DuckDBPyConnection, path: Path, address: str) -> tuple[int, str, str]:
    """Quads, the times as cells of a table, and the hash of the file."""
    with connected(address) as cluster:
        wall, ours, theirs = time.perf_counter(), time.process_time(), engine_seconds()
        if cluster:
            cluster.run(macros())
            cluster.put(con, [name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()])
        count = write_quads(con, resource("mapping.r2rml.ttl"), path, (), cluster)
        wall, ours, theirs = time.perf_counter() - wall, time.process_time() - ours, engine_seconds() - theirs
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    path.unlink()
    return count, f"{wall:.1f} | {ours:.1f} | {theirs:.1f}" if address else f"{wall:.1f} | {ours:.1f} | ", digest


def engine_seconds() -> float:
    """CPU seconds of the server, where its process id is told."""
    if not (told := os.environ.get("ENGINE_PID")):
        return 0.0
    fields = Path(f"/proc/{told}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main(sys.argv[1], [float(scale) for scale in sys.argv[2:]] or [0.1])
