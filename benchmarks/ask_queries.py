"""All named queries of the library on the reference graph, through LocalStore and in rdflib's own engine."""

from __future__ import annotations

import hashlib
import json
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measure import Contender, Job, Race, Run, serve

if TYPE_CHECKING:
    from rdflib import Dataset
    from rdflib.query import Result

    from dirskg.graph.answers.results import Solutions

CAP = 20.0
OURS = "dirskg: LocalStore, start of its process included"
PEER = "rdflib's own engine, reading not counted"

# A value for each required parameter; one for a query of its own where the usual one would find nothing.
VALUES = {
    "after": "2026-06-01", "area": "BE2", "body": "ror-02vmnye06", "by": "region",
    "call": "call-EDF-2023-DA-GROUND-IFS", "domain": "V3", "entity": "ror-02vmnye06", "first": "ror-02vmnye06",
    "layer": "all", "one": "V3", "other": "H2", "other_area": "BE3", "programme": "EDF", "project": "project-101103208",
    "region": "BE2", "second": "ref-fn-herstal", "text": "space", "topic": "drones", "function": "advises",
}  # fmt: skip
OWN_VALUES = {"call-results": {"call": "call-EDF-2021-OPEN-R-SME"}}


def races(folder: Path) -> list[Race]:
    """What races, on the current build of the home in `folder`."""
    home = (str(folder / "home"),)
    contenders = [
        Contender(OURS, "ask_queries", "local", home, ours=True),
        Contender("the same engine in memory, reading included", "ask_queries", "memory", home, ours=True),
        Contender(PEER, "ask_queries", "rdflib", home),
    ]
    return [Race("Asking every named query of the library once", contenders, target=20.0, tell=_tell)]


def _tell(runs: dict[str, Run]) -> list[str]:
    peer = runs[PEER].facts
    ours = runs[OURS].facts["answers"]
    capped = [name for name, answer in peer["answers"].items() if answer is None]
    other = {
        name
        for run in runs.values()
        for name, answer in run.facts["answers"].items()
        if answer not in (None, ours[name])
    }
    slow = sorted(peer["seconds"].items(), key=lambda pair: -pair[1])[:3]
    return [
        f"{len(ours)} queries. Rows differ in: {', '.join(sorted(other)) or 'none'}. "
        f"Stopped in rdflib after {CAP:g} s of CPU, and counted with that: {', '.join(capped) or 'none'}.",
        f"Dearest in rdflib: {', '.join(f'{name} {seconds:.1f} s' for name, seconds in slow)}. "
        f"Reading the graph took it {peer['reading']:.1f} s of CPU more.",
    ]


def local(home: str) -> Job:
    """The library as its users ask it: a process that holds the store on disk open."""
    from dirskg.graph.knowledge_graph import KnowledgeGraph

    questions = _questions()
    yield
    with KnowledgeGraph.open(home=home) as graph:
        answers = {name: graph.select(name, values) for name, values in questions.items()}
    yield
    return {"answers": {name: _digest(solutions) for name, solutions in answers.items()}}


def memory(home: str) -> Job:
    """The same engine with the whole graph in memory, in one process."""
    import pyoxigraph as ox

    from dirskg.graph.answers.results import Solutions
    from dirskg.graph.builds.home import build_path
    from dirskg.graph.stores.worker import answer
    from dirskg.ingest.building.loading import fill

    texts = _texts()
    yield
    store = ox.Store()
    fill(store, build_path(Path(home)) / "quads.nq")
    answers = {name: Solutions.from_json(answer(store, {"query": text})) for name, text in texts.items()}
    yield
    return {"answers": {name: _digest(solutions) for name, solutions in answers.items()}}


def in_rdflib(home: str) -> Job:
    """The library in pure Python; a query that takes longer than CAP seconds of CPU is stopped."""
    import logging

    from dirskg.graph.answers.results import Solutions
    from dirskg.graph.knowledge_graph import KnowledgeGraph

    logging.disable()
    texts, start = _texts(), time.process_time()
    dataset = KnowledgeGraph.open(home=home).to_rdflib()
    reading = time.process_time() - start
    signal.signal(signal.SIGPROF, _stop)
    seconds, results = {}, {}
    yield
    for name, text in texts.items():
        start = time.process_time()
        results[name] = _capped(lambda text=text: _ask(dataset, text))  # type: ignore[misc]
        seconds[name] = time.process_time() - start
    yield
    answers = {}
    for name, found in results.items():
        told = found.serialize(format="json") if found is not None else None
        answers[name] = _digest(Solutions.from_json(json.loads(told))) if told else None
    return {"answers": answers, "seconds": seconds, "reading": reading}


def _ask(dataset: Dataset, text: str) -> Result:
    found = dataset.query(text)
    len(found)  # only now are the rows worked out
    return found


def _questions() -> dict[str, dict[str, str]]:
    """Plain values of the parameters that each query needs, by its name."""
    from dirskg.ontology import named_queries

    return {
        name: {p.name: (VALUES | OWN_VALUES.get(name, {}))[p.name] for p in query.parameters if p.required}
        for name, query in named_queries().items()
        if not query.feeds_analyses
    }


def _texts() -> dict[str, str]:
    """Text of each query with its parameters filled in."""
    from dirskg.graph.knowledge_graph import bind
    from dirskg.graph.sparql.parameters import substitute
    from dirskg.ontology import named_queries

    library = named_queries()
    return {name: substitute(library[name].text, bind(library[name], given)) for name, given in _questions().items()}


def _capped(ask: Callable[[], Any]) -> Any:
    """What `ask` returns, or None when it is stopped by the clock."""
    signal.setitimer(signal.ITIMER_PROF, CAP)
    try:
        return ask()
    except TimeoutError:
        return None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _stop(*_: object) -> None:
    raise TimeoutError


def _digest(solutions: Solutions) -> str:
    """Number and hash of the rows; sums are rounded, since engines add in another order and write numbers otherwise."""
    from dirskg.ontology import short

    rows = [[f"{v:.6g}" if isinstance(v, int | float) else str(v) for v in row] for row in solutions.values(short)]
    text = json.dumps(sorted(rows), ensure_ascii=False)
    return f"{len(rows)} {hashlib.sha256(text.encode()).hexdigest()[:16]}"


if __name__ == "__main__":
    serve({"local": local, "memory": memory, "rdflib": in_rdflib})
