"""The triple helix: which legs a cell lacks and who has them elsewhere, and where the legs meet in projects.

A leg that one region lacks and another has is a path between the two. Only a leg that no region has is a gap. A leg is
covered by those who can deliver in the domain (docs/methods/strength.md); meetings count all who take part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dirskg.graph.analyses.coverage import HELIX, Perimeter, active, closing_regions, coverage, missing_legs
from dirskg.graph.analyses.finding import Trace, traced
from dirskg.graph.analyses.helix.meetings import Meetings, Seen
from dirskg.graph.answers.as_json import AsJson, fields_as_json
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once
from dirskg.graph.ecosystem.strengths import CAPABLE
from dirskg.graph.measures.helix import transmission, transmission_interval
from dirskg.ontology.vocab import REGIONS


@dataclass(frozen=True, slots=True)
class MissingLeg(AsJson):
    """A leg that nobody on record covers in a region and domain.

    `regions` have it, with as many `actors` there; `unplaced` have it without a known place; `unknown` organisations
    are active in the cell whose leg is not known, any of which may be this one.
    """

    json_keys = "region domain leg kind regions actors unplaced leg_unknown_here=unknown evidence=trace"

    region: str
    domain: str
    leg: str
    regions: tuple[str, ...]
    actors: int
    unplaced: int
    unknown: int
    perimeter: Perimeter

    @property
    def path(self) -> bool:
        """Whether the leg is there elsewhere in Belgium."""
        return bool(self.regions) or self.unplaced > 0

    @property
    def kind(self) -> str:
        """That in a word."""
        return "path" if self.path else "gap"

    def trace(self) -> Trace:
        """The named query that lists all who have the leg in this domain, wherever they sit."""
        name = f"{self.region}/{self.domain}/{self.leg}"
        told = {"domain": self.domain, "leg": self.leg, "only": CAPABLE, "perimeter": self.perimeter}
        return traced(name, "domain-evidence", **told)


@dataclass(frozen=True, slots=True)
class Transmission(AsJson):
    """T(UIG) over all projects with a known leg, in bits, with its interval; for the appendix only."""

    json_keys = "bits=value *"

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class HelixReport(AsJson):
    """Missing legs; meetings in Belgium, by region and by domain; actors whose leg is not known."""

    json_keys = "* participants_of_unknown_leg=unknown"

    perimeter: Perimeter
    cells: int
    complete: int
    missing: tuple[MissingLeg, ...]
    belgium: Meetings
    regions: tuple[Meetings, ...]
    domains: tuple[Meetings, ...]
    transmission: Transmission
    unknown: int

    def gaps(self) -> tuple[tuple[str, str], ...]:
        """Domains and legs that no one in Belgium has on record."""
        return tuple(sorted({(one.domain, one.leg) for one in self.missing if not one.path}))

    def to_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return fields_as_json(self) | {"gaps": [{"domain": domain, "leg": leg} for domain, leg in self.gaps()]}

    def traces(self) -> tuple[Trace, ...]:
        """Where the numbers come from: projects and pairs, then missing legs."""
        places = (self.belgium, *self.regions)
        meetings = (trace for place in places for trace in (place.trace(), place.all_trace(), place.pairs_trace()))
        # The same rows show for every region that lacks a leg who has it elsewhere.
        once = {(one.domain, one.leg): one.trace() for one in reversed(self.missing)}
        return (*meetings, *(place.trace() for place in self.domains), *once.values())


@once
def helix(ecosystem: Ecosystem, *, perimeter: Perimeter = "broad") -> HelixReport:
    """Missing legs by region and domain, and how often university, industry and government meet in projects."""
    domains = sorted({str(domain) for domain in ecosystem.domains["id"]})
    missing = _missing(ecosystem, perimeter, domains)
    cells = len(domains) * len(REGIONS)
    seen = Seen(ecosystem)
    belgium = seen.meetings()
    low, high = transmission_interval(belgium.found)
    return HelixReport(
        perimeter=perimeter,
        cells=cells,
        complete=cells - len({(one.region, one.domain) for one in missing}),
        missing=tuple(missing),
        belgium=belgium,
        regions=tuple(seen.meetings(region=region) for region in REGIONS),
        domains=tuple(seen.meetings(domain=domain) for domain in domains),
        transmission=Transmission(transmission(belgium.found), float(low), float(high), belgium.found.total),
        unknown=seen.nameless(),
    )


def _missing(ecosystem: Ecosystem, perimeter: Perimeter, domains: list[str]) -> list[MissingLeg]:
    pairs = active(ecosystem, perimeter=perimeter, of=(CAPABLE,))
    cube = coverage(pairs, domains, list(REGIONS))
    unknown = pairs[pairs["leg"] == ""].groupby(["domain", "area"]).size().to_dict()
    rows = {(str(row["domain"]), str(row["area"])): row for row in cube.to_dict("records")}
    found = []
    for region in REGIONS:
        for domain in domains:
            row = rows[domain, region]
            for leg in missing_legs({leg: int(row[leg]) for leg in HELIX}, federal=int(row["federal"])):
                closing = closing_regions(cube, domain, region, leg)
                found.append(
                    MissingLeg(
                        region=region,
                        domain=domain,
                        leg=leg,
                        regions=closing,
                        actors=sum(int(rows[domain, other][leg]) for other in closing),
                        unplaced=int(rows[domain, ""][leg]),
                        unknown=int(unknown.get((domain, region), 0)),
                        perimeter=perimeter,
                    )
                )
    return found
