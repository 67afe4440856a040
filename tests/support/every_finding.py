"""Every analysis, as its command calls it without options: what holds for one finding must hold for all."""

from __future__ import annotations

from collections.abc import Callable

from dirskg.graph.analyses.calls import calls, consortium
from dirskg.graph.analyses.complement import complementarity
from dirskg.graph.analyses.completeness import completeness
from dirskg.graph.analyses.fair import FairWishes, fair
from dirskg.graph.analyses.finding import Finding
from dirskg.graph.analyses.helix import helix, stages
from dirskg.graph.analyses.partners import partners
from dirskg.graph.analyses.programmes import benchmark
from dirskg.graph.analyses.purchases import purchases
from dirskg.graph.analyses.resilience import dependence, resilience
from dirskg.graph.analyses.returns import returns
from dirskg.graph.analyses.scenarios import leaving, whatif
from dirskg.graph.analyses.seats import seats
from dirskg.graph.analyses.skills import skills
from dirskg.graph.analyses.smes import sme_shares
from dirskg.graph.analyses.ties import ties_between_regions
from dirskg.graph.analyses.topics import topic_gaps
from dirskg.graph.analyses.tracker import timeline, tracker
from dirskg.graph.ecosystem.frames import Ecosystem

# By the name of the module in exports/findings/subjects. What an analysis needs to be told is picked from the frames.
FINDINGS: dict[str, Callable[[Ecosystem], Finding]] = {
    "smes": sme_shares,
    "ties": ties_between_regions,
    "dependence": dependence,
    "resilience": resilience,
    "whatif": lambda ecosystem: whatif(
        ecosystem, leaving(filter(None, [_busiest(ecosystem)])), on="2026-11-25", call=_call(ecosystem)
    ),
    "helix": helix,
    "stages": stages,
    "completeness": completeness,
    "benchmark": benchmark,
    "tracker": lambda ecosystem: tracker(ecosystem, on="2026-11-25"),
    "timeline": lambda ecosystem: timeline(ecosystem, on="2026-11-25"),
    "returns": returns,
    "purchases": lambda ecosystem: purchases(ecosystem, _file(ecosystem)),
    "fair": lambda ecosystem: fair(ecosystem, FairWishes(guests=20, slots=4), on="2026-11-25", alternatives=1),
    "calls": lambda ecosystem: calls(ecosystem, on="2026-11-25"),
    "consortium": lambda ecosystem: consortium(ecosystem, _call(ecosystem)),
    "seats": seats,
    "complement": complementarity,
    "topics": lambda ecosystem: topic_gaps(ecosystem, "quantum"),
    "skills": skills,
    "partners": lambda ecosystem: partners(ecosystem, _busiest(ecosystem), on="2026-11-25"),
}


def _call(ecosystem: Ecosystem) -> str:
    """The call with a domain that closes last; "" where there is none."""
    calls = ecosystem.calls[ecosystem.calls["id"].isin(ecosystem.project_domains["project"])]
    return str(calls.sort_values(["deadline", "id"])["id"].iloc[-1]) if len(calls) else ""


def _file(ecosystem: Ecosystem) -> str:
    """The purchase file with the most facts; "" where there is none."""
    counts = ecosystem.purchase_facts["purchase"].value_counts()
    return min((-int(n), str(one)) for one, n in counts.items())[1] if len(counts) else ""


def _busiest(ecosystem: Ecosystem) -> str:
    """The Belgian organisation with most participations; "" where there is none."""
    organisations = ecosystem.organisations
    belgian = set(organisations.loc[organisations["country"] == "BE", "id"])
    counts = ecosystem.participations["organisation"].value_counts()
    ranked = sorted((-int(counts.get(one, 0)), one) for one in belgian)
    return ranked[0][1] if ranked else ""
