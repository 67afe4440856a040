"""What the page shows: the frames, what the analyses found in them, and answers of named queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dirskg.graph.analyses.calls import CallsReport
from dirskg.graph.analyses.completeness import CompletenessReport
from dirskg.graph.analyses.gaps import GapReport
from dirskg.graph.analyses.purchases import PurchasesReport
from dirskg.graph.analyses.seats import SeatsReport
from dirskg.graph.analyses.skills import SkillsReport
from dirskg.graph.analyses.ties import Pair
from dirskg.graph.analyses.tracker import Milestone
from dirskg.graph.frames import Ecosystem
from dirskg.graph.network.gap_paths import GapPathsReport
from dirskg.graph.network.projection import Network
from dirskg.graph.results import Solutions


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """Everything that goes into one page. `ways` has the paths of each gap by region and domain, `network` the ties
    that they run over; the answers are those of the queries `names`, `identifiers`, `facts-told`,
    `code-labels`, `topics-of-domains`, `topic-words`."""

    ecosystem: Ecosystem
    build: str
    on: str
    gaps: GapReport
    ways: Mapping[tuple[str, str], GapPathsReport]
    network: Network
    pairs: tuple[Pair, ...]
    calls: CallsReport
    seats: SeatsReport
    milestones: tuple[Milestone, ...]
    purchases: PurchasesReport
    skills: SkillsReport
    completeness: CompletenessReport
    names: Solutions
    identifiers: Solutions
    told: Solutions
    labels: Solutions
    topics: Solutions
    words: Solutions
