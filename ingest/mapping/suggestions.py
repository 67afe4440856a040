"""Likely domains of Belgian organisations that have none: from names, descriptions, and who is tied to them.

They are questions to people, and count nowhere. What somebody refused is not asked again.
"""

from __future__ import annotations

from typing import NamedTuple

import duckdb

from dirskg.graph.ecosystem.gathered import sets_of
from dirskg.ingest.arriving import arriving, table_of
from dirskg.ingest.values.subjects import Subjects, Told

# From which score on a domain is suggested, and of how many organisations tied to it with a domain that must be one.
_LEAST = 0.35
_TIED = 2
# What all ties to one domain are worth beside a text that is sure: who works with shipyards may sell them insurance.
_TIES = 0.5

_UNKNOWN = """CREATE TEMP TABLE unknown AS
SELECT id FROM organisation_attribute WHERE attribute = 'country' AND value = 'BE'
EXCEPT SELECT id FROM organisation_attribute
    WHERE (attribute = 'level' AND value = 'international') OR (attribute = 'kind' -- their names tell a remit
        AND value IN ('state', 'government', 'ministry', 'department', 'federal public service'))
EXCEPT SELECT org FROM activity
EXCEPT SELECT p.org FROM participation p JOIN domain_share d ON d.subject = p.project"""
_TEXTS = """SELECT u.id, coalesce(string_agg("text", '; ' ORDER BY "text") FILTER (place = text_kind('name')), ''),
    coalesce(string_agg("text", '; ' ORDER BY "text") FILTER (place = text_kind('own')), ''), coalesce(min(source), '')
FROM unknown u JOIN spoken USING (id) GROUP BY u.id ORDER BY u.id"""
_PARTNERS = """WITH pair AS (
    SELECT DISTINCT u.id, r.to_id AS other FROM unknown u JOIN relation r ON r.from_id = u.id
    UNION SELECT DISTINCT u.id, r.from_id FROM unknown u JOIN relation r ON r.to_id = u.id),
active AS (SELECT DISTINCT p.id, p.other, a.domain FROM pair p JOIN activity a ON a.org = p.other)
SELECT id, domain, count(*), (SELECT count(DISTINCT other) FROM active o WHERE o.id = a.id)
FROM active a GROUP BY id, domain HAVING count(*) >= $tied ORDER BY id, domain"""


class Suggestion(NamedTuple):
    """A row of `suggestion`: its score (0 to 1), the words found, and how many of the `ties` with a domain have it."""

    organisation: str
    domain: str
    score: float
    words: str | None
    tied: int | None
    ties: int | None
    source: str | None


def fill_suggestions(con: duckdb.DuckDBPyConnection, subjects: Subjects) -> None:
    """Fill the table `suggestion`."""
    con.execute(_UNKNOWN)
    refused = set(con.execute("SELECT org, domain FROM refusal").fetchall())
    tied = {(org, domain): (n, of) for org, domain, n, of in con.execute(_PARTNERS, {"tied": _TIED}).fetchall()}
    near = sets_of(tied)
    texts = {org: told for org, *told in con.execute(_TEXTS).fetchall()}
    found = []
    for org in sorted({*texts, *near}):
        names, description, source = texts.get(org, ("", "", ""))
        said = {one.domain: one for one in subjects.likely(Told(f"{names}; {description}"), names)}
        for domain in sorted({*said, *near.get(org, ())}):
            n, of = tied.get((org, domain), (0, 0))
            chance, words = (said[domain].chance, said[domain].words) if domain in said else (0.0, "")
            score = round(1 - (1 - chance) * (1 - (_TIES * n / of if of else 0)), 2)
            if score >= _LEAST and (org, domain) not in refused:
                found.append(Suggestion(org, domain, score, words or None, n or None, of or None, source or None))
    with arriving(con, table_of(Suggestion._fields, found, kind=None)):
        con.execute("""INSERT INTO suggestion
            SELECT 'suggestion-' || short_hash(organisation || '|' || domain), organisation, domain, money(score),
                words, tied, ties, source
            FROM arriving""")
    con.execute("DROP TABLE unknown")
