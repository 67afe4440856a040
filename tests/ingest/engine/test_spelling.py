"""The texts of the steps in the words of Spark: all of them travel, with functions that are known to."""

from __future__ import annotations

import re
from importlib import resources

import duckdb
import pytest

from dirskg.ingest.engine.letters import letters_of
from dirskg.ingest.engine.spelling import Speller
from dirskg.ingest.identity.comparable_sql import MACROS as NAMES
from dirskg.ingest.mapping.entities import macros, steps
from dirskg.ingest.mapping.r2rml import MACROS, compile_mapping
from dirskg.ingest.source import known_sources
from dirskg.ingest.sources.gleif.golden_copy import ENTITY, PARENT
from dirskg.ingest.sources.kbo.written_anew import MACROS as ANEW
from dirskg.ingest.tables import TABLES, columns
from dirskg.ontology import resource

# Equal on Sail to DuckDB (test_cluster.py). Who wants another function tries it there first.
TRAVEL = {
    "ARRAY", "ARRAY_POSITION", "BOOL_OR", "CAST", "CHAR", "CHR", "COALESCE", "CONCAT", "CONCAT_WS", "CONTAINS",
    "COUNT", "DENSE_RANK", "ENDSWITH", "EXPLODE", "LENGTH", "LPAD", "MAX", "MIN", "MIN_BY", "NULLIF", "RANK",
    "REGEXP_EXTRACT", "REGEXP_LIKE", "REGEXP_REPLACE", "REPLACE", "ROUND", "ROW_NUMBER", "SHA2", "SPLIT",
    "SPLIT_PART", "STARTSWITH", "STRUCT", "SUBSTRING", "TRANSLATE", "TRIM", "TRY_CAST", "URL_ENCODE",
}  # fmt: skip
_NO_FUNCTIONS = {
    "AND",
    "AS",
    "BY",
    "DECIMAL",
    "EXISTS",
    "FROM",
    "IN",
    "NOT",
    "ON",
    "OR",
    "OVER",
    "THEN",
    "WHEN",
    "WHERE",
    "SELECT",
}
_QUOTED = re.compile(r"'(?:[^'\\]|\\.|'')*'|`[^`]*`|/\*.*?\*/", re.DOTALL)


KBO_TABLES = {name.removesuffix(".csv"): told for name, told in known_sources()["kbo"].files.items()}
# The files of registers as they are read, and what the program knows.
REGISTERS = {table: [*names.split()] for table, names in {
    **{table: " ".join(columns) for table, columns in KBO_TABLES.items()}, "entity": " ".join(ENTITY),
    "parent": " ".join(PARENT), "other_name": "lei name lang kind", "known_number": "number", "legal_form": "form",
    "wanted_number": "number", "known_name": "name country", "military": "version code", "mapped": "version code",
    "known_lei": "lei", "registered": "lei", "tie": "relation kind", "known_register": "authority digits",
}.items()}  # fmt: skip


def register_texts() -> list[str]:
    texts = [
        resources.files(f"dirskg.ingest.sources.{one}").joinpath("selection.sql").read_text("utf-8")
        for one in ("kbo", "gleif")
    ]
    anew = "CREATE TABLE told AS SELECT pointed(number) AS number, length(first_word(number)) AS c FROM known_number"
    return [*texts, ANEW + anew]


@pytest.fixture(scope="module")
def speller() -> Speller:
    """What knows all that is there before the first step, and runs through all steps."""
    known = {f"staged_{table}": ["dataset", *columns(table)] for table in TABLES}
    given = {
        "dataset_order": "dataset place register retrieved", "kept": "key", "identity": "key id", "more": "line",
        "former": "key other", "merge": "id text dataset", "grade": "grade confidence", "host_grade": "host grade",
    }  # fmt: skip
    return Speller(known | {table: names.split() for table, names in given.items()})


def test_all_steps_travel_with_functions_that_are_known_to(speller: Speller) -> None:
    texts = [one.query for text in (macros(), *steps(), MACROS) for one in speller.statements(text)]
    texts += [speller.query(one) for one in compile_mapping(resource("mapping.r2rml.ttl")).values()]
    assert len(texts) > 140
    texts += [one.query for text in register_texts() for one in Speller({**REGISTERS}).statements(NAMES + text)]
    assert len(texts) > 170
    used = {name for text in texts for name in re.findall(r"\b([A-Za-z_]\w*)\(", _QUOTED.sub("''", text))}
    assert {name.upper() for name in used} - _NO_FUNCTIONS - TRAVEL == set()


@pytest.mark.parametrize(
    "text",
    [
        "SELECT regexp_replace(key, 'a', 'b') FROM kept",  # the first alone, which Spark cannot
        "SELECT regexp_replace(key, '(a)', '\\1_', 'g') FROM kept",  # where the number of the group ends
        "SELECT regexp_matches(key, key) FROM kept",  # a pattern that cannot be looked at
        "SELECT key FROM kept UNION ALL BY NAME SELECT key, key AS other FROM kept",
    ],
)
def test_what_would_mean_something_else_there_is_refused(speller: Speller, text: str) -> None:
    duckdb.sql(f"CREATE OR REPLACE TABLE kept (key VARCHAR); {text}")
    with pytest.raises(NotImplementedError):
        speller.query(text)


def test_a_statement_that_does_not_travel_is_refused(speller: Speller) -> None:
    with pytest.raises(NotImplementedError, match="UPDATE"):
        list(speller.statements("UPDATE kept SET key = 'a'"))


def test_letters_are_those_of_duckdb() -> None:
    for function in ("lower", "strip_accents"):
        table = str.maketrans(*(text.ljust(len(letters_of(function)[0]), "\0") for text in letters_of(function)))
        for word in ("ΣΊΣΥΦΟΣ", "İstanbul", "Ångström", "Liège ŒUVRE ẞ", "e\u0301"):
            told = duckdb.execute(f"SELECT {function}($1)", [word]).fetchone()
            assert told == (word.translate(table).replace("\0", ""),), word
