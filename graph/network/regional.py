"""The part of the collaboration network that lies in Belgium, with the area of every organisation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from dirskg.graph.ecosystem.belgian import is_belgian
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.errors import require_called
from dirskg.graph.network.projection import collaboration_network

if TYPE_CHECKING:
    from numpy.typing import NDArray

    IntArray = NDArray[np.int64]
    FloatArray = NDArray[np.float64]
    BoolArray = NDArray[np.bool_]

AreaLevel = Literal["region", "nuts2"]
Layer = Literal["all", "projects", "other"]


@dataclass(frozen=True, slots=True, eq=False)
class RegionalTies:
    """Ties between organisations in Belgium, each pair once.

    Vertex i is row i of `organisations` (sorted by id, with a column `area`, "" where unknown). Tie e joins
    `u[e] < v[e]`, weighs `weight[e]` (Newman) of which `project_weight[e]` comes from shared projects; `other[e]`
    says whether it rests on something else too, or only on that. `kinds` has columns edge and kind of the latter,
    `parts` columns organisation and project of the former, one row a pair.
    """

    organisations: pd.DataFrame
    u: IntArray
    v: IntArray
    weight: FloatArray
    project_weight: FloatArray
    other: BoolArray
    kinds: pd.DataFrame
    parts: pd.DataFrame

    @property
    def areas(self) -> NDArray[np.str_]:
        """Area of every vertex, "" where unknown."""
        return self.organisations["area"].to_numpy(dtype=str)

    def chosen(self, ties: BoolArray) -> RegionalTies:
        """The same with fewer ties."""
        number = np.cumsum(ties) - 1
        kept = self.kinds[ties[self.kinds["edge"].to_numpy(dtype=np.int64)]]
        kinds = kept.assign(edge=number[kept["edge"].to_numpy(dtype=np.int64)])
        return replace(
            self,
            u=self.u[ties],
            v=self.v[ties],
            weight=self.weight[ties],
            project_weight=self.project_weight[ties],
            other=self.other[ties],
            kinds=kinds,
        )

    def layer(self, layer: Layer) -> RegionalTies:
        """The ties by shared projects, or by anything else; a tie may rest on both."""
        if layer == "all":
            return self
        return self.chosen(self.project_weight > 0 if layer == "projects" else self.other)

    def known(self) -> RegionalTies:
        """The ties whose two ends have a known area."""
        placed = self.areas != ""
        return self.chosen(placed[self.u] & placed[self.v])


def regional_ties(
    ecosystem: Ecosystem, *, by: AreaLevel = "region", domain: str = "", since: int | None = None
) -> RegionalTies:
    """Ties of `collaboration_network` between organisations in Belgium: all of them, or those active in a domain.

    Bodies of the EU and NATO in Belgium, and the state itself, are no part of it. `by` "region" takes the region of
    the seat, "nuts2" the province from its NUTS 3 code. A domain chooses organisations, not projects: two that are
    active in it are tied by whatever ties them. `since` is that of `collaboration_network`. Raises DirskgError for a
    domain that the graph does not have.
    """
    require_called("domain", domain, ecosystem.domains["id"])
    network = collaboration_network(ecosystem, since=since)
    actors = network.organisations
    inside = is_belgian(actors)
    if domain:
        claims = ecosystem.claims
        inside &= actors["id"].isin(claims.loc[claims["domain"] == domain, "organisation"])
    kept = inside.to_numpy(dtype=bool)
    ties = kept[network.u] & kept[network.v]
    vertex, edge = np.cumsum(kept) - 1, np.cumsum(ties) - 1
    other = network.tie_weights[["edge", "kind"]]
    other = other[ties[other["edge"].to_numpy(dtype=np.int64)]]
    other = other.assign(edge=edge[other["edge"].to_numpy(dtype=np.int64)]).reset_index(drop=True)
    parts = network.participations
    parts = parts.loc[parts["organisation"].isin(actors.loc[kept, "id"]), ["organisation", "project"]]
    area = actors["region"] if by == "region" else actors["nuts3"]
    organisations = actors.assign(area=area.str[:4])[kept].reset_index(drop=True)
    return RegionalTies(
        organisations=organisations,
        u=vertex[network.u[ties]],
        v=vertex[network.v[ties]],
        weight=network.weight[ties],
        project_weight=network.project_weight[ties],
        other=np.isin(np.arange(int(ties.sum())), other["edge"].to_numpy(dtype=np.int64)),
        kinds=other,
        parts=parts.drop_duplicates().sort_values(["project", "organisation"], ignore_index=True),
    )
