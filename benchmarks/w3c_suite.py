"""The tests of W3C for SPARQL queries and the protocol, asked of `dirskg serve` and of the bare engine.

    .venv/bin/python benchmarks/w3c_suite.py

The suite is taken from the source package of rdflib on PyPI, which carries it. All its data lie in one store, a graph
for each file; each test names its default graph and its named graphs as the protocol lets it, so that one server of
each kind is asked all. Both servers get the same requests; what only one passes is listed with what it said.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox
from serve_load import servers
from w3c_answers import ACCEPTED, XML, equal, expected, received
from w3c_protocol import PROTOCOL, Reply, Target, graphs_of_protocol, send

from dirskg.graph.builds.home import build_path, make_current
from dirskg.graph.builds.integrity import seal

PACKAGE = "rdflib==7.6.0"
SUITE = "test/data/suites/w3c/"
BASE = "https://example.org/suite/"
# Folders of the suite with queries. Not asked: update, entailment (which asks for reasoning), the Graph Store Protocol.
FOLDERS = {
    "sparql11": ("aggregates", "bind", "bindings", "construct", "csv-tsv-res", "exists", "functions", "grouping",
                 "json-res", "negation", "project-expression", "property-path", "service", "subquery", "syntax-query",
                 "syntax-fed"),
    "dawg-data-r2": ("algebra", "ask", "basic", "bnode-coreference", "boolean-effective-value", "bound", "cast",
                     "construct", "dataset", "distinct", "expr-builtin", "expr-equals", "expr-ops", "graph", "i18n",
                     "open-world", "optional", "optional-filter", "reduced", "regex", "solution-seq", "sort",
                     "triple-match", "type-promotion", "syntax-sparql1", "syntax-sparql2", "syntax-sparql3",
                     "syntax-sparql4", "syntax-sparql5"),
}  # fmt: skip
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_FIRST, _REST = (ox.NamedNode(f"http://www.w3.org/1999/02/22-rdf-syntax-ns#{name}") for name in ("first", "rest"))
_EMPTY = BASE + "nothing"


@dataclass(frozen=True)
class Test:
    """A test of the suite; `result` is the file of the answer, blank where only the syntax counts."""

    part: str
    name: str
    kind: str
    query: str
    data: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    result: str = ""
    lax: bool = False


def main() -> None:
    """Ask both servers every test, and print how many each passes and what differs."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        suite = fetched(folder)
        tests = [test for part, names in FOLDERS.items() for one in names for test in read(suite, f"{part}/{one}")]
        home = served_home(folder / "home", suite)
        running = {
            name: (stack.enter_context(start) + path) for name, (path, start) in servers(home).items()
            if name != "rdflib-endpoint"
        }  # fmt: skip
        passed: dict[str, Counter[str]] = defaultdict(Counter)
        for test in tests:
            told = {name: failure(test, suite, Target(address)) for name, address in running.items()}
            note(passed, test.part, test.name, told)
        for one in PROTOCOL:
            note(passed, "protocol", one.name, {name: one.failure(Target(at)) for name, at in running.items()})
    print("\n| tests of | all |", " | ".join(running), "|\n|---|---:|" + "---:|" * len(running))
    for part, found in passed.items():
        print(f"| {part} | {found['all']} |", " | ".join(str(found[name]) for name in running), "|")


def note(passed: dict[str, Counter[str]], part: str, name: str, told: dict[str, str]) -> None:
    """Count a test, and tell it where not all pass it."""
    group = part.split("/")[0] + (" syntax" if "/syntax" in part else "")
    passed[group]["all"] += 1
    passed[group].update(server for server, failed in told.items() if not failed)
    if any(told.values()):
        print(f"{part} {name}:", "; ".join(f"{server}: {failed or 'passes'}" for server, failed in told.items()))


def fetched(folder: Path) -> Path:
    """The suite, out of the source package."""
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "-d", folder, PACKAGE]
    subprocess.run(pip, check=True)
    with tarfile.open(next(folder.glob("rdflib-*.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")
    return next(folder.glob("rdflib-*/")) / SUITE


def read(suite: Path, part: str) -> Iterator[Test]:
    """The tests of one folder, in their order."""
    manifest = suite / part / "manifest.ttl"
    told = ox.Dataset(ox.parse(path=manifest, base_iri=BASE + f"{part}/manifest.ttl"))

    def of(node: object, name: str) -> list[ox.NamedNode]:
        return [q.object for q in told.quads_for_subject(node) if q.predicate.value == name]  # type: ignore[arg-type,misc]

    heads = [quad.object for quad in told.quads_for_predicate(ox.NamedNode(MF + "entries"))]
    for node in [one for head in heads for one in _list(told, head)]:
        kind = of(node, _TYPE.value)[0].value.removeprefix(MF)
        if not (action := of(node, MF + "action")) or "Update" in kind:
            continue
        query = of(action[0], QT + "query")
        yield Test(
            part, of(node, MF + "name")[0].value, kind, (query or action)[0].value,
            tuple(one.value for one in of(action[0], QT + "data")),
            tuple(one.value for one in of(action[0], QT + "graphData")),
            next((one.value for one in of(node, MF + "result")), ""),
            bool(of(node, MF + "resultCardinality")),
        )  # fmt: skip


def _list(told: ox.Dataset, node: object) -> Iterator[object]:
    while told_here := {quad.predicate: quad.object for quad in told.quads_for_subject(node)}:  # type: ignore[arg-type]
        yield told_here[_FIRST]
        node = told_here[_REST]


def served_home(home: Path, suite: Path) -> Path:
    """A home whose current build holds the data of the suite: a graph for each file, and an empty default graph."""
    build = home / "builds" / "0001-00000000"
    build.mkdir(parents=True)
    store = ox.Store(str(build / "store"))
    for name in ("ttl", "rdf"):
        for file in (one for part in FOLDERS for one in (suite / part).rglob(f"*.{name}") if one.stem != "manifest"):
            iri = BASE + file.relative_to(suite).as_posix()
            try:
                quads = list(ox.parse(path=file, base_iri=iri, rename_blank_nodes=True))
            except SyntaxError:  # answers of what is asked elsewhere, in a later Turtle
                print(f"not read: {iri}")
                continue
            store.extend(ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(iri)) for q in quads)
    store.extend(graphs_of_protocol())
    store.flush()
    del store
    seal(build, {"datasets": {}, "default_graph": "merge"})
    make_current(home, build.name)
    assert build_path(home) == build
    return home


def failure(test: Test, suite: Path, server: Target) -> str:
    """What is wrong with the answer of a server, or nothing."""
    text = (suite / test.query.removeprefix(BASE)).read_text("utf-8")
    ending = test.result.rpartition(".")[2]
    form = ACCEPTED.get(ending) or (f"{XML}, text/turtle" if ending else "*/*")
    graphs = [("default-graph-uri", one) for one in test.data or ((_EMPTY,) if test.named else ())]
    graphs += [("named-graph-uri", one) for one in test.named]
    based = f"BASE <{test.query}> {text}"
    kind = {"Content-Type": "application/sparql-query", "Accept": form}
    reply = send(server, "POST", urlencode(graphs), kind, based.encode())
    if "Syntax" in test.kind:
        right = reply.status == 400 if "Negative" in test.kind else reply.status == 200
        return "" if right else told_of(reply)
    if reply.status != 200:
        return told_of(reply)
    try:
        found = received(reply.body, reply.kind, test.query)
    except (ValueError, SyntaxError) as error:
        return f"an answer that cannot be read: {error}"
    right = equal(expected(suite / test.result.removeprefix(BASE), test.result), found, test.lax)
    return "" if right else "another answer"


def told_of(reply: Reply) -> str:
    """A status and the first words with it."""
    return f"{reply.status} {reply.body[:90].decode('utf-8', 'replace').strip()!r}"


if __name__ == "__main__":
    main()
