"""Who has a plant, laboratory or office in a cell and no known seat there: named beside it, counted at the seat alone.

A plant speaks for its organisation where that can deliver in the domain at all, by whatever perimeter was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dirskg.graph.analyses.coverage import By, areas_of
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.rows import rows
from dirskg.ontology.vocab import BUILT


@dataclass(frozen=True, slots=True)
class Plant(AsJson):
    """An establishment of an organisation that has no known seat in its area, and what is done there; `year` is NaN
    where nobody tells it, `state` built or announced."""

    json_keys = "id label town told state year source"

    id: str
    label: str
    town: str
    told: str
    state: str
    year: float
    source: str


def plants_of(ecosystem: Ecosystem, pairs: pd.DataFrame, areas: Sequence[str], by: By) -> pd.DataFrame:
    """Pairs as active of those who can deliver, a row for each plant in the domain, in whose `area` they do not sit.

    Columns beside: town, told, state, year, source, label; `seat` is the area of the seat, "" where it is not known.
    """
    sites = ecosystem.establishments
    sites = sites.assign(area=areas_of(sites.assign(region=sites["nuts3"].str[:3]), by))
    found = pairs.rename(columns={"area": "seat"}).merge(sites, on=["organisation", "domain"])
    found = found[found["area"].isin(areas) & (found["area"] != found["seat"])]
    labels = ecosystem.organisations[["id", "label"]].rename(columns={"id": "organisation"})
    return found.merge(labels, on="organisation").sort_values(["label", "organisation", "town", "told"])


def counted_there(plants: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """The pairs that there would be more if those that are built counted: one an area, as actors of their own."""
    built = plants[plants["state"] == BUILT].drop_duplicates(["organisation", "domain", "area"])
    return built.assign(organisation=built["organisation"] + "@" + built["area"])[columns]


def by_cell(plants: pd.DataFrame) -> Mapping[tuple[str, str], tuple[Plant, ...]]:
    """The plants of each domain and area, by the names of those that they belong to."""
    found: dict[tuple[str, str], list[Plant]] = {}
    columns = ("domain", "area", "organisation", "label", "town", "told", "state", "year", "source")
    for domain, area, *told in rows(plants, *columns):
        found.setdefault((domain, area), []).append(Plant(*told))
    return {place: tuple(dict.fromkeys(there)) for place, there in found.items()}
