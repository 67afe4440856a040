"""What the ontology calls its own properties, in words."""

from __future__ import annotations

from functools import cache

from dirskg.ontology.resources import resource_bytes
from dirskg.ontology.vocab import ONTOLOGY, PREFIXES


def property_label(name: str, lang: str = "en") -> str:
    """Label of a property given by its local name: `ownedBy` is "owned by".

    English where the language has no label; the name itself where the ontology has no such property.
    """
    labels = _labels()
    return labels.get((name, lang)) or labels.get((name, "en")) or name


@cache
def _labels() -> dict[tuple[str, str], str]:
    """Labels by local name and language."""
    import pyoxigraph as ox

    return {
        (triple.subject.value.removeprefix(ONTOLOGY), triple.object.language or ""): triple.object.value
        for triple in ox.parse(resource_bytes("dirskg.ttl"), format=ox.RdfFormat.TURTLE)
        if triple.predicate.value == PREFIXES["rdfs"] + "label"
        and isinstance(triple.subject, ox.NamedNode)
        and isinstance(triple.object, ox.Literal)
    }
