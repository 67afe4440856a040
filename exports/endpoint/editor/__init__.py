"""The query editor: Yasgui as the engine ships it, and its configuration."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dirskg.exports.drawing.provinces import outlines
from dirskg.exports.html import render
from dirskg.exports.language import LANGUAGES, read_words
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ontology import named_queries
from dirskg.ontology.vocab import PREFIXES

# Nothing is loaded but from here. Yasgui sets styles of elements; scripts stand in files.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
FILES = {
    "charts.js": "text/javascript; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "page.css": "text/css; charset=utf-8",
    "licence.txt": "text/plain; charset=utf-8",
}
# What the engine serves under which name, and the kind of it.
ENGINE_FILES = {
    "yasgui.js": ("/yasgui.min.js", "text/javascript; charset=utf-8"),
    "yasgui.css": ("/yasgui.min.css", "text/css; charset=utf-8"),
}
_CHOICES = {
    "domain": "SELECT ?code ?name { ?c skos:inScheme id:scheme-domains ; skos:notation ?code ; skos:prefLabel ?name "
    "FILTER(lang(?name) = $lang) } ORDER BY ?code",
    "region": "SELECT ?code ?name { ?c skos:broader nuts:BE ; skos:notation ?code ; skos:prefLabel ?name "
    "FILTER(lang(?name) = $lang) } ORDER BY ?code",
}
# Sorted here: ORDER BY sorts all statements, before DISTINCT leaves a few.
_TERMS = {
    "classes": "SELECT DISTINCT ?t { ?s a ?t FILTER(ISIRI(?t)) }",
    "properties": "SELECT DISTINCT ?t { ?s ?t ?o }",
}


def read(name: str) -> bytes:
    """A file of the page."""
    return Path(__file__).with_name(name).read_bytes()


def page(lang: str) -> bytes:
    """The page in a language."""
    return render(__package__, lang=lang, languages=LANGUAGES, words=read_words(__package__, lang)).encode()


def material(graph: KnowledgeGraph, lang: str) -> bytes:
    """Prefixes, classes and properties of the graph, the library, and codes that its parameters take, as JSON; with
    the words of the page and the map that answers are shown on.
    """
    told: dict[str, Any] = {
        "build": graph.build.name if graph.build else "",
        "words": dict(read_words(__package__, lang).strings),
        "map": {code: [one[lang], one["outline"], one["x"], one["y"]] for code, one in outlines().items()},
        "prefixes": dict(PREFIXES.items()),
        **{name: sorted(str(t) for (t,) in graph.select(text, timeout=600).values()) for name, text in _TERMS.items()},
        "choices": {kind: graph.select(query, {"lang": lang}).values() for kind, query in _CHOICES.items()},
        "queries": [
            {
                "name": query.name,
                "title": query.title,
                "question": query.question,
                "parameters": [[one.name, one.type, one.required, one.help] for one in query.parameters],
            }
            for query in named_queries().values()
            if not query.feeds_analyses
        ],
    }
    return json.dumps(told, ensure_ascii=False).encode()
