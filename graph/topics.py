"""Who works on a topic: who says so itself, coordinates a project that speaks of it, or takes part in several.

One participation makes nobody an actor. The named queries `actors-in-topic` and `partners-in-topic` say the same in
SPARQL.
"""

from __future__ import annotations

import pandas as pd

from dirskg.graph.frames import Ecosystem

# Why somebody is named, the strongest first.
OWN_WORDS, COORDINATES, SEVERAL, ONE = REASONS = ("own words", "coordinates", "several projects", "one project")
# Those that make an actor of the topic.
WORKS = (OWN_WORDS, COORDINATES, SEVERAL)


def on_topic(ecosystem: Ecosystem, topic: str) -> pd.DataFrame:
    """Belgian organisations with each sentence that ties them to a topic.

    Columns: organisation, says (of REASONS), project ("" where own words say it), sentence, source; sorted, the
    strongest reason first. Who has a stronger reason is not listed with `one project`.
    """
    told = ecosystem.mentions.loc[ecosystem.mentions["topic"] == topic, ["about", "sentence", "source"]]
    belgian = ecosystem.organisations.loc[ecosystem.organisations["country"] == "BE", "id"]
    own = told[told["about"].isin(belgian)].rename(columns={"about": "organisation"}).assign(project="", says=OWN_WORDS)
    roles = ecosystem.participations.loc[
        ecosystem.participations["organisation"].isin(belgian), ["project", "organisation", "role"]
    ].drop_duplicates()
    found = told.rename(columns={"about": "project"}).merge(roles, on="project")
    projects = found.groupby("organisation")["project"].nunique()
    leads = found["role"] == "coordinator"
    several = found["organisation"].map(projects) > 1
    found["says"] = ONE
    found.loc[several, "says"] = SEVERAL
    found.loc[leads, "says"] = COORDINATES
    actors = {*own["organisation"], *found.loc[found["says"] != ONE, "organisation"]}
    found = found[(found["says"] != ONE) | ~found["organisation"].isin(actors)]
    columns = ["organisation", "says", "project", "sentence", "source"]
    rows = pd.concat([own[columns], found[columns]]).drop_duplicates()
    place = rows["says"].map({reason: number for number, reason in enumerate(REASONS)})
    return rows.assign(place=place).sort_values(["place", *columns], ignore_index=True)[columns]
