"""Gaps, network and paths on a large ecosystem out of a seed, against networkx where it has a peer."""

from __future__ import annotations

import os
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING

from find_ties import HOPS, K, compared, costs, opened, our_projection, their_projection, within_cap
from measure import Contender, Job, Race, Run, serve

if TYPE_CHECKING:
    from dirskg.graph.ecosystem.frames import Ecosystem

PAIRS = 2
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
    return Race(title, [ours, theirs], target=20, tell=compared)


def _within(runs: dict[str, Run], seconds: float) -> list[str]:
    reached = "reached" if runs["dirskg"].cpu < seconds else "missed"
    return [f"The aim is {seconds:g} s of CPU: {reached}."]


def _answered(runs: dict[str, Run]) -> str:
    facts = runs["dirskg"].facts
    return f"Of {facts['requests']} requests {facts['answered']} have a path; {facts['paths']} paths in all."


def kept(folder: Path) -> str:
    """The folder with the frames of the ecosystem, as a build keeps them."""
    from dirskg.graph.ecosystem.frames import write_frames

    if not (place := folder / "large").exists():
        write_frames(opened(), place)
    return str(place)


def gap_report(frames: str) -> Job:
    """Both gap reports, worked out and written; from frames that are read, since making them takes more memory."""
    from dirskg.exports.gap_report import render_gap_report
    from dirskg.graph.analyses.gaps import gaps
    from dirskg.graph.ecosystem.frames import read_frames

    ecosystem = read_frames(Path(frames))
    yield
    reports = [gaps(ecosystem, perimeter="broad"), gaps(ecosystem, perimeter="strict")]
    pages = [render_gap_report(report, "html", "en", {}) for report in reports]
    yield
    return {"characters": sum(map(len, pages))}


def requests() -> Job:
    """Region to region, each way, domain by domain and in both orders, on one network; with all evidence."""
    from dirskg.graph.network.finder import path_finder

    ecosystem = opened()
    actors = ecosystem.organisations.set_index("id")["region"]
    active = ecosystem.claims.groupby("domain")["organisation"].agg(set)
    ends = {
        (region, domain): sorted(set(actors.index[actors == region]) & active[domain])
        for region, domain in product(REGIONS, active.index)
    }
    ways = [(one, other) for one, other in product(REGIONS, REGIONS) if one != other]
    asked = list(islice(product((True, False), active.index, ways), REQUESTS))
    yield
    finder = path_finder(ecosystem)
    found = [
        finder.between(ends[one, domain], ends[other, domain], direct_first=direct)
        for direct, domain, (one, other) in asked
    ]
    told = sum(len(str(report.to_json())) for report in found)
    yield
    answered = sum(bool(report.paths) for report in found)
    paths = sum(len(report.paths) for report in found)
    return {"requests": len(asked), "answered": answered, "paths": paths, "characters": told}


def our_paths(order: str) -> Job:
    """Each pair on a network that is there; every path with its evidence, without ways around it, as the peer does."""
    from dirskg.graph.network.finder import path_finder

    ecosystem = opened()
    finder = path_finder(ecosystem)
    finder.evidence  # noqa: B018  (made when first asked for, and as much a part of what is there)
    options = {"k": K, "max_hops": HOPS, "diverse": False, "direct_first": order == "direct", "alternatives": False}
    yield
    found = {pair: finder.find(*pair, **options) for pair in _pairs(ecosystem)}  # type: ignore[arg-type]
    yield
    return {"answer": {" to ".join(pair): costs(report) for pair, report in found.items()}}


def their_paths(order: str) -> Job:
    """The same pairs on a graph that is there, costs only."""
    from plain_networkx import funders, paths, telling_ties

    ecosystem = opened()
    pairs = _pairs(ecosystem)
    graph = telling_ties(ecosystem)
    graph.remove_nodes_from(funders(ecosystem))
    yield
    found = {" to ".join(pair): within_cap(paths(graph, *pair, order, HOPS)) for pair in pairs}
    yield
    return {"answer": found}


def _pairs(ecosystem: Ecosystem) -> list[tuple[str, str]]:
    """Companies of Flanders in the middle of the field by number of projects, each with its like of Wallonia."""
    projects = ecosystem.participations.groupby("organisation")["project"].nunique().rename("projects")
    found = ecosystem.organisations.merge(projects, left_on="id", right_index=True)
    found = found[found["kind"] == "company"].sort_values(["projects", "id"], ascending=[False, True])
    sides = (found.loc[found["region"] == region, "id"].tolist() for region in ("BE2", "BE3"))
    flemish, walloon = (side[len(side) // 2 :][:PAIRS] for side in sides)
    return list(zip(flemish, walloon, strict=True))


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
