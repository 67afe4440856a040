"""Cluster gaps: for each domain and area a state with the rule and the numbers behind it, and who could close it.

The rules stand in `cells.STATES`. Beside each cell stands how it compares with EU programmes, and beside each area how
specialised it is (methods: location quotient of Balassa 1965, Fisher's exact test, Benjamini and Hochberg 1995, delta
interval of Beyene and Moineddin 2005, gamma shrinkage with a = 2 and that of Marshall 1991, bootstrap over actors).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dirskg.graph.analyses.completeness import seen_share
from dirskg.graph.analyses.coverage import INDUSTRY, By, Perimeter, active, among, coverage, missing_legs
from dirskg.graph.analyses.finding import Trace, traced
from dirskg.graph.analyses.gaps.asked import asked
from dirskg.graph.analyses.gaps.beside import beside, located, organisations_by_strength
from dirskg.graph.analyses.gaps.cells import (
    GAPS,
    HELIX_GAPS,
    SINGLE,
    SUPPLY_GAPS,
    Cell,
    Counted,
    absent,
    judged,
    wanted,
)
from dirskg.graph.analyses.gaps.closing import Closers
from dirskg.graph.analyses.gaps.comparison import Comparison, Comparisons, Population, compare, population
from dirskg.graph.analyses.gaps.latent import Latent, latent
from dirskg.graph.analyses.gaps.on_site import plants_of
from dirskg.graph.analyses.gaps.populations import programme_pairs
from dirskg.graph.analyses.gaps.profiles import Profile, profiles
from dirskg.graph.analyses.programmes import FundYear, fund_coverage
from dirskg.graph.answers.as_json import AsJson, fields_as_json
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.ecosystem.strengths import CAPABLE
from dirskg.graph.errors import require_called
from dirskg.graph.measures.bootstrap import DRAWS
from dirskg.ontology.vocab import BELGIUM, LEGS, REGIONS


@dataclass(frozen=True, slots=True)
class Programmes(AsJson):
    """All who take part in EU programmes: organisations, their entries (pairs with a domain), the Belgians of them.

    `country` compares Belgium as a whole with them, one comparison a domain, actors without a known place included.
    """

    json_keys = "organisations entries belgians evidence=trace"

    organisations: int
    entries: int
    belgians: int
    country: Mapping[str, Comparison]

    def trace(self, domain: str = "") -> Trace:
        """The named query that lists all entries, or those of a domain.

        The perimeter makes no difference: whoever takes part in a project is in the strict one too.
        """
        return traced(f"{domain} (EU, all)", "programme-population", domain=domain)

    def to_json(self) -> dict[str, Any]:
        """The population as plain values."""
        country = [{"domain": domain, **found.to_json()} for domain, found in self.country.items()]
        return fields_as_json(self) | {"belgium": country}


@dataclass(frozen=True, slots=True)
class GapReport:
    """All cells of one reading of the graph, and the profile of each area within Belgium and within EU programmes.

    `organisations` are those that can deliver, `by_strength` counts all, each where it is strongest, by leg, and
    `international` the bodies of the EU, NATO and others seated here, which are not counted. `fund` holds the EDF
    projects of the graph against published totals.
    """

    build: str
    by: By
    perimeter: Perimeter
    areas: tuple[str, ...]
    domains: pd.DataFrame
    regions: pd.DataFrame
    cells: tuple[Cell, ...]
    organisations: int
    by_strength: Mapping[str, Mapping[str, int]]
    international: int
    fund: tuple[FundYear, ...]
    programmes: Programmes
    profiles: tuple[Profile, ...]
    eu_profiles: tuple[Profile, ...]

    def gaps(self) -> list[Cell]:
        """Cells in a state of gap, worst state first, then by shrunk location quotient."""
        found = [cell for cell in self.cells if cell.state in GAPS]
        return sorted(found, key=lambda c: (GAPS.index(c.state), c.be.lq_shrunk, c.domain, c.region))

    def otherwise(self, counted: Counted) -> list[tuple[Cell, str]]:
        """Cells that would stand otherwise if those counted who only take part, or have a plant there; and how."""
        states = ((cell, getattr(cell, f"state_{counted}")) for cell in self.cells if cell.region)
        return [(cell, state) for cell, state in states if state != cell.state]

    def to_json(self) -> dict[str, Any]:
        """The report as plain values."""
        states = Counter(cell.state for cell in self.cells)
        return {
            "build": self.build,
            "perimeter": self.perimeter,
            "by": self.by,
            "organisations": self.organisations,
            "by_strength": {strength: dict(counts) for strength, counts in self.by_strength.items()},
            "international_bodies": self.international,
            "fund": [one.to_json() for one in self.fund],
            "gaps": {"supply": sum(states[s] for s in SUPPLY_GAPS), "helix": sum(states[s] for s in HELIX_GAPS)},
            "domain_labels": "working" if self.domains["working"].any() else "official",
            "eu": self.programmes.to_json(),
            "areas": [
                {**own.to_json(), "eu": eu.to_json()} for own, eu in zip(self.profiles, self.eu_profiles, strict=True)
            ],
            "cells": [cell.to_json() for cell in self.cells],
        }

    def traces(self) -> tuple[Trace, ...]:
        """Where the counts of cells come from, within Belgium and in EU programmes, and what the latter add up to."""
        cells = [trace for cell in self.cells for trace in cell.traces()]
        fund = [trace for one in self.fund for trace in one.traces()]
        left_out = Trace("international_bodies", "international-bodies", {"country": BELGIUM})
        return (*cells, *(self.programmes.trace(domain) for domain in self.programmes.country), *fund, left_out)


@once
def gaps(
    ecosystem: Ecosystem,
    *,
    by: By = "region",
    domain: str = "",
    region: str = "",
    perimeter: Perimeter = "broad",
    build: str = "",
    draws: int = DRAWS,
) -> GapReport:
    """The gap report of an ecosystem, by region (NUTS 1), nuts2 or nuts3, of all domains and regions or of one.

    Margins and tests always use all domains and areas, so that the numbers of a cell do not depend on what is shown.
    Who has no known place stays beside a region: they may be of it. Without `draws` there is no bootstrap. Raises
    DirskgError for a domain or region that the graph does not have.
    """
    actors, domains = ecosystem.organisations, list(ecosystem.domains["id"])
    require_called("domain", domain, domains)
    require_called("region", region, REGIONS)
    everybody = active(ecosystem, by=by, perimeter=perimeter)
    pairs = among(everybody, (CAPABLE,))
    areas, labels = _areas(ecosystem, by)
    cube = coverage(pairs, domains, areas)
    names = dict(rows(actors, "id", "label"))
    belgium = population(pairs[pairs["area"] != ""], areas, domains, names)
    within = compare(belgium, [{area: [area] for area in areas}], located(pairs), draws=draws)
    entries = programme_pairs(ecosystem, by=by, perimeter=perimeter)
    programmes, against = _against(entries, areas, domains, names, draws)
    shown = [domain] if domain else domains
    here = [area for area in areas if area.startswith(region)]
    closers = Closers(ecosystem, pairs)
    counted = [row for row in cube.to_dict("records") if row["domain"] in shown and row["area"] in (*here, "")]
    # Estimates of the unseen are made for regions, and in the broad perimeter alone.
    seen = seen_share(ecosystem) if by == "region" and perimeter == "broad" else {}
    cells = [_cell(row, within, against, seen, by, perimeter) for row in counted]
    cells = beside(cells, everybody, plants_of(ecosystem, pairs, areas, by), areas, domains)
    cells = asked(cells, ecosystem, pairs, areas, domains, by, perimeter)
    told = everybody[everybody["domain"].isin(shown)]
    strong = organisations_by_strength(told[told["area"].isin(here)] if region else told)
    hidden = latent(belgium, programmes, areas)
    return GapReport(
        build=build,
        by=by,
        perimeter=perimeter,
        areas=(*here, ""),
        domains=ecosystem.domains[ecosystem.domains["id"].isin(shown)],
        regions=labels,
        cells=tuple(_closed(cell, closers, hidden) for cell in cells),
        organisations=sum(strong[CAPABLE].values()),
        by_strength=strong,
        international=int(((actors["country"] == BELGIUM) & (actors["level"] == "international")).sum()),
        fund=fund_coverage(ecosystem),
        programmes=_programmes(entries, against, shown),
        profiles=_of(here, profiles(belgium, areas)),
        eu_profiles=_of(here, profiles(programmes, areas)),
    )


def _areas(ecosystem: Ecosystem, by: By) -> tuple[list[str], pd.DataFrame]:
    """Codes of all areas compared, seen or not, and their labels in the columns of the frame `regions`."""
    if by == "region":
        return list(REGIONS), ecosystem.regions
    level = ecosystem.areas[ecosystem.areas["id"].str.len() == {"nuts2": 4, "nuts3": 5}[by]]
    labels = {column: level["label"] for column in ecosystem.regions.columns if column != "id"}
    return level["id"].tolist(), pd.DataFrame({"id": level["id"], **labels}).reset_index(drop=True)


def _of(areas: Sequence[str], found: Sequence[Profile]) -> tuple[Profile, ...]:
    return tuple(profile for profile in found if profile.area in areas)


def _against(
    entries: pd.DataFrame, areas: list[str], domains: list[str], names: Mapping[str, str], draws: int
) -> tuple[Population, dict[tuple[str, str], Comparison]]:
    """All who take part in EU programmes, and how each area, and Belgium as a whole, compares with them."""
    home = entries["country"] == BELGIUM
    # Belgians without a known place take a place of their own, so that they count for the country.
    area = entries["area"].mask(home & (entries["area"] == ""), BELGIUM)
    whole = population(entries.assign(area=area), [*areas, BELGIUM], domains, names)
    families = [{area: [area] for area in areas}, {BELGIUM: [*areas, BELGIUM]}]
    found = dict(compare(whole, families, located(entries[home]), draws=draws))
    for domain in domains:
        found[BELGIUM, domain] = replace(found[BELGIUM, domain], located=1.0)
    placeless = entries[home & (entries["area"] == "")].groupby("domain").size()
    found |= {("", domain): Comparison(int(placeless.get(domain, 0))) for domain in domains}
    return whole, found


def _programmes(entries: pd.DataFrame, found: Comparisons, shown: Sequence[str]) -> Programmes:
    home = entries["country"] == BELGIUM
    return Programmes(
        organisations=entries["organisation"].nunique(),
        entries=len(entries),
        belgians=entries.loc[home, "organisation"].nunique(),
        country={domain: found[BELGIUM, domain] for domain in shown},
    )


def _cell(
    row: Mapping[Hashable, Any],
    within: Comparisons,
    against: Comparisons,
    seen: Mapping[tuple[str, str], float],
    by: By,
    perimeter: Perimeter,
) -> Cell:
    area, domain, federal = str(row["area"]), str(row["domain"]), int(row["federal"])
    legs = {leg: int(row[leg]) for leg in LEGS}
    cell = Cell(
        region=area,
        domain=domain,
        state="place unknown",
        fractional=float(row["fractional"]),
        legs=legs,
        groups=int(row["groups"]),
        suppliers=int(row["suppliers"]),
        sme=int(row["sme"]),
        sme_owned=int(row["sme_owned"]),
        size_unknown=int(row["size_unknown"]),
        federal=federal,
        missing_legs=missing_legs(legs, federal=federal) if area else (),
        be=within[area, domain] if area else Comparison(int(row["count"])),
        eu=against[area, domain],
        by=by,
        perimeter=perimeter,
        seen_share=seen.get((domain, area), float("nan")) if area else float("nan"),
    )
    return replace(cell, state=judged(cell)) if area else cell


def _closed(cell: Cell, closers: Closers, hidden: Mapping[tuple[str, str], Latent]) -> Cell:
    found = hidden[cell.region, cell.domain] if cell.region and absent(cell) else None
    label = found if found and found.strong else None
    legs = (INDUSTRY,) if cell.suppliers else LEGS
    only = closers.there(cell.domain, cell.region, *legs) if SINGLE in (cell.state, cell.state_known) else ()
    others = closers.of(cell.domain, cell.region, wanted(cell), but=only)
    # No institution is a second company: those that can deliver elsewhere are told apart, not left out in silence.
    rest = tuple(leg for leg in LEGS if leg not in wanted(cell)) if cell.state == SINGLE and cell.suppliers else ()
    unasked = closers.of(cell.domain, cell.region, rest, but=only)
    return replace(cell, latent=label, only=only, closable_by=others, unasked=unasked)
