"""The domains of projects and calls from their own texts.

What a text says stands in place of what the category of a call or a science class leads to, and of what editors read
in the title. A share that a table of one's own states is never touched. Where a text says nothing, a category does not
speak for it either: it counts where there is no text at all, or the domains come without words.
"""

from __future__ import annotations

from math import floor
from typing import NamedTuple

import duckdb

from dirskg.ingest.arriving import arriving, table_of
from dirskg.ingest.values.subjects import Subjects, Told

_STATED, _CATEGORY, _TEXT, _CIVIL = "project", "category", "text", "civil"
# A value stands in one row of a project or call, whichever dataset tells it; its code in place of a title is none.
_TOLD = """WITH told AS (
    SELECT id, dataset, nullif(title, acronym) AS title, objective, keywords, basis, call FROM project
    UNION ALL SELECT id, dataset, nullif(title, identifier), concat_ws(' ', "text", objective), NULL, NULL, NULL
    FROM call),
one AS (
    SELECT id, arg_max(dataset, (title IS NOT NULL, objective IS NOT NULL, dataset)) AS dataset, max(title) AS title,
        string_agg(objective, ' ' ORDER BY dataset) AS objective, max(keywords) AS keywords, max(basis) AS basis,
        max(call) AS call
    FROM told GROUP BY id)
SELECT o.id, o.dataset, coalesce(o.title, ''), coalesce(o.objective, ''), coalesce(o.keywords, ''),
    coalesce(c.title, ''), coalesce(o.basis, $text)
FROM one o LEFT JOIN (SELECT id, max(nullif(title, identifier)) AS title FROM call GROUP BY id) c ON c.id = o.call
WHERE o.id NOT IN (SELECT subject FROM domain_share WHERE basis = $stated)
ORDER BY o.id"""


class Share(NamedTuple):
    """A row of `domain_share`."""

    subject: str
    domain: str
    basis: str
    weight: float
    told: str
    dataset: str


def fill_shares(con: duckdb.DuckDBPyConnection, subjects: Subjects) -> None:
    """Put the domains that texts tell into the table `domain_share`, and take out what they stand in place of."""
    if not subjects.phrases:
        return
    found, silent = list[Share](), list[str]()
    for subject, dataset, title, objective, keywords, call, basis in con.execute(
        _TOLD, {"text": _TEXT, "stated": _STATED}
    ).fetchall():
        shares = shares_of(subjects, Told(title, objective, keywords, call, civil=basis == _CIVIL))
        found += [Share(subject, domain, basis, weight, told, dataset) for domain, weight, told in shares]
        if not shares and (title or objective):
            silent.append(subject)
    con.execute(f"DELETE FROM domain_share WHERE basis = '{_CATEGORY}' AND subject IN (SELECT unnest(?))", [silent])
    with arriving(con, table_of(Share._fields, found, kind=None)):
        con.execute("DELETE FROM domain_share WHERE subject IN (SELECT subject FROM arriving)")
        con.execute("""INSERT INTO domain_share (id, subject, domain, basis, weight, told, dataset)
            SELECT 'share-' || short_hash(subject || '|' || domain), subject, domain, basis, money(weight), told,
                dataset
            FROM arriving""")


def shares_of(subjects: Subjects, told: Told) -> list[tuple[str, float, str]]:
    """Domains of a text with their shares, which are the chances made to add up to one, and the words that say so."""
    found = subjects.domains(told)
    total = sum(one.chance for one in found)
    # Not rounded up, so that the shares never add up to more than one.
    return [(one.domain, floor(100 * one.chance / total + 1e-6) / 100, one.words) for one in found]
