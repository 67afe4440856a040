"""How many examples a property is tried on: a third of them in the suite, all of them in `make test-thorough`."""

from __future__ import annotations

import os

from hypothesis import settings

_PART = 1 if os.environ.get("DIRSKG_THOROUGH") else 3


def examples(most: int) -> settings:
    """That many examples, or a third of them; without a time limit, since a loaded machine is no fault."""
    return settings(max_examples=-(-most // _PART), deadline=None)
