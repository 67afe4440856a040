"""The frames of a build straight from its entity tables, equal to what the named extraction queries find in its store.

Each query here says in SQL what `ontology/queries/frame-*.rq` says in SPARQL, on one table a property; both roads end
in `graph/frames.py`. `tests/ingest/mapping/test_frames.py` holds them against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files

import duckdb
import pandas as pd
import pyarrow as pa
import pyoxigraph as ox

from dirskg.graph.frames import FOUND, Ecosystem, ecosystem_of
from dirskg.ingest.mapping.r2rml import MACROS, patterns_with_rows
from dirskg.ingest.mapping.statements import create_tables
from dirskg.ontology import resource

# As a query names a table of statements: "dct:source", ':leg' where it passes one on, "a org:Organization".
_TABLE = re.compile(r"""["']((?:a )?[a-z]*:[a-zA-Z]\w*)["']""")


def take_frames(con: duckdb.DuckDBPyConnection, described: Iterable[ox.Quad]) -> Ecosystem:
    """The frames of the entity tables in `con`. described: the statements that come from no table."""
    queries = {name: _text(name) for name in ("macros", "stage_text", "defence", *FOUND)}
    names = {name for text in queries.values() for name in _TABLE.findall(text)}
    con.execute(MACROS)
    patterns = patterns_with_rows(con, resource("mapping.r2rml.ttl"))
    create_tables(con, names, (pattern for found in patterns.values() for pattern in found), described)
    con.execute(queries["macros"])
    con.execute(queries["stage_text"])
    _match_patterns(con)
    frames = {frame: _frame(con, queries[frame]) for frame in FOUND}
    return ecosystem_of(frames, _frame(con, queries["defence"])["id"])


def _text(name: str) -> str:
    return files(__package__).joinpath(f"{name}.sql").read_text("utf-8")


def _frame(con: duckdb.DuckDBPyConnection, query: str) -> pd.DataFrame:
    frame: pd.DataFrame = con.sql(query).to_arrow_table().to_pandas()
    return frame


def _match_patterns(con: duckdb.DuckDBPyConnection) -> None:
    """Create `fitting(pattern, text)`. SPARQL's own engine matches: what a letter is differs between engines."""
    store, told = ox.Store(), ox.NamedNode("urn:told")
    texts = con.execute("SELECT DISTINCT text FROM stage_text").fetchall()
    store.extend(ox.Quad(ox.BlankNode(), told, ox.Literal(text)) for (text,) in texts)
    found: list[tuple[str, str]] = []
    looked_for = 'SELECT value FROM ":pattern" UNION SELECT value FROM ":unless" SEMI JOIN "a :StageRule" USING (id)'
    for (pattern,) in con.execute(looked_for).fetchall():
        query = f'SELECT ?text WHERE {{ [] {told} ?text FILTER(REGEX(?text, {ox.Literal(pattern)}, "i")) }}'
        answer = store.query(query)
        assert isinstance(answer, ox.QuerySolutions)
        found += [(pattern, row[0].value) for row in answer]
    columns = {name: pa.array([row[i] for row in found], pa.string()) for i, name in enumerate(("pattern", "text"))}
    con.register("arriving", pa.table(columns))
    con.execute("CREATE OR REPLACE TEMP TABLE fitting AS SELECT * FROM arriving")
    con.unregister("arriving")
