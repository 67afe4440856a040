"""How far a page can be trusted, and which facts rest on weak pages alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dirskg.graph.answers.results import Value
from dirskg.graph.ecosystem.hosts import WEAK
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ontology.vocab import entity_iri, is_iri, short, sparql_prefixes

# Columns that tell which rows of a named query speak of one fact: it is marked where all of them rest on weak pages.
FACTS: dict[str, tuple[str, ...]] = {
    "facts-of": ("property", "value"),
    "functions-of": ("function",),
    "strengths-of": ("domain",),
    "establishments": ("town", "done"),
    "evidence-of": ("domain",),
    "projects-of": ("acronym", "role"),
    "project-participants": ("organisation", "role"),
    "ties-of": ("direction", "relation", "other"),
    "remarks-on": ("field", "value"),
}

Columns = tuple[str, ...]
Rows = Sequence[Sequence[Value]]


def page_grades(graph: KnowledgeGraph, pages: Iterable[str]) -> dict[str, str]:
    """The grade of each page that has one."""
    iris = " ".join(f"<{page}>" for page in sorted(set(pages)) if is_iri(page))
    query = f"SELECT ?page ?grade {{ VALUES ?page {{ {iris} }} ?page :sourceGrade/skos:notation ?grade }}"
    found = graph.select(sparql_prefixes() + query).values() if iris else []
    return {str(page): str(grade) for page, grade in found}


def marked(rows: Rows, columns: Sequence[str], fact: Sequence[str], grades: dict[str, str]) -> tuple[Columns, Rows]:
    """Columns and rows with two more before `source`: the grade of the page, and `weak` where all of a fact are weak.

    fact: the columns that tell which rows speak of one fact. Rows that tell a grade themselves get `weak` alone.
    """
    own = "grade" in columns
    at, places = columns.index("source"), [columns.index(column) for column in fact]
    graded = [(tuple(row[place] for place in places), grades.get(str(row[at]))) for row in rows]
    firm = {told for told, grade in graded if grade not in WEAK}
    found = [
        (*row[:at], *(() if own else (grade,)), None if told in firm else "weak", *row[at:])
        for row, (told, grade) in zip(rows, graded, strict=True)
    ]
    return (*columns[:at], *(() if own else ("grade",)), "weak", *columns[at:]), found


def weak_records(graph: KnowledgeGraph, records: Iterable[str]) -> frozenset[str]:
    """Of records by their short ids those that pages tell of, but weak ones alone."""
    iris = " ".join(f"<{iri}>" for iri in map(entity_iri, records) if is_iri(iri))
    query = f"""SELECT ?record (MIN(?is) AS ?all) {{ VALUES ?record {{ {iris} }} ?record dct:source ?page .
        OPTIONAL {{ ?page :sourceGrade/:weak ?weak }} BIND(IF(COALESCE(?weak, false), 1, 0) AS ?is)
        }} GROUP BY ?record"""
    found = graph.select(sparql_prefixes() + query).values(short) if iris else []
    return frozenset(str(record) for record, weak in found if weak == 1)


def by_grade(columns: Sequence[str], rows: Rows) -> tuple[Columns, Rows]:
    """The answer of `source-quality` summed by grade, the strongest first."""
    names, found = _summed(columns, rows, ("rank", "grade"))
    return names, sorted(found, key=lambda row: (row[0] is None, row[0]))


def by_host(columns: Sequence[str], rows: Rows) -> tuple[Columns, Rows]:
    """The same by grade and host, within a grade the host with most facts first."""
    names, found = _summed(columns, rows, ("rank", "grade", "host"))
    return names, sorted(found, key=lambda row: (row[0] is None, row[0], -int(str(row[4])), str(row[2])))


def _summed(columns: Sequence[str], rows: Rows, by: Columns) -> tuple[Columns, list[tuple[Value, ...]]]:
    places, facts = [columns.index(column) for column in by], columns.index("facts")
    pages: Counter[tuple[Value, ...]] = Counter()
    sums: Counter[tuple[Value, ...]] = Counter()
    for row in rows:
        kept = tuple(row[place] for place in places)
        pages[kept] += 1
        sums[kept] += int(str(row[facts]))
    return (*by, "pages", "facts"), [(*kept, pages[kept], sums[kept]) for kept in pages]
