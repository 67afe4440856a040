"""Who works on a topic: who says so itself, won a contract, coordinates a project that speaks of it, or has several.

One participation makes nobody an actor, and several do so only of who can deliver in a domain that holds the topic: a
maker of cameras in two projects on missiles makes no missiles. The State itself works on none. The named queries
`actors-in-topic` and `partners-in-topic` say the same in SPARQL.
"""

from __future__ import annotations

from collections import Counter

import pandas as pd

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once
from dirskg.graph.ecosystem.rows import held, rows
from dirskg.graph.ecosystem.strengths import CAPABLE, supporters

# Why somebody is named, the strongest first.
OWN_WORDS, WON, COORDINATES, SEVERAL, PART = REASONS = (
    "own words", "contract won", "coordinates", "several projects", "takes part",
)  # fmt: skip
# Those that make an actor of the topic.
WORKS = (OWN_WORDS, WON, COORDINATES, SEVERAL)
_PAIR = ["organisation", "topic"]
_COLUMNS = ["organisation", "says", "project", "sentence", "source"]


def on_topic(ecosystem: Ecosystem, topic: str) -> pd.DataFrame:
    """Belgian organisations with each sentence that ties them to a topic.

    Columns: organisation, says (of REASONS), project ("" where no project says it), sentence, source; sorted, the
    strongest reason first. Who has a stronger reason is not listed with `takes part`.
    """
    found = _sentences(ecosystem, ecosystem.mentions[ecosystem.mentions["topic"] == topic])[_COLUMNS].drop_duplicates()
    place = found["says"].map({reason: number for number, reason in enumerate(REASONS)})
    return found.assign(place=place).sort_values(["place", *_COLUMNS], ignore_index=True)[_COLUMNS]


@once
def topic_actors(ecosystem: Ecosystem, *, says: tuple[str, ...] = WORKS) -> pd.DataFrame:
    """Belgian organisations and the topics that they work on, one row a pair, sorted: none that only supports.

    says: the reasons that count, of WORKS.
    """
    found = _of_all_topics(ecosystem)
    found = found[held(found["says"], says) & ~held(found["organisation"], supporters(ecosystem.functions))]
    return found[_PAIR].drop_duplicates().sort_values(_PAIR, ignore_index=True)


@once
def _of_all_topics(ecosystem: Ecosystem) -> pd.DataFrame:
    """Pairs of organisation and topic with what says so, and those who only support are among them."""
    return _sentences(ecosystem, ecosystem.mentions)[[*_PAIR, "says"]].drop_duplicates()


def _sentences(ecosystem: Ecosystem, mentions: pd.DataFrame) -> pd.DataFrame:
    """The columns of `on_topic` and `topic`, for all topics of some mentions."""
    told = mentions[["about", "topic", "sentence", "source"]]
    actors = ecosystem.organisations
    belgian = actors.loc[(actors["country"] == "BE") & (actors["kind"] != "state"), "id"]
    own = told[held(told["about"], belgian)].rename(columns={"about": "organisation"})
    own = own.assign(project="", says=OWN_WORDS)
    roles = ecosystem.participations.loc[
        held(ecosystem.participations["organisation"], belgian), ["project", "organisation", "role"]
    ].drop_duplicates()
    found = told.rename(columns={"about": "project"}).merge(roles, on="project")
    able = ecosystem.strengths[ecosystem.strengths["strength"] == CAPABLE]
    holding = ecosystem.topics[["id", "domain"]].rename(columns={"id": "topic"})
    parts = list(rows(found, *_PAIR, "project", "role"))
    projects = Counter(part[:2] for part in {part[:3] for part in parts})
    several = {pair for pair in rows(able.merge(holding, on="domain"), *_PAIR) if projects[pair] > 1}
    says = [
        COORDINATES if role == "coordinator" else SEVERAL if (one, topic) in several else PART
        for one, topic, _, role in parts
    ]
    found["says"] = pd.array(says, dtype="str")
    parties = ecosystem.award_parties
    winners = parties.loc[
        (parties["role"] == "winner") & parties["organisation"].isin(belgian), ["award", "organisation"]
    ]
    won = told.merge(winners, left_on="about", right_on="award").assign(project="", says=WON)
    own = pd.concat([own, won.drop(columns=["about", "award"])])
    known = {*rows(own, *_PAIR), *rows(found[found["says"] != PART], *_PAIR)}
    found = found.loc[[why != PART or part[:2] not in known for why, part in zip(says, parts, strict=True)]]
    return pd.concat([own, found])[["topic", *_COLUMNS]]
