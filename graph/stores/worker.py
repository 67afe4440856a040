"""A process that answers queries on one store, so that a query that never ends can be killed.

Speaks over standard input and output: a line of JSON in, a line of JSON out. Started by `graph/stores/store.py`.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice, pairwise
from queue import SimpleQueue
from typing import Any

import pyoxigraph as ox

from dirskg.graph.sparql.datasets import dataset_clause, merged
from dirskg.graph.sparql.parameters import substitute
from dirskg.graph.sparql.tokens import meaningful


def answer(store: ox.Store, request: dict[str, Any]) -> dict[str, Any]:
    """Answer one request: `query`, `substitutions` (name to N-Triples term) and `limit` (0 for none)."""
    query = substitute(request["query"], request.get("substitutions", {}))
    clause = dataset_clause(query)
    if len(clause.default) > 1:
        store, query = merged(store, clause), clause.rest
    found = store.query(query)
    limit = int(request.get("limit") or 0)
    if isinstance(found, ox.QueryBoolean):
        return {"boolean": bool(found)}
    if isinstance(found, ox.QueryTriples):
        triples: Iterator[ox.Triple] = islice(found, limit) if limit else found
        return {"ntriples": "".join(f"{t} .\n" for t in triples)}
    columns = [v.value for v in found.variables]
    rows = [_binding(columns, solution) for solution in (islice(found, limit + 1) if limit else found)]
    truncated = bool(limit) and len(rows) > limit
    return {
        "head": {"vars": columns},
        "results": {"bindings": rows[:limit] if limit else rows},
        "truncated": truncated,
    }


def reply(store: ox.Store, line: str) -> dict[str, Any]:
    """The answer to a request in JSON, or why there is none."""
    try:
        return answer(store, json.loads(line))
    except SyntaxError as error:
        return {"error": "syntax", "message": str(error)}
    except MemoryError:
        return {"error": "memory"}
    except (ValueError, OSError, RuntimeError) as error:
        if asked := _others(json.loads(line)["query"]):
            return {"error": "service", "asked": ", ".join(asked), "message": str(error)}
        return {"error": "failed", "message": str(error)}


def _others(query: str) -> list[str]:
    """What a query asks with SERVICE, as it writes them."""
    pairs = pairwise(token for token in meaningful(query) if not token.is_word("SILENT"))
    return [after.text for before, after in pairs if before.is_word("SERVICE")]


def _binding(columns: list[str], solution: ox.QuerySolution) -> dict[str, dict[str, str]]:
    row = {}
    for column, term in zip(columns, solution, strict=True):
        if isinstance(term, ox.NamedNode):
            row[column] = {"type": "uri", "value": term.value}
        elif isinstance(term, ox.Literal):
            row[column] = {"type": "literal", "value": term.value, "datatype": term.datatype.value}
            if term.language:
                row[column]["xml:lang"] = term.language
        elif term is not None:
            row[column] = {"type": "bnode", "value": str(term)}
    return row


def _listen(requests: SimpleQueue[str]) -> None:
    """Take requests in; end the process with the one that asks, even in the middle of a query."""
    for line in sys.stdin:
        requests.put(line)
    os._exit(0)


def _limit_memory(size: int) -> None:
    """Let this process have so many bytes and no more, where the system knows such limits."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (size, size))


def main() -> None:
    """Answer requests until standard input ends."""
    _limit_memory(int(sys.argv[2]))
    try:
        store = ox.Store.read_only(sys.argv[1])
    except (OSError, RuntimeError) as error:
        sys.stdout.write(json.dumps({"error": "store", "message": str(error)}) + "\n")
        return
    requests: SimpleQueue[str] = SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    while True:
        sys.stdout.write(json.dumps(reply(store, requests.get())) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
