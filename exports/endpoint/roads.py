"""Which part of the server answers which address."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

from dirskg.exports.endpoint.builds import Builds
from dirskg.exports.endpoint.messages import Refusal, Request, Response
from dirskg.exports.endpoint.metrics import KIND, Metrics
from dirskg.exports.endpoint.question import is_question, question
from dirskg.graph.sparql.faults import explain
from dirskg.graph.sparql.tokens import complete

Work = Callable[[Request], Awaitable[Response]]
_ENDPOINT = ("/sparql", "/query")
_ASKING = "GET, HEAD, POST, OPTIONS"


class Roads:
    """The addresses of the server."""

    def __init__(self, builds: Builds, gauges: Callable[[], dict[str, tuple[str, float]]], metrics: Metrics) -> None:
        self._builds, self._gauges, self._metrics = builds, gauges, metrics
        self._exact: dict[str, tuple[str, Work]] = {
            **dict.fromkeys(_ENDPOINT, ("sparql", self._sparql)),
            "/health": ("health", self._health),
            "/metrics": ("metrics", self._counted),
        }

    def find(self, request: Request) -> tuple[str, Work]:
        """The name of the road of an address, and who answers there. Raises Refusal where there is none."""
        found = self._exact.get(request.path)
        if not found:
            raise Refusal(404, "Nothing is here. The endpoint is /sparql, its page /.")
        allowed = _ASKING if request.path in _ENDPOINT else "GET, HEAD"
        if request.method not in allowed.split(", "):
            raise Refusal(405, f"{request.method[:20]} is not answered here.", ("Allow", allowed))
        return found

    async def _sparql(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            headers = (("Access-Control-Allow-Headers", "authorization, content-type"), ("Allow", _ASKING))
            return Response(200, b"", headers=headers)
        if not is_question(request):
            raise Refusal(400, "Send a query.")
        key = (request.search, request.body, request.header("accept"), request.header("content-type"))
        if known := self._builds.now.memory.recall(key):
            return known
        asked = question(request)
        served, reply = await self._builds.ask(asked)
        if reply.status == 400 and (whole := complete(asked.text)) != asked.text:
            asked = asked._replace(text=whole)  # prefixes that need not be declared
            served, reply = await self._builds.ask(asked)
        if reply.status == 400:
            raise Refusal(400, explain(asked.text, reply.body.decode("utf-8", "replace")))
        if reply.status == 406:
            raise Refusal(406, "No form of answer fits what is accepted; rows: JSON, XML, CSV, TSV; triples: Turtle.")
        if reply.status != 200:
            raise Refusal(502, f"The engine answered {reply.status}.")
        response = Response(200, reply.body, reply.kind, (("Dirskg-Build", served.build.name), ("Vary", "Accept")))
        served.memory.keep(key, asked.text, response)
        return response

    async def _health(self, request: Request) -> Response:
        alive = self._builds.now.engine.alive
        told = {"status": "ok" if alive else "starting", "build": self._builds.now.build.name}
        return Response(200 if alive else 503, json.dumps(told).encode() + b"\n", "application/json")

    async def _counted(self, request: Request) -> Response:
        text = self._metrics.text(self._gauges(), self._builds.now.build.name)
        return Response(200, text.encode(), KIND)
