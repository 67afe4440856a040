"""The query library: each `.rq` file is one question, with a header that says what it asks and answers.

    # title: Actors in a domain
    # question: Who is active in this domain in this region, and on what evidence?
    # parameter domain domain required: notation of the domain, such as V3
    # column organisation: the organisation
    SELECT ...

Parameters are written `$name` in the query; one that is not required may stay free. Types: domain, topic, region,
area, organisation, call, project and entity (any record) stand for IRIs; text, date, leg, size, level, programme and
region_code (a region as its code) for text; year and number for whole numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from dirskg.ontology.resources import query_file, query_files
from dirskg.ontology.vocab import XSD, domain_iri, entity_iri, is_iri, literal, region_iri, topic_iri

_IRIS = {
    "domain": domain_iri, "region": region_iri, "area": region_iri, "entity": entity_iri, "organisation": entity_iri,
    "call": entity_iri, "project": entity_iri, "topic": topic_iri,
}  # fmt: skip
_TEXTS = ("text", "date", "leg", "size", "level", "programme", "region_code")
_TYPES = (*_IRIS, *_TEXTS, "year", "number")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query."""

    name: str
    type: str
    required: bool
    help: str

    def term(self, value: str) -> str:
        """The value as an N-Triples term. Raises ValueError for a value that its type does not allow."""
        if self.type in _IRIS:
            iri = _IRIS[self.type](value)
            if not is_iri(iri):
                raise ValueError(f"{value!r} is not an id")
            return f"<{iri}>"
        if self.type in _TEXTS:
            return literal(value)
        if not re.fullmatch(r"-?\d+", value):
            raise ValueError(f"{value!r} is not a whole number")
        return f'"{value}"^^<{XSD}integer>'


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """One query of the library."""

    name: str
    title: str
    question: str
    text: str
    parameters: tuple[Parameter, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)

    @property
    def feeds_analyses(self) -> bool:
        """Whether it takes a frame out for the analyses, instead of answering a question of people."""
        return self.name.startswith("frame-")

    @property
    def unordered(self) -> str:
        """Its text without the last order, for who orders many rows as quickly as Python does: the engine looks each
        term up again for each comparison."""
        return self.text.rpartition("ORDER BY")[0]


@cache
def named_queries() -> dict[str, NamedQuery]:
    """All queries of the library by name."""
    return {name: parse_query(name, text) for name, text in query_files().items()}


def named_query(name: str) -> NamedQuery | None:
    """The query of the library that is called so, or None; no other is read."""
    text = query_file(name)
    return parse_query(name, text) if text is not None else None


def parse_query(name: str, text: str) -> NamedQuery:
    """A named query from its text. Raises ValueError when the header lacks a title or question."""
    header = dict(re.findall(r"^# (title|question): (.+)$", text, re.MULTILINE))
    if len(header) != 2:
        raise ValueError(f"query {name}: the header needs '# title:' and '# question:'")
    found = re.findall(r"^# parameter (\w+) (\w+)( required)?: (.+)$", text, re.MULTILINE)
    parameters = tuple(Parameter(n, kind, bool(required), told) for n, kind, required, told in found)
    wrong = [p.type for p in parameters if p.type not in _TYPES]
    if wrong:
        raise ValueError(f"query {name}: parameter type {wrong[0]} is not one of {', '.join(_TYPES)}")
    columns = dict(re.findall(r"^# column (\w+): (.+)$", text, re.MULTILINE))
    return NamedQuery(name, header["title"], header["question"], text, parameters, columns)
