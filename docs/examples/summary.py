"""The first answer in ten lines: what the current build holds, where it is thin, and who could help.

Run it after `dirskg build` as `python docs/examples/summary.py [HOME [FILE...]]`; it is also what `make demo` prints.
"""

from __future__ import annotations

import sys

from dirskg.exports.findings.headline import fund_line, kinds
from dirskg.exports.language import read_words
from dirskg.graph import KnowledgeGraph
from dirskg.graph.analyses.gaps import HELIX_GAPS, SUPPLY_GAPS, gaps, wanted
from dirskg.graph.ecosystem.strengths import CAPABLE
from dirskg.graph.network.gap_paths import gap_paths


def main() -> None:
    """Print the summary of the current build."""
    home, *written = [*sys.argv[1:]] or [None]
    with KnowledgeGraph.open(home=home) as graph:
        ecosystem, counts = graph.ecosystem, graph.manifest["counts"]
        print(f"Build       {graph.build.name if graph.build else ''}")
    edf = set(ecosystem.projects.loc[ecosystem.projects["programme"] == "EDF", "id"])
    belgian = set(ecosystem.organisations.loc[ecosystem.organisations["country"] == "BE", "id"])
    parts = ecosystem.participations
    parts = parts[parts["project"].isin(edf) & parts["organisation"].isin(belgian)]
    actors = ecosystem.organisations
    guests = set(actors.loc[(actors["level"] == "international") | (actors["kind"] == "state"), "id"])
    own = parts[~parts["organisation"].isin(guests)]
    report, words = gaps(ecosystem), read_words("dirskg.exports.findings", "en", "common")
    cells = [cell for cell in report.cells if cell.region]
    supply, helix = (sum(cell.state in states for cell in cells) for states in (SUPPLY_GAPS, HELIX_GAPS))
    lacking = sum(bool(cell.missing_legs) for cell in cells)
    print(f"Graph       {counts['quads']:,} statements, {counts['belgian_organisations']} Belgian organisations")
    print(
        f"EDF         {len(edf)} projects, {own['project'].nunique()} with Belgians, {len(own)} Belgian participations"
    )
    print(f"            ({parts['project'].nunique()} and {len(parts)} with international bodies seated in Belgium)")
    print(f"            {fund_line(report.fund, words)}")
    print(f"Can deliver {kinds(report.by_strength[CAPABLE], words)}")
    print(f"Supply      {supply} of {len(cells)} cells with nobody, too few, or a single company that can deliver")
    lack = f"but no industry, research or government among them ({lacking} lack a leg in all)"
    print(f"Helix       {helix} of {len(cells)} cells with enough actors, {lack}")
    domains = ecosystem.domains.set_index("id")["label_en"]
    regions = ecosystem.regions.set_index("id")["label_en"]
    # What hangs on those who only take part is no finding that survives.
    firm = [cell for cell in report.gaps() if cell.state in SUPPLY_GAPS and cell.state_with == cell.state]
    for cell in firm[:3]:
        named = gap_paths(ecosystem, cell.region, cell.domain, wanted(cell), k=4, max_hops=2).actors
        helpers = ", ".join(actor.label for actor in named)
        place = f"{regions[cell.region]}, {cell.domain} {domains[cell.domain]}"
        more = f"{cell.takes_part} more take{'s' if cell.takes_part == 1 else ''} part"
        numbers = f"{cell.count} can deliver, {more}, {cell.expected:.1f} expected"
        print(f"Gap         {place}: {cell.state} ({numbers}). Could help: {helpers}")
    worst = (firm or report.gaps())[0]
    actors = gap_paths(ecosystem, worst.region, worst.domain, max_hops=1).actors
    tied = next((actor for actor in actors if actor.path), None)
    if tied and tied.path:
        hop = tied.path.hops[0]
        projects = ", ".join(project.acronym for project in hop.projects) or hop.kind
        mark = " (known from an aggregator only)" if hop.weak else ""
        print(f"Tie         {tied.label} is tied to {hop.target_label} ({regions[worst.region]}) by {projects}{mark}")
    if written:
        print(f"Reports     {' '.join(written[:-1])}")
        print(f"Explorer    {written[-1]}")


if __name__ == "__main__":
    main()
