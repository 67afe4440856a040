"""The companies whose sizes are compared, and what they take part in."""

from __future__ import annotations

import pandas as pd

from dirskg.graph.analyses.coverage import Perimeter, active
from dirskg.graph.ecosystem.belgian import belgian
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.groups import groups
from dirskg.graph.ecosystem.once import once
from dirskg.graph.ecosystem.rows import held

LEG = "industry"


@once
def companies(ecosystem: Ecosystem, perimeter: Perimeter = "broad") -> pd.DataFrame:
    """Belgian companies and the domains that they are active in, one row per pair.

    Columns: organisation, domain, region ("" where unknown), size ("" where unknown), owned (belongs to a group),
    anywhere (takes part in a project), there (takes part in a project of the domain). The named query
    `companies-counted` gives the same rows.
    """
    pairs = active(ecosystem, perimeter=perimeter)
    pairs = pairs[pairs["leg"] == LEG]
    roles = ecosystem.participations[["organisation", "project"]]
    touched = roles.merge(ecosystem.project_domains[["project", "domain"]], on="project")
    keys = pd.MultiIndex.from_frame(pairs[["organisation", "domain"]])
    found = (
        pairs[["organisation", "domain", "area", "size"]]
        .rename(columns={"area": "region"})
        .assign(
            owned=pairs["organisation"].isin(groups(ecosystem)),
            anywhere=held(pairs["organisation"], roles["organisation"]),
            there=keys.isin(pd.MultiIndex.from_frame(touched[["organisation", "domain"]])),
        )
    )
    return found.sort_values(["organisation", "domain"], ignore_index=True)


@once
def company_participations(ecosystem: Ecosystem) -> pd.DataFrame:
    """Participations of Belgian companies, one row per participation and domain of its project.

    Columns: participation, organisation, project, category, region and size ("" where unknown), owned (belongs to a
    group), domain and weight ("" and NaN for a project without one), contribution. The named query
    `company-participations` gives the same rows.
    """
    actors = belgian(ecosystem)
    actors = actors.loc[actors["leg"] == LEG, ["id", "region", "size"]]
    roles = ecosystem.participations[["id", "project", "organisation", "contribution"]]
    found = roles.rename(columns={"id": "participation"}).merge(actors.rename(columns={"id": "organisation"}))
    projects = ecosystem.projects[["id", "category"]].rename(columns={"id": "project"})
    found = found.merge(projects, on="project")
    shares = ecosystem.project_domains.groupby(["project", "domain"], as_index=False)["weight"].sum()
    found = found.merge(shares, on="project", how="left")
    found["domain"] = found["domain"].fillna("").astype(str)
    found["owned"] = found["organisation"].isin(groups(ecosystem))
    order = ["organisation", "project", "participation", "domain"]
    return found.sort_values(order, ignore_index=True)
