"""One build of the reference tables for all tests that want real data, and how the property tests run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from dirskg.graph.frames import Ecosystem
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ingest.build import Order, build
from dirskg.ingest.source import known_sources

# No deadline, since a loaded machine is no fault, and few small examples.
settings.register_profile("dirskg", deadline=None, max_examples=30)
settings.load_profile("dirskg")


@pytest.fixture(scope="session")
def reference_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with one build of the reference tables. Tests read it only."""
    home = tmp_path_factory.mktemp("reference")
    build(Order(((known_sources()["reference"], None),)), home)
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
