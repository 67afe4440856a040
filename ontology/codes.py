"""The code lists of the ontology: which words each of them has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import pyoxigraph as ox

from dirskg.ontology.resources import ONTOLOGY_FILES, resource_bytes
from dirskg.ontology.vocab import ID, NUTS, ONTOLOGY, PREFIXES

_SCHEMES = ID + "scheme-"


@cache
def code_lists() -> Mapping[str, frozenset[str]]:
    """Words by the name of their list: "leg" has "industry" and so on; "nuts" has areas, "property" our properties."""
    found: dict[str, set[str]] = defaultdict(set)
    notation, scheme = ox.NamedNode(PREFIXES["skos"] + "notation"), ox.NamedNode(PREFIXES["skos"] + "inScheme")
    store = ox.Store()
    for name in ONTOLOGY_FILES:
        store.load(input=resource_bytes(name), format=ox.RdfFormat.TURTLE)
    for quad in store.quads_for_pattern(None, scheme, None):
        for told in store.quads_for_pattern(quad.subject, notation, None):
            found[_local(quad.object, _SCHEMES)].add(getattr(told.object, "value", ""))
    for quad in store.quads_for_pattern(None, ox.NamedNode(PREFIXES["rdf"] + "type"), None):
        if str(quad.object).startswith(f"<{PREFIXES['owl']}") and _local(quad.subject, ONTOLOGY):
            found["property"].add(_local(quad.subject, ONTOLOGY))
        elif _local(quad.subject, NUTS):
            found["nuts"].add(_local(quad.subject, NUTS))
    return {name: frozenset(words) for name, words in found.items()}


def _local(term: object, start: str) -> str:
    """What follows in an IRI that starts so, else nothing."""
    iri = term.value if isinstance(term, ox.NamedNode) else ""
    return iri.removeprefix(start) if iri.startswith(start) else ""
