"""Which statements of people of the field hold: `make panel`, or `python benchmarks/check_panel.py PANEL.csv`.

A panel is a CSV file with the columns id, kind, subject, object, because. Its statements are checks of the result and
no data: nothing in the program reads them. The current build is asked by the public interfaces alone.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from dirskg.graph import DirskgError, KnowledgeGraph
from dirskg.graph.analyses.calls import calls
from dirskg.graph.analyses.gaps import SUPPLY_GAPS, gaps
from dirskg.graph.analyses.resilience import resilience
from dirskg.graph.analyses.scenarios import leaving, whatif
from dirskg.graph.analyses.seats import seats
from dirskg.graph.ecosystem.groups import groups
from dirskg.graph.ecosystem.strengths import CAPABLE
from dirskg.ontology import short

MATTERING = 15
TODAY = "2026-12-31"


class Panel:
    """The answers of one build to statements; each kind is a method: subject, object -> whether it holds."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph, self.ecosystem = graph, graph.ecosystem
        self.kinds: Mapping[str, Callable[[str, str], bool]] = {
            "capable": self.capable, "not-capable": lambda one, domain: not self.capable(one, domain),
            "leg": self.leg, "not-gap": self.not_gap, "one-group": self.one_group, "topic-in": self.works_on,
            "topic-out": lambda one, topic: not self.works_on(one, topic), "no-seat": self.no_seat,
            "matters": self.matters, "place": self.place, "fits-call": self.fits_call,
        }  # fmt: skip

    def organisation(self, name: str) -> str:
        """Its id, by any of its names or ids."""
        return self.graph.resolve(name, "organisation")

    def capable(self, name: str, domain: str) -> bool:
        """Whether it can deliver in a domain, or in any (`*`)."""
        found = self.ecosystem.strengths
        own = found[(found["organisation"] == self.organisation(name)) & (found["strength"] == CAPABLE)]
        return len(own) > 0 if domain == "*" else bool(own["domain"].eq(domain).any())

    def leg(self, name: str, leg: str) -> bool:
        """Whether it counts for a leg of the helix."""
        actors = self.ecosystem.organisations
        return leg in actors.loc[actors["id"] == self.organisation(name), "legs"].item().split()

    def not_gap(self, region: str, domain: str) -> bool:
        """Whether the cell is none of empty, thin and single supplier."""
        return self.states[region, domain] not in SUPPLY_GAPS

    def one_group(self, one: str, other: str) -> bool:
        """Whether the two count as one supplier."""
        tops = groups(self.ecosystem)
        first, second = (tops.get(found, found) for found in map(self.organisation, (one, other)))
        return first == second

    def works_on(self, name: str, topic: str) -> bool:
        """Whether it is among the answers to a topic."""
        found = self.graph.select("actors-in-topic", {"topic": topic})
        place = found.columns.index("organisation")
        return self.organisation(name) in {row[place] for row in found.values(short)}

    def no_seat(self, name: str, _: str) -> bool:
        """Whether it is never proposed for a seat at the table."""
        return self.organisation(name) not in self.seated

    def matters(self, name: str, domain: str) -> bool:
        """Whether it stands among the first of those that matter, and its leaving changes something in the domain."""
        one = self.organisation(name)
        first = {row.id for row in resilience(self.ecosystem, k=MATTERING).rows}
        lost = whatif(self.ecosystem, leaving([one]), on=TODAY)
        return one in first and any(cell.domain == domain for cell in lost.cells)

    def place(self, name: str, region: str) -> bool:
        """Whether it stands in a region."""
        actors = self.ecosystem.organisations
        return bool(actors.loc[actors["id"] == self.organisation(name), "region"].item() == region)

    def fits_call(self, call: str, name: str) -> bool:
        """Whether it is among those that are shown for a call."""
        found = calls(self.ecosystem, call=self.graph.resolve(call, "call"), on=TODAY).detail
        return found is not None and self.organisation(name) in {one.id for one in found.shown()}

    @cached_property
    def states(self) -> dict[tuple[str, str], str]:
        """The state of each cell."""
        return {(cell.region, cell.domain): cell.state for cell in gaps(self.ecosystem, draws=0).cells}

    @cached_property
    def seated(self) -> set[str]:
        """All who are proposed for a seat, at the table by default and at the smallest one."""
        return {seat.id for fewest in (False, True) for seat in seats(self.ecosystem, fewest=fewest).seats}


def judged(panel: Panel, rows: list[dict[str, str]]) -> Iterator[tuple[dict[str, str], str]]:
    """Each statement with `holds`, `fails`, or why it cannot be asked."""
    for row in rows:
        try:
            ask = panel.kinds.get(row["kind"])
            held = ask(row["subject"], row["object"]) if ask else None
            yield row, f"no kind {row['kind']!r}" if held is None else "holds" if held else "fails"
        except (DirskgError, KeyError, ValueError) as error:
            yield row, f"cannot be asked: {error}"


def main(path: Path) -> int:
    """Print what holds, by kind and in sum; 1 where something does not."""
    if not path.is_file():
        print(f"There is no panel at {path}. `make panel PANEL=FILE` checks the one that you give.", file=sys.stderr)
        return 2
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with KnowledgeGraph.open() as graph:
        graph.tell = lambda _: None  # the names of the panel are taken for records without a word
        found = list(judged(Panel(graph), rows))
    for row, verdict in found:
        print(f"{verdict[:40]:8} {row['id']:5} {row['kind']:12} {row['subject']} – {row['object']}")
    for kind in dict.fromkeys(row["kind"] for row in rows):
        told = [verdict for row, verdict in found if row["kind"] == kind]
        print(f"{kind}: {told.count('holds')} of {len(told)} hold")
    held = sum(verdict == "holds" for _, verdict in found)
    print(f"{held} of {len(found)} statements hold.")
    return 0 if held == len(found) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/panel/panel.csv")))
