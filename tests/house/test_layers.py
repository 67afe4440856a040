"""The house: who may import whom, and how large a room may grow."""

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


# Within a floor: what each room may enter, from the ground up. A room that is not listed here may not be there.
GRAPH_ROOMS = {"measures": "", "network": "measures", "analyses": "measures network"}
ANALYSES_ROOMS = {
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
INGEST_ROOMS = {
    "audit": "",
    "tables": "",
    "source": "tables",
    "values": "audit",
    "taxonomy": "values",
    "stage": "audit tables values",
    "reading": "audit",
    "identity": "audit source stage values",
    "known": "identity stage values",
    "conformance": "audit stage taxonomy values",
    "engine": "",
    "intake": "audit conformance engine known reading source stage taxonomy values",
    "input_output": "",
    "big_csv": "intake reading",
    "desk": "big_csv engine intake reading",
    "mapping": "engine intake values",
    "sources": "audit big_csv desk identity intake reading taxonomy values",
    "building": "audit engine identity intake known mapping source stage tables taxonomy",
}
WALLS = {"graph": GRAPH_ROOMS, "graph/analyses": ANALYSES_ROOMS, "ingest": INGEST_ROOMS}


def entered(path: Path, floor: str) -> dict[str, set[str]]:
    """The rooms of a floor that a file imports from, and by which of their names: "" is the room itself."""
    prefix = f"dirskg.{floor.replace('/', '.')}."
    found: dict[str, set[str]] = {}
    for name in imported(path):
        if name.startswith(prefix):
            room, _, inner = name.removeprefix(prefix).partition(".")
            found.setdefault(room, set()).add(inner)
    return found


@pytest.mark.parametrize("floor", WALLS)
def test_a_room_enters_only_rooms_below(floor: str) -> None:
    walls = {room: set(sees.split()) for room, sees in WALLS[floor].items()}
    for number, (room, sees) in enumerate(walls.items()):
        assert sees <= set(list(walls)[:number]), f"{room} is listed before what it enters"
    here = [path for path in (ROOT / floor).iterdir() if path.is_dir() or path.suffix == ".py"]
    rooms = {path.stem: path for path in here if not path.stem.startswith("__")}
    assert floor == "graph" or rooms.keys() == walls.keys()
    used: dict[str, set[str]] = {room: set() for room in walls}
    for room in walls:
        for path in sorted(rooms[room].rglob("*.py")) if rooms[room].is_dir() else [rooms[room]]:
            others = entered(path, floor).keys() & walls.keys() - {room}
            assert others <= walls[room], path
            used[room] |= others
    assert floor == "graph" or used == walls, "a wall stands open that nobody passes"


def test_an_analysis_is_entered_by_its_face_alone() -> None:
    """Whoever asks for one imports it from the package, not from a file within."""
    outside = [
        (None, path) for folder in ("cli", "exports", "ingest", "benchmarks") for path in (ROOT / folder).rglob("*.py")
    ]
    inside = [
        (path.relative_to(ROOT / "graph/analyses").parts[0], path) for path in (ROOT / "graph/analyses").rglob("*.py")
    ]
    for own, path in [*outside, *inside]:
        doors = entered(path, "graph/analyses")
        assert {room: names for room, names in doors.items() if names != {""} and room != own} == {}, path


def test_no_files_import_each_other_in_a_circle() -> None:
    """Neither at once nor over others, for types neither."""
    names = {".".join(("dirskg", *path.relative_to(ROOT).with_suffix("").parts)): path for _, path in FILES}
    files = {name.removesuffix(".__init__"): path for name, path in names.items()}
    arrows: nx.DiGraph[str] = nx.DiGraph()
    for name, path in files.items():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ImportFrom) and node.module:
                whole = (f"{node.module}.{alias.name}" for alias in node.names)
                arrows.add_edges_from((name, door if door in files else node.module) for door in whole)
    assert "dirskg.cli.runtime" in arrows["dirskg.cli.finding"]
    assert [circle for circle in nx.strongly_connected_components(arrows) if len(circle) > 1] == []


def test_the_test_would_see_a_wrong_import() -> None:
    inside = "def f():\n    from dirskg.cli.main import cli\n    import dirskg.exports.tables\n"
    tree = ast.parse(inside + "from dirskg import ingest")
    assert set(imports(tree)) == {"dirskg.cli.main", "dirskg.exports.tables", "dirskg.ingest"}


def test_every_folder_of_modules_is_a_package() -> None:
    """Those alone are installed: setup.py looks for them."""
    assert [folder for folder in {path.parent for _, path in FILES} if not (folder / "__init__.py").exists()] == []


def test_rooms_stay_small() -> None:
    for layer, path in [*FILES, *BESIDE]:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, path
        inside = ast.walk(parsed(path)) if layer in SEES else ()
        functions = [node for node in inside if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
        assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= 80] == [], path
