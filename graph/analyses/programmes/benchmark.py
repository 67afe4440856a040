"""Belgium's part in the European Defence Fund, held against what could be expected of it.

Three benchmarks: its part in each domain against its part in the whole programme, the other participating countries,
and its published shares in the economy of the EU. Bodies of the EU and NATO with a seat in Belgium are not counted as
Belgian, nor at all. Intervals take participations as independent, which partners of one project are not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from dirskg.graph.analyses.finding import Trace, finite
from dirskg.graph.analyses.programmes.fund_coverage import FundYear, fund_coverage
from dirskg.graph.analyses.programmes.programme import members, programme_projects
from dirskg.graph.analyses.programmes.programme_parts import PROGRAMME, UNKNOWN, Part, Population, at, where
from dirskg.graph.analyses.programmes.yardsticks import Yardstick, gdp_shares, yardsticks
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once
from dirskg.graph.errors import DirskgError
from dirskg.graph.measures.fisher import fisher_table
from dirskg.graph.measures.participation import NONE, Estimate, observed_expected, rate_ratio
from dirskg.graph.measures.stats import benjamini_hochberg
from dirskg.ontology.vocab import BELGIUM, EU, REGIONS

LEAST_EXPECTED = 3.0
FALSE_DISCOVERIES = 0.10


@dataclass(frozen=True, slots=True)
class Ratio(AsJson):
    """A count against what is expected of it; `what` is participations or coordinations, or the id of a domain."""

    json_keys = "* reading"

    place: str
    what: str
    observed: int
    total: int
    expected: float
    ratio: Estimate
    p: float = float("nan")
    p_adjusted: float = float("nan")

    @property
    def reading(self) -> str:
        """In a word: more, few (under 3 expected), fewer, or same (the interval holds 1, or the test shows nothing)."""
        shown = self.p_adjusted <= FALSE_DISCOVERIES if np.isfinite(self.p) else True
        if shown and self.ratio.low > 1:
            return "more"
        if not self.expected >= LEAST_EXPECTED:
            return "few"
        return "fewer" if shown and self.ratio.high < 1 else "same"


@dataclass(frozen=True, slots=True)
class Neighbour(AsJson):
    """A country beside Belgium: its rank by participations, and Belgium's rate per point of GDP over its own."""

    json_keys = "rank gdp_percent=gdp belgium_over_it=ratio **part"

    rank: int
    part: Part
    gdp: float
    ratio: Estimate


@dataclass(frozen=True, slots=True)
class BenchmarkReport:
    """Belgium and its regions, the yardsticks, the domains, all countries in their order, and what the graph holds."""

    projects: int
    participations: int
    union: int
    international: int
    with_bodies: tuple[int, int]  # participations and projects of Belgium with those that are seated there
    parts: tuple[Part, ...]
    measured: tuple[tuple[Yardstick, Ratio], ...]
    domains: tuple[Ratio, ...]
    countries: tuple[Neighbour, ...]
    fund: tuple[FundYear, ...]

    def to_json(self) -> dict[str, Any]:
        """The report as plain values."""
        measured = [
            {"yardstick": y.name, "share": finite(y.share), "figures": list(y.figures), **ratio.to_json()}
            for y, ratio in self.measured
        ]
        return {
            "programme": PROGRAMME, "projects": self.projects, "participations": self.participations,
            "participations_eu": self.union, "international_bodies": self.international,
            "participations_with_bodies": self.with_bodies[0], "projects_with_bodies": self.with_bodies[1],
            "parts": [part.to_json() for part in self.parts], "yardsticks": measured,
            "domains": [{**ratio.to_json(), "evidence": domain_trace(ratio).to_json()} for ratio in self.domains],
            "countries": [country.to_json() for country in self.countries],
            "fund": [one.to_json() for one in self.fund],
        }  # fmt: skip

    def traces(self) -> tuple[Trace, ...]:
        """Where the figures come from: participants, projects, and the published figures."""
        told = {"programme": PROGRAMME}
        figures = sorted({figure for yardstick, _ in self.measured for figure in yardstick.figures})
        return (
            Trace(PROGRAMME, "programme-projects", told),
            *(part.trace() for part in self.parts),
            *(Trace(figure, "published-figures", {"figure": figure}) for figure in figures),
            *(domain_trace(ratio) for ratio in self.domains if ratio.place == BELGIUM),
            *(country.part.trace() for country in self.countries if country.part.place != BELGIUM),
            *(trace for one in self.fund for trace in one.traces()),
        )


@once
def benchmark(ecosystem: Ecosystem, *, expect_share: float | None = None) -> BenchmarkReport:
    """Belgium's part in the fund against all three benchmarks; `expect_share` is a percentage of the reader's own.

    Raises DirskgError unless that lies above 0 and not above 100.
    """
    if expect_share is not None and not 0 < expect_share <= 100:
        raise DirskgError(f"--expect-share {expect_share:g}: give a percentage above 0 and not above 100, such as 3.4.")
    everyone = members(ecosystem, PROGRAMME)
    rows = everyone[~everyone["international"]]
    population = Population.of(rows, len(programme_projects(ecosystem, PROGRAMME)))
    union = rows[rows["country"].isin(EU)]
    seated = everyone[everyone["country"] == BELGIUM]
    places = (BELGIUM, *REGIONS, *([UNKNOWN] if at(rows, UNKNOWN).any() else []))
    return BenchmarkReport(
        population.projects, len(rows), len(union), int(everyone["international"].sum()),
        (len(seated), int(seated["project"].nunique())),
        tuple(population.part(place) for place in places),
        tuple(_measured(union, yardsticks(ecosystem, expect_share))),
        _domains(ecosystem, rows, [place for place in places if place != UNKNOWN]),
        _countries(ecosystem, population),
        fund_coverage(ecosystem),
    )  # fmt: skip


def against_yardsticks(ecosystem: Ecosystem) -> tuple[tuple[Yardstick, Ratio], ...]:
    """What the EU's Member States have of the fund against each yardstick, as `benchmark` has it, alone."""
    rows = members(ecosystem, PROGRAMME)
    return tuple(_measured(rows[~rows["international"] & rows["country"].isin(EU)], yardsticks(ecosystem)))


def domain_trace(ratio: Ratio) -> Trace:
    """Where the count of a place in a domain comes from."""
    told = {**where(ratio.place), "domain": ratio.what}
    return Trace(f"{ratio.place}/{ratio.what}", "programme-participations", told)


def _measured(union: pd.DataFrame, sticks: tuple[Yardstick, ...]) -> list[tuple[Yardstick, Ratio]]:
    """Participations and coordinations of the EU's Member States against each yardstick."""
    found = []
    for stick in sticks:
        for what, rows in (("participations", union), ("coordinations", union[union["role"] == "coordinator"])):
            seen, expected = int((rows["country"] == BELGIUM).sum()), stick.share * len(rows)
            ratio = observed_expected(seen, expected)
            found.append((stick, Ratio(BELGIUM, what, seen, len(rows), expected, ratio)))
    return found


def _domains(ecosystem: Ecosystem, rows: pd.DataFrame, places: list[str]) -> tuple[Ratio, ...]:
    shares = ecosystem.project_domains[["project", "domain"]].drop_duplicates()
    touched = rows.merge(shares, on="project")
    totals = touched["domain"].value_counts()
    domains = sorted(ecosystem.domains["id"])
    found: list[Ratio] = []
    for place in places:
        whole = int(at(rows, place).sum())
        seen = touched.loc[at(touched, place), "domain"].value_counts()
        row = [_ratio(place, one, int(seen.get(one, 0)), int(totals.get(one, 0)), whole, len(rows)) for one in domains]
        adjusted = benjamini_hochberg([ratio.p for ratio in row])
        found += [replace(ratio, p_adjusted=float(p)) for ratio, p in zip(row, adjusted, strict=True)]
    return tuple(found)


def _ratio(place: str, domain: str, seen: int, total: int, whole: int, everyone: int) -> Ratio:
    """Participations of a place in a domain, of all in the domain, of the place in any, and of all in any."""
    if not total or not whole:
        return Ratio(place, domain, seen, total, 0.0, NONE)
    table = [[seen, whole - seen], [total - seen, everyone - whole - (total - seen)]]
    expected = total * whole / everyone
    return Ratio(place, domain, seen, total, expected, observed_expected(seen, expected), fisher_table(table).two_sided)


def _countries(ecosystem: Ecosystem, population: Population) -> tuple[Neighbour, ...]:
    """All countries with a participation, most first; equal numbers share a rank."""
    counts = {str(country): int(n) for country, n in population.rows["country"].value_counts().items()}
    ordered = sorted((country for country in counts if country != UNKNOWN), key=lambda c: (-counts[c], c))
    gdp = gdp_shares(ecosystem)
    own, size = counts.get(BELGIUM, 0), gdp.get(BELGIUM, float("nan"))
    found = []
    for country in ordered:
        rank = 1 + sum(count > counts[country] for name, count in counts.items() if name != UNKNOWN)
        share = gdp.get(country, float("nan"))
        ratio = NONE if country == BELGIUM else rate_ratio(own, size, counts[country], share)
        found.append(Neighbour(rank, population.part(country), share, ratio))
    return tuple(found)
