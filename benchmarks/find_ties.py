"""Network and paths on the reference frames, against the same in plain networkx."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from measure import Contender, Job, Race, Run, serve

if TYPE_CHECKING:
    from dirskg.graph.ecosystem.frames import Ecosystem
    from dirskg.graph.network.path_report import PathsReport

CAP = 20.0
PAIRS = 3
K = 10
HOPS = 4
GAP_ACTORS = 8


def races(folder: Path) -> list[Race]:
    """What races, on the current build of the home in `folder`."""
    home = str(folder / "home")
    found = []
    tasks = {
        "projection": ("Weighted network of all organisations", ()),
        "cheapest": (f"{K} cheapest paths of at most {HOPS} hops, {PAIRS} pairs of organisations", ("cost",)),
        "direct": ("The same, fewest hops first", ("direct",)),
        "gap": ("`paths --gap` of the first gap", ()),
    }
    for task, (title, extra) in tasks.items():
        job = "paths" if extra else task
        ours = Contender("dirskg", "find_ties", f"our-{job}", (home, *extra), ours=True)
        theirs = Contender("networkx", "find_ties", f"their-{job}", (home, *extra))
        found.append(Race(title, [ours, theirs], tell=compared))
    return found


def compared(runs: dict[str, Run]) -> list[str]:
    """Whether both found the same costs, but for pairs on which networkx was stopped."""
    ours, theirs = runs["dirskg"].facts["answer"], runs["networkx"].facts["answer"]
    capped = [pair for pair, costs in theirs.items() if costs is None]
    other = [pair for pair, costs in theirs.items() if costs not in (None, ours[pair])]
    told = f"Costs differ for {', '.join(other)}." if other else "The answers are the same, where there are two."
    return [told + (f" networkx was stopped after {CAP:g} s of CPU on {len(capped)} pairs." if capped else "")]


def our_projection(home: str = "") -> Job:
    """The network as arrays."""
    from dirskg.graph.network.projection import collaboration_network

    ecosystem = opened(home)
    yield
    network = collaboration_network(ecosystem, half_life=3.0)
    yield
    return {"answer": {"edges": len(network.u), "weight": f"{network.weight.sum():.4f}"}}


def their_projection(home: str = "") -> Job:
    """The network as nodes and edges of networkx."""
    from plain_networkx import projection

    ecosystem = opened(home)
    yield
    graph = projection(ecosystem)
    yield
    return {"answer": {"edges": graph.number_of_edges(), "weight": f"{graph.size('weight'):.4f}"}}


def our_paths(home: str, order: str) -> Job:
    """Each pair by itself, as the command asks; every answer with its evidence."""
    from dirskg.graph.network.finder import PathFinder
    from dirskg.graph.network.projection import HALF_LIFE, collaboration_network

    ecosystem = opened(home)
    yield
    found = {}
    for pair in _pairs(ecosystem):
        # One of its own: the finder of the ecosystem would be made once for all.
        finder = PathFinder(collaboration_network(ecosystem, half_life=HALF_LIFE))
        found[pair] = finder.find(*pair, k=K, max_hops=HOPS, diverse=False, direct_first=order == "direct")
    yield
    return {"answer": {" to ".join(pair): costs(report) for pair, report in found.items()}}


def their_paths(home: str, order: str) -> Job:
    """All pairs on one network, costs only."""
    from plain_networkx import funders, paths, telling_ties

    ecosystem = opened(home)
    yield
    graph = telling_ties(ecosystem)
    found = {}
    for pair in _pairs(ecosystem):
        bridges = graph.subgraph(set(graph) - funders(ecosystem) | set(pair)).copy()
        found[" to ".join(pair)] = within_cap(paths(bridges, *pair, order, HOPS))
    yield
    return {"answer": found}


def costs(report: PathsReport) -> list[str]:
    """What the paths of an answer cost, as the peer tells it."""
    return [f"{path.cost:.6f}" for path in report.paths]


def within_cap(found: Iterator[float]) -> list[str] | None:
    """The first costs, or None where they take longer than CAP seconds of CPU."""
    signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, CAP)
    try:
        return [f"{cost:.6f}" for cost in islice(found, K)]
    except TimeoutError:
        return None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def our_gap(home: str) -> Job:
    """Who could close the gap, with evidence of every path."""
    from dirskg.graph.network.gap_paths import gap_paths

    ecosystem, region, domain = _gap(home)
    yield
    found = gap_paths(ecosystem, region, domain, k=GAP_ACTORS)
    yield
    ways = {actor.id: f"{actor.path.cost:.6f}" if actor.path else "no path" for actor in found.actors}
    return {"answer": ways}


def their_gap(home: str) -> Job:
    """Costs alone, of the actors that we name: who can help is no question to a network."""
    from plain_networkx import funders, telling_ties, ways_into

    from dirskg.graph.ecosystem.strengths import CAPABLE, TAKES_PART
    from dirskg.graph.network.gap_paths import gap_paths

    ecosystem, region, domain = _gap(home)
    actors = [actor.id for actor in gap_paths(ecosystem, region, domain, k=GAP_ACTORS).actors]
    told = ecosystem.strengths[ecosystem.strengths["strength"].isin((CAPABLE, TAKES_PART))]
    there = set(told.loc[told["domain"] == domain, "organisation"])
    placed = ecosystem.organisations
    placed = placed[(placed["level"] != "international") & (placed["kind"] != "state")]
    inside = set(placed.loc[placed["region"] == region, "id"])
    yield
    graph, closed = telling_ties(ecosystem), funders(ecosystem)
    ways = ways_into(graph, inside, closed, HOPS) | ways_into(graph, inside & there, closed, HOPS)
    yield
    return {"answer": {one: f"{ways[one][1]:.6f}" if one in ways else "no path" for one in actors}}


def opened(home: str = "") -> Ecosystem:
    """That of a build, or the large one out of a seed where there is none."""
    if not home:
        from ecosystems import seeded_ecosystem

        return seeded_ecosystem()
    from dirskg.graph.knowledge_graph import KnowledgeGraph

    return KnowledgeGraph.open(home=home).ecosystem


def _gap(home: str) -> tuple[Ecosystem, str, str]:
    from dirskg.graph.analyses.gaps import gaps

    ecosystem = opened(home)
    first = gaps(ecosystem).gaps()[0]
    return ecosystem, first.region, first.domain


def _pairs(ecosystem: Ecosystem) -> list[tuple[str, str]]:
    """The organisations with the most projects of Flanders, each with its like of Wallonia."""
    projects = ecosystem.participations.groupby("organisation")["project"].nunique().rename("projects")
    found = ecosystem.organisations.merge(projects, left_on="id", right_index=True)
    found = found.sort_values(["projects", "id"], ascending=[False, True])
    flemish, walloon = (found.loc[found["region"] == region, "id"].head(PAIRS).tolist() for region in ("BE2", "BE3"))
    return list(zip(flemish, walloon, strict=True))


def _stop(*_: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    serve(
        {
            "our-projection": our_projection, "their-projection": their_projection,
            "our-paths": our_paths, "their-paths": their_paths, "our-gap": our_gap, "their-gap": their_gap,
        }
    )  # fmt: skip
