"""For which federated entity a body can speak."""

from __future__ import annotations

from typing import Final, Literal, get_args

import pandas as pd

from dirskg.graph.analyses.calls import owners
from dirskg.graph.frames import Ecosystem

Entity = Literal[
    "flemish_region", "walloon_region", "brussels_region", "flemish_community", "french_community",
    "german_speaking_community",
]  # fmt: skip

ENTITIES: Final[tuple[Entity, ...]] = get_args(Entity)
_REGIONS: Final[dict[str, Entity]] = {"BE2": "flemish_region", "BE3": "walloon_region", "BE1": "brussels_region"}
# The government of the Flemish Community is that of the Flemish Region; the graph tells for no other body of the level
# of the communities to which of them it belongs.
GOVERNMENTS: Final[dict[str, tuple[Entity, ...]]] = {
    "ror-04qxsrb28": ("flemish_region", "flemish_community"),
    "ror-00jv65847": ("walloon_region",),
    "ror-03h3ed239": ("brussels_region",),
    "kbo-0220916609": ("french_community",),
    "ref-cf-dg": ("german_speaking_community",),
}


def entities_of(ecosystem: Ecosystem, bodies: pd.DataFrame) -> dict[str, tuple[Entity, ...]]:
    """The federated entities of each public body.

    Those of the government that it is or belongs to; a body of regional level also speaks for the region of its seat.
    """
    above = owners(ecosystem.ties[ecosystem.ties["kind"] == "partOf"])
    public = bodies[bodies["leg"] == "government"]
    found: dict[str, tuple[Entity, ...]] = {}
    for one, level, region in public[["id", "level", "region"]].itertuples(index=False, name=None):
        speaks = {entity for owner in above.get(one, frozenset({one})) for entity in GOVERNMENTS.get(owner, ())}
        if level == "region" and region in _REGIONS:
            speaks.add(_REGIONS[region])
        if speaks:
            found[one] = tuple(entity for entity in ENTITIES if entity in speaks)
    return found
