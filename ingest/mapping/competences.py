"""Which skills and occupations texts name: labels of a classification found as whole words, with the sentence.

The labels are made for people who look something up, so that many are words of every day (`communication`, `plan`).
Those are not looked for: alternative labels and occupations of one word, what everybody must be able to do (of the
transversal reuse level), labels that several concepts share, and those in `everyday.csv`. benchmarks/README.md tells
what that leaves right and what it misses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

import duckdb

from dirskg.graph.wording.text import plain
from dirskg.ingest.arriving import arriving, table_of
from dirskg.ingest.mapping.mentions import Phrases, Words, by_first_word, singular, spotted
from dirskg.ontology.resources import rows_beside

_TRANSVERSAL = "transversal"
_SHORTEST = 4  # letters of all that is looked for: R, C++ and APL are words of their own in too many texts
_OCCUPATION = "occupation"
# Kind, reuse level, preferred labels, and the others.
Concept = tuple[str, str, Sequence[str], Sequence[str]]

_CONCEPTS = """SELECT id, kind, coalesce(reuse, ''),
    list_filter([label_en, label_nl, label_fr, label_de], lambda label: label IS NOT NULL),
    string_split(coalesce(others, ''), chr(10))
FROM competence ORDER BY id"""
# What is asked for stands in calls, projects and purchase files, what is taught in texts on organisations.
_TEXTS = """SELECT id, place, "text", coalesce(source, '') AS source, dataset FROM spoken ANTI JOIN award USING (id)
UNION SELECT id, text_kind('objective'), objective, coalesce(source, ''), dataset FROM call WHERE objective IS NOT NULL
UNION SELECT purchase, text_kind('own'), note, coalesce(source, ''), dataset FROM purchase_fact WHERE note IS NOT NULL
ORDER BY id, place, "text", source, dataset"""


def fill_competences(con: duckdb.DuckDBPyConnection) -> None:
    """Fill `competence_mention`, one a record and concept, by its first text; take out concepts that none names."""
    concepts = con.execute(_CONCEPTS).fetchall()
    if not concepts:
        return
    phrases = read_labels((one, tuple(rest)) for one, *rest in concepts)
    told: dict[tuple[str, str], tuple[str, str, str, str]] = {}
    for record, _, text, source, dataset in con.execute(_TEXTS).fetchall():
        for concept, words, sentence in named(text, phrases):
            told.setdefault((record, concept), (words, sentence, source, dataset))
    columns = ("about", "competence", "words", "sentence", "source", "dataset")
    with arriving(con, table_of(columns, [(*key, *value) for key, value in told.items()])):
        con.execute("""INSERT INTO competence_mention
            SELECT 'competence-mention-' || short_hash(concat_ws('|', about, competence)), about, competence, words,
                sentence, nullif(source, ''), dataset FROM arriving""")
    con.execute("DELETE FROM competence WHERE id NOT IN (SELECT competence FROM competence_mention)")


def read_labels(concepts: Iterable[tuple[str, Concept]]) -> Phrases:
    """The labels that are looked for. Where several concepts share one, only who prefers it alone has it."""
    preferred, others = defaultdict[Words, set[str]](set), defaultdict[Words, set[str]](set)
    for concept, (kind, reuse, labels, alternatives) in concepts:
        if reuse == _TRANSVERSAL:
            continue
        for label in labels:
            # Both genders of an occupation stand in one label.
            for words in map(_words, label.split("/") if kind == _OCCUPATION else [label]):
                if len(words) > (kind == _OCCUPATION):
                    preferred[words].add(concept)
        for words in map(_words, alternatives):
            if len(words) > 1:
                others[words].add(concept)
    meant = {words: preferred.get(words) or others[words] for words in {*preferred, *others} - _everyday()}
    return by_first_word({words: one for words, one in meant.items() if len(one) == 1 and _long(words)})


def named(text: str, phrases: Phrases) -> Iterable[tuple[str, str, str]]:
    """Concepts that a text names, each with the words that do and their sentence."""
    for words, concepts, place, sentence in spotted(text, phrases, _words):
        # With the s of their plurals, as the sentence has them.
        told = " ".join(plain(sentence).split()[place : place + len(words)])
        for concept in concepts:
            yield concept, told, sentence


def _words(text: str) -> Words:
    """Words without the s of a plural; but economics is a science, and economic is none."""
    return tuple(word if word.endswith("ics") else singular(word) for word in plain(text).split())


def _long(words: Words) -> bool:
    return len(" ".join(words)) >= _SHORTEST


@cache
def _everyday() -> frozenset[Words]:
    return frozenset(_words(row["label"]) for row in rows_beside(__file__, "everyday.csv"))
