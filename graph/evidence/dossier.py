"""Everything that the graph says of one record, section by section, each from a named query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dirskg.graph.answers.results import Value
from dirskg.graph.evidence.grades import FACTS, marked, page_grades
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ontology import short

# Section, named query, columns to show. Sections without rows are left out.
SECTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "facts": ("facts-of", ("property", "value", "value_id", "used", "day", "read", "confidence", "source")),
    "identifiers": ("identifiers-of", ("kind", "value")),
    "establishments": ("establishments", ("town", "area", "domain", "done", "state", "year", "source")),
    "functions": ("functions-of", ("function", "confidence", "told", "whom", "note", "source")),
    "strengths": (
        "strengths-of",
        ("domain", "domain_label", "strength", "meaning", "parts", "projects", "acronym", "year", "source"),
    ),
    "evidence": ("evidence-of", ("domain", "domain_label", "basis", "acronym", "year", "confidence", "source")),
    "domains": ("domains-of", ("domain", "domain_label", "weight", "basis", "words")),
    "projects": ("projects-of", ("acronym", "title", "programme", "year", "role", "contribution", "source")),
    "participants": ("project-participants", ()),
    "awards": (
        "awards-of",
        ("role", "kind", "year", "title", "lot", "cpv", "awarded", "maximum", "estimated", "currency", "offers", "sme",
         "outcome", "source"),
    ),
    "notices": (
        "notices-of",
        ("number", "kind", "day", "title", "cpv", "awarded", "maximum", "estimated", "currency", "source"),
    ),
    "ties": ("ties-of", ("direction", "relation", "other", "other_name", "year", "note", "source")),
    "remarks": ("remarks-on", ("field", "value", "note", "confidence", "source")),
}  # fmt: skip
# Sections whose query asks for a project (or a call), and not for any record.
_OF_PROJECTS = ("domains", "participants")
# Kinds of rows in the identifiers that only matter to who asks how an organisation came about.
_ORIGINS = ("joined record", "id without a number")


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a dossier: the named query behind it, and its rows."""

    name: str
    query: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    @property
    def plain(self) -> tuple[tuple[Value, ...], ...]:
        """The rows without those that tell how an organisation came about."""
        if self.name != "identifiers":
            return self.rows
        return tuple(row for row in self.rows if row[self.columns.index("kind")] not in _ORIGINS)


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the graph says of the record `id`."""

    id: str
    sections: tuple[Section, ...]

    def to_json(self) -> dict[str, Any]:
        """The dossier as plain values."""
        sections = {
            s.name: {"query": s.query, "rows": [dict(zip(s.columns, row, strict=True)) for row in s.rows]}
            for s in self.sections
        }
        return {"id": self.id, **sections}


def dossier(graph: KnowledgeGraph, identifier: str) -> Dossier:
    """The dossier of a record, by any of its ids. Raises DirskgError when the graph does not have it."""
    record = graph.resolve(identifier)
    sections = []
    for name, (query, columns) in SECTIONS.items():
        solutions = graph.select(query, {"project" if name in _OF_PROJECTS else "entity": record})
        shown = columns or solutions.columns
        places = [solutions.columns.index(column) for column in shown]
        # Two rules may read the same words: without the column of the rule their rows are one.
        rows = tuple(dict.fromkeys(tuple(row[place] for place in places) for row in solutions.values(short)))
        if rows and query in FACTS:
            grades = page_grades(graph, (str(row[shown.index("source")]) for row in rows))
            shown, found = marked(rows, shown, FACTS[query], grades)
            rows = tuple(map(tuple, found))
        if rows:
            sections.append(Section(name, query, tuple(shown), rows))
    return Dossier(record, tuple(sections))
