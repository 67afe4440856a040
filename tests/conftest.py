"""Builds of the reference tables and of small ones for tests that want real data, and how the property tests run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import run
from hypothesis import settings
from small_tables import COMPANIES, small_tables

from dirskg.graph.frames import Ecosystem
from dirskg.graph.knowledge_graph import KnowledgeGraph

# No deadline, since a loaded machine is no fault, and few small examples.
settings.register_profile("dirskg", deadline=None, max_examples=30)
settings.load_profile("dirskg")


@pytest.fixture(scope="session")
def reference_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with one build of the reference tables, made as users make it. Tests read it only."""
    home = tmp_path_factory.mktemp("reference")
    assert "Built 0001-" in run("build", home=home).stderr
    return home


@pytest.fixture(scope="session")
def reference_graph(reference_home: Path) -> Iterator[KnowledgeGraph]:
    """The graph of that build."""
    with KnowledgeGraph.open(home=reference_home) as graph:
        yield graph


@pytest.fixture(scope="session")
def reference_ecosystem(reference_graph: KnowledgeGraph) -> Ecosystem:
    """The frames of that build. Tests read them only."""
    return reference_graph.ecosystem


@pytest.fixture(scope="session")
def three_builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with three small builds: the second renames one company and lacks one, the third has one more."""
    folder = tmp_path_factory.mktemp("three")
    renamed = [{**COMPANIES[0], "name": "Noordzee Robotics"}, *COMPANIES[2:]]
    added = [*renamed, {"id": "ardenne", "name": "Ardenne Optics", "kind": "company", "region": "BE-WAL"}]
    for number, companies in enumerate((COMPANIES, renamed, added), start=1):
        tables = small_tables(folder / f"tables{number}", companies=companies)
        assert f"Built 000{number}-" in run("build", f"reference={tables}", home=folder / "home").stderr
    return folder / "home"
