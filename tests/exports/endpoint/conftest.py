"""One server over the reference graph for all tests that do not end it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import Served, serving


@pytest.fixture(scope="session")
def served(reference_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server over the reference graph."""
    with serving(reference_home, tmp_path_factory.mktemp("served") / "log", "--timeout", "10") as server:
        yield server
