"""What goes with the organisations that a scenario removes: topics, jobs, money, suppliers of each domain."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dirskg.graph.analyses.coverage import active, on_legs
from dirskg.graph.analyses.importance import Importance, importance
from dirskg.graph.analyses.scenarios.changes import Change
from dirskg.graph.analyses.scenarios.whatif_parts import DomainLoss, Lost
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.groups import groups
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.ecosystem.strengths import CAPABLE


def losses(ecosystem: Ecosystem, changes: Sequence[Change]) -> tuple[Lost, ...]:
    """What goes with the organisations that are removed, those of one group together, counted before the changes.

    What their group keeps without them is not lost. Nothing goes with who only supports.
    """
    told = [change.organisation for change in changes if (change.action, change.what) == ("remove", "organisation")]
    gone = set(told)
    if not gone:
        return ()
    weights = [weight for weight in importance(ecosystem, apart=gone) if weight.id in gone]
    legs = on_legs(active(ecosystem, of=(CAPABLE,)))
    able = legs.loc[legs["leg"] == "industry", ["domain", "organisation", "group"]]
    held = set(rows(ecosystem.topics, "domain", "id"))
    weights.sort(key=lambda weight: min(told.index(one) for one in weight.members))
    tops, others = groups(ecosystem), sorted(set(legs["organisation"]) - gone)
    return tuple(
        Lost(
            weight, _domains(weight, held, able),
            tuple(one for one in others if tops.get(one, one) == tops.get(weight.id, weight.id)),
        )
        for weight in weights
    )  # fmt: skip


def _domains(weight: Importance, held: set[tuple[str, str]], able: pd.DataFrame) -> tuple[DomainLoss, ...]:
    """Each domain in which it is capable, and each that holds a topic of which it is the last."""
    held_by = {domain for domain, topic in held if topic in weight.topics and domain}
    found = []
    for domain in sorted({*weight.domains, *held_by}):
        there = able[able["domain"] == domain]
        left = there[~there["organisation"].isin(weight.members)]
        topics = tuple(topic for topic in weight.topics if (domain, topic) in held)
        found.append(DomainLoss(domain, topics, (there["group"].nunique(), left["group"].nunique())))
    return tuple(found)
