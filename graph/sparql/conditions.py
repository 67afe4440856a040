"""The text of a named query without the conditions on parameters that are not given.

A condition on such a parameter holds whatever it is asked of, by the rules of SPARQL for variables that are not bound.
Not every engine keeps them: Virtuoso 7 answers with no row, or with all.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from dirskg.graph.sparql.tokens import Token, tokens

_MARKS = re.compile(r'OPTIONAL \{\s*\{\s*SELECT DISTINCT \?\w+ \("\w+" AS \?(\w+)\) WHERE \{')
_BRACKETS = {"(": 1, "{": 1, ")": -1, "}": -1}


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
        told = list(tokens(query[found.start() :]))
        braces = next(place for place, token in enumerate(told) if token.text == "{")
        rest = query[: found.start()] + "".join(token.text for token in told[_end_of_brackets(told, braces) :])
        if not re.search(rf"[?$]{found[1]}\b", rest):
            query = rest
    return query


def _end_of_filter(told: list[Token], start: int) -> int:
    """The place behind FILTER(...) that begins at `start`; `start` where none does."""
    if not told[start].is_word("FILTER") or told[start + 1].text != "(":
        return start
    return _end_of_brackets(told, start + 1)


def _end_of_brackets(told: list[Token], start: int) -> int:
    """The place behind the bracket that closes the one at `start`; the end where none does."""
    depth = 0
    for place in range(start, len(told)):
        depth += _BRACKETS.get(told[place].text, 0)
        if depth == 0:
            return place + 1
    return len(told)


def _names(token: Token, absent: Collection[str]) -> bool:
    return token.kind == "variable" and token.text[0] == "$" and token.text[1:] in absent
