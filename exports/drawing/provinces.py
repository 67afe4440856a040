"""The provinces of Belgium for maps."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from dirskg.ontology.resources import toml_beside


@cache
def outlines() -> Mapping[str, Mapping[str, Any]]:
    """By NUTS 2 code: name in each language, `outline` as an SVG path in a square of 1000, `x` and `y` of a number."""
    return toml_beside(__file__, "belgium.toml")
