"""What if: which gaps, calls, links between regions and teams differ once some changes have come about, and which not.

Both sides are computed in full by the analyses themselves, on the frames as they are and on the frames changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np

from dirskg.graph.analyses.calls import CallRow, calls, consortium, status
from dirskg.graph.analyses.coverage import active
from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.gaps import gaps
from dirskg.graph.analyses.scenarios.changes import Change
from dirskg.graph.analyses.scenarios.losing import losses
from dirskg.graph.analyses.scenarios.scenario import changed
from dirskg.graph.analyses.scenarios.whatif_parts import CallChange, CellChange, LinkChange, Lost, TeamChange, Totals
from dirskg.graph.analyses.ties import path_traces
from dirskg.graph.ecosystem.belgian import belgian
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.network.finder import PathFinder
from dirskg.graph.network.path_report import PathsReport
from dirskg.graph.network.projection import HALF_LIFE, Network, collaboration_network
from dirskg.ontology.vocab import REGIONS

MAX_HOPS = 4
# More independent paths than this between two regions are not counted: nothing hangs on a few of them.
CAP = 100


@dataclass(frozen=True, slots=True)
class WhatIfReport:
    """What a scenario changes. `cells_same` and `calls_same` count what it leaves as it was, in every number; cells
    of actors without a known place are no cells, as in the gap report, and stand only among those that differ.

    `lost` is what goes with the organisations that are removed.
    `cells` and `calls` are those that differ, those that differ in their state or in who covers them first.
    """

    changes: tuple[Change, ...]
    totals: tuple[Totals, Totals]
    cells: tuple[CellChange, ...]
    cells_same: int
    calls: tuple[CallChange, ...]
    calls_same: int
    links: tuple[LinkChange, ...]
    team: TeamChange | None = None
    lost: tuple[Lost, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether anything at all is not as it was."""
        parts = (self.cells, self.calls, any(link.differs for link in self.links), self.team and self.team.differs)
        return self.totals[0] != self.totals[1] or any(parts)

    def to_json(self) -> dict[str, Any]:
        """The report as plain values."""
        before, after = (totals.to_json() for totals in self.totals)
        return {
            "changes": [change.to_json() for change in self.changes], "differs": self.differs,
            "totals": {"before": before, "after": after},
            "lost": [lost.to_json() for lost in self.lost],
            "cells": {"changed": [cell.to_json() for cell in self.cells], "same": self.cells_same},
            "calls": {"changed": [call.to_json() for call in self.calls], "same": self.calls_same},
            "links": [link.to_json() for link in self.links],
            "team": self.team.to_json() if self.team else None,
        }  # fmt: skip

    def traces(self) -> tuple[Trace, ...]:
        """Where the numbers before come from; those after are these and the changes."""
        links = (trace for link in self.links for trace in link.traces)
        lost = (trace for one in self.lost for trace in one.weight.traces())
        found = (*lost, *(cell.trace for cell in self.cells), *(call.trace for call in self.calls), *links)
        return (*found, *([self.team.trace] if self.team else []), Trace("ties", "frame-ties"))


def whatif(ecosystem: Ecosystem, changes: Sequence[Change], *, on: str, call: str = "") -> WhatIfReport:
    """What the changes make of gaps, of the latest calls (and those open on the day `on`), of links, of a team.

    Raises DirskgError for the removal of an organisation, and for a call, that the graph does not have.
    """
    after = changed(ecosystem, changes)
    cells, cells_same = _cells(ecosystem, after)
    answered, calls_same = _calls(ecosystem, after, on)
    before_network = collaboration_network(ecosystem, half_life=HALF_LIFE)
    # Seen from the same year, lest a removed project make all others younger.
    latest = collaboration_network(after, half_life=HALF_LIFE).now
    now = max((year for year in (before_network.now, latest) if year is not None), default=None)
    networks = (
        before_network if now == before_network.now else collaboration_network(ecosystem, half_life=HALF_LIFE, now=now),
        collaboration_network(after, half_life=HALF_LIFE, now=now),
    )
    return WhatIfReport(
        changes=tuple(changes),
        totals=(_totals(ecosystem, networks[0]), _totals(after, networks[1])),
        cells=cells,
        cells_same=cells_same,
        calls=answered,
        calls_same=calls_same,
        links=_links((ecosystem, after), networks),
        team=_team(ecosystem, after, call) if call else None,
        lost=losses(ecosystem, changes),
    )


def _totals(ecosystem: Ecosystem, network: Network) -> Totals:
    return Totals(len(belgian(ecosystem)), active(ecosystem)["organisation"].nunique(), len(network.u))


def _cells(before: Ecosystem, after: Ecosystem) -> tuple[tuple[CellChange, ...], int]:
    """The cells that differ, those in another state first, and the number of those with a place that do not."""
    old, new = ({(c.domain, c.region): c for c in gaps(one, draws=0).cells} for one in (before, after))
    found = [
        CellChange(
            domain, region, (was.state, will.state), (was.count, will.count), (was.missing_legs, will.missing_legs),
            replace(was.trace(), figure=f"{domain}/{region or 'unknown'}"),
        )
        for (domain, region), was in old.items()
        if (will := new[domain, region])
    ]  # fmt: skip
    differ = [c for c in found if (c.states[0], c.counts[0], c.missing[0]) != (c.states[1], c.counts[1], c.missing[1])]
    differ.sort(key=lambda c: (c.states[0] == c.states[1], c.domain, c.region))
    return tuple(differ), sum(bool(cell.region) for cell in found) - sum(bool(cell.region) for cell in differ)


def _calls(before: Ecosystem, after: Ecosystem, on: str) -> tuple[tuple[CallChange, ...], int]:
    """The calls that differ, those covered otherwise first, and the number of the others."""
    old, new = ({row.id: row for row in _answered(side, on)} for side in (before, after))
    found = [
        CallChange(
            one, was.title, (was.verdict, new[one].verdict), (was.whole(), new[one].whole()),
            (was.actors, new[one].actors), was.trace(),
        )
        for one, was in sorted(old.items())
    ]  # fmt: skip
    differ = [call for call in found if call.decisive or call.actors[0] != call.actors[1]]
    differ.sort(key=lambda call: (not call.decisive, call.call))
    return tuple(differ), len(found) - len(differ)


def _answered(ecosystem: Ecosystem, on: str) -> tuple[CallRow, ...]:
    """The latest calls of each programme, and those of earlier years that are still open."""
    latest = calls(ecosystem, on=on).rows
    told = ecosystem.calls
    day = [status(opens, deadline, on) for opens, deadline in rows(told, "opens", "deadline")]
    older = told[(np.array(day, dtype=object) == "open") & ~told["id"].isin([row.id for row in latest])]
    if older.empty:
        return latest
    return (*latest, *calls(replace(ecosystem, calls=older), on=on, only_open=True).rows)


def _links(sides: tuple[Ecosystem, Ecosystem], networks: tuple[Network, Network]) -> tuple[LinkChange, ...]:
    """Each pair of regions, changed or not."""
    finders = [PathFinder(network) for network in networks]
    seated = [_seated(side) for side in sides]
    found = []
    for first, second in combinations(sorted(REGIONS), 2):
        reports: list[PathsReport] = []
        disjoint = []
        for finder, members in zip(finders, seated, strict=True):
            ends = members[first], members[second]
            reports.append(finder.between(*ends, k=1, max_hops=MAX_HOPS, alternatives=False))
            disjoint.append(finder.disjoint_between(*ends, CAP))
        hops = [len(report.paths[0].hops) if report.paths else 0 for report in reports]
        costs = [report.paths[0].cost if report.paths else float("nan") for report in reports]
        found.append(
            LinkChange(first, second, (disjoint[0], disjoint[1]), (hops[0], hops[1]), (costs[0], costs[1]),
                       path_traces(reports[0]))
        )  # fmt: skip
    return tuple(found)


def _seated(ecosystem: Ecosystem) -> dict[str, list[str]]:
    actors = belgian(ecosystem)
    return {region: sorted(actors.loc[actors["region"] == region, "id"]) for region in REGIONS}


def _team(before: Ecosystem, after: Ecosystem, call: str) -> TeamChange:
    old, new = (consortium(side, call, alternatives=0) for side in (before, after))
    members = [
        tuple(sorted(one.candidate.id for one in report.teams[0].members)) if report.teams else ()
        for report in (old, new)
    ]
    return TeamChange(call, (old.state, new.state), (members[0], members[1]), old.trace())
