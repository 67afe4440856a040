"""Who is nearest to a file in a region that has nobody, or hardly anybody, with a ground to be invited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dirskg.graph.analyses.purchases.actors import Candidate, ground, own_topics
from dirskg.graph.analyses.purchases.told import PurchaseFile
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.rows import rows

# A region with fewer candidates is told who comes nearest, so many at most.
_FEW, _MOST = 2, 5


@dataclass(frozen=True, slots=True)
class Near(AsJson):
    """An organisation that can deliver in domains of a file, and has no other ground; its topics in these domains."""

    id: str
    domains: tuple[str, ...]
    topics: tuple[str, ...]


def nearest(
    ecosystem: Ecosystem, file: PurchaseFile, capable: pd.DataFrame, region: str, found: Sequence[Candidate]
) -> tuple[Near, ...]:
    """Those of a region who can deliver in most domains of the file, then with most topics of their own there, then
    with most evidence; none where it has enough.

    Who has less than half of the domains of the nearest is not near. Firms come before those who only research, and who
    is government alone, as Defence is, supplies nobody. capable: active pairs of the domains of the file. found: the
    candidates of the region.
    """
    if not region or len(found) >= _FEW:
        return ()
    known = ground(ecosystem)
    legs = {one: told.split() for one, _, told, _ in known.people}
    topics = own_topics(known, dict.fromkeys(topic for domain, topic in known.held if domain in file.domains))
    able = [one for one, told in legs.items() if set(told) - {"government"}]
    here = capable[(capable["area"] == region) & capable["organisation"].isin(set(able) - {one.id for one in found})]
    pairs = set(rows(here, "organisation", "domain"))
    seen = here.groupby("organisation")["weight"].agg(["size", "sum"]).reset_index()
    told = seen.assign(
        firm=["industry" in legs[one] for one in seen["organisation"]],
        topics=[len(topics[one]) for one in seen["organisation"]],
    )
    told = told[2 * told["size"] >= told["size"].max()]
    order = told.sort_values(["size", "firm", "topics", "sum", "organisation"], ascending=[False] * 4 + [True])
    return tuple(
        Near(one, tuple(domain for domain in file.domains if (one, domain) in pairs), topics[one])
        for one in order["organisation"].head(_MOST)
    )
