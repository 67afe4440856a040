"""The two populations that a cell is held against: Belgium, and all who take part in EU programmes.

Within Belgium the plus of one region is the minus of another. Against all participants in EU programmes it is not; but
then the Belgian side too must be counted by its projects alone, for public pages were only read about Belgium.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dirskg.graph.analyses.coverage import By, Perimeter, areas_of, counts
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.rows import held, ranked
from dirskg.ontology.vocab import BELGIUM

# Evidence that a project of a defence programme gives: what is stated of it, its text, its call.
BY_PROJECT = ("project", "text", "category")
# Programmes in which Belgians alone take part: counted here, they would make Belgium seem larger than it is.
OWN_PROGRAMMES = ("DEFRA",)


def programme_pairs(ecosystem: Ecosystem, *, by: By = "region", perimeter: Perimeter = "broad") -> pd.DataFrame:
    """Organisations of all countries and the domains of their projects in EU programmes, one row per pair.

    Columns: organisation, domain, country ("" where unknown), area ("" abroad and where unknown), sorted. As in
    `coverage.active`, states and international bodies are not counted.
    """
    claims = ecosystem.claims
    own = ecosystem.projects.loc[ecosystem.projects["programme"].isin(OWN_PROGRAMMES), "id"]
    counted = held(claims["basis"], BY_PROJECT) & ~held(claims["project"], own)
    counted &= counts(claims, ecosystem.organisations, perimeter)
    actors = ecosystem.organisations
    actors = actors[(actors["level"] != "international") & (actors["kind"] != "state")]
    area = areas_of(actors, by).where(actors["country"] == BELGIUM, "")
    (one, organisations), (what, domains) = (ranked(claims[column]) for column in ("organisation", "domain"))
    # By numbers, each pair once and sorted: text takes a multiple of the time, and so does np.unique.
    keys = np.sort((one * max(len(domains), 1) + what)[counted])
    who, about = np.divmod(keys[np.diff(keys, prepend=-1) > 0], max(len(domains), 1))
    row = pd.Index(actors["id"]).get_indexer(organisations)[who]
    who, about, row = who[row >= 0], about[row >= 0], row[row >= 0]
    return pd.DataFrame({
        "organisation": organisations.array.take(who), "domain": domains.array.take(about),
        "country": actors["country"].array.take(row), "area": area.array.take(row),
    })  # fmt: skip
