"""Made-up graph views of any size for tests of the page that shows them."""

from __future__ import annotations

import random

from dirskg.exports.graph_view.model import EDGE_KINDS, LEGS, REGIONS, GraphView, ViewEdge, ViewNode

HOSTILE = '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 2">"\n\'\u2028{{7*7}}</title>'

_PLACES = ("Kempen", "Maas", "Zenne", "Ardenne", "Scheldt", "Hesbaye", "Leie", "Condroz", "Pajot", "Gaume")
_TRADES = ("Optics", "Aérostructures", "Robotica", "Composites", "Signal", "Photonics", "Marine", "Cyber")
_FORMS = ("nv", "SA", "bv", "SRL", "Research Centre for Advanced Defence Materials and Systems", "vzw", "")


def synthetic(size: int, seed: int = 7) -> GraphView:
    """A view of `size` nodes in clusters, with about three ties per node; the same for the same seed."""
    chance = random.Random(seed)
    centres = [(chance.gauss(0, 3), chance.gauss(0, 3)) for _ in range(max(1, size // 40))]
    nodes = tuple(_node(rank, chance, centres) for rank in range(size))
    edges = tuple(_edge(nodes, chance) for _ in range(3 * size)) if size > 1 else ()
    return GraphView(
        title="Sensors in three regions",
        subtitle="Organisations with a documented tie",
        nodes=nodes,
        edges=edges,
        notes=("A note by the caller.",),
        build="4f1c2a9d",
        legend=(("V1", "Air"), ("H3", "Sensors and electronic warfare")),
    )


def _node(rank: int, chance: random.Random, centres: list[tuple[float, float]]) -> ViewNode:
    x, y = chance.choice(centres)
    name = f"{chance.choice(_PLACES)} {chance.choice(_TRADES)} {chance.choice(_FORMS)}".strip()
    return ViewNode(
        id=f"org-{rank}",
        label=f"{name} {rank}",
        kind=chance.choices((*LEGS, "project"), (50, 15, 8, 7, 5, 15))[0],
        group=chance.choice(("V1", "V2", "H3")),
        region=chance.choices(REGIONS, (20, 40, 25, 10, 5))[0],
        importance=round(chance.paretovariate(1.5), 3),
        x=chance.gauss(x, 0.8),
        y=chance.gauss(y, 0.8),
        facts=(("Town", chance.choice(("Liège", "Gent", "Brussel"))), ("Homepage", f"https://example.org/{rank}")),
        sources=("https://example.org/list?page=1&row=2", "Annual report, page 4"),
    )


def _edge(nodes: tuple[ViewNode, ...], chance: random.Random) -> ViewEdge:
    source, target = chance.sample(nodes, 2)
    kind = chance.choices(EDGE_KINDS, (60, 10, 10, 10, 5, 5))[0]
    return ViewEdge(source.id, target.id, kind, chance.randint(1, 9), "EDF 2023", ("https://example.org/edf",))
