"""Who can sit at a table of governments, for which entity, and for which other bodies each speaks.

Kind and level decide, as the graph has them; named are only the two that demand 1.1 names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

import pandas as pd

from dirskg.graph.analyses.calls import owners, succeeded
from dirskg.graph.ecosystem.belgian import belgian
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.rows import rows

Entity = Literal[
    "federal_state", "flemish_region", "walloon_region", "brussels_region", "flemish_community", "french_community",
    "german_speaking_community",
]  # fmt: skip

ENTITIES: Final[tuple[Entity, ...]] = get_args(Entity)

# The National Armaments Director and the Royal Higher Institute for Defence, whom demand 1.1 asks for by name; they
# have their seats whatever their kind.
FIXED: Final = ("ref-nad", "ror-00kxpat18")
# From each government demand 1.1 asks for departments and agencies. Whatever else public bodies are (funds, companies,
# regulators, schools, laboratories, units, offices, councils, committees) speaks for no government.
_ADMINISTRATION: Final = frozenset(
    ("department", "agency", "federal public service", "federal public planning service")
)
_LEVELS: Final = ("federal", "interfederal", "region", "community")
_REGIONS: Final[Mapping[str, tuple[Entity, ...]]] = {
    # One Parliament and one Government have the powers of the Flemish Region and of the Flemish Community.
    "BE2": ("flemish_region", "flemish_community"),
    "BE3": ("walloon_region",),
    "BE1": ("brussels_region",),
}
# The German-speaking Community lies in Wallonia. The French Community serves two regions and thus stands in none.
_COMMUNITIES: Final[Mapping[str, tuple[Entity, ...]]] = {
    "BE3": ("german_speaking_community",), "": ("french_community",),
}  # fmt: skip

_FACTS: Final = ("id", "level", "kind", "region")


def heads_of(bodies: pd.DataFrame) -> dict[str, tuple[Entity, ...]]:
    """The ministry of the federal State and the governments of the others, each with the entities that it heads."""
    found = {one: _headed(level, kind, region) for one, level, kind, region in rows(bodies, *_FACTS)}
    return {one: headed for one, headed in found.items() if headed}


def _headed(level: str, kind: str, region: str) -> tuple[Entity, ...]:
    if level == "federal":
        # Defence is the one ministry that the federal level has kept: the others became public services.
        return ("federal_state",) if kind == "ministry" else ()
    if kind != "government":
        return ()
    return {"region": _REGIONS, "community": _COMMUNITIES}.get(level, {}).get(region, ())


def bodies_of(ecosystem: Ecosystem) -> pd.DataFrame:
    """Who can sit: heads, departments and agencies in Belgium that have no successor and are no part of one of them."""
    public = belgian(ecosystem)
    public = public[(public["leg"] == "government") & ~public["id"].isin(succeeded(ecosystem.ties))]
    heads = heads_of(public)
    administration = public[public["kind"].isin(_ADMINISTRATION) & public["level"].isin(_LEVELS)]
    above = owners(ecosystem.ties[ecosystem.ties["kind"] == "partOf"])
    whole = {*heads, *administration["id"]}
    parts = {one for one in whole if (above.get(one, frozenset()) - {one}) & whole}
    found = public[public["id"].isin({*heads, *FIXED} | (whole - parts))]
    return found.drop_duplicates("id").sort_values("id", ignore_index=True)


def entities_of(bodies: pd.DataFrame) -> dict[str, tuple[Entity, ...]]:
    """The entities for which each body could sit: a head for its own, others for that of their level and region.

    To which Community the other bodies of that level belong is not recorded; they sit for none.
    """
    found = heads_of(bodies)
    for one, level, _, region in rows(bodies[~bodies["id"].isin({*found, *FIXED})], *_FACTS):
        if level == "federal":
            found[one] = ("federal_state",)
        elif level == "region" and region in _REGIONS:
            found[one] = _REGIONS[region][:1]
    return found


def spoken_for(ecosystem: Ecosystem, bodies: pd.DataFrame) -> pd.DataFrame:
    """Whom each body speaks for: itself, its parts and theirs, and for a government the administration of its region.

    Columns body and speaker; a speaker is the body itself or one of those.
    """
    ids = set(bodies["id"])
    found = {(one, one) for one in ids}
    for part, wholes in owners(ecosystem.ties[ecosystem.ties["kind"] == "partOf"]).items():
        found.update((whole, part) for whole in wholes & ids)
    served = belgian(ecosystem)
    staff = served[(served["level"] == "region") & served["kind"].isin(_ADMINISTRATION) & (served["region"] != "")]
    governments = bodies[(bodies["level"] == "region") & (bodies["kind"] == "government")]
    both = governments[["id", "region"]].merge(staff[["id", "region"]], on="region", suffixes=("", "_staff"))
    found.update(rows(both, "id", "id_staff"))
    return pd.DataFrame(sorted(found), columns=["body", "speaker"], dtype=object)
