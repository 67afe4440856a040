"""Words of a kind, from the lists beside this module."""

from __future__ import annotations

from functools import cache

from dirskg.ontology.resources import text_beside


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of the list of this name, without its lines of remarks."""
    lines = text_beside(__file__, f"{name}.txt").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
