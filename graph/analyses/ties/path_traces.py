"""Where paths come from: the named query that lists what each hop rests on."""

from __future__ import annotations

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.network.gap_paths import GapPathsReport
from dirskg.graph.network.path_report import PathsReport


def path_traces(report: PathsReport | GapPathsReport) -> tuple[Trace, ...]:
    """One trace a hop, in the order of the paths; for a gap also one to the claims of each actor."""
    years = {"since": report.since, "until": report.until}
    limits = {name: str(year) for name, year in years.items() if year is not None}
    hops = tuple(
        Trace(
            f"{hop.source_label} – {hop.target_label}",
            "ties-between",
            {"first": hop.source, "second": hop.target, **limits},
        )
        for hop in report.hops()
    )
    if isinstance(report, PathsReport):
        return hops
    claims = ({"entity": actor.id, "domain": report.domain} for actor in report.actors)
    told = zip(report.actors, claims, strict=True)
    return (*(Trace(actor.label, "evidence-of", parameters) for actor, parameters in told), *hops)
