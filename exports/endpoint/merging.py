"""Answers one query over the merge of several graphs, and ends: what the engine would count twice stands there once.

Run as a module by the front, which ends it when time is up. A line of JSON in; a line of JSON out, then the answer.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import pyoxigraph as ox

from dirskg.exports.endpoint.negotiation import TRIPLES, preferred
from dirskg.graph.sparql.datasets import Clause, dataset_clause, merged

_ROWS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}


def main() -> None:
    """Read the request, write the answer."""
    asked = json.loads(sys.stdin.readline())
    try:
        told, body = _answer(asked)
    except SyntaxError as error:
        told, body = {"status": 400}, str(error).encode()
    except (OSError, RuntimeError, ValueError) as error:
        told, body = {"status": 500}, str(error).encode()
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + body)


def _answer(asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    clause = Clause(tuple(asked["default"]), tuple(asked["named"]), dataset_clause(asked["query"]).rest)
    found = merged(ox.Store.read_only(asked["store"]), clause).query(clause.rest)
    forms: dict[str, Any] = TRIPLES if isinstance(found, ox.QueryTriples) else _ROWS
    kind = preferred(asked["accept"], tuple(forms))
    if not kind:
        return {"status": 406}, b""
    return {"status": 200, "kind": kind}, found.serialize(format=forms[kind]) or b""


if __name__ == "__main__":
    main()
