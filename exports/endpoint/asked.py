"""Queries answered: those that somebody wrote, and those of the library with parameters in words."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable

from dirskg.exports.endpoint.builds import Builds, Served
from dirskg.exports.endpoint.messages import Refusal, Request, Response
from dirskg.exports.endpoint.question import Question, accepted, pairs_of
from dirskg.graph.errors import DirskgError
from dirskg.graph.knowledge_graph import bind
from dirskg.graph.sparql.faults import explain
from dirskg.graph.sparql.parameters import substitute
from dirskg.graph.sparql.tokens import complete
from dirskg.ontology import named_query


async def answer(builds: Builds, asked: Question, key: Hashable) -> Response:
    """The answer to a query, which is remembered under the key. Raises Refusal."""
    served, reply = await builds.ask(asked)
    if reply.status == 400 and (whole := complete(asked.text)) != asked.text:
        asked = asked._replace(text=whole)  # prefixes that need not be declared
        served, reply = await builds.ask(asked)
    if reply.status == 400:
        raise Refusal(400, explain(asked.text, reply.body.decode("utf-8", "replace")))
    if reply.status == 406:
        raise Refusal(406, "No form of answer fits what is accepted; rows: JSON, XML, CSV, TSV; triples: Turtle.")
    if reply.status != 200:
        told = reply.body[:500].decode("utf-8", "replace").strip()  # such as: a function that the engine does not have
        raise Refusal(400 if "not supported" in told else 502, f"The engine does not answer this query: {told}.")
    response = Response(200, reply.body, reply.kind, (("Dirskg-Build", served.build.name), ("Vary", "Accept")))
    served.memory.keep(key, asked.text, response)
    return response


def parameters_of(request: Request) -> tuple[dict[str, str], str]:
    """The parameters of a named query in the address, those left blank left out, and the form of answer."""
    given = {name: value for name, value in pairs_of(request.search) if value.strip()}
    return given, given.pop("format", "")


async def posed(served: Served, name: str, given: dict[str, str], form: str, request: Request) -> Question:
    """A named query with its parameters, which may be words, put in."""
    query = named_query(name)
    if query is None:
        raise Refusal(404, f"No query of the library is called {name[:100]!r}; /queries lists them.")
    try:
        terms = await asyncio.to_thread(bind, query, given, served.graph.lookup.parameters)
    except DirskgError as error:
        raise Refusal(400, str(error).replace(" Give them as -p NAME=VALUE.", " Give them in the address.")) from None
    accept = accepted(request, "" if form == "rq" else form)
    return Question(substitute(query.text, terms), accept=accept)
