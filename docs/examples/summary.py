"""The first answer in ten lines: what the current build holds, where it is thin, and who could help.

Run it after `dirskg build` as `python docs/examples/summary.py [HOME [FILE...]]`; it is also what `make demo` prints.
"""

from __future__ import annotations

import sys
from collections import Counter

from dirskg.graph import KnowledgeGraph
from dirskg.graph.analyses.gaps import gaps
from dirskg.graph.network.gap_paths import paths_for_gap


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
    with_us = parts["project"].nunique()
    report = gaps(ecosystem)
    states = Counter(cell.state for cell in report.cells if cell.region)
    print(f"Graph       {counts['quads']:,} statements, {counts['belgian_organisations']} Belgian organisations")
    print(f"EDF         {len(edf)} projects, {with_us} with Belgians, {len(parts)} Belgian participations")
    print(f"Cells       {sum(states.values())}: " + ", ".join(f"{n} {state}" for state, n in states.most_common()))
    domains = ecosystem.domains.set_index("id")["label_en"]
    regions = ecosystem.regions.set_index("id")["label_en"]
    for cell in report.gaps()[:3]:
        helpers = ", ".join(actor.label for closer in cell.closable_by[:2] for actor in closer.actors[:2])
        place = f"{regions[cell.region]}, {cell.domain} {domains[cell.domain]}"
        numbers = f"{cell.count} seen, {cell.expected:.1f} expected"
        print(f"Gap         {place}: {cell.state} ({numbers}). Could help: {helpers}")
    worst = report.gaps()[0]
    actors = paths_for_gap(ecosystem, worst.region, worst.domain, max_hops=1).actors
    tied = next((actor for actor in actors if actor.path), None)
    if tied and tied.path:
        hop = tied.path.hops[0]
        projects = ", ".join(project.acronym for project in hop.projects) or hop.kind
        print(f"Tie         {tied.label} is tied to {hop.target_label} ({regions[worst.region]}) by {projects}")
    if written:
        print(f"Reports     {' '.join(written[:-1])}")
        print(f"Explorer    {written[-1]}")


if __name__ == "__main__":
    main()
