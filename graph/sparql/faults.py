"""What is wrong with a query that is no SPARQL: the place, and one hint, where the engine lists a grammar.

The engine tells how far it came. Most slips of the pen are found by looking at the tokens, which gives the right place.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import NamedTuple

from dirskg.graph.sparql.tokens import Token, declared_prefixes, tokens
from dirskg.ontology.vocab import PREFIXES

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_AGGREGATES = ("COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT")
_WORDS = """
    PREFIX BASE DISTINCT REDUCED AS FROM NAMED WHERE GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET VALUES UNDEF
    OPTIONAL GRAPH SERVICE SILENT BIND MINUS UNION FILTER EXISTS NOT IN SEPARATOR A TRUE FALSE STR LANG
    LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI
    CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW UUID
    STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK ISLITERAL
    ISNUMERIC REGEX SUBSTR REPLACE LATERAL ADJUST TRIPLE SUBJECT PREDICATE OBJECT ISTRIPLE
"""
_KEYWORDS = frozenset((*_FORMS, *_AGGREGATES, *_WORDS.split()))
_OPERATORS = ("=", "<", ">", "+", "-", "/", "|", "&", "!", ",", "a")
_PAIRS = {"{": "}", "(": ")", "[": "]"}
_QUOTES = "“”„‟‘’‚«»"
_DASHES = "\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"
_AT = re.compile(r"error at (\d+):(\d+)")
_TOLD = {
    "contains a variable that is unbound": "A variable of SELECT is neither in GROUP BY nor in COUNT, SUM or the like.",
    "an expression with a variable that is unbound": "A variable of SELECT is neither in GROUP BY nor in COUNT, SUM or "
    "the like. What GROUP BY works out has a name, which SELECT repeats: GROUP BY (YEAR(?day) AS ?year).",
    "overrides an existing variable": "The name after AS is one that the query already has; take another.",
    "IRI parsing failed": "An address between < and > is whole, such as <https://w3id.org/dirskg/id/domain-V3>.",
}


class Fault(NamedTuple):
    """Where a query is wrong, as a position in its text, and what to do."""

    start: int
    hint: str


def explain(query: str, told: str, added: int = 0) -> str:
    """The message for a query that the engine refused with the text `told`.

    added: lines that stand before the query as the engine saw it, which its line numbers count.
    """
    fault = _find(query) or _engine(query, told, added)
    start = min(fault.start, len(query))
    line, column = query.count("\n", 0, start) + 1, start - (query.rfind("\n", 0, start) + 1) + 1
    shown, cut = query.split("\n")[line - 1].replace("\t", " ").rstrip(), max(0, column - 60)
    place = f"  {shown[cut : cut + 76]}\n  {' ' * (column - 1 - cut)}^\n" if shown else ""
    return f"The query is not valid SPARQL at line {line}, column {column}:\n{place}{fault.hint}"


def _engine(query: str, told: str, added: int) -> Fault:
    """What the engine tells, at the end of what it understood."""
    hint = next((said for mark, said in _TOLD.items() if mark in told), "")
    at = _AT.search(told)
    if not at:
        return Fault(0, hint or told.splitlines()[0][:200])
    line, column = int(at[1]) - added, int(at[2])
    before = "".join(f"{one}\n" for one in query.split("\n")[: max(line - 1, 0)])
    start = min(len(before) + column - 1, len(query.rstrip()))
    last = next((t for t in reversed(list(tokens(query[:start]))) if t.kind not in ("space", "comment")), None)
    after = f" after {last.text[:40]!r}" if last else ""
    return Fault(start, hint or f"Something is missing or not expected{after}.")


def _find(query: str) -> Fault | None:
    """The first slip that the tokens show."""
    found = [token for token in tokens(query) if token.kind not in ("space", "comment")]
    first = (_no_query, _odd_mark, _open_text, _unknown_prefix, _misspelt)
    for look in (*first, _open_bracket, _bare_aggregate, _listed, _incomplete):
        if fault := look(found):
            return fault
    return None


def _no_query(found: list[Token]) -> Fault | None:
    words = [token for token in found if token.kind == "word" and not token.is_word("PREFIX", "BASE")]
    if not words:
        return Fault(0, "This is no query. One begins with SELECT, ASK, CONSTRUCT or DESCRIBE.")
    if words[0].is_word(*_UPDATES):
        return Fault(words[0].start, "The graph is only read; what is in it comes from sources, with `dirskg build`.")
    if not words[0].is_word(*_FORMS):
        return Fault(words[0].start, f"A query begins with {_nearest(words[0].text, _FORMS) or 'SELECT'}.")
    return None


def _open_text(found: list[Token]) -> Fault | None:
    for token in found:
        if token.kind == "mark" and token.text in "'\"":
            return Fault(token.start, f"The text that begins here has no closing {token.text} on its line.")
    return None


def _odd_mark(found: list[Token]) -> Fault | None:
    """Quotes and dashes as text programs write them, and the semicolon that ends a query of SQL."""
    for token in found:
        if token.kind == "mark" and token.text in _QUOTES:
            return Fault(token.start, f'{token.text} is a quote of a text program; write " in its place.')
        if token.kind == "mark" and token.text in _DASHES:
            return Fault(token.start, f"{token.text} is a dash of a text program; write - in its place.")
    if found and found[-1].text == ";":
        return Fault(found[-1].start, "A query has no ; at its end.")
    return None


def _unknown_prefix(found: list[Token]) -> Fault | None:
    known, before = {*PREFIXES, "_", *declared_prefixes(found)}, Token("", "", 0)
    for token in found:
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix not in known and not before.is_word("PREFIX"):
            near = _nearest(prefix, tuple(known))
            begin = f"Is {near}: meant? Else begin with PREFIX" if near else "Begin with PREFIX"
            return Fault(token.start, f"Nothing says what {prefix}: stands for. {begin} {prefix}: <address>.")
        before = token
    return None


def _misspelt(found: list[Token]) -> Fault | None:
    for token in found:
        if token.kind == "word" and token.text[0] not in "@0123456789" and token.text.upper() not in _KEYWORDS:
            near = _nearest(token.text, tuple(_KEYWORDS))
            hint = (
                f"Is {near} meant?" if near else "A name has a prefix, a variable begins with ?, text stands in quotes."
            )
            return Fault(token.start, f"{token.text[:40]} is no word of SPARQL. {hint}")
    return None


def _open_bracket(found: list[Token]) -> Fault | None:
    opened: list[Token] = []
    for token in found:
        if token.kind != "mark":
            continue
        if token.text in _PAIRS:
            opened.append(token)
        elif token.text in _PAIRS.values():
            if not opened or _PAIRS[opened[-1].text] != token.text:
                want = f"; {_PAIRS[opened[-1].text]} would close what was opened last" if opened else ""
                return Fault(token.start, f"This {token.text} closes nothing{want}.")
            opened.pop()
    return Fault(opened[-1].start, f"This {opened[-1].text} is not closed.") if opened else None


def _bare_aggregate(found: list[Token]) -> Fault | None:
    depth = 0
    for token in found:
        if token.text == "{":
            return None
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0 and token.is_word(*_AGGREGATES):
            return Fault(token.start, f"What is computed stands in brackets and has a name: ({token.text}(...) AS ?n).")
    return None


def _listed(found: list[Token]) -> Fault | None:
    """What SELECT lists: no commas, and nothing twice."""
    depth, seen = 0, set[str]()
    for at, token in enumerate(found):
        if token.text == "{":
            return None
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0 and token.text == ",":
            return Fault(token.start, "What SELECT lists stands side by side, without commas.")
        named = depth == 0 or found[at - 1].is_word("AS")
        if named and token.kind == "variable":
            if token.text[1:] in seen:
                return Fault(token.start, f"SELECT has {token.text} already.")
            seen.add(token.text[1:])
    return None


def _incomplete(found: list[Token]) -> Fault | None:
    """A bracket that closes too early: after an operator, or a pattern that lacks its object."""
    pattern: list[Token] = []  # the mark that begins it, and what follows
    for at, token in enumerate(found):
        early = found[at - 1].text in _OPERATORS or _is_short(pattern)
        if at and (token.text == "}" and early or token.text == ")" and found[at - 1].text in _OPERATORS[:-1]):
            return Fault(token.start, f"Something is missing before this {token.text}.")
        if token.text in ("{", "}", ";", "."):
            values = token.text == "{" and at > 1 and found[at - 2].is_word("VALUES")
            pattern = [] if values else [token]
        elif pattern:
            pattern.append(token)
    return None


def _is_short(pattern: list[Token]) -> bool:
    """Whether a pattern has a subject and no object, or after a semicolon no object."""
    terms = pattern[1:]
    plain = all(t.kind in ("iri", "name", "variable", "string") or t.is_word("A") for t in terms)
    return bool(pattern) and plain and len(terms) == (1 if pattern[0].text == ";" else 2)


def _nearest(word: str, words: tuple[str, ...]) -> str:
    near = get_close_matches(word.upper(), [one.upper() for one in words], 1, 0.7)
    return next(one for one in words if one.upper() == near[0]) if near else ""
