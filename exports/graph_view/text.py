"""Makes text from data fit to show: one line, nothing invisible, nothing that a file cannot hold."""

from __future__ import annotations

import re
from dataclasses import replace

from dirskg.exports.graph_view.model import GraphView, ViewEdge, ViewNode

# Control characters, lone surrogates (UTF-8 has none), line and paragraph separators, and the overrides of
# writing direction, with which one name can be made to read as another.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_SPACES = re.compile(" {2,}")


def clean(text: str) -> str:
    """The text on one line, without control characters, lone surrogates and direction overrides."""
    return _SPACES.sub(" ", _UNSEEN.sub(" ", text)).strip()


def clean_view(view: GraphView) -> GraphView:
    """The view with every text cleaned. Ids stay as they are; the page does not show them."""
    return GraphView(
        title=clean(view.title),
        subtitle=clean(view.subtitle),
        nodes=tuple(map(_clean_node, view.nodes)),
        edges=tuple(map(_clean_edge, view.edges)),
        notes=tuple(map(clean, view.notes)),
        build=clean(view.build),
        legend=_clean_pairs(view.legend),
    )


def _clean_node(node: ViewNode) -> ViewNode:
    return replace(
        node,
        # A node without a name must still be seen, and be clicked in the list.
        label=clean(node.label) or clean(node.id) or "?",
        group=clean(node.group),
        facts=_clean_pairs(node.facts),
        sources=tuple(map(clean, node.sources)),
    )


def _clean_edge(edge: ViewEdge) -> ViewEdge:
    return replace(edge, title=clean(edge.title), sources=tuple(map(clean, edge.sources)))


def _clean_pairs(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((clean(name), clean(value)) for name, value in pairs)
