"""What `dependence` finds: how much a domain, a region or a leg hangs on one actor, one group or a few."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from dirskg.graph.analyses.coverage import Perimeter
from dirskg.graph.analyses.finding import Trace, traced
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.strengths import CAPABLE
from dirskg.ontology.vocab import BELGIUM

Flag = Literal["no actor", "single actor", "no company", "sole supplier", "top share", "concentrated"]
FLAGS: Final[tuple[Flag, ...]] = get_args(Flag)
INDUSTRY: Final = "industry"
TOP_LIMIT: Final = 0.5
HHI_LIMIT: Final = 0.25
# With fewer suppliers the index exceeds its limit whatever their shares are.
HHI_FROM: Final = 4


@dataclass(frozen=True, slots=True)
class Top(AsJson):
    """The supplier with most weight: its companies, the group that they belong to ("" for none), its shares.

    `fractional` counts each company as one, split over its domains. `alike` suppliers have as much weight, this one
    included, which is then merely the first of them by id.
    """

    companies: tuple[str, ...]
    group: str
    share: float
    fractional: float
    alike: int


@dataclass(frozen=True, slots=True)
class Dependence(AsJson):
    """One domain in one region, or in all of Belgium (BELGIUM): how many actors there are, and what hangs on the top.

    `exits` is, by leg, how many must leave to empty it; `suppliers` that of industry. `half` suppliers hold half of
    the weight. `hhi` is over suppliers by weight, `low` and `high` with one left out; `unbiased` over `pieces` of
    evidence, corrected for their number. NaN where there are none, or too few to correct.
    """

    json_keys = (
        "region domain actors legs exits suppliers top half_held_by=half pieces hhi hhi_low=low hhi_high=high "
        "hhi_unbiased=unbiased flags evidence=trace"
    )

    region: str
    domain: str
    perimeter: Perimeter
    actors: int
    legs: Mapping[str, int]
    exits: Mapping[str, int]
    top: Top | None
    half: int
    hhi: float
    low: float
    high: float
    unbiased: float
    pieces: int

    @property
    def companies(self) -> int:
        """Organisations of industry."""
        return self.legs.get(INDUSTRY, 0)

    @property
    def suppliers(self) -> int:
        """Companies, those of one group counted once."""
        return self.exits.get(INDUSTRY, 0)

    @property
    def flags(self) -> tuple[Flag, ...]:
        """The rules that this cell meets: see FLAGS, TOP_LIMIT, HHI_LIMIT, HHI_FROM."""
        share = self.top.share if self.top else 0.0
        met: dict[Flag, bool] = {
            "no actor": self.actors == 0,
            "single actor": self.actors == 1,
            "no company": self.actors > 0 and self.companies == 0,
            "sole supplier": self.suppliers == 1,
            "top share": self.suppliers > 1 and share > TOP_LIMIT,
            "concentrated": self.suppliers >= HHI_FROM and self.hhi > HHI_LIMIT,
        }
        return tuple(flag for flag in FLAGS if met[flag])

    def trace(self, leg: str = "") -> Trace:
        """The named query that lists the evidence on all actors of the cell, or of one leg."""
        region = "" if self.region == BELGIUM else self.region
        return _trace(f"{self.region}/{self.domain}", region, self.domain, self.perimeter, leg)


@dataclass(frozen=True, slots=True)
class Sole(AsJson):
    """The only unit of a leg in a domain in all of Belgium: one organisation, or companies of one group."""

    json_keys = "domain leg organisations group regions pieces sources evidence=trace"

    domain: str
    leg: str
    organisations: tuple[str, ...]
    group: str
    regions: tuple[str, ...]
    pieces: int
    sources: tuple[str, ...]
    perimeter: Perimeter

    def trace(self) -> Trace:
        """The named query that lists the evidence."""
        return _trace(f"sole/{self.domain}", "", self.domain, self.perimeter, self.leg)


@dataclass(frozen=True, slots=True)
class Group(AsJson):
    """Belgian companies that are controlled by one owner, or that one of them controls, and where two or more meet."""

    json_keys = "group=top * evidence=traces"

    top: str
    companies: tuple[str, ...]
    domains: tuple[str, ...]

    def traces(self) -> tuple[Trace, ...]:
        """For each company, the named query that lists its recorded owners."""
        return tuple(Trace(f"group/{self.top}", "owners-of-companies", {"entity": one}) for one in self.companies)


@dataclass(frozen=True, slots=True)
class DependenceReport(AsJson):
    """All domains of Belgium, each domain in each region, the sole actors of a leg, and the groups."""

    json_keys = "* limits single_points"
    limits = {"top_share": TOP_LIMIT, "hhi": HHI_LIMIT, "hhi_from_suppliers": HHI_FROM}

    perimeter: Perimeter
    country: tuple[Dependence, ...]
    cells: tuple[Dependence, ...]
    sole: tuple[Sole, ...]
    groups: tuple[Group, ...]
    unplaced: int

    @property
    def flagged(self) -> tuple[Dependence, ...]:
        """The cells that meet a rule."""
        return tuple(cell for cell in self.cells if cell.flags)

    def elsewhere(self, cell: Dependence) -> int:
        """How many suppliers the domain of a cell has in the rest of Belgium."""
        return next(one.suppliers for one in self.country if one.domain == cell.domain) - cell.suppliers

    def single_points(self) -> tuple[str, ...]:
        """Domains in which one exit leaves nobody."""
        return tuple(cell.domain for cell in self.country if "single actor" in cell.flags)

    def traces(self) -> tuple[Trace, ...]:
        """Where the counts come from: all domains, then the regions, then sole actors and groups."""
        cells = (cell.trace() for cell in (*self.country, *self.cells))
        groups = (trace for group in self.groups for trace in group.traces())
        return (*cells, *(one.trace() for one in self.sole), *groups)


def _trace(figure: str, region: str, domain: str, perimeter: Perimeter, leg: str) -> Trace:
    """The named query that lists the evidence on a domain, or on one leg in it."""
    where = {"region": region, "domain": domain, "perimeter": perimeter}
    return traced(f"{figure}/{leg}" if leg else figure, "domain-evidence", **where, only=CAPABLE, leg=leg)
