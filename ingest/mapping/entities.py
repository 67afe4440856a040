"""The entity tables: what was staged, an organisation a row, and what the rules of the ontology read from it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

import duckdb
import pyoxigraph as ox

from dirskg.ingest.arriving import quoted
from dirskg.ingest.engine import Cluster
from dirskg.ontology import resource, resource_bytes
from dirskg.ontology.resources import text_beside
from dirskg.ontology.vocab import ID, ONTOLOGY, PREFIXES

_RULES = f"""PREFIX : <{ONTOLOGY}> PREFIX skos: <{PREFIXES["skos"]}>
SELECT ?rule ?reads ?confidence ?words ?unless ?among ?column ?value WHERE {{
  ?subject a :FunctionRule ; skos:notation ?rule ; :reads ?reads ; :confidence ?level ; :words ?words ; ?property ?of .
  VALUES (?property ?column) {{ (:function "function") (:alsoLeg "leg") }}
  BIND(STRAFTER(STR(?level), "confidence-") AS ?confidence) BIND(STRAFTER(STR(?of), CONCAT(?column, "-")) AS ?value)
  OPTIONAL {{ ?subject :unless ?unless }} OPTIONAL {{ ?subject :among ?among }}
}} ORDER BY ?rule ?value"""


# What the texts of the build lead to, once the entity tables are there.
FILLED_LATER = (
    "domain_share", "mention", "mention_topic", "competence", "competence_mention", "capability", "suggestion",
)  # fmt: skip

_GRADES = f"""PREFIX : <{ONTOLOGY}> PREFIX id: <{ID}> PREFIX skos: <{PREFIXES["skos"]}>
SELECT ?grade ?confidence WHERE {{
  ?subject skos:inScheme id:scheme-grade ; skos:notation ?grade ; :deserves ?level .
  BIND(STRAFTER(STR(?level), "confidence-") AS ?confidence)
}}"""


@dataclass(frozen=True, slots=True)
class FunctionRule:
    """A rule of ontology/functions.ttl: a text that it reads shows `value`, a function or a leg, by its words."""

    rule: str
    reads: str
    confidence: str
    words: str
    unless: str
    among: str
    column: str
    value: str


@cache
def function_rules() -> list[FunctionRule]:
    """The rules that read a text, a row each function or leg that a rule shows."""
    store = ox.Store()
    store.load(input=resource_bytes("functions.ttl"), format=ox.RdfFormat.TURTLE)
    rows = store.query(_RULES)
    assert isinstance(rows, ox.QuerySolutions)
    return [FunctionRule(*(str(getattr(value, "value", "")) for value in row)) for row in rows]


def create_entity_tables(con: duckdb.DuckDBPyConnection, cluster: Cluster | None = None) -> None:
    """Create the entity tables from the staged ones and what identity found; on a cluster, if one is given."""
    _create_grades(con)
    con.execute(macros())
    if cluster is None:
        for text in steps():
            con.execute(text)
        return
    cluster.forget()
    cluster.put(con, _tables(con))
    given = set(cluster.tables)
    for text in (macros(), *steps()):
        cluster.run(text)
    cluster.take(con, (table for table in cluster.tables if table not in given))
    cluster.take(con, ("identity", "merge"))  # without what no other source knows


def macros() -> str:
    """What the steps after the entity tables are written with too."""
    return _text("macros.sql")


def steps() -> list[str]:
    """The SQL that makes the entity tables, step by step."""
    found = " UNION ALL ".join(map(_finding, function_rules()))
    return [
        _text("entities.sql"), _text("functions.sql"), f"INSERT INTO rule_found {found}", _text("functions_kept.sql"),
        _text("accounts.sql"),
    ]  # fmt: skip


def _tables(con: duckdb.DuckDBPyConnection) -> list[str]:
    return [name for (name,) in con.execute("SELECT table_name FROM duckdb_tables() ORDER BY ALL").fetchall()]


def _create_grades(con: duckdb.DuckDBPyConnection) -> None:
    """Create `grade`, with the confidence that pages of it deserve, and `host_grade`, the grade of each known host."""
    store = ox.Store()
    store.load(input=resource_bytes("accounts.ttl"), format=ox.RdfFormat.TURTLE)
    rows = store.query(_GRADES)
    assert isinstance(rows, ox.QuerySolutions)
    con.execute("CREATE TABLE grade (grade VARCHAR, confidence VARCHAR)")
    con.executemany("INSERT INTO grade VALUES (?, ?)", [[value.value for value in row] for row in rows])
    con.execute("CREATE TABLE host_grade (host VARCHAR, grade VARCHAR)")
    hosts = csv.DictReader(resource("source_grades.csv").splitlines())
    con.execute(
        "INSERT INTO host_grade SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[])",
        [list(column) for column in zip(*((row["host"], row["grade"]) for row in hosts), strict=True)],
    )


def _text(name: str) -> str:
    return text_beside(__file__, name)


def _finding(rule: FunctionRule) -> str:
    """SQL that takes what a rule finds. Patterns stand in it as they are: bound ones would be compiled row by row."""
    unless = f"AND NOT regexp_matches(plain, {quoted(rule.unless)})" if rule.unless else ""
    among = f"AND regexp_matches(standing, {quoted(rule.among)})" if rule.among else ""
    column = {name: quoted(rule.value) if name == rule.column else "NULL" for name in ("function", "leg")}
    return f"""SELECT id, {quoted(rule.rule)}, CASE WHEN hedged THEN 'low' ELSE {quoted(rule.confidence)} END, told,
        source, dataset, {column["function"]}, {column["leg"]}
    FROM rule_text
    WHERE reads = {quoted(rule.reads)} AND regexp_matches(plain, {quoted(rule.words)}) {unless} {among}"""
