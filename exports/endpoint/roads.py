"""Which part of the server answers which address."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

from dirskg.exports.endpoint.asked import answer, parameters_of, posed
from dirskg.exports.endpoint.builds import Builds
from dirskg.exports.endpoint.made import Maker
from dirskg.exports.endpoint.messages import Refusal, Request, Response
from dirskg.exports.endpoint.metrics import KIND, Metrics
from dirskg.exports.endpoint.question import is_question, question
from dirskg.exports.endpoint.told import Told

Work = Callable[[Request], Awaitable[Response]]
_ENDPOINT = ("/sparql", "/query")
_ASKING = "GET, HEAD, POST, OPTIONS"


class Roads:
    """The addresses of the server."""

    def __init__(self, builds: Builds, gauges: Callable[[], dict[str, tuple[str, float]]], metrics: Metrics) -> None:
        self._builds, self._gauges, self._metrics = builds, gauges, metrics
        self._told, made = Told(builds), Maker(builds)
        self._exact: dict[str, tuple[str, Work]] = {
            **dict.fromkeys(_ENDPOINT, ("sparql", self._sparql)),
            "/": ("editor", self._told.editor),
            "/health": ("health", self._health),
            "/metrics": ("metrics", self._counted),
            "/explorer": ("explorer", made.explorer),
            "/catalog": ("described", self._told.catalogue),
            "/queries": ("described", self._told.library),
            "/ontology": ("described", self._told.ontology),
            **dict.fromkeys(("/void", "/.well-known/void"), ("described", self._told.dataset)),
        }
        self._below: dict[str, tuple[str, Work]] = {
            "/id/": ("record", self._told.record),
            "/graph/": ("record", self._told.record),
            "/editor/": ("editor", self._told.file),
            "/queries/": ("sparql", self._library),
            "/reports/": ("report", made.report),
        }

    def find(self, request: Request) -> tuple[str, Work]:
        """The name of the road of an address, and who answers there. Raises Refusal where there is none."""
        path = request.path
        below = f"/{path.split('/', 2)[1]}/" if path.count("/") > 1 else ""
        found = self._exact.get(path) or self._below.get(below)
        if not found:
            raise Refusal(404, "Nothing is here. The endpoint is /sparql, its page /.")
        allowed = _ASKING if path in _ENDPOINT else "GET, HEAD"
        if request.method not in allowed.split(", "):
            raise Refusal(405, f"{request.method[:20]} is not answered here.", ("Allow", allowed))
        return found

    async def _sparql(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            headers = (("Access-Control-Allow-Headers", "authorization, content-type"), ("Allow", _ASKING))
            return Response(200, b"", headers=headers)
        if not is_question(request):
            return await self._told.service(request)
        key = (request.search, request.body, request.header("accept"), request.header("content-type"))
        return self._builds.now.memory.recall(key) or await answer(self._builds, question(request), key)

    async def _library(self, request: Request) -> Response:
        """The answer of a named query, its parameters in the address; with `format=rq` the query itself."""
        name = request.path.removeprefix("/queries/")
        given, form = parameters_of(request)
        asked = await posed(self._builds.now, name, given, form, request)
        if form == "rq":
            return Response(200, asked.text.encode(), "application/sparql-query; charset=utf-8")
        return await answer(self._builds, asked, (asked.text, asked.accept))

    async def _health(self, request: Request) -> Response:
        alive = self._builds.now.engine.alive
        told = {"status": "ok" if alive else "starting", "build": self._builds.now.build.name}
        return Response(200 if alive else 503, json.dumps(told).encode() + b"\n", "application/json")

    async def _counted(self, request: Request) -> Response:
        text = self._metrics.text(self._gauges(), self._builds.now.build.name)
        return Response(200, text.encode(), KIND)
