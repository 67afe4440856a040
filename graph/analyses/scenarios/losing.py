"""What goes with the organisations that a scenario removes: topics, jobs, money, suppliers of each domain."""

from __future__ import annotations

from collections.abc import Sequence

from dirskg.graph.analyses.coverage import active
from dirskg.graph.analyses.importance import Importance, importance
from dirskg.graph.analyses.scenarios.changes import Change
from dirskg.graph.analyses.scenarios.whatif_parts import DomainLoss, Lost
from dirskg.graph.frames import Ecosystem
from dirskg.graph.strengths import CAPABLE


def losses(ecosystem: Ecosystem, changes: Sequence[Change]) -> tuple[Lost, ...]:
    """What goes with each organisation that is removed, counted before the changes; nothing with who only supports."""
    gone = [change.organisation for change in changes if (change.action, change.what) == ("remove", "organisation")]
    if not gone:
        return ()
    weights = {member: weight for weight in importance(ecosystem) for member in weight.members}
    pairs = active(ecosystem)
    able = pairs[(pairs["strength"] == CAPABLE) & (pairs["leg"] == "industry")]
    suppliers = {str(domain): set(own) for domain, own in able.groupby("domain")["group"]}
    held = set(ecosystem.topics[["domain", "id"]].itertuples(index=False, name=None))
    group = dict(zip(pairs["organisation"], pairs["group"], strict=True))
    return tuple(
        Lost(one, weights[one], _domains(weights[one], held, suppliers, group.get(one, one)))
        for one in dict.fromkeys(gone)
        if one in weights
    )


def _domains(
    weight: Importance, held: set[tuple[str, str]], suppliers: dict[str, set[str]], group: str
) -> tuple[DomainLoss, ...]:
    """Each domain in which it is capable, and each that holds a topic of which it is the last."""
    held_by = {domain for domain, topic in held if topic in weight.topics and domain}
    found = []
    for domain in sorted({*weight.domains, *held_by}):
        there = suppliers.get(domain, set())
        topics = tuple(topic for topic in weight.topics if (domain, topic) in held)
        found.append(DomainLoss(domain, topics, (len(there), len(there - {group}))))
    return tuple(found)
