"""What the server tells of itself and of what it holds, as RDF: SPARQL service description, VoID, DCAT, the library."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from dirskg.exports.endpoint.negotiation import TRIPLES
from dirskg.graph.answers.results import Triples
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ontology import named_queries
from dirskg.ontology.vocab import GRAPH, META_GRAPH, PREFIXES, XSD

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_SH = "http://www.w3.org/ns/shacl#"
_SCHEMA = "https://schema.org/"
_FORMATS = "http://www.w3.org/ns/formats/"
_RDF, _RDFS, _DCAT, _DCT = (PREFIXES[name] for name in ("rdf", "rdfs", "dcat", "dct"))
_SHOWN = {**{name: iri for name, iri in PREFIXES.items() if name}, "sd": _SD, "void": _VOID, "sh": _SH}
_RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
    "RDF_XML", "JSON-LD",
)  # fmt: skip

Node = ox.NamedNode
Value = Node | ox.Literal
_text = ox.Literal
_COUNTED = {
    "class": "SELECT ?of (COUNT(?s) AS ?n) { ?s a ?of FILTER(ISIRI(?of)) } GROUP BY ?of ORDER BY ?of",
    "property": "SELECT ?of (COUNT(*) AS ?n) { ?s ?of ?o } GROUP BY ?of ORDER BY ?of",
}


def serialized(triples: Iterable[ox.Triple], kind: str) -> bytes:
    """Triples in a form of `TRIPLES`."""
    return ox.serialize(triples, format=TRIPLES[kind], prefixes=_SHOWN) or b""


def service(base: str, graphs: Iterable[str]) -> list[ox.Triple]:
    """The description of the endpoint: its default graph is the merge of the graphs, each statement once."""
    here, dataset = Node(f"{base}/sparql"), Node(f"{base}/void#dataset")
    found = [
        _a(here, _SD + "Service"),
        _t(here, _SD + "endpoint", here),
        _t(here, _SD + "supportedLanguage", Node(_SD + "SPARQL11Query")),
        _t(here, _SD + "defaultDataset", dataset),
        _a(dataset, _SD + "Dataset"),
        _t(dataset, _SD + "defaultGraph", Node(f"{base}/void#merge")),
        _a(Node(f"{base}/void#merge"), _SD + "Graph"),
        _t(Node(f"{base}/void#merge"), _RDFS + "comment", _text("The merge of all named graphs, each statement once.")),
    ]
    found += [_t(here, _SD + "resultFormat", Node(_FORMATS + name)) for name in _RESULTS]
    for graph in graphs:
        named = Node(f"{base}/void#graph-{graph.removeprefix(GRAPH)}")
        found += [_t(dataset, _SD + "namedGraph", named), _a(named, _SD + "NamedGraph")]
        found += [_t(named, _SD + "name", Node(graph))]
    return found


def dataset(base: str, graph: KnowledgeGraph) -> list[ox.Triple]:
    """VoID: how many statements, and how many of each class and property."""
    whole = Node(f"{base}/void#dataset")
    found = [
        _a(whole, _VOID + "Dataset"),
        _t(whole, _DCT + "title", _text("dirskg: the Belgian defence-innovation ecosystem")),
        _t(whole, _DCT + "identifier", _text(graph.build.name if graph.build else "")),
        _t(whole, _VOID + "sparqlEndpoint", Node(f"{base}/sparql")),
        _t(whole, _VOID + "uriSpace", _text(PREFIXES["id"])),
    ]
    total = 0
    for part, query in _COUNTED.items():
        for of, number in graph.select(query, timeout=600).values():
            own = Node(f"{base}/void#{part}-{len(found)}")
            found += [_t(whole, f"{_VOID}{part}Partition", own), _t(own, _VOID + part, Node(str(of)))]
            found += [_t(own, _VOID + ("entities" if part == "class" else "triples"), _number(number))]
            total += int(str(number)) if part == "property" else 0
    return [*found, _t(whole, _VOID + "triples", _number(total))]


def catalogue(base: str, graph: KnowledgeGraph) -> list[ox.Triple]:
    """DCAT: the datasets as the graph itself describes them, and this endpoint as the service that gives them."""
    whole, endpoint = Node(f"{base}/catalog"), Node(f"{base}/sparql")
    answer = graph.query(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{META_GRAPH}> {{ ?s ?p ?o }} }}")
    assert isinstance(answer, Triples)
    told = [quad.triple for quad in ox.parse(answer.ntriples, format=ox.RdfFormat.N_TRIPLES)]
    sets = {one.subject for one in told if one.object == Node(_DCAT + "Dataset")}
    found = [
        _a(whole, _DCAT + "Catalog"),
        _t(whole, _DCT + "title", _text("Datasets of the Belgian defence-innovation ecosystem")),
        _t(whole, _DCAT + "service", endpoint),
        _a(endpoint, _DCAT + "DataService"),
        _t(endpoint, _DCAT + "endpointURL", endpoint),
        _t(endpoint, _DCAT + "endpointDescription", endpoint),
    ]
    for one in sorted(sets, key=str):
        found += [
            ox.Triple(whole, Node(_DCAT + "dataset"), one),
            ox.Triple(endpoint, Node(_DCAT + "servesDataset"), one),
        ]
    return found + told


def library(base: str) -> list[ox.Triple]:
    """The named queries, each as something that can be executed here."""
    found = []
    for query in named_queries().values():
        here = Node(f"{base}/queries/{query.name}")
        found += [
            _a(here, _SH + "SPARQLExecutable"),
            _a(here, _SH + "SPARQLSelectExecutable"),
            _t(here, _RDFS + "label", ox.Literal(query.title, language="en")),
            _t(here, _RDFS + "comment", ox.Literal(query.question, language="en")),
            _t(here, _SH + "select", _text(query.text)),
            _t(here, _SCHEMA + "target", Node(f"{base}/sparql")),
        ]
        for number, one in enumerate(query.parameters):
            own = Node(f"{here.value}#{one.name}")
            found += [_t(here, _SH + "parameter", own), _a(own, _SH + "Parameter")]
            found += [_t(own, _SH + "name", _text(one.name)), _t(own, _SH + "description", _text(one.help))]
            found += [_t(own, _SH + "order", _number(number))]
            found += [_t(own, _SH + "optional", ox.Literal(not one.required))]
    return found


def _t(subject: Node, predicate: str, value: Value) -> ox.Triple:
    return ox.Triple(subject, Node(predicate), value)


def _a(subject: Node, kind: str) -> ox.Triple:
    return ox.Triple(subject, Node(_RDF + "type"), Node(kind))


def _number(value: object) -> ox.Literal:
    return ox.Literal(str(value), datatype=Node(XSD + "integer"))
