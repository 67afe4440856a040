"""Who in Belgium works on which topic, by the rule of the query `actors-in-topic`."""

from __future__ import annotations

import pandas as pd

from dirskg.graph.frames import Ecosystem
from dirskg.graph.strengths import supporting

PAIR = ["organisation", "topic"]


def topic_actors(ecosystem: Ecosystem) -> pd.DataFrame:
    """Organisations and the topics that they work on, one row a pair: Belgian ones, without those that only support.

    Works on it who says so in its own words, coordinates a project that speaks of it, or takes part in several that do.
    """
    actors = ecosystem.organisations
    home = set(actors.loc[actors["country"] == "BE", "id"]) - supporting(ecosystem.functions)
    told = ecosystem.mentions[["about", "topic"]].drop_duplicates()
    own = told[told["about"].isin(home)].rename(columns={"about": "organisation"})
    parts = ecosystem.participations[["project", "organisation", "role"]]
    parts = parts[parts["organisation"].isin(home)].merge(told.rename(columns={"about": "project"}), on="project")
    leading = parts.loc[parts["role"] == "coordinator", PAIR]
    several = parts.groupby(PAIR)["project"].nunique()
    repeated = several[several > 1].reset_index()[PAIR]
    return pd.concat([own, leading, repeated]).drop_duplicates().sort_values(PAIR, ignore_index=True)
