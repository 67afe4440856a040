"""What the explorer shows, asked for and laid together: `explore` and `view` write the same page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from dirskg.exports.explorer import Material
    from dirskg.graph import KnowledgeGraph
    from dirskg.graph.frames import Ecosystem
    from dirskg.graph.results import Solutions

ENDINGS = {".html": "html", ".htm": "html"}

# As many actors are shown for a gap, each with its best path of at most so many hops.
_ACTORS = 10
_HOPS = 2


def material(ecosystem: Ecosystem, build: str, ask: Callable[[str], Solutions], day: str) -> Material:
    """Run the analyses as of a day, and ask the named queries whose answers the page shows."""
    from dirskg.exports.explorer import Material
    from dirskg.graph.analyses.calls import calls
    from dirskg.graph.analyses.completeness import completeness
    from dirskg.graph.analyses.gaps import gaps, wanted
    from dirskg.graph.analyses.purchases import purchases
    from dirskg.graph.analyses.seats import seats
    from dirskg.graph.analyses.skills import skills
    from dirskg.graph.analyses.ties import region_pairs
    from dirskg.graph.analyses.tracker import milestones
    from dirskg.graph.network.finder import PathFinder
    from dirskg.graph.network.gap_paths import gap_paths
    from dirskg.graph.network.projection import HALF_LIFE, collaboration_network
    from dirskg.ontology import named_queries

    report = gaps(ecosystem, build=build)
    network = collaboration_network(ecosystem, half_life=HALF_LIFE)
    finder = PathFinder(network)
    ways = {
        place: gap_paths(finder, ecosystem, *place, wanted(cell), k=_ACTORS, max_hops=_HOPS)
        for cell in report.cells
        if cell.closable_by
        for place in [(cell.region, cell.domain)]
    }
    return Material(
        ecosystem=ecosystem,
        build=build,
        on=day,
        gaps=report,
        ways=ways,
        network=network,
        pairs=region_pairs(ecosystem),
        calls=calls(ecosystem, on=day),
        seats=seats(ecosystem),
        milestones=milestones(ecosystem),
        purchases=purchases(ecosystem),
        skills=skills(ecosystem),
        completeness=completeness(ecosystem),
        names=ask(named_queries()["names"].unordered),
        identifiers=ask(named_queries()["identifiers"].unordered),
        told=ask(named_queries()["facts-told"].unordered),
        labels=ask("code-labels"),
        topics=ask("topics-of-domains"),
        words=ask("topic-words"),
    )


def page(graph: KnowledgeGraph, endpoint: str, lang: str, start: str, day: str) -> str:
    """The page as of a day, opened at the view `start` (what stands behind # in its address)."""
    from dirskg.exports.explorer import explorer_page

    return explorer_page(material(graph.ecosystem, graph.name or endpoint, graph.select, day), lang, start)
