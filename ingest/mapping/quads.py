"""The quads of the entity tables, and of what stands in none, as one file of sorted N-Quads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyoxigraph as ox

from dirskg.ingest.arriving import arriving
from dirskg.ingest.engine import Cluster
from dirskg.ingest.mapping.r2rml import MACROS, lines_of, patterns_with_rows

_BATCH = 100_000


def write_quads(
    con: duckdb.DuckDBPyConnection,
    turtle: str | bytes,
    path: Path,
    more: Iterable[ox.Quad] = (),
    cluster: Cluster | None = None,
) -> int:
    """Write the quads of all entity tables, and `more`, to `path` as sorted N-Quads; returns their number.

    cluster: where the entity tables stand too, and the quads are made and sorted.
    """
    con.execute(MACROS)
    with arriving(con, pa.table({"line": pa.array((f"{quad} .\n" for quad in more), pa.string())})):
        con.execute("CREATE OR REPLACE TEMP TABLE more AS FROM arriving")
    lines = " UNION ALL ".join([*map(lines_of, patterns_with_rows(con, turtle).values()), "FROM more"])
    query = f"SELECT line FROM ({lines}) ORDER BY line"
    if cluster:
        cluster.put(con, ["more"])
        cluster.run(MACROS)
        found = cluster.batches(query)
    else:
        con.execute("SET arrow_large_buffer_size = true")
        found = con.sql(query).to_arrow_reader(_BATCH)
    count, last = 0, None
    with path.open("wb") as file:
        for batch in found:
            if len(batch):
                told = batch.column(0).cast(pa.large_string())
                sorted_lines, last = _unlike(told, last), told[-1]
                count += len(sorted_lines)
                file.write(_bytes(sorted_lines))
    return count


def _unlike(lines: pa.Array, last: pa.Scalar | None) -> pa.Array:
    """Sorted lines without those that are like the one before: faster than DISTINCT, since hardly any is."""
    if last is not None and lines[0] == last:
        lines = lines.filter(pc.not_equal(lines, last))
    new = pc.not_equal(lines.slice(1), lines.slice(0, max(len(lines) - 1, 0)))
    return lines if pc.all(new).as_py() is not False else lines.filter(pa.concat_arrays([pa.array([True]), new]))


def _bytes(lines: pa.Array) -> memoryview:
    """The texts of an array one after the other, as they already lie in memory."""
    _, offsets, texts = lines.buffers()
    places = np.frombuffer(offsets, np.int64)
    return memoryview(texts)[places[lines.offset] : places[lines.offset + len(lines)]]
