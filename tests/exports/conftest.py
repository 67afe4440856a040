"""One browser for all tests of pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from chromium import Chromium, binary, chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Chromium]:
    """A running browser, which each test gives a page."""
    program = binary()
    if program is None:
        pytest.skip("no chromium, chromium-browser or google-chrome is installed")
    with chromium(program) as running:
        yield running
