"""The text of a named query without the conditions on parameters that are not given.

A condition on such a parameter holds whatever it is asked of, by the rules of SPARQL for variables that are not bound.
Not every engine keeps them: Virtuoso 7 answers with no row, or with all.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from dirskg.graph.sparql.tokens import Token, tokens

_MARKS = re.compile(r'OPTIONAL \{\s*\{\s*SELECT DISTINCT \?\w+ \("\w+" AS \?(\w+)\) WHERE \{')
_BRACE = re.compile("[{}]")


def without_conditions(query: str, absent: Collection[str]) -> str:
    """The query without each FILTER that has one of these parameters in it, and without what it alone read.

    That is an OPTIONAL sub-select of distinct rows with a mark, `SELECT DISTINCT ?x ("mark" AS ?mark)`: it adds no row.
    """
    if not absent:
        return query
    told, kept, place = list(tokens(query)), [], 0
    while place < len(told):
        end = _end_of_filter(told, place)
        if end == place or not any(_names(token, absent) for token in told[place:end]):
            end = place + 1
            kept.append(told[place].text)
        place = end
    return _without_unread_marks("".join(kept))


def _without_unread_marks(query: str) -> str:
    for found in reversed(list(_MARKS.finditer(query))):
        rest = query[: found.start()] + query[_end_of_braces(query, found.start()) :]
        if not re.search(rf"[?$]{found[1]}\b", rest):
            query = rest
    return query


def _end_of_braces(query: str, start: int) -> int:
    """The place behind what the first brace from `start` on opens."""
    depth = 0
    for brace in _BRACE.finditer(query, start):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    return start


def _end_of_filter(told: list[Token], start: int) -> int:
    """The place behind FILTER(...) that begins at `start`; `start` where none does."""
    if not told[start].is_word("FILTER") or told[start + 1].text != "(":
        return start
    depth = 0
    for place in range(start + 1, len(told)):
        depth += {"(": 1, ")": -1}.get(told[place].text, 0)
        if depth == 0:
            return place + 1
    return start


def _names(token: Token, absent: Collection[str]) -> bool:
    return token.kind == "variable" and token.text[0] == "$" and token.text[1:] in absent
