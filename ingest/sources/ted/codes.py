"""What CPV codes say: whether they are of defence, and which topics and domains they lead to.

A code stands for all below it. Of several that a longer code is below, the longest counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import pyoxigraph as ox

from dirskg.ingest.taxonomy import Taxonomy
from dirskg.ontology import resource_bytes
from dirskg.ontology.vocab import ONTOLOGY, PREFIXES

SCHEME = "cpv"
_LENGTH = 8
# Equipment, repair, development, training and works that the nomenclature calls military, of war or of weapons. Not
# what it puts beside them: 35.1 and 35.2 (emergency, police), clothes of fire brigades and police, security equipment.
DEFENCE = (
    "353", "354", "355", "356", "357", "358113", "35812", "35813", "35814", "35815", "452162", "452222", "5062",
    "5063", "5064", "5065", "5066", "5084", "5155", "722317", "7341", "73422", "73423", "73424", "73425", "73426",
    "73432", "73433", "73434", "73435", "73436", "752113", "75220", "75221", "8062", "8063", "8064", "8065", "8066",
    "905231", "905232", "905233",
)  # fmt: skip
# Forms of their own: notices under the directive on defence procurement but buyer profiles and ex-ante notices, whose
# forms serve other directives too. eForms have other numbers than the forms before them.
FORMS = frozenset({"16", "17", "18", "19", "eForms 6", "eForms 9", "eForms 18", "eForms 22", "eForms 31"})

_TOPICS = f"""PREFIX : <{ONTOLOGY}> PREFIX skos: <{PREFIXES["skos"]}>
SELECT DISTINCT ?topic ?code ?domain WHERE {{
  ?id :cpv ?code ; skos:notation ?topic . OPTIONAL {{ ?holder skos:narrower ?id ; skos:notation ?domain }}
}} ORDER BY ?topic ?code ?domain"""

Leads = TypeVar("Leads")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What CPV codes lead to, by the digits that a code must begin with."""

    topics: dict[str, tuple[str, ...]]
    domains: dict[str, tuple[tuple[str, float], ...]]

    @classmethod
    def of(cls, taxonomy: Taxonomy) -> Meaning:
        """The meaning by the topics, and by the domains of a taxonomy: those that hold a topic, and its own."""
        store = ox.Store()
        for turtle in (resource_bytes("topics.ttl"), taxonomy.path.read_bytes()):
            store.load(input=turtle, format=ox.RdfFormat.TURTLE)
        topics, holders = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        answer = store.query(_TOPICS)
        assert isinstance(answer, ox.QuerySolutions)
        for topic, code, domain in answer:
            topics[stem(code.value)].append(topic.value)
            if domain is not None and domain.value in taxonomy.domains:
                holders[stem(code.value)].append(domain.value)
        domains = {
            begin: tuple((one, round(1 / len(set(found)), 2)) for one in sorted(set(found)))
            for begin, found in holders.items()
        }
        told = {
            stem(code): shares
            for (scheme, code), shares in taxonomy.mappings.items()
            if scheme == SCHEME and code.isdecimal()
        }
        return cls({begin: tuple(dict.fromkeys(found)) for begin, found in topics.items()}, {**domains, **told})

    def topics_of(self, codes: Iterable[str]) -> dict[str, str]:
        """Topics that codes lead to, each with the first code that does."""
        found: dict[str, str] = {}
        for code in codes:
            for topic in _longest(code, self.topics) or ():
                found.setdefault(topic, code)
        return found

    def domains_of(self, codes: Iterable[str]) -> dict[str, float]:
        """Domains that codes lead to, with the largest of their weights."""
        found: dict[str, float] = {}
        for code in codes:
            for domain, weight in _longest(code, self.domains) or ():
                found[domain] = max(weight, found.get(domain, 0.0))
        return dict(sorted(found.items()))


def stem(code: str) -> str:
    """The digits that all codes below a code begin with: two at least."""
    return code[:2] + code[2:].rstrip("0")


def plain_code(text: str) -> str:
    """The eight digits of a CPV code, without the check digit; "" for what is none."""
    code = text.strip().partition("-")[0]
    return code.zfill(_LENGTH) if code.isdecimal() and len(code) in (_LENGTH - 1, _LENGTH) else ""


@cache
def is_defence(code: str) -> bool:
    """Whether a code is of defence."""
    return code.startswith(DEFENCE)


def _longest(code: str, table: dict[str, Leads]) -> Leads | None:
    return next((table[code[:end]] for end in range(len(code), 1, -1) if code[:end] in table), None)
