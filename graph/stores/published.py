"""What `dirskg publish` put into a store is asked there as at home: of its graphs alone, each statement once.

Stores differ in what they ask when no graph is named: an empty graph, all graphs, or all with a statement for each
graph that tells it. So the graphs are named, in the words of the SPARQL protocol. Which build it is stands there too,
so that a report names it as at home.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from dirskg.graph.answers.results import Answer, Solutions
from dirskg.graph.sparql.datasets import dataset_clause
from dirskg.ontology.vocab import MERGED_GRAPH, ONTOLOGY, PREFIXES, PUBLISHED_GRAPH

MANIFEST = ONTOLOGY + "manifest"
_RECORD = f"""SELECT ?part ?build ?manifest {{ GRAPH <{PUBLISHED_GRAPH}> {{
  <{MERGED_GRAPH}> <http://rdfs.org/ns/void#subset> ?part
  OPTIONAL {{ <{MERGED_GRAPH}> <{PREFIXES["dct"]}identifier> ?build }}
  OPTIONAL {{ <{MERGED_GRAPH}> <{MANIFEST}> ?manifest }}
}} }}"""
_FACTS = ("title", "publisher", "licence", "address", "retrieved")
_BUILD, _HASH = re.compile(r"\d{4,}-[0-9a-f]{8}"), re.compile(r"[0-9a-f]{64}")


class Published(NamedTuple):
    """What was published: the parameters of the protocol that name its graphs, and its build; blank where none was."""

    dataset: str = ""
    build: str = ""
    manifest: Mapping[str, Any] = {}


def published(ask: Callable[[str], Answer]) -> Published:
    """What was published where this is asked."""
    told = ask(_RECORD)
    if not isinstance(told, Solutions) or told.columns != ("part", "build", "manifest"):
        return Published()
    parts = sorted({row[0].value for row in told.rows if row[0]})
    if not parts:
        return Published()
    build, manifest = (next((term.value for row in told.rows if (term := row[at])), "") for at in (1, 2))
    graphs = [("default-graph-uri", MERGED_GRAPH), *(("named-graph-uri", part) for part in parts)]
    return Published(urlencode(graphs), build if _BUILD.fullmatch(build) else "", _believed(manifest))


def told_of(manifest: Mapping[str, Any]) -> str:
    """What is published of a manifest: the hash, and of each dataset that is not internal what reports tell of it."""
    datasets = {
        name: {key: facts[key] for key in (*_FACTS, "issues") if key in facts}
        for name, facts in manifest.get("datasets", {}).items()
        if not facts.get("internal")
    }
    told = {"content_hash": manifest["content_hash"], "datasets": datasets}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _believed(text: str) -> dict[str, Any]:
    """A manifest that somebody else keeps: only what has the form that is expected."""
    try:
        told = json.loads(text)
        found = {
            str(name): {key: str(facts[key]) for key in _FACTS if key in facts}
            | {"issues": {"refused": int(facts.get("issues", {}).get("refused", 0))}}
            for name, facts in told["datasets"].items()
        }
        own_hash = str(told["content_hash"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
    return {"content_hash": own_hash, "datasets": found} if _HASH.fullmatch(own_hash) else {}


def names_graphs(query: str) -> bool:
    """Whether a query says itself which graphs it asks."""
    clause = dataset_clause(query)
    return bool(clause.default or clause.named)
