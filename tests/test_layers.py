"""The house: who may import whom, and how large a room may grow."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# From the ground up. A layer sees those below it; ingest and exports do not know each other.
SEES = {
    "ontology": {"ontology"},
    "graph": {"ontology", "graph"},
    "ingest": {"ontology", "graph", "ingest"},
    "exports": {"ontology", "graph", "exports"},
    "cli": {"ontology", "graph", "ingest", "exports", "cli"},
}
FILES = [(layer, path) for layer in SEES for path in sorted((ROOT / layer).rglob("*.py"))]
files = pytest.mark.parametrize(("layer", "path"), FILES, ids=lambda value: str(value).replace(f"{ROOT}/", ""))


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


@files
def test_a_layer_sees_only_what_lies_below(layer: str, path: Path) -> None:
    found = [name.split(".") for name in imports(ast.parse(path.read_text(encoding="utf-8")))]
    assert {parts[1] for parts in found if parts[0] == "dirskg" and len(parts) > 1} <= SEES[layer]
    # The folders are never imported by their own names, nor does the program know its tests.
    tests = {path.stem for path in (ROOT / "tests").glob("*.py")}
    assert {parts[0] for parts in found}.isdisjoint({*SEES, *tests, "tests", "pytest"})


@pytest.mark.parametrize(
    ("room", "sees"),
    [
        ("measures", {"measures"}),
        ("network", {"measures", "network"}),
        ("analyses", {"measures", "network", "analyses"}),
    ],
)
def test_within_the_graph_formulas_lie_below_networks_and_those_below_analyses(room: str, sees: set[str]) -> None:
    for path in sorted((ROOT / "graph" / room).glob("*.py")):
        found = [name.split(".") for name in imports(ast.parse(path.read_text(encoding="utf-8")))]
        rooms = {parts[2] for parts in found if parts[:2] == ["dirskg", "graph"] and len(parts) > 2}
        assert rooms & {"measures", "network", "analyses"} <= sees, path.name


def test_the_test_would_see_a_wrong_import() -> None:
    inside = "def f():\n    from dirskg.cli.main import cli\n    import dirskg.exports.tables\n"
    tree = ast.parse(inside + "from dirskg import ingest")
    assert set(imports(tree)) == {"dirskg.cli.main", "dirskg.exports.tables", "dirskg.ingest"}


def test_every_folder_of_modules_is_a_package() -> None:
    """Those alone are installed: setup.py looks for them."""
    assert [folder for folder in {path.parent for _, path in FILES} if not (folder / "__init__.py").exists()] == []


@files
def test_rooms_stay_small(layer: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 500
    functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))]
    assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= 80] == []
