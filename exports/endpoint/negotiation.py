"""Which form of an answer a client takes best, by its Accept header (RFC 9110)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import pyoxigraph as ox

# Forms of triples; who takes any gets the first.
TRIPLES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
}


@lru_cache(512)
def preferred(accept: str, offered: Sequence[str]) -> str:
    """The offered media type that is taken best, the first of several; blank where none is taken."""
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    best, most = "", 0.0
    for kind in offered:
        fitting = [(len(name.rstrip("*/")), quality) for name, quality in ranges if _fits(kind, name)]
        quality = max(fitting)[1] if fitting else 0.0  # the closest range decides
        if quality > most:
            best, most = kind, quality
    return best


def _fits(kind: str, name: str) -> bool:
    return name in ("*/*", kind, kind.partition("/")[0] + "/*")


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    told = next((one[2:] for one in parameters if one.startswith("q=")), "1")
    try:
        return name, min(max(float(told), 0.0), 1.0)
    except ValueError:
        return name, 0.0
