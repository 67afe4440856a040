"""What the legend and the list show: counts by type, region and kind of tie, and one row per node."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dirskg.exports.graph_view.model import EDGE_KINDS, NODE_KINDS, GraphView
from dirskg.exports.graph_view.style import COLOURS, DASHES, EDGE_COLOURS, SHAPES, region_key


@dataclass(frozen=True)
class LegendRow:
    """One line of the legend, which is a filter too: key, words, count, and the look of its mark."""

    key: str
    label: str
    count: int
    look: Mapping[str, str]


@dataclass(frozen=True)
class ListRow:
    """One node in the list: `index` is its place among the view's nodes, `ties` the number of its edges."""

    index: int
    label: str
    kind: str
    region: str
    group: str
    ties: int


def kind_rows(view: GraphView, words: Mapping[str, str]) -> list[LegendRow]:
    """The types that occur, in the order of the model."""
    counts = Counter(node.kind for node in view.nodes)
    return [
        LegendRow(key, words[f"kind_{key}"], counts[key], {"shape": "ring" if key == "group" else SHAPES[key]})
        for key in _present(NODE_KINDS, counts)
    ]


def region_rows(view: GraphView, words: Mapping[str, str]) -> list[LegendRow]:
    """The regions that occur."""
    counts = Counter(region_key(node.kind, node.region) for node in view.nodes)
    return [
        LegendRow(key, words[f"region_{key}"], counts[key], {"shape": "swatch", "fill": COLOURS[key]})
        for key in _present(COLOURS, counts)
    ]


def tie_rows(view: GraphView, words: Mapping[str, str]) -> list[LegendRow]:
    """The kinds of tie that occur."""
    counts = Counter(edge.kind for edge in view.edges)
    return [
        LegendRow(
            key,
            words[f"edge_{key}"],
            counts[key],
            {
                "shape": "line",
                "stroke": "rgb({}, {}, {})".format(*EDGE_COLOURS[key]),
                "dashes": " ".join(map(str, DASHES[key])),
                "width": "3" if key == "ownership" else "2",
            },
        )
        for key in _present(EDGE_KINDS, counts)
    ]


def list_rows(view: GraphView, words: Mapping[str, str]) -> list[ListRow]:
    """One row per node, most important first."""
    ties = Counter(end for edge in view.edges for end in {edge.source, edge.target})
    rows = sorted(enumerate(view.nodes), key=lambda item: (-item[1].importance, item[1].id))
    return [
        ListRow(
            index=index,
            label=node.label,
            kind=words[f"kind_{node.kind}"],
            region=words[f"region_{region_key(node.kind, node.region)}"],
            group=node.group,
            ties=ties[node.id],
        )
        for index, node in rows
    ]


def _present(order: Iterable[str], counts: Mapping[str, int]) -> list[str]:
    return [key for key in order if key in counts]
