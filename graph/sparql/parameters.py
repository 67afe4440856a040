"""Parameters of queries: `$name` stands for an RDF term, which is written in its place.

The SPARQL protocol knows no parameters, and pyoxigraph substitutes only variables that the query projects. So terms
are put into the text, but token by token and never as raw text: a value is an N-Triples term before it comes here.
"""

from __future__ import annotations

import re

from dirskg.graph.errors import DirskgError
from dirskg.graph.sparql.tokens import Token, tokens
from dirskg.ontology.vocab import PREFIXES, XSD, is_iri, literal

_ESCAPE = r"\\[tbnrf\"'\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_LITERAL = re.compile(rf'"(?:[^"\\\r\n]|{_ESCAPE})*"(?:@[A-Za-z]+(?:-[A-Za-z0-9]+)*|\^\^<([^<>]*)>)?')
_LOCAL = re.compile(r"[\w-]+")
_NUMBERS = ((re.compile(r"[+-]?\d+"), "integer"), (re.compile(r"[+-]?\d*\.\d+"), "decimal"))


def substitute(query: str, substitutions: dict[str, str]) -> str:
    """The query with N-Triples terms written in place of `$name`; strings, IRIs and comments stay untouched."""
    if not substitutions:
        return query
    return "".join(
        substitutions.get(token.text[1:], token.text) if _is_parameter(token) else token.text for token in tokens(query)
    )


def parameter_terms(query: str, given: dict[str, str]) -> dict[str, str]:
    """N-Triples terms for the parameters of a query that somebody wrote.

    A value is an N-Triples term (`<address>`, `"text"@nl`), a name with a built-in prefix (`id:domain-V3`), a number,
    true or false, or else plain text. Raises DirskgError for a term that is not whole, and for a name that the query
    does not have.
    """
    known = {token.text[1:] for token in tokens(query) if _is_parameter(token)} if "$" in query else set()
    if unknown := sorted(given.keys() - known):
        there = ", ".join(f"${name}" for name in sorted(known)) or "none"
        raise DirskgError(f"The query has no parameter ${unknown[0]}. Those that it has: {there}.")
    return {name: term(value) for name, value in given.items()}


def term(value: str) -> str:
    """A value as one N-Triples term, whatever stands in it. Raises DirskgError for one that is begun and not whole."""
    if value.startswith("<"):
        if value.endswith(">") and is_iri(value[1:-1]):
            return value
        raise DirskgError(f"The parameter {value!r} is not one address between < and >.")
    if value.startswith('"'):
        found = _LITERAL.fullmatch(value)
        if found and (found[1] is None or is_iri(found[1])):
            return value
        raise DirskgError(f'The parameter {value!r} is not one text between " and ", with its language or type.')
    for form, datatype in _NUMBERS:
        if form.fullmatch(value):
            return f'"{value}"^^<{XSD}{datatype}>'
    if value in ("true", "false"):
        return f'"{value}"^^<{XSD}boolean>'
    prefix, _, local = value.partition(":")
    return f"<{PREFIXES[prefix]}{local}>" if prefix in PREFIXES and _LOCAL.fullmatch(local) else literal(value)


def _is_parameter(token: Token) -> bool:
    return token.kind == "variable" and token.text.startswith("$")
