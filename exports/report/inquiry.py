"""What a paper asks the analyses, each of them once, whatever languages it is then written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from dirskg.graph.analyses.calls import CallRow, ConsortiumReport, calls, consortium
from dirskg.graph.analyses.completeness import completeness
from dirskg.graph.analyses.coverage import active
from dirskg.graph.analyses.gaps import Cell, gaps, wanted
from dirskg.graph.analyses.helix import helix
from dirskg.graph.analyses.partners import partners
from dirskg.graph.analyses.programmes import benchmark
from dirskg.graph.analyses.purchases import purchases
from dirskg.graph.analyses.resilience import resilience
from dirskg.graph.analyses.skills import skills
from dirskg.graph.analyses.smes import sme_shares
from dirskg.graph.analyses.ties import ties_between_regions
from dirskg.graph.analyses.tracker import timeline, tracker
from dirskg.graph.ecosystem.difference import Change, difference
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import sets_of
from dirskg.graph.ecosystem.once import once
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.ecosystem.strengths import CAPABLE
from dirskg.graph.network.gap_paths import GapActor, GapPathsReport, gap_paths

_MOST = 12  # actors looked at for one gap


@dataclass(frozen=True, slots=True)
class Scope:
    """What a paper is about: all of Belgium, a region, a domain, the cell of both, or an organisation."""

    region: str = ""
    domain: str = ""
    organisation: str = ""

    def holds(self, cell: Cell) -> bool:
        """Whether a cell lies within."""
        return bool(cell.region) and self.region in ("", cell.region) and self.domain in ("", cell.domain)


class Move(NamedTuple):
    """A cell that changed its state."""

    region: str
    domain: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Edition:
    """The build that a paper tells of, and what changed since an earlier one ("" where there is none; None where it
    cannot be read)."""

    build: str
    earlier: str = ""
    changes: tuple[Change, ...] | None = ()
    moves: tuple[Move, ...] = ()


def edition(build: str, now: Ecosystem, earlier: str = "", old: Ecosystem | None = None) -> Edition:
    """The edition of a build, against an earlier build where there is one, which may be unreadable."""
    if old is None:
        return Edition(build, earlier, None if earlier else ())
    before, after = ({(c.region, c.domain): c.state for c in gaps(one, draws=0).cells} for one in (old, now))
    moved = (Move(*place, before[place], after[place]) for place in sorted(before.keys() & after.keys()) if place[0])
    moves = tuple(move for move in moved if move.before != move.after)
    return Edition(build, earlier, tuple(difference(old, now)), moves)


@once
def _facts(ecosystem: Ecosystem) -> Mapping[str, Mapping[str, Any]]:
    """Rows of the organisations by id."""
    columns = ["id", "leg", "level", "country", "region", "town"]
    return {str(row[0]): dict(zip(columns, row, strict=True)) for row in rows(ecosystem.organisations, *columns)}


@once
def _domains_of(ecosystem: Ecosystem) -> Mapping[str, tuple[str, ...]]:
    """The domains of each organisation that is active in any."""
    found = sets_of(rows(active(ecosystem), "organisation", "domain"))
    return {one: tuple(sorted(domains)) for one, domains in found.items()}


@once
def _paths(ecosystem: Ecosystem, region: str, domain: str, legs: tuple[str, ...]) -> GapPathsReport:
    """Who could close a gap: bodies of NATO and the EU close none of a region, nor do they stand for it."""
    found, facts = gap_paths(ecosystem, region, domain, legs, k=_MOST, max_hops=2), _facts(ecosystem)

    def national(actor: GapActor) -> bool:
        ends = [actor.id, *([actor.path.hops[-1].target] if actor.path else [])]
        return all(facts[one]["level"] != "international" for one in ends)

    return replace(found, actors=tuple(filter(national, found.actors)))


@dataclass(frozen=True)
class Inquiry:
    """Findings as they are asked for, each worked out once; on the day `on` calls are open or not."""

    ecosystem: Ecosystem
    on: str
    edition: Edition
    scope: Scope = field(default_factory=Scope)

    def about(self, scope: Scope) -> Inquiry:
        """The same with another scope."""
        return replace(self, scope=scope)

    ties = cached_property(lambda self: ties_between_regions(self.ecosystem))
    completeness = cached_property(lambda self: completeness(self.ecosystem))
    benchmark = cached_property(lambda self: benchmark(self.ecosystem))
    smes = cached_property(lambda self: sme_shares(self.ecosystem))
    helix = cached_property(lambda self: helix(self.ecosystem))
    resilience = cached_property(lambda self: resilience(self.ecosystem))
    purchases = cached_property(lambda self: purchases(self.ecosystem))
    skills = cached_property(lambda self: skills(self.ecosystem))
    gaps = cached_property(lambda self: gaps(self.ecosystem, build=self.edition.build))
    tracker = cached_property(lambda self: tracker(self.ecosystem, on=self.on))
    timeline = cached_property(lambda self: timeline(self.ecosystem, on=self.on))
    calls = cached_property(lambda self: calls(self.ecosystem, on=self.on))
    partners = cached_property(lambda self: partners(self.ecosystem, self.scope.organisation, on=self.on))
    domains_of = cached_property(lambda self: _domains_of(self.ecosystem))

    @cached_property
    def consortia(self) -> tuple[ConsortiumReport, ...]:
        """A team for each open call with a known domain."""
        return tuple(consortium(self.ecosystem, call.id, alternatives=0) for call in self.open_calls())

    def paths(self, cell: Cell) -> GapPathsReport:
        """Who could close a gap, and by which path."""
        return _paths(self.ecosystem, cell.region, cell.domain, wanted(cell))

    def cells(self) -> list[Cell]:
        """The cells of the scope."""
        return [cell for cell in self.gaps.cells if self.scope.holds(cell)]

    def lesser(self) -> list[Cell]:
        """The gaps of the scope, worst first."""
        return [cell for cell in self.gaps.gaps() if self.scope.holds(cell)]

    def open_calls(self, domain: str = "") -> list[CallRow]:
        """Open calls with a known domain, those that close first before the others."""
        found = [row for row in self.calls.rows if row.status == "open" and row.domains]
        return sorted((row for row in found if domain in ("", *row.domains)), key=lambda row: (row.deadline, row.id))

    def there(self, cell: Cell) -> list[str]:
        """Organisations that are active in a cell, those with the strongest evidence first."""
        pairs = active(self.ecosystem)
        inside = pairs[(pairs["domain"] == cell.domain) & (pairs["area"] == cell.region)]
        found: list[str] = inside.sort_values(["strength", "organisation"], ascending=[False, True])[
            "organisation"
        ].tolist()
        return found

    def by_province(self, domain: str) -> dict[str, int]:
        """Organisations that can deliver in a domain by the NUTS code of their province, "" where it is not known."""
        pairs = active(self.ecosystem)
        able = set(pairs.loc[(pairs["domain"] == domain) & (pairs["strength"] == CAPABLE), "organisation"])
        found: dict[str, int] = {}
        for one, region, place in rows(self.ecosystem.organisations, "id", "region", "nuts3"):
            if one in able:
                code = place[:4] or ("BE10" if region == "BE1" else "")
                found[code] = found.get(code, 0) + 1
        return found

    def present(self, *, region: str = "", federal: bool = False) -> list[tuple[str, tuple[str, ...]]]:
        """Organisations of a region, or federal bodies, with their domains: those active in most domains first."""
        level = "federal" if federal else ""
        found = [
            (one, domains) for one, domains in self.domains_of.items()
            if (self.facts(one)["level"] == level if federal else self.facts(one)["region"] == region)
        ]  # fmt: skip
        return sorted(found, key=lambda pair: (-len(pair[1]), pair[0]))

    def facts(self, organisation: str) -> Mapping[str, Any]:
        """The row of an organisation."""
        return _facts(self.ecosystem)[organisation]
