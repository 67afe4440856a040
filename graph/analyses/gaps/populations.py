"""The two populations that a cell is held against: Belgium, and all who take part in EU programmes.

Within Belgium the plus of one region is the minus of another. Against all participants in EU programmes it is not; but
then the Belgian side too must be counted by its projects alone, for public pages were only read about Belgium.
"""

from __future__ import annotations

import pandas as pd

from dirskg.graph.analyses.coverage import By, Perimeter, areas_of, claims_within
from dirskg.graph.frames import Ecosystem

BELGIUM = "BE"
# Evidence that a project of a defence programme gives: what is stated of it, its text, its call.
BY_PROJECT = ("project", "text", "category")
# Programmes in which Belgians alone take part: counted here, they would make Belgium seem larger than it is.
OWN_PROGRAMMES = ("DEFRA",)


def programme_pairs(ecosystem: Ecosystem, *, by: By = "region", perimeter: Perimeter = "broad") -> pd.DataFrame:
    """Organisations of all countries and the domains of their projects in EU programmes, one row per pair.

    Columns: organisation, domain, country ("" where unknown), area ("" abroad and where unknown), sorted. As in
    `coverage.active`, states and international bodies are not counted.
    """
    claims = ecosystem.claims[["organisation", "domain", "basis", "project", "confidence"]]
    claims = claims_within(claims, ecosystem.organisations, perimeter)
    own = ecosystem.projects.loc[ecosystem.projects["programme"].isin(OWN_PROGRAMMES), "id"]
    counted = claims["basis"].isin(BY_PROJECT) & ~claims["project"].isin(own)
    claims = claims.loc[counted, ["organisation", "domain"]]
    actors = ecosystem.organisations
    actors = actors[(actors["level"] != "international") & (actors["kind"] != "state")]
    area = areas_of(actors, by).where(actors["country"] == BELGIUM, "")
    placed = actors[["id", "country"]].assign(area=area).rename(columns={"id": "organisation"})
    pairs = claims.drop_duplicates().merge(placed, on="organisation")
    return pairs.sort_values(["organisation", "domain"], ignore_index=True)
