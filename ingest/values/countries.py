"""Countries by their names, in nl, fr, de, en and in their own languages."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from dirskg.graph.text import plain
from dirskg.ingest.values.vocabulary import EU_COUNTRIES


@cache
def country_names() -> dict[str, list[str]]:
    """By country its names, as `plain` gives them."""
    text = files("dirskg.ingest.values").joinpath("country_names.csv").read_text("utf-8")
    return {row["country"]: row["names"].split(";") for row in csv.DictReader(text.splitlines())}


def country_code(text: str) -> str:
    """The two letters of a country that stands as its code or its name; what is neither stays, in capitals."""
    code = _countries().get(plain(text), text.upper())
    return EU_COUNTRIES.get(code, code)


@cache
def _countries() -> dict[str, str]:
    return {name: country for country, names in country_names().items() for name in names}
