"""What a paper asks the analyses, each of them once, whatever languages it is then written in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

import pandas as pd

from dirskg.graph.analyses.calls import CallRow, CallsReport, ConsortiumReport, calls, consortium
from dirskg.graph.analyses.completeness import completeness as how_complete
from dirskg.graph.analyses.coverage import active
from dirskg.graph.analyses.gaps import Cell, GapReport, gaps, wanted
from dirskg.graph.analyses.helix import helix as where_legs_meet
from dirskg.graph.analyses.partners import PartnersReport, partners
from dirskg.graph.analyses.programmes import benchmark as compared
from dirskg.graph.analyses.purchases import purchases as purchase_files
from dirskg.graph.analyses.resilience import resilience as who_would_be_missed
from dirskg.graph.analyses.skills import skills as skills_asked
from dirskg.graph.analyses.smes import sme_shares
from dirskg.graph.analyses.ties import ties_between_regions
from dirskg.graph.analyses.tracker import TimelineReport, TrackerReport, timeline, tracker
from dirskg.graph.ecosystem.difference import Change, difference
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.ecosystem.strengths import CAPABLE
from dirskg.graph.network.gap_paths import GapActor, GapPathsReport, gap_paths

T = TypeVar("T")
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
    """The build that a paper tells of, and what changed since an earlier one ("" where there is none)."""

    build: str
    earlier: str = ""
    changes: tuple[Change, ...] = ()
    moves: tuple[Move, ...] = ()


def edition(build: str, now: Ecosystem, earlier: str = "", old: Ecosystem | None = None) -> Edition:
    """The edition of a build, against an earlier build where there is one."""
    if old is None:
        return Edition(build)
    before, after = ({(c.region, c.domain): c.state for c in gaps(one, draws=0).cells} for one in (old, now))
    moved = (Move(*place, before[place], after[place]) for place in sorted(before.keys() & after.keys()) if place[0])
    moves = tuple(move for move in moved if move.before != move.after)
    return Edition(build, earlier, tuple(difference(old, now)), moves)


class _Kept(Generic[T]):
    """A finding that is worked out once, for an inquiry and all that were made from it with another scope."""

    def __init__(self, find: Callable[[Inquiry], T]) -> None:
        self._find, self.__doc__ = find, find.__doc__

    def __get__(self, inquiry: Inquiry, owner: type[Inquiry]) -> T:
        if self._find not in inquiry._kept:
            inquiry._kept[self._find] = self._find(inquiry)
        found: T = inquiry._kept[self._find]
        return found


def _found(find: Callable[[Ecosystem], T]) -> _Kept[T]:
    return _Kept(lambda inquiry: find(inquiry.ecosystem))


@dataclass(frozen=True)
class Inquiry:
    """Findings as they are asked for; on the day `on` calls are open or not."""

    ecosystem: Ecosystem
    on: str
    edition: Edition
    scope: Scope = field(default_factory=Scope)
    _kept: dict[Any, Any] = field(default_factory=dict)

    def about(self, scope: Scope) -> Inquiry:
        """The same with another scope."""
        return replace(self, scope=scope)

    # What is found in the frames alone, with nothing asked.
    ties = _found(ties_between_regions)
    completeness = _found(how_complete)
    benchmark = _found(compared)
    smes = _found(sme_shares)
    helix = _found(where_legs_meet)
    resilience = _found(who_would_be_missed)
    purchases = _found(purchase_files)
    skills = _found(skills_asked)

    @_Kept
    def gaps(self) -> GapReport:
        """Domains and regions, and where they are thin."""
        return gaps(self.ecosystem, build=self.edition.build)

    @_Kept
    def tracker(self) -> TrackerReport:
        """The demands of the resolution."""
        return tracker(self.ecosystem, on=self.on)

    @_Kept
    def timeline(self) -> TimelineReport:
        """The milestones of the resolution."""
        return timeline(self.ecosystem, on=self.on)

    @_Kept
    def calls(self) -> CallsReport:
        """The latest calls against the regions."""
        return calls(self.ecosystem, on=self.on)

    @cached_property
    def partners(self) -> PartnersReport:
        """Who suits the organisation of the scope."""
        return partners(self.ecosystem, self.scope.organisation, on=self.on)

    @_Kept
    def consortia(self) -> tuple[ConsortiumReport, ...]:
        """A team for each open call with a known domain."""
        return tuple(consortium(self.ecosystem, call.id, alternatives=0) for call in self.open_calls())

    def paths(self, cell: Cell) -> GapPathsReport:
        """Who could close a gap, and by which path."""
        place = (cell.region, cell.domain)
        if place not in self._kept:
            found = gap_paths(self.ecosystem, *place, wanted(cell), k=_MOST, max_hops=2)
            # Bodies of NATO and the EU close no gap of a region, nor do they stand for it.
            self._kept[place] = replace(found, actors=tuple(one for one in found.actors if self._national(one)))
        told: GapPathsReport = self._kept[place]
        return told

    def _national(self, actor: GapActor) -> bool:
        ends = [actor.id, *([actor.path.hops[-1].target] if actor.path else [])]
        return all(self.facts(one)["level"] != "international" for one in ends)

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
        pairs = self._active
        inside = pairs[(pairs["domain"] == cell.domain) & (pairs["area"] == cell.region)]
        found: list[str] = inside.sort_values(["strength", "organisation"], ascending=[False, True])[
            "organisation"
        ].tolist()
        return found

    def by_province(self, domain: str) -> dict[str, int]:
        """Organisations that can deliver in a domain by the NUTS code of their province, "" where it is not known."""
        pairs = self._active
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

    @_Kept
    def domains_of(self) -> dict[str, tuple[str, ...]]:
        """The domains of each organisation that is active in any."""
        found: dict[str, list[str]] = {}
        for one, domain in rows(self._active, "organisation", "domain"):
            found.setdefault(one, []).append(domain)
        return {one: tuple(sorted(domains)) for one, domains in found.items()}

    @_Kept
    def _active(self) -> pd.DataFrame:
        return active(self.ecosystem)

    def facts(self, organisation: str) -> dict[str, Any]:
        """The row of an organisation."""
        return self._rows[organisation]

    @_Kept
    def _rows(self) -> dict[str, dict[str, Any]]:
        table = self.ecosystem.organisations
        columns = ["id", "leg", "level", "country", "region", "town"]
        return {str(row[0]): dict(zip(columns, row, strict=True)) for row in rows(table, *columns)}
