"""The worked examples with published or hand-checked answers, which lie in a folder beside the project."""

from __future__ import annotations

import csv
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


def florence(example: dict[str, Any]) -> tuple[list[str], list[tuple[int, int]]]:
    """The families of Florence by name, those with a marriage tie, and the marriages by their places, each once."""
    with (FOLDER / example["inputs"]["file"]).open(encoding="utf-8") as file:
        head, *lines = csv.reader(file)
    names = sorted(line[0] for line in lines if "1" in line[1:])
    tied = ((line[0], other) for line in lines for other, tie in zip(head[1:], line[1:], strict=True) if tie == "1")
    places = ((names.index(one), names.index(other)) for one, other in tied)
    return names, sorted((one, other) for one, other in places if one < other)
