"""How much of the European Defence Fund the graph holds: its projects beside totals that others published, by year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.programmes.programme import members, programme_projects
from dirskg.graph.analyses.programmes.programme_parts import PROGRAMME
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once
from dirskg.graph.ecosystem.rows import rows
from dirskg.ontology.vocab import BELGIUM


@dataclass(frozen=True, slots=True)
class FundYear(AsJson):
    """Projects of one year that the graph holds, and how many were published: all, or those with Belgians (`region`).

    `figure` is the published figure; "" where no total is known of the year.
    """

    json_keys = "* evidence=traces"

    year: int
    region: str
    held: int
    published: int | None
    figure: str

    def traces(self) -> tuple[Trace, ...]:
        """Where the published total was read, and the projects that are held."""
        told = {"programme": PROGRAMME, "year": str(self.year)}
        name = f"{PROGRAMME}/{self.year}{f'/{self.region}' if self.region else ''}"
        own = Trace(name, "programme-projects", told)
        if self.region:
            own = Trace(name, "programme-participations", told | {"country": self.region, "body": "own"})
        return (*([Trace(self.figure, "published-figures", {"figure": self.figure})] if self.figure else []), own)


@once
def fund_coverage(ecosystem: Ecosystem) -> tuple[FundYear, ...]:
    """All years in their order: projects first, then those with Belgians where their number was published."""
    figures = ecosystem.figures
    told = figures[(figures["subject"] == "projects") & (figures["programme"] == PROGRAMME)]
    told = (
        told[told["region"].isin(["", BELGIUM])].dropna(subset=["year", "value"]).sort_values(["year", "region", "id"])
    )
    published = {
        (int(year), region): (int(value), figure)
        for figure, year, region, value in rows(told, "id", "year", "region", "value")
    }
    held = Counter((year, "") for year in programme_projects(ecosystem, PROGRAMME)["year"].dropna().astype(int))
    parts = members(ecosystem, PROGRAMME)
    own = parts[~parts["international"] & (parts["country"] == BELGIUM)]
    held.update((year, BELGIUM) for year, _ in set(rows(own, "year", "project")))
    found = []
    for year, region in sorted(published.keys() | {one for one in held if not one[1]}):
        total, figure = published.get((year, region), (None, ""))
        found.append(FundYear(year, region, held[year, region], total, figure))
    return tuple(found)
