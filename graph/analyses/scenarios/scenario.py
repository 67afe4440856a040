"""Another ecosystem: the frames of a build with some changes, as an analysis would find them had they come about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from dirskg.graph.analyses.scenarios.changes import Change
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.errors import require_organisations

# An activity that is assumed counts as a public page that says so would.
_BASIS, _CONFIDENCE = "curated", "high"
# Of a claim that follows from a project, by what its domains rest on; "medium" for all others.
_BY_BASIS = {"project": "high", "classification": "low", "civil": "low"}


def changed(ecosystem: Ecosystem, changes: Sequence[Change]) -> Ecosystem:
    """The ecosystem after the changes, in their order; the one given stays as it is.

    An organisation that goes takes its activities with it. What it did with others stays done: their ties to each
    other keep their weight, and nothing ties anybody to it any more. A participation that is added makes its
    organisation active in the domains of the project, one that is removed takes that evidence away. Raises DirskgError
    for the removal of an organisation that is not there.
    """
    for change in changes:
        ecosystem = _STEPS[change.action, change.what](ecosystem, change)
    return ecosystem.judged()


def _add_organisation(ecosystem: Ecosystem, change: Change) -> Ecosystem:
    told = {**change.facts, "id": change.organisation, "legs": change.facts.get("leg", ""), "defence": False}
    return replace(ecosystem, organisations=_with(ecosystem.organisations, [told]))


def _remove_organisation(ecosystem: Ecosystem, change: Change) -> Ecosystem:
    actors, claims = ecosystem.organisations, ecosystem.claims
    require_organisations([change.organisation], actors["id"])
    return replace(
        ecosystem,
        organisations=actors[actors["id"] != change.organisation],
        claims=claims[claims["organisation"] != change.organisation],
    )


def _add_activity(ecosystem: Ecosystem, change: Change) -> Ecosystem:
    told = {
        "organisation": change.organisation, "domain": change.domain, "basis": _BASIS, "weight": 1.0,
        "confidence": _CONFIDENCE, "year": change.year,
    }  # fmt: skip
    return _able(replace(ecosystem, claims=_with(ecosystem.claims, [told])), change.organisation)


def _able(ecosystem: Ecosystem, organisation: str) -> Ecosystem:
    """With a function for an organisation of which none is known: whose activity is assumed, can supply it."""
    if ecosystem.functions["organisation"].eq(organisation).any():
        return ecosystem
    actors = ecosystem.organisations
    company = actors.loc[actors["id"] == organisation, "leg"].eq("industry").any()
    told = {"organisation": organisation, "function": "makes" if company else "researches", "confidence": _CONFIDENCE}
    return replace(ecosystem, functions=_with(ecosystem.functions, [told]))


def _remove_activity(ecosystem: Ecosystem, change: Change) -> Ecosystem:
    claims = ecosystem.claims
    gone = (claims["organisation"] == change.organisation) & (claims["domain"] == change.domain)
    return replace(ecosystem, claims=claims[~gone])


def _add_tie(ecosystem: Ecosystem, change: Change) -> Ecosystem:
    told = {
        "id": f"tie-{change.organisation}-{change.kind}-{change.other}", "from": change.organisation,
        "to": change.other, "kind": change.kind, "year": change.year, "defence": False,
    }  # fmt: skip
    return replace(ecosystem, ties=_with(ecosystem.ties, [told]))


def _remove_tie(ecosystem: Ecosystem, change: Change) -> Ecosystem:
    ties = ecosystem.ties
    ends = (change.organisation, change.other)
    gone = ties["from"].isin(ends) & ties["to"].isin(ends)
    gone &= (ties["kind"] == change.kind) if change.kind else True
    return replace(ecosystem, ties=ties[~gone])


def _add_participation(ecosystem: Ecosystem, change: Change) -> Ecosystem:
    project = change.project
    if project not in set(ecosystem.projects["id"]):
        told = {"id": project, "acronym": change.facts.get("acronym") or project, "year": change.year,
                "programme": change.facts.get("programme", "")}  # fmt: skip
        ecosystem = replace(ecosystem, projects=_with(ecosystem.projects, [told]))
    shares = ecosystem.project_domains
    own = shares[shares["project"] == project]
    if change.domain and change.domain not in set(own["domain"]):
        share = {"project": project, "domain": change.domain, "weight": 1.0, "basis": "project"}
        ecosystem = replace(ecosystem, project_domains=_with(shares, [share]))
        # Who was in it before is active in that domain too.
        members = ecosystem.participations.loc[ecosystem.participations["project"] == project, "organisation"]
        ecosystem = _claiming(ecosystem, sorted(set(members)), project, [share], change.year)
        own = ecosystem.project_domains[ecosystem.project_domains["project"] == project]
    part = {"id": f"participation-{project}-{change.organisation}", "project": project,
            "organisation": change.organisation, "role": "participant"}  # fmt: skip
    ecosystem = replace(ecosystem, participations=_with(ecosystem.participations, [part]))
    year = float(ecosystem.projects.loc[ecosystem.projects["id"] == project, "year"].iloc[0])
    return _claiming(ecosystem, [change.organisation], project, own.to_dict("records"), year)


def _claiming(
    ecosystem: Ecosystem, actors: Iterable[str], project: str, shares: Sequence[Mapping[Any, Any]], year: float
) -> Ecosystem:
    """With the claims that the shares of a project give to actors."""
    told = [
        {
            "organisation": one, "domain": share["domain"], "basis": share["basis"], "weight": share["weight"],
            "year": year, "confidence": _BY_BASIS.get(share["basis"], "medium"), "project": project,
        }
        for one in actors
        for share in shares
    ]  # fmt: skip
    return replace(ecosystem, claims=_with(ecosystem.claims, told))


def _remove_participation(ecosystem: Ecosystem, change: Change) -> Ecosystem:
    parts, claims = ecosystem.participations, ecosystem.claims
    gone = (parts["organisation"] == change.organisation) & (parts["project"] == change.project)
    told = (claims["organisation"] == change.organisation) & (claims["project"] == change.project)
    return replace(ecosystem, participations=parts[~gone], claims=claims[~told])


def _with(frame: pd.DataFrame, told: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """The frame with rows more; what they do not say is "" or NaN, as the frames have it."""
    if not told:
        return frame
    columns = {
        column: pd.Series([row.get(column, _nothing(kind)) for row in told]).astype(kind)
        for column, kind in frame.dtypes.items()
        if isinstance(column, str)
    }
    return pd.concat([frame, pd.DataFrame(columns)], ignore_index=True)


def _nothing(kind: Any) -> object:
    return {"f": float("nan"), "b": False}.get(kind.kind, "")


_STEPS = {
    ("add", "organisation"): _add_organisation,
    ("remove", "organisation"): _remove_organisation,
    ("add", "activity"): _add_activity,
    ("remove", "activity"): _remove_activity,
    ("add", "tie"): _add_tie,
    ("remove", "tie"): _remove_tie,
    ("add", "participation"): _add_participation,
    ("remove", "participation"): _remove_participation,
}
