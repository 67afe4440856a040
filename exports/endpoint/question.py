"""A query as the SPARQL 1.1 protocol brings it, and what is refused of it before the engine sees it."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote_to_bytes

from dirskg.exports.endpoint.messages import Refusal, Request
from dirskg.graph.sparql.datasets import dataset_clause
from dirskg.graph.sparql.tokens import meaningful

_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
# What `format` may say beside media types: for those who cannot say what they accept, and names that SPARQLWrapper has.
_FORMATS = {
    "json": "application/sparql-results+json, application/ld+json", "csv": "text/csv",
    "xml": "application/sparql-results+xml, application/rdf+xml", "tsv": "text/tab-separated-values",
    "ttl": "text/turtle", "turtle": "text/turtle", "n3": "text/turtle", "nt": "application/n-triples",
    "rdf": "application/rdf+xml", "rdf+xml": "application/rdf+xml",
    "jsonld": "application/ld+json", "json-ld": "application/ld+json",
}  # fmt: skip
_MEDIA_TYPES = re.compile(r"[\w.+-]+/[\w.+-]+(, ?[\w.+-]+/[\w.+-]+)*", re.ASCII)
_ANY = "application/sparql-results+json, text/turtle;q=0.9"
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_READ_ONLY = "This endpoint is only read: what is in the graph comes from sources, with `dirskg build`."


class Question(NamedTuple):
    """A query, the graphs that the protocol names for it, and the forms of answer that are taken."""

    text: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    accept: str = _ANY

    def merged(self) -> Question | None:
        """The question with the graphs that must be one, where the protocol or else FROM names several as default."""
        asked = self
        if not (self.default or self.named):
            default, named, _ = dataset_clause(self.text)
            asked = self._replace(default=default, named=named)
        # A name whose prefix is not declared is told by the engine.
        return asked if len(asked.default) > 1 and all(asked.default) else None


def is_question(request: Request) -> bool:
    """Whether the request asks something, or only whether there is an endpoint."""
    return request.method == "POST" or "query=" in request.search or "update=" in request.search


def question(request: Request) -> Question:
    """The query of a request. Raises Refusal for what the protocol does not know, and what may not be asked."""
    if request.method == "GET" and request.search.startswith("query=") and "&" not in request.search:
        # How most ask: half the work.
        text = _text(unquote_to_bytes(request.search[len("query=") :].replace("+", " ")))
        _check(text, [])
        return Question(text, accept=accepted(request, ""))
    pairs = pairs_of(request.search)
    kind = request.header("content-type").partition(";")[0].strip().lower()
    if request.method == "POST" and kind == _FORM:
        pairs += pairs_of(_text(request.body))
    elif request.method == "POST" and kind == _QUERY:
        pairs.append(("query", _text(request.body)))
    elif request.method == "POST" and kind == _UPDATE:
        raise Refusal(403, _READ_ONLY)
    elif request.method == "POST":
        raise Refusal(415, f"Send a query as {_QUERY}, or as `query` in {_FORM}.")
    values = {name: [value for key, value in pairs if key == name] for name in dict(pairs)}
    if "update" in values:
        raise Refusal(403, _READ_ONLY)
    if len(values.get("query", ())) != 1:
        raise Refusal(400, "Send one query, as `query`.")
    text, default, named = values["query"][0], values.get("default-graph-uri", []), values.get("named-graph-uri", [])
    _check(text, [*default, *named])
    return Question(
        text,
        tuple(dict.fromkeys(default)),
        tuple(dict.fromkeys(named)),
        accepted(request, values.get("format", [""])[-1]),
    )


def pairs_of(text: str) -> list[tuple[str, str]]:
    """Names and values of an address or a form. Raises Refusal where they are no text."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:
        raise Refusal(400, f"The parameters cannot be read: {error}.") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal(400, "A query is text in UTF-8.") from None


def accepted(request: Request, chosen: str) -> str:
    """What the client takes: the form chosen by name, else what its header says, else the usual forms."""
    if _MEDIA_TYPES.fullmatch(chosen):
        return chosen
    if chosen:
        if chosen not in _FORMATS:
            raise Refusal(400, f"`format` is one of {', '.join(_FORMATS)}, or a media type.")
        return _FORMATS[chosen]
    told = request.header("accept")
    return told if told.strip() not in ("", "*/*") and told.isascii() else _ANY


def _check(text: str, graphs: list[str]) -> None:
    """Refuse what would lead the engine elsewhere. Words are looked for first, since few queries have any of them."""
    low = text.lower()
    if "\\u" in low:  # a letter may be written by its number, in a keyword too
        text = _ESCAPED.sub(lambda found: chr(min(int(found[1] or found[2], 16), 0x10FFFF)), text)
        low = text.lower()
    if "service" in low and any(token.is_word("SERVICE") for token in meaningful(text)):
        raise Refusal(403, "SERVICE is not answered here: this endpoint asks no other. Let yours ask this one.")
    if "from" in low:
        clause = dataset_clause(text)
        graphs = [*graphs, *clause.default, *clause.named]
    for graph in graphs:
        if ":" in graph and not graph.startswith(("http://", "https://")):
            raise Refusal(
                403,
                f"{graph[:200]!r} is no graph of this build: no file is read, nothing is fetched. "
                "SELECT DISTINCT ?g { GRAPH ?g { } } lists the graphs.",
            )
