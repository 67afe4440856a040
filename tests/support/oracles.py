"""The worked examples with published or hand-checked answers, which lie in a folder beside the project."""

from __future__ import annotations

import json
from typing import Any

import pytest
from folders import SHARED

FOLDER = SHARED / "oracles"


def oracle(number: int) -> dict[str, Any]:
    """Return one worked example: inputs, expected, tolerance. Skips the test where it is missing."""
    files = sorted(FOLDER.glob(f"{number:02d}_*.json"))
    if not files:
        pytest.skip(f"worked example {number:02d} is not in {FOLDER}")
    example: dict[str, Any] = json.loads(files[0].read_text(encoding="utf-8"))
    return example
