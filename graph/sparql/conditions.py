"""The text of a named query without the conditions on parameters that are not given.

A condition on such a parameter holds whatever it is asked of, by the rules of SPARQL for variables that are not bound.
Not every engine keeps them: Virtuoso 7 answers with no row, or with all.
"""

from __future__ import annotations

from collections.abc import Collection

from dirskg.graph.sparql.tokens import Token, tokens


def without_conditions(query: str, absent: Collection[str]) -> str:
    """The query without each FILTER that has one of these parameters in it."""
    if not absent:
        return query
    told, kept, place = list(tokens(query)), [], 0
    while place < len(told):
        end = _end_of_filter(told, place)
        if end == place or not any(_names(token, absent) for token in told[place:end]):
            end = place + 1
            kept.append(told[place].text)
        place = end
    return "".join(kept)


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
