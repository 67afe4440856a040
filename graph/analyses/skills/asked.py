"""What is asked for: the competences that calls, projects and purchase files name, with the sentence of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dirskg.graph.analyses.finding import Trace, traced
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import lists_of
from dirskg.graph.ecosystem.rows import rows
from dirskg.ontology.vocab import LANGUAGES

CALL, PROJECT, PURCHASE = KINDS = ("call", "project", "purchase")


@dataclass(frozen=True, slots=True)
class Sentence(AsJson):
    """A record that names a competence: its kind (of KINDS), its name, and the sentence."""

    record: str
    kind: str
    name: str
    domains: tuple[str, ...]
    competence: str
    words: str
    sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class Asked(AsJson):
    """A competence that is asked for: by how many records of each kind, and where it is trained.

    `named` are the bodies that train and name it themselves, by region; `works` the others that train and take part in
    a project that names it, of which nothing tells whether they teach it. `domain` limits the records, not the bodies.
    """

    json_keys = "competence kind labels records **asking domains named works evidence=traces"

    competence: str
    kind: str
    labels: Mapping[str, str]
    counts: Mapping[str, int]
    domains: tuple[str, ...]
    named: Mapping[str, tuple[str, ...]]
    works: Mapping[str, tuple[str, ...]]
    domain: str

    @property
    def records(self) -> int:
        """Records that ask for it."""
        return sum(self.counts.values())

    @property
    def asking(self) -> dict[str, int]:
        """How many of each kind."""
        return {f"{kind}s": self.counts.get(kind, 0) for kind in KINDS}

    def label(self, lang: str) -> str:
        """Its name in a language; in English, or any other, where it has none."""
        return self.labels.get(lang) or next((self.labels[one] for one in LANGUAGES if one in self.labels), "")

    def traces(self) -> tuple[Trace, ...]:
        """The records that ask for it, and the bodies that train and name it or work with it."""
        name = self.label("en")
        asked = traced(name, "competences-asked", competence=self.competence, domain=self.domain)
        bodies = Trace(f"{name}/training", "training-on-competences", {"competence": self.competence})
        return (asked, bodies) if self.named or self.works else (asked,)


def records(ecosystem: Ecosystem) -> pd.DataFrame:
    """All records that may ask: id, kind, name, and domains as a tuple in the order of the domains."""
    projects, calls, files = ecosystem.projects, ecosystem.calls, ecosystem.purchases
    acronyms = projects["acronym"].where(projects["acronym"] != "", projects["title"])
    named = {
        PROJECT: zip(projects["id"], acronyms, strict=True),
        CALL: rows(calls, "id", "title"),
        PURCHASE: rows(files, "id", "label_en"),
    }
    every = [(one, kind, name or one) for kind, told in named.items() for one, name in told]
    domains = _domains(ecosystem)
    found = pd.DataFrame(every, columns=["id", "kind", "name"]).drop_duplicates("id", ignore_index=True)
    found["domains"] = found["id"].map(lambda one: domains.get(one, ()))
    return found


def _domains(ecosystem: Ecosystem) -> dict[str, tuple[str, ...]]:
    """The domains of projects and calls, and of purchase files those that hold their topics."""
    facts = ecosystem.purchase_facts[["purchase", "topic"]].merge(
        ecosystem.topics[["id", "domain"]], left_on="topic", right_on="id"
    )
    pairs = {
        *rows(ecosystem.project_domains, "project", "domain"),
        *rows(facts, "purchase", "domain"),
    }
    order = {domain: place for place, domain in enumerate(ecosystem.domains["id"])}
    known = sorted((pair for pair in pairs if pair[1] in order), key=lambda pair: order[pair[1]])
    return {record: tuple(held) for record, held in lists_of(known).items()}


def sentences(ecosystem: Ecosystem, asking: pd.DataFrame) -> tuple[Sentence, ...]:
    """Each of these records (`records`) with each competence that it names."""
    told = ecosystem.competence_mentions.merge(asking, left_on="about", right_on="id")
    columns = ["about", "kind", "name", "domains", "competence", "words", "sentence", "source"]
    told = told.sort_values(["kind", "name", "about", "competence"]).drop_duplicates(["about", "competence"])
    return tuple(Sentence(*row) for row in rows(told, *columns))
