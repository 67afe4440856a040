"""Parameters of queries: `$name` stands for an RDF term, which is written in its place.

The SPARQL protocol knows no parameters, and pyoxigraph substitutes only variables that the query projects. So terms
are put into the text, but token by token and never as raw text: a value is an N-Triples term before it comes here.
"""

from __future__ import annotations

import re

# A parameter outside of strings, IRIs, escapes in prefixed names, and comments: the terminals of SPARQL 1.1.
_PARAMETER = re.compile(
    r'''(?P<skip>"""(?:[^\\]|\\.)*?"""|"(?:[^"\\\r\n]|\\.)*"'''
    r"""|'''(?:[^\\]|\\.)*?'''|'(?:[^'\\\r\n]|\\.)*'|<[^<>"{}|^`\\\x00-\x20]*>|\\.|\#[^\r\n]*)|\$(?P<name>\w+)""",
    re.DOTALL,
)


def substitute(query: str, substitutions: dict[str, str]) -> str:
    """The query with N-Triples terms written in place of `$name`; strings, IRIs and comments stay untouched."""

    def put(found: re.Match[str]) -> str:
        return found[0] if found["skip"] else substitutions.get(found["name"], found[0])

    return _PARAMETER.sub(put, query)
