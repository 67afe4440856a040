"""What calls ask for, their domains and topics, and who can answer on a topic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from dirskg.graph.analyses.coverage import active
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once
from dirskg.graph.ecosystem.rows import held, rows
from dirskg.graph.ecosystem.strengths import CAPABLE
from dirskg.graph.ecosystem.topics import OWN_WORDS, WON, topic_actors


def shares(ecosystem: Ecosystem, call: str) -> dict[str, float]:
    """The domains of a call and their shares of it, which sum to 1; empty where none is known."""
    told = ecosystem.project_domains[ecosystem.project_domains["project"] == call]
    weights = told.groupby("domain")["weight"].sum().sort_index()
    total = float(weights.sum())
    return {str(domain): float(w) / total if total > 0 else 1 / len(weights) for domain, w in weights.items()}


def topics_of(ecosystem: Ecosystem, calls: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The topics that each of the calls speaks of; of a topic and a wider one the narrower."""
    told = ecosystem.mentions[ecosystem.mentions["about"].isin(set(calls))]
    wider = set(rows(ecosystem.topics, "id", "wider"))
    found: dict[str, set[str]] = {}
    for call, topic in rows(told, "about", "topic"):
        found.setdefault(call, set()).add(topic)
    return {
        call: tuple(sorted(one for one in topics if not any((other, one) in wider for other in topics)))
        for call, topics in found.items()
    }


@once
def holding(ecosystem: Ecosystem) -> Mapping[str, frozenset[str]]:
    """The domains that hold each topic."""
    found: dict[str, set[str]] = {}
    for topic, domain in rows(ecosystem.topics, "id", "domain"):
        found.setdefault(topic, set()).add(domain)
    return {topic: frozenset(domains) for topic, domains in found.items()}


@once
def answering(ecosystem: Ecosystem) -> Mapping[str, frozenset[str]]:
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
    found: dict[str, set[str]] = {}
    for one, topic in rows(pd.concat([topic_actors(ecosystem), took]), "organisation", "topic"):
        found.setdefault(topic, set()).add(one)
    return {topic: frozenset(those) for topic, those in found.items()}


def listed(ecosystem: Ecosystem, call: str) -> frozenset[str]:
    """Who is named for a call: the capable in one of its domains, and who says itself that it works on one of its
    topics, or won a contract on it.
    """
    pairs = active(ecosystem)
    able = pairs.loc[(pairs["strength"] == CAPABLE) & pairs["domain"].isin(shares(ecosystem, call)), "organisation"]
    working = topic_actors(ecosystem, says=(OWN_WORDS, WON))
    on_topic = working.loc[working["topic"].isin(topics_of(ecosystem, [call]).get(call, ())), "organisation"]
    return frozenset({*able, *on_topic})
