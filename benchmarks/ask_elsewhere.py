"""Every named query on another store, its rows held against those of the local one.

    .venv/bin/python benchmarks/ask_elsewhere.py HOME ENDPOINT

The endpoint holds the current build of HOME, as `dirskg publish` puts it there, or each of its statements once in its
default graph. Each query is asked with the parameters that it needs, and with all that it takes. How the other
store sorts its rows is its own matter and not compared. Seconds of waiting are told for both, and where they are most.
"""

from __future__ import annotations

import sys
import time
from collections import Counter

from ask_queries import OWN_VALUES, VALUES

from dirskg.graph import KnowledgeGraph
from dirskg.graph.answers.results import Value
from dirskg.graph.errors import DirskgError
from dirskg.ontology import NamedQuery, named_queries

# A value for each optional parameter that VALUES does not have.
MORE = {"since": "2022", "until": "2023", "leg": "industry", "size": "SME", "perimeter": "strict", "stage": "research"}
OWN_MORE = {"stage-evidence": {"by": "own"}}
SECONDS = 60.0


def main() -> None:
    """Print what differs, how many answers are equal, and how long they took."""
    home, endpoint = sys.argv[1:]
    found: Counter[str] = Counter()
    waited: dict[str, tuple[float, float]] = {}
    with KnowledgeGraph.open(home=home) as here, KnowledgeGraph.open(endpoint=endpoint) as there:
        for name, query in named_queries().items():
            for kind, values in runs(query).items():
                start = time.perf_counter()
                expected = rows(here, name, values)
                asked = time.perf_counter()
                try:
                    answered = rows(there, name, values)
                except DirskgError as error:
                    found["errors"] += 1
                    print(f"{name} ({kind}): {str(error)[:200]}", flush=True)
                    continue
                waited[f"{name} ({kind})"] = asked - start, time.perf_counter() - asked
                lost, more = expected - answered, answered - expected
                found["other rows" if lost or more else "equal"] += 1
                if lost or more:
                    print(f"{name} ({kind}): {lost.total()} of {expected.total()} rows lost, {more.total()} more",
                          flush=True)  # fmt: skip
    print(", ".join(f"{count} {what}" for what, count in found.most_common()))
    print(f"{sum(one for one, _ in waited.values()):.0f} s here, {sum(one for _, one in waited.values()):.0f} s there")
    for run, (at_home, elsewhere) in sorted(waited.items(), key=lambda one: -one[1][1])[:5]:
        print(f"  {run}: {at_home:.1f} s here, {elsewhere:.1f} s there")


def runs(query: NamedQuery) -> dict[str, dict[str, str]]:
    """Values of the parameters: of those that are needed, and of all."""
    known = MORE | VALUES | OWN_VALUES.get(query.name, {}) | OWN_MORE.get(query.name, {})
    least = {one.name: known[one.name] for one in query.parameters if one.required}
    most = {one.name: known[one.name] for one in query.parameters if one.name in known}
    return {"least": least} | ({"most": most} if most != least else {})


def rows(graph: KnowledgeGraph, name: str, values: dict[str, str]) -> Counter[tuple[Value, ...]]:
    """What a graph answers, with how often each row comes; engines add numbers in another order, hence nine digits."""
    told = graph.select(name, values, timeout=SECONDS).values()
    return Counter(tuple(f"{one:.9g}" if isinstance(one, float) else one for one in row) for row in told)


if __name__ == "__main__":
    main()
