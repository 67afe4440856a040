"""What each actor of a region takes with it when it leaves, and what the network as a whole is worth without some."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dirskg.graph.analyses.finding import Trace, finite, traced
from dirskg.graph.analyses.importance import Importance
from dirskg.graph.analyses.resilience.losses import Cell, Leg
from dirskg.graph.answers.as_json import AsJson


@dataclass(frozen=True, slots=True)
class Leaver:
    """An actor, and what is lost when it leaves: cells without anybody, legs, calls; `single` are the cells in which
    one supplier is left when its whole group leaves, `cut_off` the Belgian actors that nothing ties to the main body
    any more, `pairs` the pairs of actors of two regions parted.

    `giant` is the number of Belgian actors that still hang together, `ties` its partners, by layer in `layers`;
    `participation` is 0 when all its ties lie in one layer, `betweenness` the share of the shortest paths among
    Belgian actors that pass it. Funders stand outside the network: no numbers of ties. `weight` is what is
    known of it and of the group that it stands for.
    """

    id: str
    region: str
    leg: str
    emptied: tuple[Cell, ...]
    single: tuple[Cell, ...]
    legs: tuple[Leg, ...]
    calls: tuple[str, ...]
    cut_off: tuple[str, ...]
    pairs: int
    giant: int
    ties: int
    layers: dict[str, int]
    participation: float
    weight: Importance
    betweenness: float = 0.0
    domain: str = ""

    @property
    def loses(self) -> bool:
        """Whether anything is lost: one left in a cell is a warning, and no loss."""
        cells = self.calls or self.emptied or self.legs or self.cut_off or self.pairs
        return bool(cells or self.weight.topics or self.weight.cells)

    def traces(self) -> tuple[Trace, ...]:
        """The named queries that list the cells, the calls, its ties, and those of each actor that it cuts off."""
        id, where = self.id, {"entity": self.id, "domain": self.domain}
        return (
            traced(f"{id}/emptied", "cells-without", **where, left="none"),
            traced(f"{id}/legs", "cells-without", **where, left="leg"),
            traced(f"{id}/calls", "calls-without", **where),
            traced(f"{id}/ties", "network-ties", entity=id),
            *(traced(f"{id}/cut off/{one}", "network-ties", entity=one) for one in self.cut_off),
            *(
                traced(f"{id}/one left/{domain}/{area}", "actors-counted", domain=domain, region=area, only="capable")
                for domain, area in self.single
            ),
            *self.weight.traces(),
        )

    def to_json(self) -> dict[str, Any]:
        """The leaver as plain values."""
        emptied, legs, calls, ties, *rest = (trace.to_json() for trace in self.traces())
        alone, left = rest[: len(self.cut_off)], rest[len(self.cut_off) :][: len(self.single)]
        cut_off = [{"id": one, "evidence": told} for one, told in zip(self.cut_off, alone, strict=True)]
        return {
            "id": self.id, "region": self.region, "leg": self.leg, "importance": self.weight.to_json(),
            "emptied": {"cells": [_cell(one) for one in self.emptied], "evidence": emptied},
            "one_left": [{**_cell(one), "evidence": told} for one, told in zip(self.single, left, strict=True)],
            "legs": {"cells": [{**_cell(one[:2]), "leg": one[2]} for one in self.legs], "evidence": legs},
            "calls": {"ids": list(self.calls), "evidence": calls},
            "cut_off": cut_off, "cross_region_pairs": self.pairs, "giant": self.giant,
            "ties": {"partners": self.ties, "layers": self.layers, "evidence": ties},
            "participation": finite(self.participation), "betweenness": self.betweenness,
        }  # fmt: skip


def _cell(cell: Cell) -> dict[str, str]:
    domain, region = cell
    return {"domain": domain, "region": region}


@dataclass(frozen=True, slots=True)
class Attack(AsJson):
    """What happens when the best-tied actors leave one after the other.

    `robustness` is R of Schneider et al. 2011 over the `actors` that are tied at all, `giant` of which hang together;
    after `halving` have left, fewer than half of all do.
    """

    actors: int
    giant: int
    robustness: float
    halving: int


@dataclass(frozen=True, slots=True)
class Bridge(AsJson):
    """A tie between two Belgian actors of two regions without which nothing ties the two any more."""

    json_keys = "* evidence=trace"

    first: str
    second: str

    def trace(self) -> Trace:
        """What the tie rests on."""
        return Trace(f"{self.first} to {self.second}", "ties-between", {"first": self.first, "second": self.second})


@dataclass(frozen=True, slots=True)
class Layer(AsJson):
    """A layer of the network: its ties with a Belgian actor, the Belgian actors in it, those tied in it alone, and
    for each other layer the share of the ties of either that are in both.
    """

    json_keys = "layer=name *"

    name: str
    ties: int
    actors: int
    alone: int
    overlap: dict[str, float]
