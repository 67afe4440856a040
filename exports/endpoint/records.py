"""The page of one record: all that the graph says of it, with links on; the same as Turtle, JSON-LD and N-Triples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from dirskg.exports.html import render_page
from dirskg.exports.language import Words
from dirskg.exports.language.answers import heading, in_words, names_in, told
from dirskg.exports.tables import Table
from dirskg.exports.tables.cells import plain_value, readable
from dirskg.graph.answers.results import Triples, Value
from dirskg.graph.errors import DirskgError
from dirskg.graph.evidence.dossier import Section, dossier
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ontology.labels import property_label
from dirskg.ontology.vocab import ID, PREFIXES, compact, is_iri, short

_MOST = 500  # statements that lead to a record
# Columns of where a row was read: rows that say the same of the record are one row with several of these.
_EVIDENCE = ("source", "grade", "confidence", "read")


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A value of the page, where it leads (blank where nowhere), and what is said beside it in small letters."""

    text: str
    link: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the page: a cell holds one value or, where it was read, several."""

    title: str
    columns: tuple[str, ...]
    rows: list[list[list[Cell]]]


def found(graph: KnowledgeGraph, iri: str) -> str:
    """The address of the record that this one stands for: itself, the one that it was joined to, or blank."""
    if not is_iri(iri):
        return ""
    told = graph.select(
        f"SELECT ?it {{ {{ BIND(<{iri}> AS ?it) FILTER EXISTS {{ <{iri}> ?p ?o }} }} UNION "
        f"{{ ?it owl:sameAs <{iri}> }} }}"
    ).values()
    every = [str(row[0]) for row in told]
    return iri if iri in every else next(iter(every), "")


def statements(graph: KnowledgeGraph, iri: str) -> list[ox.Triple]:
    """The statements of a record, and those that lead to it."""
    answer = graph.query(
        f"CONSTRUCT {{ <{iri}> ?p ?o . ?s ?q <{iri}> }} {{ {{ <{iri}> ?p ?o }} UNION "
        f"{{ SELECT ?s ?q {{ ?s ?q <{iri}> }} ORDER BY ?q ?s LIMIT {_MOST} }} }}"
    )
    assert isinstance(answer, Triples)
    return [quad.triple for quad in ox.parse(answer.ntriples, format=ox.RdfFormat.N_TRIPLES)]


def page(graph: KnowledgeGraph, iri: str, lang: str) -> str:
    """The page of a record: the sections that `dirskg show` has, else its statements."""
    words = told(lang)
    triples = statements(graph, iri)
    parts = _sections(graph, iri, words) or _plain(graph, iri, triples, words)
    names = [t.object for t in triples if t.predicate.value.endswith("#prefLabel") and isinstance(t.object, ox.Literal)]
    best = sorted(names, key=lambda name: (name.language != lang, name.language != "en", name.value))
    build = graph.build or Path()
    return render_page(
        "dirskg.exports.endpoint",
        lang=lang,
        title=best[0].value if best else short(iri),
        id=short(iri),
        iri=iri,
        build=build.name,
        parts=parts,
        explorer=f"/explorer#{lang}/actor/{quote(short(iri), safe='')}" if _is_actor(triples, iri) else "",
        words=words,
    )


def _is_actor(triples: list[ox.Triple], iri: str) -> bool:
    kinds = {t.object.value for t in triples if t.subject == ox.NamedNode(iri) and isinstance(t.object, ox.NamedNode)}
    return PREFIXES["org"] + "Organization" in kinds


def _sections(graph: KnowledgeGraph, iri: str, words: Words) -> list[Part]:
    if not iri.startswith(ID):
        return []
    try:
        found = dossier(graph, iri.removeprefix(ID))
    except DirskgError:  # a code, a claim, a role: no record that `show` knows
        return []
    if found.id != iri.removeprefix(ID):
        return []
    names = names_in(graph, words.lang)
    return [_section(section, words, names) for section in found.sections if section.plain]


def _section(section: Section, words: Words, names: Mapping[str, str]) -> Part:
    """A section in words, each row once with all that it was read from. What is true of every row goes without."""
    seen = in_words(Table.of(section.columns, section.plain), words.lang, names).rows
    own = [
        (i, column) for i, column in enumerate(section.columns)
        if column not in _EVIDENCE and any(row[i] is not None and row[i] is not True for row in section.plain)
    ]  # fmt: skip
    read = [section.columns.index(column) for column in _EVIDENCE if column in section.columns]
    rows: dict[tuple[Value, ...], tuple[list[list[Cell]], dict[Cell, None]]] = {}
    for row, said in zip(section.plain, seen, strict=True):
        cells = [[_shown(row[i], said[i], column)] for i, column in own]
        _, sources = rows.setdefault(tuple(row[i] for i, _ in own), (cells, {}))
        if read and row[read[0]] is not None:
            beside = ", ".join(str(said[i]) for i in read[1:] if said[i] is not None)
            sources[Cell(_brief(str(row[read[0]])), str(row[read[0]]), beside)] = None
    heads = [heading(column, words) for _, column in own]
    last = [words("column_source")] if any(sources for _, sources in rows.values()) else []
    shown = [[*cells, list(sources)] if last else cells for cells, sources in rows.values()]
    return Part(words(f"show_{section.name}"), (*heads, *last), shown)


def _plain(graph: KnowledgeGraph, iri: str, triples: list[ox.Triple], words: Words) -> list[Part]:
    """What is stated of a record and what leads to it, a row for each property."""
    names = _names(graph, triples, words.lang)
    own, other = defaultdict[str, list[Cell]](list), defaultdict[str, list[Cell]](list)
    for triple in triples:
        is_own = isinstance(triple.subject, ox.NamedNode) and triple.subject.value == iri
        side, term = (own, triple.object) if is_own else (other, triple.subject)
        side[triple.predicate.value].append(_term(term, names))
    heads = heading("property", words), heading("value", words)
    return [
        Part(words(title), heads, [[[_property(one, words.lang)], sorted(side[one])] for one in sorted(side)])
        for title, side in (("page_statements", own), ("page_inbound", other))
        if side
    ]


def _names(graph: KnowledgeGraph, triples: list[ox.Triple], lang: str) -> dict[str, str]:
    """What the records of statements are called, or the organisations that they speak of, by their addresses."""
    terms = {term for triple in triples for term in (triple.subject, triple.object)}
    records = " ".join(sorted(str(term) for term in terms if isinstance(term, ox.NamedNode)))
    told = graph.select(
        f"SELECT ?it ?name {{ VALUES ?it {{ {records} }} "
        "{ ?it skos:prefLabel ?name } UNION { ?it :organisation/skos:prefLabel ?name } "
        f'FILTER(LANG(?name) IN ("{lang}", "en", "")) }} ORDER BY (LANG(?name) = "{lang}") ?name'
    )
    return {str(it): str(name) for it, name in told.values()}


def _shown(value: Value, said: object, column: str) -> Cell:
    text = readable(plain_value(said))
    if text.startswith(("http://", "https://")):
        return Cell(_brief(text), text)
    leads = column in ("other", "domain", "project", "organisation", "value_id")
    return Cell(text, _local(str(value)) if leads else "")


def _brief(address: str) -> str:
    """An address by its host and its end."""
    host, *path = address.partition("://")[2].removeprefix("www.").rstrip("/").split("/")
    return "/".join([host, *(["…"] if len(path) > 1 else []), *path[-1:]])


def _property(iri: str, lang: str) -> Cell:
    """A property of ours by its label, and those of others by their names; ours are told at one address."""
    name = iri.removeprefix(PREFIXES[""])
    return Cell(compact(iri), iri) if name == iri else Cell(property_label(name, lang), "/ontology", compact(iri))


def _term(term: object, names: Mapping[str, str]) -> Cell:
    if isinstance(term, ox.Literal):
        return Cell(term.value, "", term.language or "")
    if not isinstance(term, ox.NamedNode):
        return Cell(str(term))
    iri, shown = term.value, compact(term.value)
    web = iri if iri.startswith(("http://", "https://")) else ""
    link = f"/id/{quote(iri.removeprefix(ID), safe='')}" if iri.startswith(ID) else web
    return Cell(names[iri], link, shown) if iri in names else Cell(shown, link)


def _local(text: str) -> str:
    """Where a short id leads; codes of areas and words lead nowhere here."""
    name = f"domain-{text}" if text[:1] in "VH" and text[1:].isdigit() else text
    return f"/id/{quote(name, safe='')}" if "-" in name and " " not in name else ""
