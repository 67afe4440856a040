"""Every analysis, as its command calls it without options: what holds for one finding must hold for all."""

from __future__ import annotations

from collections.abc import Callable

from dirskg.graph.analyses.benchmark import benchmark
from dirskg.graph.analyses.calls import calls
from dirskg.graph.analyses.complementarity import complementarity
from dirskg.graph.analyses.completeness import completeness
from dirskg.graph.analyses.consortium import consortium
from dirskg.graph.analyses.dependence import dependence
from dirskg.graph.analyses.finding import Finding
from dirskg.graph.analyses.seats import seats
from dirskg.graph.analyses.smes import sme_shares
from dirskg.graph.analyses.ties import ties_between_regions
from dirskg.graph.analyses.tracker import tracker
from dirskg.graph.frames import Ecosystem

# By the name of the module in exports/findings. An analysis that needs to be told something picks it from the frames.
FINDINGS: dict[str, Callable[[Ecosystem], Finding]] = {
    "smes": sme_shares,
    "ties": ties_between_regions,
    "dependence": dependence,
    "completeness": completeness,
    "benchmark": benchmark,
    "tracker": lambda ecosystem: tracker(ecosystem, on="2026-11-25"),
    "calls": lambda ecosystem: calls(ecosystem, on="2026-11-25"),
    "consortium": lambda ecosystem: consortium(ecosystem, _call(ecosystem)),
    "seats": seats,
    "complement": complementarity,
}


def _call(ecosystem: Ecosystem) -> str:
    """The call with a domain that closes last; "" where there is none."""
    calls = ecosystem.calls[ecosystem.calls["id"].isin(ecosystem.project_domains["project"])]
    return str(calls.sort_values(["deadline", "id"])["id"].iloc[-1]) if len(calls) else ""
