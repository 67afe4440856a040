"""Who takes part in a programme: its projects and participations with country, region and size of the participants."""

from __future__ import annotations

import pandas as pd

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once


@once
def programme_projects(ecosystem: Ecosystem, programme: str, year: int | None = None) -> pd.DataFrame:
    """Projects of a programme, of one call year or all, one row each."""
    projects = ecosystem.projects.drop_duplicates("id")
    chosen = (projects["programme"] == programme) & (True if year is None else projects["year"] == year)
    return projects[chosen].sort_values("id", ignore_index=True)


@once
def members(ecosystem: Ecosystem, programme: str, year: int | None = None) -> pd.DataFrame:
    """Participations in them, one row each: id, project, year, organisation, role, contribution, country, region
    ("unknown" too), size, and whether the organisation is a body of the EU or NATO. Rows by project and id.
    """
    found = _participants(ecosystem)
    chosen = (found["programme"] == programme) & (True if year is None else found["year"] == year)
    return found[chosen].drop(columns="programme").reset_index(drop=True)


@once
def _participants(ecosystem: Ecosystem) -> pd.DataFrame:
    """The same of all programmes, with the programme of each."""
    projects = ecosystem.projects.drop_duplicates("id")[["id", "year", "programme"]]
    rows = ecosystem.participations.drop_duplicates("id" if ecosystem.participations["id"].ne("").all() else None)
    rows = rows[["id", "project", "organisation", "role", "contribution"]]
    rows = rows.merge(projects.rename(columns={"id": "project"}), on="project")
    actors = ecosystem.organisations[["id", "country", "region", "size", "level"]]
    found: pd.DataFrame = rows.merge(actors.rename(columns={"id": "organisation"}), on="organisation")
    found["international"] = found.pop("level") == "international"
    found["country"] = found["country"].replace("", "unknown")
    found["region"] = found["region"].replace("", "unknown")
    return found.sort_values(["project", "organisation", "role", "id"], ignore_index=True)
