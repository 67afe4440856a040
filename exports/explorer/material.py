"""What the page shows: the frames, what the analyses found in them, and answers of named queries."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from dirskg.graph.analyses.calls import calls
from dirskg.graph.analyses.completeness import completeness
from dirskg.graph.analyses.gaps import gaps, wanted
from dirskg.graph.analyses.purchases import purchases
from dirskg.graph.analyses.seats import seats
from dirskg.graph.analyses.skills import skills
from dirskg.graph.analyses.ties import region_pairs
from dirskg.graph.analyses.tracker import milestones
from dirskg.graph.answers.results import Solutions
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.network.finder import path_finder
from dirskg.graph.network.gap_paths import GapPathsReport, gap_paths
from dirskg.ontology import named_queries

# As many actors are shown for a gap, each with its best path of at most so many hops.
_ACTORS = 10
_HOPS = 2


class Material:
    """Everything that goes into one page, as of the day `on`; what the analyses find is found when it is asked for.

    `ways` has the paths of each gap by region and domain, `network` the ties that they run over.
    """

    def __init__(self, ecosystem: Ecosystem, build: str, ask: Callable[[str], Solutions], on: str) -> None:
        self.ecosystem, self.build, self.on = ecosystem, build, on
        self.network = path_finder(ecosystem).network
        self.names, self.identifiers, self.told = (
            ask(named_queries()[name].unordered) for name in ("names", "identifiers", "facts-told")
        )
        self.labels, self.topics, self.words = map(ask, ("code-labels", "topics-of-domains", "topic-words"))

    gaps = cached_property(lambda self: gaps(self.ecosystem, build=self.build))
    pairs = cached_property(lambda self: region_pairs(self.ecosystem))
    calls = cached_property(lambda self: calls(self.ecosystem, on=self.on))
    seats = cached_property(lambda self: seats(self.ecosystem))
    milestones = cached_property(lambda self: milestones(self.ecosystem))
    purchases = cached_property(lambda self: purchases(self.ecosystem))
    skills = cached_property(lambda self: skills(self.ecosystem))
    completeness = cached_property(lambda self: completeness(self.ecosystem))

    @cached_property
    def ways(self) -> dict[tuple[str, str], GapPathsReport]:
        """By region and domain of each gap that somebody could close, who could, and how they are tied."""
        return {
            (cell.region, cell.domain): gap_paths(
                self.ecosystem, cell.region, cell.domain, wanted(cell), k=_ACTORS, max_hops=_HOPS
            )
            for cell in self.gaps.cells
            if cell.closable_by
        }
