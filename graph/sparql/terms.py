"""The names in a query that the graph does not have, with those that may be meant: such a slip finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches

from dirskg.graph.answers.results import Solutions
from dirskg.graph.sparql.tokens import Token, declared_prefixes, iri_of, meaningful
from dirskg.ontology import resource
from dirskg.ontology.vocab import PREFIXES, is_iri

_MOST = 50


def unknown_terms(query: str, select: Callable[[str], Solutions]) -> list[str]:
    """A remark for each name in a query that stands in no statement and names no graph.

    `select` answers a query text. Names in the template of CONSTRUCT, within SERVICE, and of functions and datatypes
    are none of the graph.
    """
    names = _names(query)
    if not names:
        return []
    iris = " ".join(f"<{iri}>" for iri in names)
    unknown = [
        str(row[0])
        for row in select(
            f"SELECT ?t {{ VALUES ?t {{ {iris} }} FILTER NOT EXISTS {{ ?t ?p ?o }} FILTER NOT EXISTS {{ ?s ?t ?o }} "
            "FILTER NOT EXISTS { ?s ?p ?t } FILTER NOT EXISTS { GRAPH ?t { ?s ?p ?o } } }"
        ).values()
    ]
    if not unknown:
        return []
    known = {iri_of(token, PREFIXES) for token in meaningful(resource("mapping.r2rml.ttl")) if token.kind == "name"}
    return [_remark(names[iri], iri, known) for iri in unknown]


def _remark(written: str, iri: str, known: set[str]) -> str:
    base = iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
    beside = sorted(one[len(base) :] for one in known if one.startswith(base))
    near = get_close_matches(iri[len(base) :], beside, 2, 0.7)
    meant = f" Meant may be {' or '.join(_short(base + local) for local in near)}." if near else ""
    return f"The graph has no {written}, so that nothing fits it.{meant}"


def _short(iri: str) -> str:
    return next((f"{p}:{iri[len(base) :]}" for p, base in PREFIXES.items() if iri.startswith(base)), f"<{iri}>")


def _names(query: str) -> dict[str, str]:
    """Addresses that a query asks the graph for, as they are written in it."""
    found = [Token("", "", 0)] * 2 + meaningful(query) + [Token("", "", 0)]
    prefixes = PREFIXES | declared_prefixes(found)
    names: dict[str, str] = {}
    depth, skipped = 0, -1  # how many groups are open, and how many were when one opened that is not asked of the graph
    for first, second, token, after in zip(found, found[1:], found[2:], found[3:], strict=False):
        if token.text == "{":
            skipped = depth if skipped < 0 and _is_elsewhere(first, second) else skipped
            depth += 1
        elif token.text == "}":
            depth -= 1
            skipped = -1 if depth == skipped else skipped
        elif skipped < 0 and token.kind in ("iri", "name") and not _is_other(first, second, after):
            names.setdefault(iri_of(token, prefixes), token.text)
    # What is relative stands for an address by the BASE of the query.
    return dict([(iri, written) for iri, written in names.items() if is_iri(iri)][:_MOST])


def _is_elsewhere(first: Token, second: Token) -> bool:
    """Whether a group after these tokens is a template, or a question to another endpoint."""
    return second.is_word("CONSTRUCT") or first.is_word("SERVICE", "SILENT")


def _is_other(first: Token, second: Token, after: Token) -> bool:
    """Whether a name between these tokens is declared, or that of a datatype, function or endpoint."""
    declared = second.is_word("PREFIX", "BASE") or first.is_word("PREFIX")
    return declared or first.text == second.text == "^" or after.text == "(" or second.is_word("SERVICE", "SILENT")
