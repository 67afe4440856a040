"""Frames of a small ecosystem, built from what a test cares about; all other columns are filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from dirskg.graph.ecosystem.frames import Ecosystem, no_rows

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


def frame(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """A frame with all of its columns; missing text is "", missing numbers are NaN."""
    told = list(rows)
    return pd.DataFrame(
        {column: _values(kind, [row.get(column) for row in told]) for column, kind in _columns(name).items()}
    )


@cache
def _columns(name: str) -> Mapping[str, str]:
    """The columns of a frame as it is kept: numbers (f), flags (b) or text."""
    found = {str(column): kind.kind for column, kind in no_rows(name).dtypes.items()}
    if name == "organisations":  # what they are called, and stand on, is made of what is found
        del found["label_any"], found["also"]
        found |= {"label": "O", "legs": "O", "defence": "b"}
    return found


def _values(kind: str, values: list[Any]) -> Any:
    if kind == "f":
        return np.array(values, dtype=float)
    if kind == "b":
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
