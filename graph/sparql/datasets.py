"""FROM: the default graph of a query as the merge of the graphs that it names, a set like the graph's own.

The engine answers FROM with one graph rightly; of several it takes the sum, in which a statement that two of them tell
counts twice (oxigraph issue 1919), and so does one that is named twice. So these are merged in memory first.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urljoin

import pyoxigraph as ox

from dirskg.graph.sparql.tokens import Token, declared_prefixes, iri_of, meaningful


class Clause(NamedTuple):
    """The dataset clause of a query: graphs of FROM and of FROM NAMED, and the query without it."""

    default: tuple[str, ...]
    named: tuple[str, ...]
    rest: str


def dataset_clause(query: str) -> Clause:
    """Read the dataset clause; in what is left, spaces stand in its place, so that positions stay."""
    if "from" not in query.lower():  # reading every word of a query takes longer than answering many
        return Clause((), (), query)
    found = meaningful(query)
    prefixes, base, rest = declared_prefixes(found), _base(found), query
    default: list[str] = []
    named: list[str] = []
    for at, token in enumerate(found):
        if token.text == "{" and not _in_template(found, at):
            break
        if token.is_word("FROM") and at + 2 < len(found):
            is_named = found[at + 1].is_word("NAMED")
            graph = found[at + 1 + is_named]
            iri = iri_of(graph, prefixes)
            (named if is_named else default).append(urljoin(base, iri) if base and iri else iri)
            end = graph.start + len(graph.text)
            rest = rest[: token.start] + " " * (end - token.start) + rest[end:]
    return Clause(tuple(default), tuple(named), rest)


def _base(found: list[Token]) -> str:
    """What relative addresses of the query begin with."""
    told = (after for token, after in pairwise(found) if token.is_word("BASE") and after.kind == "iri")
    return next(told, Token("", "<>", 0)).text[1:-1]


def _in_template(found: list[Token], at: int) -> bool:
    """Whether this bracket opens the template of CONSTRUCT, after which the clause may come."""
    return at > 0 and found[at - 1].is_word("CONSTRUCT")


def merged(store: ox.Store, clause: Clause) -> ox.Store:
    """A store in memory with the graphs of a clause, those of FROM merged into its default graph."""
    found = ox.Store()
    for graph in clause.default:
        found.bulk_load(input=_dump(store, graph), format=ox.RdfFormat.N_TRIPLES)
    for graph in clause.named:
        found.bulk_load(input=_dump(store, graph), format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))
    return found


def _dump(store: ox.Store, graph: str) -> bytes:
    return store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph)) or b""
