"""Ecosystems built from a table of who is seen where, so that every number of a cell can be counted by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from small_ecosystem import Tie, frame, small_ecosystem

from dirskg.graph.analyses.gaps import Cell, GapReport
from dirskg.graph.ecosystem.frames import Ecosystem

# A real gap of V1 in Wallonia, to be varied.
MISSING = {("V1", "BE2"): "iag" * 6, ("V1", "BE3"): "", ("V2", "BE2"): "iag" * 3, ("V2", "BE3"): "iag" * 6}
# How worked examples call regions and kinds of actors.
REGION_OF = {"VL": "BE2", "WA": "BE3", "BR": "BE1"}
LEG_OF = {"company": "industry", "knowledge": "academia", "government": "government"}
LETTERS = {"i": "industry", "a": "academia", "g": "government", "m": "intermediary", "?": ""}


def populated(
    seen: Mapping[tuple[str, str], str],
    facts: Mapping[str, Mapping[str, Any]] | None = None,
    ties: tuple[Tie, ...] = (),
    also: tuple[Mapping[str, Any], ...] = (),
    sites: tuple[Mapping[str, Any], ...] = (),
) -> Ecosystem:
    """One organisation a letter of each (domain, region), called V1-BE2-1 and so on; `also` adds claims, and `sites`
    establishments, built unless told otherwise.

    Every organisation is Belgian, has a defence tie and a claim of weight 1 and high confidence, unless `facts` of
    its id say otherwise.
    """
    organisations: dict[str, dict[str, Any]] = {}
    claims: list[Mapping[str, Any]] = []
    for (domain, region), letters in seen.items():
        for place, letter in enumerate(letters, start=1):
            name = f"{domain}-{region or 'BE'}-{place}"
            told = {"leg": LETTERS[letter], "region": region, "country": "BE", "defence": True}
            organisations[name] = {**told, **(facts or {}).get(name, {})}
            claims.append({"organisation": name, "domain": domain, "weight": 1.0, "confidence": "high"})
    ecosystem = small_ecosystem({}, ties, organisations=organisations, claims=[*claims, *also])
    domains = dict.fromkeys(domain for domain, _ in seen)
    establishments = frame("establishments", [{"state": "built", **site} for site in sites])
    return replace(ecosystem, domains=frame("domains", [{"id": d} for d in domains]), establishments=establishments)


def populated_as(example: Mapping[str, Any]) -> Ecosystem:
    """The actors of a worked example that counts them by domain, region and kind."""
    letter = {leg: letter for letter, leg in LETTERS.items()}
    seen: dict[tuple[str, str], str] = {}
    for row in example["inputs"]["rows"]:
        place = (row["domain"], REGION_OF[row["region"]])
        seen[place] = seen.get(place, "") + letter[LEG_OF[row["actor_type"]]] * row["count"]
    return populated(seen)


def cell(report: GapReport, domain: str, region: str) -> Cell:
    """The cell of a domain and region."""
    (found,) = [c for c in report.cells if (c.domain, c.region) == (domain, region)]
    return found
