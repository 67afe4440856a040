"""Frames of a small ecosystem, built from what a test cares about; all other columns are filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from dirskg.graph.ecosystem.frames import Ecosystem

Tie = tuple[str, str, str] | tuple[str, str, str, float]

# One organisation per letter: industry and academia in three regions, and a funder.
REGIONS = {
    "a": {"region": "BE2", "leg": "industry"},
    "b": {"region": "BE2", "leg": "academia"},
    "c": {"region": "BE3", "leg": "industry"},
    "d": {"region": "BE1", "leg": "industry"},
    "e": {"region": "BE3", "leg": "academia"},
    "f": {"region": "BE1", "leg": "government", "kind": "agency"},
}

COLUMNS = {
    "organisations": "id label label_en label_nl label_fr label_de leg kind level country region nuts3 town size "
    "homepage employees defence legs",
    "claims": "organisation domain basis weight year confidence source project",
    "projects": "id acronym title programme call category year start end status eu_contribution source",
    "calls": "id title programme category year opens deadline budget source",
    "project_domains": "project domain weight basis",
    "participations": "id project organisation role contribution source",
    "ties": "id from to kind year defence note source",
    "domains": "id kind label_en label_nl label_fr label_de working",
    "areas": "id label",
    "regions": "id label_en label_nl label_fr label_de",
    "demands": "id number label_en label_nl label_fr label_de parent source",
    "milestones": "id title title_nl title_fr title_de date status level owner source",
    "topics": "id label_en label_nl label_fr label_de wider domain",
    "functions": "organisation function confidence rule told source",
    "suggestions": "organisation domain score words tied ties source",
    "mentions": "about topic sentence source",
    "awards": "id notice kind lot title date year country outcome cpv cpvs places defence_by value value_kind currency "
    "estimated offers offers_sme framework group subcontracted source",
    "award_parties": "award organisation role sme",
    "competences": "id kind label_en label_nl label_fr label_de",
    "competence_mentions": "about competence words sentence source",
    "stages": "subject stage rule told source",
    "purchases": "id label_en label_nl label_fr label_de level programme pattern",
    "purchase_facts": (
        "id purchase item value value_high qualifier amount_kind year organisation topic note day grade source"
    ),
    "figures": "id subject perimeter region programme year value value_high qualifier unit publisher grade note source",
}
FLAGS = ("defence", "working", "framework", "group")
NUMBERS = (
    "year", "weight", "eu_contribution", "contribution", "budget", "value", "value_high", "score", "tied", "ties",
    "employees", "estimated", "offers", "offers_sme",
)  # fmt: skip


def frame(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """A frame with all of its columns; missing text is "", missing numbers are NaN."""
    told = list(rows)
    columns = COLUMNS[name].split()
    return pd.DataFrame({column: _values(column, [row.get(column) for row in told]) for column in columns})


def _values(column: str, values: list[Any]) -> Any:
    if column in NUMBERS:
        return np.array(values, dtype=float)
    if column in FLAGS:
        return np.array([value is True for value in values], dtype=bool)
    # Equal columns are made once: most of them hold nothing, and making one costs more than all of a test.
    return _texts(tuple("" if value is None else str(value) for value in values))


@cache
def _texts(values: tuple[str, ...]) -> Any:
    return pd.array(values, dtype="str")


def small_ecosystem(
    projects: Mapping[str, tuple[float | None, Sequence[str]]],
    ties: Iterable[Tie] = (),
    organisations: Mapping[str, Mapping[str, Any]] | None = None,
    claims: Iterable[Mapping[str, Any]] = (),
) -> Ecosystem:
    """Projects as {id: (year, members)}, ties as (from, to, kind[, year]), facts of organisations by id.

    The organisations are those named anywhere. Each makes something unless its facts tell another `function`, "" for
    one of which none is known; without facts of their own claims are sure.
    """
    known = organisations or {}
    ties = list(ties)
    ids = {member for _, members in projects.values() for member in members} | set(known)
    ids |= {end for tie in ties for end in tie[:2]}
    return Ecosystem(
        organisations=frame("organisations", [organisation_row(i, known.get(i, {})) for i in sorted(ids)]),
        projects=frame("projects", [project_row(p, year) for p, (year, _) in projects.items()]),
        participations=frame(
            "participations",
            [
                {"project": p, "organisation": member, "role": "participant", "source": f"https://x.eu/{p}"}
                for p, (_, members) in projects.items()
                for member in members
            ],
        ),
        ties=frame("ties", [tie_row(tie) for tie in ties]),
        claims=frame("claims", claims),
        calls=frame("calls", []),
        project_domains=frame("project_domains", []),
        domains=frame("domains", [{"id": "V1"}, {"id": "V2"}]),
        areas=frame("areas", []),
        figures=frame("figures", []),
        functions=frame("functions", [row for i in sorted(ids) for row in function_rows(i, known.get(i, {}))]),
        regions=frame("regions", [{"id": "BE1"}, {"id": "BE2"}, {"id": "BE3"}]),
    ).judged()


def chain(*pairs: str, **options: Any) -> Ecosystem:
    """One project of two organisations per pair of letters."""
    return small_ecosystem({pair: (2023, list(pair)) for pair in pairs}, **options)


def organisation_row(identifier: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """One organisation, called after its id."""
    return {"id": identifier, "label": f"Organisation {identifier}", "legs": facts.get("leg", ""), **facts}


def function_rows(identifier: str, facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What an organisation does."""
    told = [facts.get("function", "makes")]
    return [{"organisation": identifier, "function": one, "confidence": "high"} for one in told if one]


def project_row(identifier: str, year: float | None) -> dict[str, Any]:
    """One project, called after its id."""
    told = {"id": identifier, "acronym": identifier.upper(), "programme": "EDF", "year": year}
    return {**told, "source": f"https://x.eu/{identifier}"}


def tie_row(tie: Tie) -> dict[str, Any]:
    """One tie with a note and a source."""
    told = dict(zip(("from", "to", "kind", "year"), tie, strict=False))
    return {**told, "note": "as said", "source": f"https://x.eu/{tie[0]}-{tie[1]}"}
