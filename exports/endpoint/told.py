"""Pages and descriptions: the editor, records, and what the server says of itself."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote, unquote

import pyoxigraph as ox

from dirskg.exports.endpoint import described, editor, records
from dirskg.exports.endpoint.builds import Builds
from dirskg.exports.endpoint.made import language
from dirskg.exports.endpoint.messages import Refusal, Request, Response
from dirskg.exports.endpoint.negotiation import TRIPLES, preferred
from dirskg.ontology import resource
from dirskg.ontology.vocab import GRAPH, ID

_HTML = "text/html; charset=utf-8"
_ENDINGS = {".html": "text/html", ".ttl": "text/turtle", ".jsonld": "application/ld+json",
            ".rdf": "application/rdf+xml", ".nt": "application/n-triples"}  # fmt: skip
_GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s a ?o } }"  # sorted here, as the terms of the editor


class Told:
    """What is told of a build is made when it is first wanted, and kept while the build is served."""

    def __init__(self, builds: Builds) -> None:
        self._builds = builds

    async def editor(self, request: Request) -> Response:
        """The page in which queries are written."""
        headers = (("Content-Security-Policy", editor.POLICY), ("Vary", "Accept-Language"))
        return Response(200, editor.page(language(request)), _HTML, headers)

    async def file(self, request: Request) -> Response:
        """A file of the editor: of ours, of the engine's, or what is known of the graph."""
        name = request.path.removeprefix("/editor/")
        fresh = (("Cache-Control", "no-cache"),)
        if name == "material.json":
            lang = language(request)
            body = await self._made(f"material {lang}", lambda: editor.material(self._builds.now.graph, lang))
            return Response(200, body, "application/json", fresh)
        if name in editor.FILES:
            return Response(200, editor.read(name), editor.FILES[name], fresh)
        if name in editor.ENGINE_FILES:
            path, kind = editor.ENGINE_FILES[name]
            return Response(200, await self._builds.now.engine.fetch(path), kind, (("Cache-Control", "max-age=86400"),))
        raise Refusal(404, "The editor has no such file.")

    async def record(self, request: Request) -> Response:
        """A record as a page or as triples, by its ending or by what is accepted."""
        local = unquote(request.path.split("/", 2)[2])
        local, ending = _ending(local)
        iri = (ID if request.path.startswith("/id/") else GRAPH) + local
        graph = self._builds.now.graph
        there = await asyncio.to_thread(records.found, graph, iri)
        if not there:
            raise Refusal(404, f"This build has nothing of the id {local[:200]!r}.")
        if there != iri and there.startswith(ID):
            asked = request.search and "?" + quote(request.search, safe="=&%+")
            place = f"/id/{quote(there.removeprefix(ID), safe='')}{ending}{asked}"
            return Response(303, f"{local} is the same as {there}\n".encode(), headers=(("Location", place),))
        kind = _ENDINGS.get(ending) or _kind(request, ("text/html", *TRIPLES))
        if kind == "text/html":
            lang = language(request)
            body = await self._made(f"{iri} {lang}", lambda: records.page(graph, iri, lang).encode())
            return Response(200, body, _HTML, (("Vary", "Accept, Accept-Language"),))
        triples = await asyncio.to_thread(records.statements, graph, iri)
        return _triples(triples, kind)

    async def service(self, request: Request) -> Response:
        """What the endpoint says of itself to whom asks it nothing."""
        graphs = await self._made(
            "graphs", lambda: sorted(str(g) for (g,) in self._builds.now.graph.select(_GRAPHS).values())
        )
        return _triples(described.service(_base(request), graphs), _kind(request))

    async def dataset(self, request: Request) -> Response:
        """VoID."""
        return await self._description(request, described.dataset)

    async def catalogue(self, request: Request) -> Response:
        """DCAT."""
        return await self._description(request, described.catalogue)

    async def library(self, request: Request) -> Response:
        """The named queries."""
        return _triples(described.library(_base(request)), _kind(request))

    async def ontology(self, request: Request) -> Response:
        """The classes and properties of the graph."""
        kind = _kind(request)
        parsed = ox.parse(resource("dirskg.ttl").encode(), format=ox.RdfFormat.TURTLE)
        return _triples((quad.triple for quad in parsed), kind)

    async def _description(self, request: Request, describe: Callable[..., list[ox.Triple]]) -> Response:
        base, graph = _base(request), self._builds.now.graph
        kind = _kind(request)
        triples = await self._made(f"{describe.__name__} {base}", lambda: describe(base, graph))
        return _triples(triples, kind)

    async def _made(self, key: str, make: Callable[[], Any]) -> Any:
        made = self._builds.now.made
        if key not in made:
            if len(made) > 300:
                made.clear()
            made[key] = await asyncio.to_thread(make)
        return made[key]


def _triples(triples: Iterable[ox.Triple], kind: str) -> Response:
    shown = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    return Response(200, described.serialized(triples, kind), shown, (("Vary", "Accept"),))


def _kind(request: Request, offered: tuple[str, ...] = tuple(TRIPLES)) -> str:
    accept = request.header("accept")
    if kind := preferred(accept, offered):
        return kind
    if "text/html" in accept:
        return "text/turtle"  # a browser shows it as text
    raise Refusal(406, f"This is here as {', '.join(offered)}.")


def _ending(local: str) -> tuple[str, str]:
    for ending in _ENDINGS:
        if local.endswith(ending):
            return local.removesuffix(ending), ending
    return local, ""


def _base(request: Request) -> str:
    """The address that the client knows this server by."""
    host = request.header("host")
    scheme = "https" if request.header("x-forwarded-proto") == "https" else "http"
    return f"{scheme}://{host}" if re.fullmatch(r"[\w.\[\]:-]{1,255}", host, re.ASCII) else "http://localhost"
