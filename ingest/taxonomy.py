"""The domains that facts are filed under, and the codes of other schemes that lead to them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from dirskg.graph.errors import Refused
from dirskg.ingest.values.subjects import Subjects, read_subjects
from dirskg.ontology import default_domains, resource_bytes, sparql_prefixes

_DOMAINS = """SELECT ?notation (SAMPLE(?label) AS ?name) WHERE {
  ?d skos:inScheme id:scheme-domains ; skos:notation ?notation ; skos:prefLabel ?label . FILTER(lang(?label) = "en")
} GROUP BY ?notation ORDER BY ?notation"""
_TWICE = """SELECT ?d WHERE {
  ?d skos:inScheme id:scheme-domains ; skos:notation ?notation
  OPTIONAL { ?d skos:prefLabel ?a , ?b FILTER(?a != ?b && lang(?a) = lang(?b)) }
  OPTIONAL { ?d :domainKind ?c , ?e FILTER(?c != ?e) }
  OPTIONAL { ?d :domainKind ?f }
  OPTIONAL { ?d skos:prefLabel ?g FILTER(lang(?g) = "" || !REGEX(STR(?g), "[^ ]") || STRLEN(STR(?g)) > 200) }
  OPTIONAL { ?d skos:prefLabel ?english FILTER(lang(?english) = "en") }
  FILTER(BOUND(?a) || BOUND(?c) || !BOUND(?f) || ?f NOT IN ("vertical", "horizontal") || BOUND(?g) || !BOUND(?english)
    || STR(?d) != CONCAT(STR(id:), "domain-", STR(?notation)))
} GROUP BY ?d ORDER BY ?d"""
_LABELS = """SELECT ?notation ?label WHERE {
  ?d skos:inScheme id:scheme-domains ; skos:notation ?notation ; skos:prefLabel ?label .
} ORDER BY ?notation ?label"""
_MAPPINGS = """SELECT ?scheme ?code ?label ?notation ?weight WHERE {
  ?m a :DomainMapping ; :scheme ?scheme ; :code ?code ; skos:prefLabel ?label ; :weight ?weight ;
    :domain/skos:notation ?notation .
} ORDER BY ?scheme ?code ?notation"""
_TOPICS = """SELECT ?notation ?word WHERE {
  ?d skos:inScheme id:scheme-domains ; skos:notation ?notation ; skos:narrower ?topic .
  ?topic skos:prefLabel|skos:altLabel|skos:hiddenLabel ?word .
} ORDER BY ?notation ?word"""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Domains by notation, shares (domain, weight) by scheme and code or label, and words that lead to domains."""

    path: Path
    domains: dict[str, str]
    mappings: dict[tuple[str, str], tuple[tuple[str, float], ...]]
    labels: tuple[tuple[str, str], ...] = ()  # codes of domains with their names in all languages
    subjects: Subjects = field(default_factory=Subjects)
    topics: tuple[tuple[str, str], ...] = ()  # codes of domains with all names of the topics that they hold

    def shares(self, scheme: str, code: str) -> tuple[tuple[str, float], ...]:
        """Domains and weights of a code or its label; empty when the scheme does not map it."""
        return self.mappings.get((scheme, code), ())


def read_taxonomy(path: Path | None = None) -> Taxonomy:
    """Read domains and mappings from a Turtle file with the shape of `ontology/domains.ttl` (the default).

    Raises Refused when the file is missing, is not Turtle, holds no domain, maps to a domain it lacks, or has
    a table of words beside it that does not fit.
    """
    return _read(path) if path else _shipped()


@cache
def _shipped() -> Taxonomy:
    return _read(default_domains())


def _read(path: Path) -> Taxonomy:
    store = ox.Store()
    try:
        store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    except FileNotFoundError as error:
        raise Refused(f"{path}: no such file. Give the Turtle file of the domains to --domains.") from error
    except (SyntaxError, ValueError, OSError) as error:
        raise Refused(f"{path}: not readable as Turtle: {error}") from error
    if wrong := [str(row["d"]) for row in _select(store, _TWICE)]:
        raise Refused(
            f"{path}: {', '.join(wrong)}: a domain needs one skos:notation, one :domainKind (vertical or horizontal), "
            "one skos:prefLabel a language (English among them, up to 200 letters), and an IRI that ends in domain- "
            "and the notation, such as id:domain-V1."
        )
    domains = {row["notation"].value: row["name"].value for row in _select(store, _DOMAINS)}
    if not domains:
        raise Refused(
            f"{path}: no domain found. Each needs skos:inScheme id:scheme-domains, skos:notation and an English "
            "skos:prefLabel."
        )
    mappings: dict[tuple[str, str], tuple[tuple[str, float], ...]] = {}
    for row in _select(store, _MAPPINGS):
        share = (row["notation"].value, _weight(path, row["code"].value, row["weight"].value))
        if share[0] not in domains:
            raise Refused(
                f"{path}: code {row['code'].value} leads to domain {share[0]}, which the file does not define."
            )
        if share[0] in {domain for domain, _ in mappings.get((row["scheme"].value, row["code"].value), ())}:
            raise Refused(f"{path}: code {row['code'].value} leads to domain {share[0]} twice. Keep one weight.")
        for code in {row["code"].value, row["label"].value}:
            key = (row["scheme"].value, code)
            mappings[key] = (*mappings.get(key, ()), share)
    labels = tuple((row["notation"].value, row["label"].value) for row in _select(store, _LABELS))
    store.load(input=resource_bytes("topics.ttl"), format=ox.RdfFormat.TURTLE)
    words = [(row["notation"].value, row["word"]) for row in _select(store, _TOPICS)]
    topics = tuple((notation, word.value) for notation, word in words)
    return Taxonomy(path, domains, mappings, labels, _subjects(path, domains, words), topics)


def _subjects(path: Path, domains: dict[str, str], words: list[tuple[str, ox.Literal]]) -> Subjects:
    """Words of the table beside the domains, and names of the topics that a domain holds: in other languages than the
    English of that table, or in all of them where there is no table."""
    table = read_subjects(path, domains)
    return table.also((one, word.value) for one, word in words if not table.phrases or word.language != "en")


def _weight(path: Path, code: str, told: str) -> float:
    with suppress(ValueError):
        if 0 < (weight := float(told)) <= 1:
            return weight
    raise Refused(f"{path}: code {code} has the weight {told[:80]!r}. Write a number above 0 and up to 1, such as 0.5.")


def _select(store: ox.Store, query: str) -> ox.QuerySolutions:
    return store.query(sparql_prefixes() + query)  # type: ignore[return-value]
