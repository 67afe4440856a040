"""Towns in one form, whatever the language: registers name Munich and Prague, addresses München and Praha 6."""

from __future__ import annotations

import re
from functools import cache

from dirskg.graph.wording.text import fold
from dirskg.ontology.resources import rows_beside

# What stands beside the name of a town in an address: the number of a district, and mail for large customers.
_BESIDE = re.compile(r"\b(?:\d\w*|cedex)\b")
_SEVERAL = re.compile(r"[/,;(]")


def towns(country: str, text: str) -> list[str]:
    """The towns that a text names; two that stand for one place in two languages both."""
    found = [" ".join(re.findall(r"\w+", _BESIDE.sub(" ", part))) for part in _SEVERAL.split(fold(text))]
    return [_table().get((country, name), name) for name in found if name]


@cache
def _table() -> dict[tuple[str, str], str]:
    """towns.csv: the name of a large town in other languages, with the one that stands for all."""
    rows = rows_beside(__file__, "towns.csv")
    return {(row["country"], name): row["town"] for row in rows for name in row["names"].split(";")}
