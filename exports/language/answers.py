"""What commands and pages of records say themselves, in the language of the reader: `answers.toml`.

Names of columns and codes are those of queries and files; on a screen a reader of another language than English sees
them in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from dirskg.exports.language.naming import district, town
from dirskg.exports.language.words import Words, read_words

if TYPE_CHECKING:
    from dirskg.exports.tables import Table
    from dirskg.graph import KnowledgeGraph
    from dirskg.graph.answers.results import Value

# What organisations are called in English, as queries give it, and in another language.
_NAMES = """SELECT DISTINCT ?told ?own WHERE {
  ?one a org:Organization ; skos:prefLabel ?told , ?own FILTER(lang(?told) = "en" && lang(?own) = "OWN")
}"""
_NONE: Mapping[str, str] = MappingProxyType({})
# Columns that hold codes and words of ours; all others hold names, titles and numbers, which stay what they are.
_CODED = frozenset({
    "property", "relation", "direction", "used", "confidence", "grade", "basis", "function", "kind", "type", "weak",
    "sources", "says", "role", "leg", "strength", "meaning", "action", "change", "outcome", "sme", "state",
})  # fmt: skip
# Columns of what an editor says in short of an organisation or of a tie.
_SHORT = frozenset({"field", "value", "told", "done", "note", "sentence"})


def told(lang: str) -> Words:
    """The words of commands and of pages of records."""
    return read_words(__package__, lang, "answers")


def in_words(table: Table, lang: str, names: Mapping[str, str] = _NONE) -> Table:
    """The table as a reader sees it: headings, codes and words of ours in his language; `names` are of `names_in`."""
    from dirskg.exports.tables import Table

    if lang == "en":
        return table
    from dirskg.exports.findings.described import in_short
    from dirskg.exports.language.messages import in_language

    words = told(lang)
    heads = [heading(name, words) for name in table.columns]
    columns = list(table.columns)
    coded = [name in _CODED for name in columns]
    reason = columns.index("reason") if "reason" in columns else -1
    seat = columns.index("town") if "town" in columns else -1
    value, told_as = (columns.index(name) if name in columns else -1 for name in ("value", "value_id"))
    short = [place for place, name in enumerate(columns) if name in _SHORT]
    rows = []
    for row in table.rows:
        # A value with an id of its own is a word of a list, and so is what kind an organisation is of.
        listed = told_as >= 0 and bool(row[told_as] or "kind" in row)
        ours = [code or (listed and place == value) for place, code in enumerate(coded)]
        seen = [names.get(str(v)) or (word(v, words) if own else v) for v, own in zip(row, ours, strict=True)]
        if reason >= 0 and row[reason]:
            seen[reason] = in_language(str(row[reason]), lang)
        if seat >= 0 and row[seat]:
            seen[seat] = town(str(row[seat]), lang)
        for place in short:
            if isinstance(found := seen[place], str):
                seen[place] = town(found, lang) if "town" in row else in_short(found, words)
        rows.append(seen)
    answer = Table.of(heads, rows)
    return replace(answer, rows=[tuple(_fraction(one, words) for one in row) for row in answer.rows])


def _fraction(value: Value, words: Words) -> Value:
    """A number with a fraction as the language writes it, as short as a glance can hold."""
    from dirskg.exports.tables.cells import readable

    if not isinstance(value, float) or "e" in (short := readable(value)):
        return value
    return words.decimal(value, len(short.partition(".")[2]))


def heading(column: str, words: Words) -> str:
    """What a column of a query is called: as the same word is among values, unless it has a string of its own."""
    key = column.replace(" ", "_x_")
    return words.strings.get(f"column_{key}") or words.strings.get(f"word_{key}", column)


def names_in(graph: KnowledgeGraph, lang: str) -> Mapping[str, str]:
    """Names of codes, domains, regions and organisations in a language, by the English ones that most queries give."""
    if lang == "en":
        return _NONE
    labels: dict[tuple[str, str], dict[str, str]] = {}
    for one, code, label, own in graph.select("code-labels").values():
        labels.setdefault((str(one), str(code)), {})[str(own)] = str(label)
    found = {str(told): str(own) for told, own in graph.select(_NAMES.replace("OWN", lang)).values()}
    found |= {told["en"]: told[lang] for told in labels.values() if "en" in told and lang in told}
    for query in ("frame-domains", "frame-regions"):
        answer = graph.select(query)
        places = [answer.columns.index(f"label_{one}") for one in ("en", lang)]
        found |= {str(row[places[0]]): str(row[places[1]]) for row in answer.values() if row[places[1]]}
    return found


def word(value: Value, words: Words) -> Value:
    """A code or a word of ours in the language of the reader, where there is one."""
    from dirskg.ontology import translated

    if value is None:
        return None
    plain = str(value).lower() if isinstance(value, bool) else str(value)
    key = re.sub("[^a-z0-9]+", "_", plain.lower()).strip("_")
    kinds = read_words("dirskg.exports.explorer", words.lang).strings
    return (
        words.strings.get(f"word_{key}")
        or translated(plain, words.lang)
        or kinds.get(f"kind_{key}")
        or (district(value, words.lang) if isinstance(value, str) else value)
    )
