"""The frames of a build straight from its entity tables, equal to what the named extraction queries find in its store.

Each query here says in SQL what `ontology/queries/frame-*.rq` says in SPARQL, on one table a property; both roads end
in `graph/ecosystem/frames.py`. `tests/ingest/mapping/test_frames.py` holds them against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import duckdb
import pandas as pd
import pyoxigraph as ox

from dirskg.graph.ecosystem.frames import FOUND, Ecosystem, ecosystem_of, no_rows
from dirskg.ingest.arriving import arriving, table_of
from dirskg.ingest.mapping.r2rml import MACROS, RDF_TYPE, Pattern, patterns_with_rows
from dirskg.ingest.mapping.statements import create_tables
from dirskg.ontology import resource
from dirskg.ontology.resources import text_beside
from dirskg.ontology.vocab import ONTOLOGY

# As a query names a table of statements: "dct:source", ':leg' where it passes one on, "a org:Organization".
_TABLE = re.compile(r"""["']((?:a )?[a-z]*:[a-zA-Z]\w*)["']""")

# The class of ours that each row of a frame is about. Without an instance of it the frame is not asked for, nor what
# only it is made of: to plan all of them is a tenth of a small build.
_ABOUT = {
    "awards": "Award", "award_parties": "Award", "calls": "Call", "competences": "Competence",
    "competence_mentions": "CompetenceMention", "demands": "Demand", "figures": "PublishedFigure",
    "functions": "Function", "mentions": "Mention", "milestones": "Milestone", "purchases": "PurchaseFile",
    "purchase_facts": "PurchaseFact", "suggestions": "Suggestion", "ties": "Tie",
}  # fmt: skip


def take_frames(con: duckdb.DuckDBPyConnection, described: Iterable[ox.Quad]) -> Ecosystem:
    """The frames of the entity tables in `con`. described: the statements that come from no table."""
    con.execute(MACROS)
    patterns = [one for found in patterns_with_rows(con, resource("mapping.r2rml.ttl")).values() for one in found]
    described = list(described)
    classes = _classes(patterns, described)
    asked = [frame for frame in FOUND if frame not in _ABOUT or ONTOLOGY + _ABOUT[frame] in classes]
    queries = {name: _text(name) for name in ("macros", "stage_text", "defence", *asked)}
    names = {name for text in queries.values() for name in _TABLE.findall(text)}
    create_tables(con, names, patterns, described)
    con.execute(queries["macros"])
    con.execute(queries["stage_text"])
    _match_patterns(con)
    frames = {frame: _frame(con, queries[frame]) if frame in asked else no_rows(frame) for frame in FOUND}
    return ecosystem_of(frames, _frame(con, queries["defence"])["id"])


def _classes(patterns: Iterable[Pattern], described: Iterable[ox.Quad]) -> set[str]:
    """The classes that have instances."""
    found = {str(one.object.parts[0]) for one in patterns if one.predicate.parts == (RDF_TYPE.value,)}
    kinds = (quad.object for quad in described if quad.predicate == RDF_TYPE)
    return found | {kind.value for kind in kinds if isinstance(kind, ox.NamedNode)}


def _text(name: str) -> str:
    return text_beside(__file__, f"{name}.sql")


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
    with arriving(con, table_of(("pattern", "text"), found)):
        con.execute("CREATE OR REPLACE TEMP TABLE fitting AS SELECT * FROM arriving")
