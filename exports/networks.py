"""The collaboration network as GraphML and GEXF, for Gephi, yEd, igraph and the like."""

from __future__ import annotations

import io
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import networkx as nx

from dirskg.exports.drawing.style import FOREIGN, place_key
from dirskg.exports.language import read_words
from dirskg.exports.tables.cells import Value, exact, plain_value
from dirskg.graph.answers.arrow import common_type
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.network.projection import Network, to_networkx

# XML 1.0 cannot hold these, not even escaped.
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# How a mark is drawn: of the formats only GEXF has names for it.
LOOK = "viz"

_Facts = Mapping[str, object]


def described(network: Network, lang: str) -> nx.Graph[str]:
    """The network with what its readers filter and colour by: country, kind, defence, region and leg.

    Region and leg stand as codes, which say "abroad" and "unknown" too, and by their names in the language.
    """
    graph, words = to_networkx(network), read_words("dirskg.exports.drawing", lang).strings
    told = rows(network.organisations, "id", "country", "kind", "defence", "region", "leg")
    for identifier, country, kind, defence, region, leg in told:
        place = place_key(country, region) or "unknown"
        graph.nodes[identifier].update(
            country=country or None, kind=kind or None, defence=bool(defence),
            region="abroad" if place == FOREIGN else place, region_name=words[f"region_{place}"],
            leg=leg or "unknown", leg_name=words[f"kind_{leg or 'unknown'}"],
        )  # fmt: skip
    return graph


def to_graphml(graph: nx.Graph[str]) -> bytes:
    """GraphML of a network."""
    buffer = io.BytesIO()
    nx.write_graphml(_storable(graph, look=False), buffer, named_key_ids=True)
    # networkx writes truths as Python does (False), which others read as true or not at all.
    written = buffer.getvalue()
    truths = b"|".join(map(re.escape, re.findall(rb'<key id="([^"]+)"[^>]* attr.type="boolean"', written)))
    told = rb'(<data key="(?:%s)">)(True|False)(?=</data>)' % truths
    return re.sub(told, lambda found: found[1] + found[2].lower(), written)


def to_gexf(graph: nx.Graph[str]) -> bytes:
    """GEXF of a network, with positions, colours and sizes where nodes and edges have a look."""
    buffer = io.BytesIO()
    nx.write_gexf(_storable(graph, look=True), buffer)
    # networkx writes the day of the export; the same graph shall give the same file.
    return re.sub(rb'lastmodifieddate="[^"]*"', b"", buffer.getvalue())


def _storable(graph: nx.Graph[str], *, look: bool) -> nx.Graph[str]:
    """The network as both formats can hold it: one type an attribute, nothing for what is missing, text that XML has.

    A second type would make a second attribute of the same name, of which programs read the one or the other.
    """
    nodes = [(node, graph.nodes[node]) for node in graph]
    edges: list[tuple[str, str, dict[str, Any]]] = list(graph.edges(data=True))
    of_node, of_edge = _writers(facts for _, facts in nodes), _writers(facts for _, _, facts in edges)
    found: nx.Graph[str] = nx.Graph()
    for node, facts in nodes:
        found.add_node(_text(node), **_written(facts, of_node, look))
    found.add_edges_from((_text(u), _text(v), _written(facts, of_edge, look)) for u, v, facts in edges)
    return found


def _writers(told: Iterable[_Facts]) -> dict[str, Callable[[Any], Value]]:
    """By attribute, what makes all of its values one type."""
    kinds, most = defaultdict[str, set[type]](set), defaultdict[str, int](int)
    for facts in told:
        for name, given in facts.items():
            if name != LOOK and (value := _known(given)) is not None:
                kinds[name].add(type(value))
                most[name] = max(most[name], abs(value) if isinstance(value, int) else 0)
    return {name: _writer(found, most[name]) for name, found in kinds.items()}


def _writer(kinds: set[type], most: int) -> Callable[[Any], Value]:
    one = common_type(kinds, most)
    return one if one in (bool, int, float) else lambda value: _text(exact(value))


def _written(facts: _Facts, writers: Mapping[str, Callable[[Any], Value]], look: bool) -> dict[str, Any]:
    known = {name: _known(value) for name, value in facts.items() if name != LOOK}
    written: dict[str, Any] = {name: writers[name](value) for name, value in known.items() if value is not None}
    return {**written, LOOK: facts[LOOK]} if look and LOOK in facts else written


def _known(value: object) -> Value:
    """A value that says something: programs differ on how to write that a number has no end."""
    plain = plain_value(value)
    return None if isinstance(plain, float) and not math.isfinite(plain) else plain


def _text(text: str) -> str:
    return _NO_XML.sub(" ", str(text))
