"""What calls ask for, their domains and topics, and who can answer on a topic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum

import pandas as pd

from dirskg.graph.analyses.coverage import active
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import lists_of, sets_of
from dirskg.graph.ecosystem.once import once
from dirskg.graph.ecosystem.rows import held, rows
from dirskg.graph.ecosystem.strengths import CAPABLE
from dirskg.graph.ecosystem.topics import OWN_WORDS, WON, topic_actors


def shares(ecosystem: Ecosystem, call: str) -> dict[str, float]:
    """The domains of a call and their shares of it, which sum to 1; empty where none is known."""
    told = _weights(ecosystem).get(call, ())
    total = fsum(weight for _, weight in told)
    return {domain: weight / total if total > 0 else 1 / len(told) for domain, weight in told}


@once
def _weights(ecosystem: Ecosystem) -> Mapping[str, Sequence[tuple[str, float]]]:
    """By call, its domains in alphabetical order and their weights."""
    told = ecosystem.project_domains.groupby(["project", "domain"])["weight"].sum().reset_index()
    return lists_of((call, (domain, weight)) for call, domain, weight in rows(told, "project", "domain", "weight"))


@once
def topics_of(ecosystem: Ecosystem) -> Mapping[str, tuple[str, ...]]:
    """By call, the topics that it speaks of; of a topic and a wider one the narrower."""
    told = ecosystem.mentions[held(ecosystem.mentions["about"], ecosystem.calls["id"])]
    wider = set(rows(ecosystem.topics, "id", "wider"))
    return {
        call: tuple(sorted(one for one in topics if not any((other, one) in wider for other in topics)))
        for call, topics in sets_of(rows(told, "about", "topic")).items()
    }


@once
def holding(ecosystem: Ecosystem) -> Mapping[str, set[str]]:
    """The domains that hold each topic."""
    return sets_of(rows(ecosystem.topics, "id", "domain"))


@once
def answering(ecosystem: Ecosystem) -> Mapping[str, set[str]]:
    """Who can answer on each topic: who works on it, and who answered a call on it before.

    The latter take part in a project of a call that speaks of the topic, and can deliver in a domain that holds it;
    of those abroad nothing tells what they can deliver, so that the project is enough.
    """
    calls = ecosystem.projects[["id", "call"]].rename(columns={"id": "project"})
    told = ecosystem.mentions[["about", "topic"]].drop_duplicates().rename(columns={"about": "call"})
    took = ecosystem.participations[["project", "organisation"]].merge(calls, on="project").merge(told, on="call")
    took = took[["organisation", "topic"]].drop_duplicates()
    able = ecosystem.strengths.loc[ecosystem.strengths["strength"] == CAPABLE, ["organisation", "domain"]]
    can = able.merge(ecosystem.topics[["id", "domain"]].rename(columns={"id": "topic"}), on="domain")
    people = ecosystem.organisations
    abroad = held(took["organisation"], people.loc[people["country"] != "BE", "id"])
    took = took[abroad | pd.MultiIndex.from_frame(took).isin(pd.MultiIndex.from_frame(can[["organisation", "topic"]]))]
    return sets_of(rows(pd.concat([topic_actors(ecosystem), took]), "topic", "organisation"))


def listed(ecosystem: Ecosystem, call: str) -> set[str]:
    """Who is named for a call: the capable in one of its domains, and who says itself that it works on one of its
    topics, or won a contract on it.
    """
    able, speaking = _able(ecosystem), _speaking(ecosystem)
    on_topic = (speaking.get(topic, set()) for topic in topics_of(ecosystem).get(call, ()))
    return set[str]().union(*(able.get(domain, set()) for domain in shares(ecosystem, call)), *on_topic)


@once
def _able(ecosystem: Ecosystem) -> Mapping[str, set[str]]:
    """By domain, who is capable there."""
    return sets_of(rows(active(ecosystem, of=(CAPABLE,)), "domain", "organisation"))


@once
def _speaking(ecosystem: Ecosystem) -> Mapping[str, set[str]]:
    """By topic, who says itself that it works on it, or won a contract on it."""
    return sets_of(rows(topic_actors(ecosystem, says=(OWN_WORDS, WON)), "topic", "organisation"))
