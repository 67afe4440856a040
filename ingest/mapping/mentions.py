"""Which topics a text speaks of: labels and synonyms of topics found in texts as whole words, with the sentence.

Case, accents and the s of a plural do not count. Of two that fit at one place the longer is meant, and some that hold
a word of a topic mean none ("quantum efficiency"). What speaks of a topic speaks of the wider one that it stands under
as well. A name tells what nothing else does, and an objective what it opens with or comes back to: "by drone, radar or
satellite" in the middle of it is said in passing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

import duckdb
import pyoxigraph as ox

from dirskg.graph.ecosystem.gathered import lists_of, sets_of
from dirskg.graph.wording.text import plain
from dirskg.ingest.arriving import arriving, table_of
from dirskg.ontology.vocab import ID, ONTOLOGY, PREFIXES

_TOPIC = ID + "topic-"
_SKOS = PREFIXES["skos"]
_LABELS = (_SKOS + "prefLabel", _SKOS + "hiddenLabel", _SKOS + "altLabel")
_OTHER = ONTOLOGY + "otherMeaning"
# Where a sentence or an item of a list ends, but within brackets; not after what is cut short: "(incl. F-16)".
_END = re.compile(r"(?:(?<=[;])|(?<=\w\w\w[.!?])(?<!incl[.]))\s+(?![^()]*\))|\s*\n\s*")
# Sentences with which an objective opens; one of no more than so many is short, and each counts.
_OPENING, _SHORT = 2, 4
_SHORTEST = 4  # of a word that may lose the s of its plural: gas, GNSS

_TEXTS = """SELECT id, text, coalesce(source, ''), dataset, place = text_kind('objective'), place = text_kind('name')
FROM spoken ORDER BY id, place, text, source, dataset"""

Words = tuple[str, ...]
Phrases = Mapping[str, list[tuple[Words, frozenset[str]]]]  # by their first word, the longest first


def fill_mentions(con: duckdb.DuckDBPyConnection, ontology: tuple[ox.Quad, ...]) -> None:
    """Fill `mention` and `mention_topic` from the texts of `spoken`: one a record, topic and page, by its first text.

    What a source itself says of the topic of a record, in `topic_told`, stands beside.

    ontology: the statements that hold the topics.
    """
    phrases = read_phrases(ontology)
    told: dict[tuple[str, str, str], tuple[str, str]] = {}
    known: set[tuple[str, str]] = set()
    for record, text, source, dataset, objective, name in con.execute(_TEXTS).fetchall():
        for topic, sentence in dwelt_on(text, phrases) if objective else mentions(text, phrases):
            if not name or (record, topic) not in known:
                told.setdefault((record, topic, source), (sentence, dataset))
                known.add((record, topic))
    stated = "SELECT about, topic, coalesce(source, ''), sentence, dataset FROM topic_told ORDER BY ALL"
    for record, topic, source, sentence, dataset in con.execute(stated).fetchall():
        told.setdefault((record, topic, source), (sentence, dataset))
    found = [(*key, *value) for key, value in told.items()]
    with arriving(con, table_of(("about", "topic", "source", "sentence", "dataset"), found)):
        con.execute("""INSERT INTO mention
            SELECT 'mention-' || short_hash(concat_ws('|', about, topic, source)), about, topic, sentence,
                nullif(source, ''), dataset FROM arriving""")
    with arriving(con, table_of(("topic", "wider"), _wider(ontology))):
        con.execute("""INSERT INTO mention_topic SELECT id, topic, dataset FROM mention
            UNION SELECT id, wider, dataset FROM mention JOIN arriving USING (topic)""")


@lru_cache(maxsize=2)
def read_phrases(quads: tuple[ox.Quad, ...]) -> Phrases:
    """The words of topics, as `mentions` looks for them."""
    meant = sets_of(
        (_words(quad.object.value), topic) for quad in quads
        if quad.predicate.value in _LABELS and (topic := _topic(quad.subject)) and isinstance(quad.object, ox.Literal)
    )  # fmt: skip
    other = (
        _words(quad.object.value)
        for quad in quads
        if quad.predicate.value == _OTHER and isinstance(quad.object, ox.Literal)
    )
    return by_first_word({**{words: set[str]() for words in other}, **meant})


def mentions(text: str, phrases: Phrases) -> Iterator[tuple[str, str]]:
    """Topics that a text speaks of, each with the sentence, or the item of a list, that does."""
    for _, topics, _, sentence in spotted(text, phrases, _words):
        for topic in sorted(topics):
            yield topic, sentence


def dwelt_on(text: str, phrases: Phrases) -> list[tuple[str, str]]:
    """Those of `mentions` in the opening of a text or in several of its sentences; all of them where it is short."""
    found = list(dict.fromkeys(mentions(text, phrases)))
    times = Counter(topic for topic, _ in found)
    sentences = [_sentence(one) for one in _END.split(text)]
    opening = sentences if len(sentences) <= _SHORT else sentences[:_OPENING]
    return [(topic, sentence) for topic, sentence in found if times[topic] > 1 or sentence in opening]


def spotted(
    text: str, phrases: Phrases, read: Callable[[str], Words]
) -> Iterator[tuple[Words, frozenset[str], int, str]]:
    """The phrases that stand in a text, with what each means, its place among the words of the sentence, or of the item
    of a list, and that.

    read: the words of a text, as those of the phrases were read.
    """
    for sentence in _END.split(text):
        words, place = read(sentence), 0
        if phrases.keys().isdisjoint(words):  # as most
            continue
        while place < len(words):
            if words[place] not in phrases:
                place += 1
                continue
            fits = (one for one in phrases[words[place]] if words[place : place + len(one[0])] == one[0])
            phrase, meant = next(fits, (words[:1], frozenset[str]()))
            if meant:
                yield phrase, meant, place, _sentence(sentence)
            place += len(phrase)


def by_first_word(meant: Mapping[Words, Iterable[str]]) -> Phrases:
    """Phrases with what each means, as `spotted` looks for them."""
    longest_first = sorted(filter(None, meant), key=len, reverse=True)
    return lists_of((words[0], (words, frozenset(meant[words]))) for words in longest_first)


def _sentence(text: str) -> str:
    return text.strip().rstrip(";")


def singular(word: str) -> str:
    """A word of a plain text without the s of a plural."""
    return word[:-1] if len(word) >= _SHORTEST and word[-1] == "s" != word[-2] else word


def _words(text: str) -> Words:
    return tuple(map(singular, plain(text).split()))


def _wider(quads: Iterable[ox.Quad]) -> list[Words]:
    """Topics with the one that each stands under."""
    told = [(_topic(quad.subject), _topic(quad.object)) for quad in quads if quad.predicate.value == _SKOS + "broader"]
    return sorted((topic, wider) for topic, wider in told if topic and wider)


def _topic(term: object) -> str:
    """The notation in the IRI of a topic; nothing for any other term."""
    iri = term.value if isinstance(term, ox.NamedNode) else ""
    return iri.removeprefix(_TOPIC) if iri.startswith(_TOPIC) else ""
