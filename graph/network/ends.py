"""Sets of organisations between which paths are looked for: those seated in a region, province or district."""

from __future__ import annotations

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.errors import require_called

# Length of the NUTS code of a region; those of provinces (NUTS 2) and districts (NUTS 3) are longer.
REGION = 3


def seated_in(ecosystem: Ecosystem, code: str, *, domain: str = "") -> tuple[str, ...]:
    """Ids of the organisations of an area of any level, all or those active in a domain, in order.

    The province and the district of many are not known where their region is: an area has only those that are known
    to be there. Raises DirskgError for an area or domain that the graph does not have.
    """
    known = [*ecosystem.regions["id"], *ecosystem.areas["id"]]
    if code not in known:
        # Of an unknown place the finer areas within the same region are the likeliest to be meant.
        near = [one for one in known if len(one) == len(code) and one[:REGION] == code[:REGION]]
        choice = near if len(code) > REGION and near else list(ecosystem.regions["id"])
        require_called("region", code, choice, needed=True)
    actors = ecosystem.organisations
    inside = actors["region"] == code if len(code) <= REGION else actors["nuts3"].str.startswith(code)
    if domain:
        require_called("domain", domain, ecosystem.domains["id"])
        inside &= actors["id"].isin(ecosystem.claims.loc[ecosystem.claims["domain"] == domain, "organisation"])
    return tuple(sorted(actors.loc[inside, "id"]))


def overlapping(first: str, second: str) -> bool:
    """Whether one of two areas lies in the other."""
    return first.startswith(second) or second.startswith(first)
