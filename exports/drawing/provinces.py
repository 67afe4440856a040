"""The provinces of Belgium for maps."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def outlines() -> Mapping[str, Mapping[str, Any]]:
    """By NUTS 2 code: name in each language, `outline` as an SVG path in a square of 1000, `x` and `y` of a number."""
    return tomllib.loads(files(__package__).joinpath("belgium.toml").read_text(encoding="utf-8"))
