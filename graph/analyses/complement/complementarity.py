"""Complementarity: what a region has, and what another could bring it, in the domains that its gaps are related to.

Added density is that of Balland and Boschma (2021): the part of what a domain is related to that region s holds and
region r does not. A region with many domains adds much to any: beside each density stands what it would be if all
domains were equally related, and whether the difference stands when projects and actors are drawn again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from dirskg.graph.analyses.complement.densities import Densities, Value, densities
from dirskg.graph.analyses.complement.related_domains import DomainPair, Relatedness, domain_relatedness
from dirskg.graph.analyses.complement.supplies import Supplier, Suppliers
from dirskg.graph.analyses.coverage import Perimeter, active
from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.gaps import Cell, gaps
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.strengths import CAPABLE
from dirskg.graph.errors import require_called
from dirskg.graph.measures.relatedness import shares
from dirskg.ontology.vocab import REGIONS


@dataclass(frozen=True, slots=True)
class Supply(AsJson):
    """A domain that a partner region holds and the region does not: percent of added density, and who is behind it."""

    json_keys = "domain share relatedness=pair count actors=suppliers evidence=trace"

    region: str
    domain: str
    share: float
    pair: DomainPair
    count: int
    suppliers: tuple[Supplier, ...]
    trace: Trace


@dataclass(frozen=True, slots=True)
class Offer(AsJson):
    """What a partner region adds to a cell, in percent; `firm` is the part from domains related beyond chance."""

    json_keys = "region added firm domains=supplies"

    region: str
    added: Value
    firm: float
    supplies: tuple[Supply, ...]


@dataclass(frozen=True, slots=True)
class Wanting(AsJson):
    """A domain that a region does not hold (or was asked for), how near it lies, and what others could bring."""

    json_keys = (
        "region=cell.region domain=cell.domain state=cell.state count=cell.count expected=cell.be.expected "
        "lq=cell.be.lq lq_low=cell.be.lq_low lq_high=cell.be.lq_high held density offers evidence=cell.trace"
    )

    cell: Cell
    held: bool
    density: Value
    offers: tuple[Offer, ...]

    @property
    def best(self) -> Offer | None:
        """The partner region that brings most; None where nobody brings anything."""
        return self.offers[0] if self.offers else None

    def traces(self) -> tuple[Trace, ...]:
        """The actors in the cell, and those of the domains that others bring."""
        return (self.cell.trace(), *(supply.trace for offer in self.offers for supply in offer.supplies))


@dataclass(frozen=True, slots=True)
class ComplementReport:
    """The cells that regions do not hold, those first to which a partner brings most, or the one asked for."""

    perimeter: Perimeter
    gap: tuple[str, str] | None
    relatedness: Relatedness
    held: tuple[tuple[str, str], ...]
    cells: tuple[Wanting, ...]
    pairs: tuple[DomainPair, ...]

    def to_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return {
            "perimeter": self.perimeter, "gap": "/".join(self.gap) if self.gap else None,
            "held": [{"region": region, "domain": domain} for region, domain in self.held],
            "relatedness": self.relatedness.to_json(), "cells": [cell.to_json() for cell in self.cells],
        }  # fmt: skip

    def traces(self) -> tuple[Trace, ...]:
        """The population, the cells and who is behind what they lack, and the pairs of domains shown."""
        found = [Trace("EU", "programme-population")]
        found += [trace for cell in self.cells for trace in cell.traces()]
        found += [trace for pair in self.pairs for trace in pair.traces()]
        once: dict[object, Trace] = {}  # cells bring the same domains again and again
        for trace in found:
            once.setdefault(trace.key, trace)
        return tuple(once.values())


def complementarity(
    ecosystem: Ecosystem, *, gap: tuple[str, str] | None = None, perimeter: Perimeter = "broad"
) -> ComplementReport:
    """What regions could bring each other: all cells that a region does not hold, or the one asked for in depth.

    Raises DirskgError for a region or domain that the graph does not have.
    """
    domains = tuple(sorted(ecosystem.domains["id"]))
    if gap:
        require_called("region", gap[0], REGIONS)
        require_called("domain", gap[1], domains)
    pairs = active(ecosystem, perimeter=perimeter, of=(CAPABLE,))
    relatedness = domain_relatedness(ecosystem)
    found = densities(pairs, REGIONS, relatedness)
    cells = {(c.region, c.domain): c for c in gaps(ecosystem, perimeter=perimeter, draws=0).cells if c.region}
    suppliers = Suppliers(ecosystem, pairs, perimeter)
    every = [(r, d) for r in range(len(REGIONS)) for d in range(len(domains))]
    asked = [(REGIONS.index(gap[0]), domains.index(gap[1]))] if gap else [c for c in every if not found.held[c]]
    wanting = [
        Wanting(cells[REGIONS[r], domains[d]], bool(found.held[r, d]), found.own[r, d],
                _offers(found, relatedness, suppliers, cells, r, d, deep=gap is not None))
        for r, d in asked
    ]  # fmt: skip
    held = tuple((REGIONS[r], domains[d]) for r, d in every if found.held[r, d])
    return ComplementReport(
        perimeter, gap, relatedness, held, tuple(sorted(wanting, key=_order)), _shown(relatedness, gap)
    )


def _shown(relatedness: Relatedness, gap: tuple[str, str] | None) -> tuple[DomainPair, ...]:
    """The pairs shown: those related beyond chance, or all of the domain asked for, strongest first."""
    if not gap:
        return tuple(relatedness.related())
    own = [pair for pair in relatedness.pairs if gap[1] in (pair.one, pair.other)]
    # NaN, of a domain that stands with no other, comes last.
    return tuple(sorted(own, key=lambda p: (p.phi != p.phi, -p.phi if p.phi == p.phi else 0, p.one, p.other)))


def _order(wanting: Wanting) -> tuple[float, float, str, str]:
    best = wanting.best
    firm, added = (best.firm, best.added.value) if best else (0.0, 0.0)
    return (-firm, -added, wanting.cell.region, wanting.cell.domain)


def _offers(
    found: Densities, relatedness: Relatedness, suppliers: Suppliers, cells: Mapping[tuple[str, str], Cell],
    region: int, domain: int, *, deep: bool,
) -> tuple[Offer, ...]:  # fmt: skip
    """What each other region brings to a cell, most first; a region that brings nothing is left out."""
    weights = shares(relatedness.phi)[:, domain]
    offers = []
    for partner, name in enumerate(found.regions):
        brought = ~found.held[region] & found.held[partner] & (weights > 0)
        supplies = tuple(
            _supply(found, relatedness, suppliers, cells, (region, partner, domain, int(j)), float(weights[j]), deep)
            for j in np.argsort(-weights, kind="stable")
            if brought[j]
        )
        firm = sum(supply.share for supply in supplies if supply.pair.related)
        if supplies:
            offers.append(Offer(name, found.added[region, partner, domain], firm, supplies))
    return tuple(sorted(offers, key=lambda o: (-o.firm, -o.added.value, o.region)))


def _supply(
    found: Densities, relatedness: Relatedness, suppliers: Suppliers, cells: Mapping[tuple[str, str], Cell],
    place: tuple[int, int, int, int], share: float, deep: bool,
) -> Supply:  # fmt: skip
    region, partner, domain, brought = place
    there, what, home = found.regions[partner], found.domains[brought], found.regions[region]
    cell = cells[there, what]
    pair = relatedness.between(found.domains[domain], what)
    return Supply(there, what, share, pair, cell.count, suppliers.of(what, there, home) if deep else (), cell.trace())
