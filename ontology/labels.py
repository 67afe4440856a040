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


def translated(label: str, lang: str) -> str:
    """The label in a language of the property that is called so in English; "" where there is none."""
    return _translations().get((label, lang), "")


@cache
def _translations() -> dict[tuple[str, str], str]:
    """Labels by English label and language."""
    english = {name: label for (name, lang), label in _labels().items() if lang == "en"}
    return {(english[name], lang): label for (name, lang), label in _labels().items() if lang and name in english}


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
