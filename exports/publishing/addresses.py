"""Where a store is asked, where it takes graphs, and where it is changed; three addresses, told by the first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from dirskg.graph.errors import DirskgError

# The end of the address that is asked, what kind of store has it, and what stands in its place for graphs and changes.
_KNOWN = (
    (r"(?<=[^/])/repositories/[^/]+", "RDF4J, GraphDB", r"\g<0>/rdf-graphs/service", r"\g<0>/statements"),
    (r"(?<=//)([^/]+)/sparql", "Virtuoso", r"\1/sparql-graph-crud-auth", r"\1/sparql-auth"),
    (r"(?<=//)([^/]+)/query", "Oxigraph", r"\1/store", r"\1/update"),
    (r"(?<=[^/])/([^/]+)/(?:sparql|query)", "Fuseki", r"/\1/data", r"/\1/update"),
)


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one store: for queries, for the Graph Store Protocol, for SPARQL Update."""

    query: str
    graphs: str
    update: str

    def graph(self, name: str) -> str:
        """The address of a graph."""
        return f"{self.graphs}{'&' if '?' in self.graphs else '?'}graph={quote(name, safe='')}"


def addresses(query: str, graphs: str = "", update: str = "") -> Addresses:
    """The addresses of a store, where they are not given as the store of such an address has them by default.

    Raises DirskgError where that is not known.
    """
    for one in filter(None, (query, graphs, update)):
        if not re.match(r"https?://[^/]", one):
            raise DirskgError(f"{one!r} is no address of a store: it begins with http:// or https://.")
    if graphs and update:
        return Addresses(query, graphs, update)
    for end, _, store, change in _KNOWN:
        if found := re.search(f"{end}/?$", query):
            before = query[: found.start()]
            return Addresses(query, graphs or before + found.expand(store), update or before + found.expand(change))
    forms = ", ".join(kind for _, kind, *_ in _KNOWN)
    raise DirskgError(
        f"Where {query} takes graphs and changes cannot be told from its form, which is none of {forms}. "
        "Give both with --graph-store URL and --update URL."
    )
