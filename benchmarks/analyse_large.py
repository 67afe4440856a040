"""Gaps, network and paths on a large ecosystem out of a seed, against networkx where it has a peer."""

from __future__ import annotations

import os
import signal
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING

from measure import Contender, Job, Race, Run, serve

if TYPE_CHECKING:
    from dirskg.graph.frames import Ecosystem

CAP = 15.0
PAIRS = 2
K = 10
HOPS = 4
REQUESTS = 100
REGIONS = ("BE1", "BE2", "BE3")
SIZE = "50,000 organisations, 250,000 participations"


def races(folder: Path) -> list[Race]:
    """What races; the gap report reads the frames from `folder`, the others make the ecosystem anew."""
    report = Contender("dirskg", "analyse_large", "report", (kept(folder),), ours=True)
    requests = Contender("dirskg", "analyse_large", "requests", ours=True)
    return [
        Race(f"Large ecosystem ({SIZE}): full gap report", [report], tell=lambda runs: _within(runs, 5)),
        Race(f"Large ecosystem: {REQUESTS} path requests from region to region", [requests],
             tell=lambda runs: [*_within(runs, 5), _answered(runs)]),
        _against_networkx("Large ecosystem: weighted network of all organisations", "projection"),
        _against_networkx(f"Large ecosystem: {K} cheapest paths, {HOPS} hops at most, {PAIRS} pairs", "paths", "cost"),
        _against_networkx("Large ecosystem: the same, fewest hops first", "paths", "direct"),
    ]  # fmt: skip


def _against_networkx(title: str, job: str, *arguments: str) -> Race:
    ours = Contender("dirskg", "analyse_large", f"our-{job}", arguments, ours=True)
    theirs = Contender("networkx", "analyse_large", f"their-{job}", arguments)
    return Race(title, [ours, theirs], target=20, tell=_compared)


def _within(runs: dict[str, Run], seconds: float) -> list[str]:
    reached = "reached" if runs["dirskg"].cpu < seconds else "missed"
    return [f"The aim is {seconds:g} s of CPU: {reached}."]


def _answered(runs: dict[str, Run]) -> str:
    facts = runs["dirskg"].facts
    return f"Of {facts['requests']} requests {facts['answered']} have a path; {facts['paths']} paths in all."


def _compared(runs: dict[str, Run]) -> list[str]:
    ours, theirs = runs["dirskg"].facts["answer"], runs["networkx"].facts["answer"]
    capped = [pair for pair, costs in theirs.items() if costs is None]
    other = [pair for pair, costs in theirs.items() if costs not in (None, ours[pair])]
    told = f"Costs differ for {', '.join(other)}." if other else "The answers are the same where there are two."
    return [told + (f" networkx was stopped after {CAP:g} s of CPU on {len(capped)} pairs." if capped else "")]


def _ecosystem() -> Ecosystem:
    from ecosystems import seeded_ecosystem

    return seeded_ecosystem()


def kept(folder: Path) -> str:
    """The folder with the frames of the ecosystem, as a build keeps them."""
    from dirskg.graph.frames import write_frames

    if not (place := folder / "large").exists():
        write_frames(_ecosystem(), place)
    return str(place)


def gap_report(frames: str) -> Job:
    """Both gap reports, worked out and written; from frames that are read, since making them takes more memory."""
    from dirskg.exports.gap_report import render_gap_report
    from dirskg.graph.analyses.gaps import gaps
    from dirskg.graph.frames import read_frames

    ecosystem = read_frames(Path(frames))
    yield
    reports = [gaps(ecosystem, perimeter="broad"), gaps(ecosystem, perimeter="strict")]
    pages = [render_gap_report(report, "html", "en", {}) for report in reports]
    yield
    return {"characters": sum(map(len, pages))}


def requests() -> Job:
    """Region to region, each way, domain by domain and in both orders, on one network; with all evidence."""
    from dirskg.graph.network.finder import PathFinder
    from dirskg.graph.network.projection import collaboration_network

    ecosystem = _ecosystem()
    actors = ecosystem.organisations.set_index("id")["region"]
    active = ecosystem.claims.groupby("domain")["organisation"].agg(set)
    ends = {
        (region, domain): sorted(set(actors.index[actors == region]) & active[domain])
        for region, domain in product(REGIONS, active.index)
    }
    ways = [(one, other) for one, other in product(REGIONS, REGIONS) if one != other]
    asked = list(islice(product((True, False), active.index, ways), REQUESTS))
    yield
    finder = PathFinder(collaboration_network(ecosystem, half_life=3.0))
    found = [
        finder.between(ends[one, domain], ends[other, domain], direct_first=direct)
        for direct, domain, (one, other) in asked
    ]
    told = sum(len(str(report.to_json())) for report in found)
    yield
    answered = sum(bool(report.paths) for report in found)
    paths = sum(len(report.paths) for report in found)
    return {"requests": len(asked), "answered": answered, "paths": paths, "characters": told}


def our_projection() -> Job:
    """The network as arrays."""
    from dirskg.graph.network.projection import collaboration_network

    ecosystem = _ecosystem()
    yield
    network = collaboration_network(ecosystem, half_life=3.0)
    yield
    return {"answer": {"edges": len(network.u), "weight": f"{network.weight.sum():.4f}"}}


def their_projection() -> Job:
    """The network as nodes and edges of networkx."""
    from plain_networkx import projection

    ecosystem = _ecosystem()
    yield
    graph = projection(ecosystem)
    yield
    return {"answer": {"edges": graph.number_of_edges(), "weight": f"{graph.size('weight'):.4f}"}}


def our_paths(order: str) -> Job:
    """Each pair on a network that is there; every path with its evidence, without ways around it, as the peer does."""
    from dirskg.graph.network.finder import PathFinder
    from dirskg.graph.network.projection import collaboration_network

    ecosystem = _ecosystem()
    finder = PathFinder(collaboration_network(ecosystem, half_life=3.0))
    finder.evidence  # noqa: B018  (made when first asked for, and as much a part of what is there)
    options = {"k": K, "max_hops": HOPS, "diverse": False, "direct_first": order == "direct", "alternatives": False}
    yield
    found = {pair: finder.find(*pair, **options) for pair in _pairs(ecosystem)}  # type: ignore[arg-type]
    yield
    costs = {pair: [f"{path.cost:.6f}" for path in report.paths] for pair, report in found.items()}
    return {"answer": {" to ".join(pair): told for pair, told in costs.items()}}


def their_paths(order: str) -> Job:
    """The same pairs on a graph that is there, costs only; one that takes longer than CAP seconds of CPU is stopped."""
    from plain_networkx import funders, paths, projection

    ecosystem = _ecosystem()
    pairs = _pairs(ecosystem)
    graph = projection(ecosystem)
    graph.remove_nodes_from(funders(ecosystem))
    signal.signal(signal.SIGPROF, _stop)
    found: dict[str, list[float] | None] = {}
    yield
    for pair in pairs:
        signal.setitimer(signal.ITIMER_PROF, CAP)
        try:
            found[" to ".join(pair)] = list(islice(paths(graph, *pair, order, HOPS), K))
        except TimeoutError:
            found[" to ".join(pair)] = None
        signal.setitimer(signal.ITIMER_PROF, 0)
    yield
    return {"answer": {pair: costs and [f"{cost:.6f}" for cost in costs] for pair, costs in found.items()}}


def _pairs(ecosystem: Ecosystem) -> list[tuple[str, str]]:
    """Companies of Flanders in the middle of the field by number of projects, each with its like of Wallonia."""
    projects = ecosystem.participations.groupby("organisation")["project"].nunique().rename("projects")
    found = ecosystem.organisations.merge(projects, left_on="id", right_index=True)
    found = found[found["kind"] == "company"].sort_values(["projects", "id"], ascending=[False, True])
    sides = (found.loc[found["region"] == region, "id"].tolist() for region in ("BE2", "BE3"))
    flemish, walloon = (side[len(side) // 2 :][:PAIRS] for side in sides)
    return list(zip(flemish, walloon, strict=True))


def _stop(*_: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    # Before numpy and pyarrow are loaded, as the command line has it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    serve(
        {
            "report": gap_report, "requests": requests, "our-projection": our_projection,
            "their-projection": their_projection, "our-paths": our_paths, "their-paths": their_paths,
        }
    )  # fmt: skip
