"""The house: who may import whom, and how large a file may grow."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import networkx as nx
import pytest
from folders import ROOT

# From the ground up. A layer sees those below it; ingest and exports do not know each other.
SEES = {
    "ontology": {"ontology"},
    "graph": {"ontology", "graph"},
    "ingest": {"ontology", "graph", "ingest"},
    "exports": {"ontology", "graph", "exports"},
    "cli": {"ontology", "graph", "ingest", "exports", "cli"},
}
FILES = [(layer, path) for layer in SEES for path in sorted((ROOT / layer).rglob("*.py"))]
BESIDE = [(folder, path) for folder in ("tests", "benchmarks") for path in sorted((ROOT / folder).rglob("*.py"))]


def imports(tree: ast.AST) -> Iterator[str]:
    """Everything that is imported, inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide the layer"
            # "from dirskg import cli" imports dirskg.cli.
            whole = node.module == "dirskg"
            yield from (f"dirskg.{alias.name}" for alias in node.names) if whole else [node.module or ""]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path: Path) -> tuple[str, ...]:
    return tuple(imports(parsed(path)))


def test_a_layer_sees_only_what_lies_below() -> None:
    # The folders are never imported by their own names, nor does the program know its tests.
    never = {*SEES, "tests", "pytest", *(path.stem for path in (ROOT / "tests").rglob("*.py"))}
    for layer, path in FILES:
        found = [name.split(".") for name in imported(path)]
        assert {parts[1] for parts in found if parts[0] == "dirskg" and len(parts) > 1} <= SEES[layer], path
        assert {parts[0] for parts in found}.isdisjoint(never), path


# Within a layer: what each package may import, from the ground up. One that is not listed here may not be there.
GRAPH = {
    "unreached": "",
    "errors": "",
    "wording": "",
    "measures": "",
    "builds": "errors",
    "answers": "errors unreached wording",
    "ecosystem": "answers errors wording",
    "lookup": "answers errors wording",
    "sparql": "answers errors",
    "checks": "answers errors",
    "stores": "answers errors sparql unreached",
    "network": "answers ecosystem errors",
    "analyses": "answers ecosystem errors measures network",
    "knowledge_graph": "answers builds ecosystem errors lookup network sparql stores",
    "evidence": "analyses answers ecosystem knowledge_graph",
}
ANALYSES = {
    "finding": "",
    "coverage": "",
    "programmes": "finding",
    "ties": "finding",
    "topics": "finding",
    "importance": "finding coverage",
    "completeness": "finding coverage programmes",
    "gaps": "finding coverage programmes completeness",
    "complement": "finding coverage gaps",
    "calls": "finding coverage",
    "seats": "finding coverage calls",
    "resilience": "finding coverage importance calls",
    "smes": "finding coverage",
    "purchases": "finding coverage",
    "returns": "finding smes purchases",
    "helix": "finding coverage",
    "partners": "finding calls complement",
    "fair": "finding coverage gaps complement calls",
    "skills": "finding",
    "scenarios": "finding coverage importance gaps calls ties",
    "tracker": "finding coverage programmes ties completeness gaps calls seats skills smes purchases",
}
INGEST = {
    "arriving": "",
    "audit": "",
    "tables": "",
    "source": "tables",
    "values": "audit",
    "taxonomy": "values",
    "stage": "arriving audit tables values",
    "reading": "audit",
    "identity": "arriving audit source stage values",
    "known": "identity stage values",
    "conformance": "audit stage taxonomy values",
    "engine": "arriving",
    "intake": "audit conformance engine known reading source stage taxonomy values",
    "input_output": "",
    "big_csv": "arriving intake reading",
    "desk": "arriving big_csv engine intake reading",
    "mapping": "arriving engine intake values",
    "sources": "arriving audit big_csv desk identity intake reading taxonomy values",
    "building": "audit engine identity intake known mapping source stage tables taxonomy",
}
WITHIN = {"graph": GRAPH, "graph/analyses": ANALYSES, "ingest": INGEST}


def packages_imported(path: Path, layer: str) -> dict[str, set[str]]:
    """The packages of a layer that a file imports from, and by which of their names: "" is the package itself."""
    prefix = f"dirskg.{layer.replace('/', '.')}."
    found: dict[str, set[str]] = {}
    for name in imported(path):
        if name.startswith(prefix):
            package, _, inner = name.removeprefix(prefix).partition(".")
            found.setdefault(package, set()).add(inner)
    return found


@pytest.mark.parametrize("layer", WITHIN)
def test_a_package_imports_only_those_below(layer: str) -> None:
    may = {package: set(sees.split()) for package, sees in WITHIN[layer].items()}
    for number, (package, sees) in enumerate(may.items()):
        assert sees <= set(list(may)[:number]), f"{package} is listed before what it imports"
    here = [path for path in (ROOT / layer).iterdir() if path.is_dir() or path.suffix == ".py"]
    packages = {path.stem: path for path in here if not path.stem.startswith("__")}
    assert packages.keys() == may.keys()
    used: dict[str, set[str]] = {package: set() for package in may}
    for package in may:
        root = packages[package]
        for path in sorted(root.rglob("*.py")) if root.is_dir() else [root]:
            others = packages_imported(path, layer).keys() & may.keys() - {package}
            assert others <= may[package], path
            used[package] |= others
    assert used == may, "a package may import one that it never imports"


def test_an_analysis_is_imported_through_its_package_alone() -> None:
    """Whoever asks for one imports it from the package, not from a file within."""
    outside = [
        (None, path) for folder in ("cli", "exports", "ingest", "benchmarks") for path in (ROOT / folder).rglob("*.py")
    ]
    inside = [
        (path.relative_to(ROOT / "graph/analyses").parts[0], path) for path in (ROOT / "graph/analyses").rglob("*.py")
    ]
    for own, path in [*outside, *inside]:
        found = packages_imported(path, "graph/analyses")
        assert {package: names for package, names in found.items() if names != {""} and package != own} == {}, path


def test_no_files_import_each_other_in_a_circle() -> None:
    """Neither at once nor over others, for types neither."""
    names = {".".join(("dirskg", *path.relative_to(ROOT).with_suffix("").parts)): path for _, path in FILES}
    files = {name.removesuffix(".__init__"): path for name, path in names.items()}
    edges: nx.DiGraph[str] = nx.DiGraph()
    for name, path in files.items():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ImportFrom) and node.module:
                whole = (f"{node.module}.{alias.name}" for alias in node.names)
                edges.add_edges_from((name, part if part in files else node.module) for part in whole)
    assert "dirskg.cli.runtime" in edges["dirskg.cli.finding"]
    assert [circle for circle in nx.strongly_connected_components(edges) if len(circle) > 1] == []


def test_the_test_would_see_a_wrong_import() -> None:
    inside = "def f():\n    from dirskg.cli.main import cli\n    import dirskg.exports.tables\n"
    tree = ast.parse(inside + "from dirskg import ingest")
    assert set(imports(tree)) == {"dirskg.cli.main", "dirskg.exports.tables", "dirskg.ingest"}


def test_every_folder_of_modules_is_a_package() -> None:
    """Those alone are installed: setup.py looks for them."""
    assert [folder for folder in {path.parent for _, path in FILES} if not (folder / "__init__.py").exists()] == []


def test_files_and_functions_stay_small() -> None:
    for layer, path in [*FILES, *BESIDE]:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, path
        inside = ast.walk(parsed(path)) if layer in SEES else ()
        functions = [node for node in inside if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
        assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= 80] == [], path
