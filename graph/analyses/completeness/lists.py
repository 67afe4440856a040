"""Which lists name an actor: the consortia of each programme, and the sites on whose pages an editor read of it.

What counts as one list decides every estimate of the unseen. All consortia of a programme are one list: one authority
keeps them, however many projects name an actor. All pages of one site are one list. Papers that copy each other, and
sites that quote the same federation, stay several lists; nothing in the data tells them apart.
"""

from __future__ import annotations

import pandas as pd

from dirskg.graph.analyses.coverage import active, claims_within
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once
from dirskg.graph.ecosystem.rows import held, rows

CONSORTIA = "consortia of "
# Public bodies and intermediaries seldom join consortia: that a consortium does not name them says nothing of them.
PAGES_ONLY = ("government", "intermediary")
_SITE = r"^https?://(?:www\.)?([^/:?#]+)"


@once
def actor_lists(ecosystem: Ecosystem) -> pd.DataFrame:
    """One row per Belgian actor, domain and list: organisation, domain, region ("unknown" too), leg ("unknown" too),
    list, consortium (whether the list is one of consortia). The named query `actor-lists` gives the same rows.
    """
    placed = active(ecosystem)[["organisation", "domain", "area", "leg"]]
    claims = claims_within(ecosystem.claims, ecosystem.organisations, "broad")
    # Most claims of a large graph are on organisations abroad.
    claims = claims[held(claims["organisation"], placed["organisation"])]
    programme = claims["project"].map(dict(rows(ecosystem.projects, "id", "programme")))
    site = claims["source"].str.extract(_SITE, expand=False).fillna("page without address")
    consortium = claims["basis"] != "curated"
    named = claims[["organisation", "domain"]].assign(
        list=site.where(~consortium, CONSORTIA + programme.astype("str").fillna("")), consortium=consortium
    )
    found = named.drop_duplicates().merge(placed, on=["organisation", "domain"])
    found["region"] = found.pop("area").replace("", "unknown")
    found["leg"] = found["leg"].replace("", "unknown")
    return found.sort_values(["domain", "organisation", "list"], ignore_index=True)
