"""A gap report of four domains in which every state occurs, small enough to count by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from small_ecosystem import frame, small_ecosystem

from dirskg.graph.analyses.coverage import By, Perimeter
from dirskg.graph.analyses.gaps import GapReport, gaps
from dirskg.graph.ecosystem.frames import Ecosystem

# Where the words of the report stand.
PACKAGE = "dirskg.exports.gap_report"
FILES = ("strings", "comparison")

HOSTILE = '<script>alert(1)</script>"\n\u202e\x1b[31m'
FORMULA = '=HYPERLINK("http://x")'
PIPES = "a | b `c` *d* [e](http://x) <img src=x onerror=alert(1)>"

ALL_DOMAINS = (*(f"V{number}" for number in range(1, 8)), *(f"H{number}" for number in range(1, 9)))

# Who is active where, one letter an organisation: industry, academia, government, medi(ary).
ACTIVE = {
    ("V1", "BE2"): "iiiiiiiiaaagm", ("V1", "BE3"): "", ("V1", "BE1"): "iiiiaagg",
    ("V2", "BE2"): "iiiiaag", ("V2", "BE3"): "iaaaaaaagg", ("V2", "BE1"): "a",
    ("V3", "BE2"): "iiigg", ("V3", "BE3"): "iiiiigg", ("V3", "BE1"): "",
    ("V4", "BE2"): "ii", ("V4", "BE3"): "", ("V4", "BE1"): "ia", ("V4", ""): "iiii",
}  # fmt: skip
# How many of them, from the first on, take part in a project of an EU programme; and how many of other countries do.
IN_PROGRAMMES = {
    ("V1", "BE2"): 12, ("V2", "BE3"): 4, ("V3", "BE2"): 1, ("V3", "BE3"): 3, ("V1", "BE1"): 4, ("V4", "BE1"): 1,
    ("V4", ""): 3,
}  # fmt: skip
ABROAD = {"V1": 40, "V2": 60, "V3": 30, "V4": 20}
_LEGS = {"i": "industry", "a": "academia", "g": "government", "m": "intermediary"}
# Of somebody who sits elsewhere, in a cell where nobody is seen.
PLANT = {
    "organisation": "V1-BE2-1", "domain": "V1", "town": "Liège", "nuts3": "BE311", "told": "wings",
    "state": "announced", "source": "https://example.org/plant",
}  # fmt: skip
_NAMES = {"V1": "Air", "V2": "Space", "V3": "Sea", "V4": "Land"}
_REGIONS = {
    "BE2": ("Flanders", "Vlaanderen", "Flandre", "Flandern"),
    "BE3": ("Wallonia", "Wallonië", "Wallonie", "Wallonien"),
    "BE1": ("Brussels", "Brussel", "Bruxelles", "Brüssel"),
}

MANIFEST: dict[str, Any] = {
    "content_hash": "c0ffee",
    "datasets": {
        "reference": {
            "title": "Reference | tables", "publisher": HOSTILE, "licence": "CC BY 4.0", "retrieved": "2026-08-22",
            "address": "https://example.org/data", "issues": {"refused": 4},
        },
    },
}  # fmt: skip


def small_report(
    names: Mapping[str, str] | None = None,
    domains: Sequence[str] = tuple(_NAMES),
    domain: str = "",
    perimeter: Perimeter = "broad",
    by: By = "region",
) -> GapReport:
    """The report. Organisations are called V1-BE2-1 and so on; `names` gives others. By nuts2 there are 12 areas."""
    return _report(tuple((names or {}).items()), tuple(domains), domain, perimeter, by)


@cache
def _report(
    names: tuple[tuple[str, str], ...], domains: tuple[str, ...], domain: str, perimeter: Perimeter, by: By
) -> GapReport:
    return gaps(gappy(dict(names), domains), by=by, domain=domain, perimeter=perimeter, build="0001-c0ffee")


def gappy(names: Mapping[str, str] | None = None, domains: Sequence[str] = tuple(_NAMES)) -> Ecosystem:
    """The ecosystem of that report."""
    organisations, claims = {}, []
    for (active_in, area), letters in ACTIVE.items():
        for place, letter in enumerate(letters, start=1):
            name = f"{active_in}-{area or 'BE'}-{place}"
            told = {"label": (names or {}).get(name, name), "country": "BE", "defence": True}
            told |= {"region": area, "nuts3": f"{area}{place % 4}1" if area else ""}
            organisations[name] = {**told, "leg": _LEGS[letter], "size": "SME" if place == 1 else ""}
            # The first of a cell has the strongest evidence.
            claim = {"organisation": name, "domain": active_in, "weight": 1 / place, "confidence": "high"}
            claims.append({**claim, "basis": "curated"})
            if place <= IN_PROGRAMMES.get((active_in, area), 0):
                claims.append({**claim, "basis": "project", "project": "p"})
    for active_in, many in ABROAD.items():
        for place in range(many):
            name = f"{active_in}-FR-{place}"
            organisations[name] = {"label": name, "country": "FR", "defence": True}
            claims.append({"organisation": name, "domain": active_in, "basis": "project", "project": "p", "weight": 1})
    projects = {"p": (2023, ["V1-BE2-1", "V2-BE3-1"]), "q": (2024, ["V1-BE2-2", "V1-BE1-1"])}
    ecosystem = small_ecosystem(projects, organisations=organisations, claims=claims)
    labels = [f"label_{lang}" for lang in ("en", "nl", "fr", "de")]
    return replace(
        ecosystem,
        domains=frame("domains", [{"id": d, "label_en": _NAMES.get(d, d), "working": True} for d in domains]),
        regions=frame("regions", [{"id": r, **dict(zip(labels, told, strict=True))} for r, told in _REGIONS.items()]),
        establishments=frame("establishments", [PLANT]),
        areas=frame("areas", [{"id": code, "label": f"Area {code}"} for code in _areas(organisations)]),
    )


def _areas(organisations: Mapping[str, Mapping[str, object]]) -> list[str]:
    districts = {str(told["nuts3"]) for told in organisations.values() if told.get("nuts3")}
    return sorted(districts | {code[:4] for code in districts})


REPORT = small_report()
WIDE = small_report(by="nuts2")
