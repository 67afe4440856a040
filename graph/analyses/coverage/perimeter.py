"""The strict perimeter: organisations with a documented defence tie.

Published sizes of the sector differ by a factor of ten because their perimeters differ, so every table says which
one it counts. *Broad* is every organisation with a claim in a domain. *Strict* is those of them with at least one of:
part in a project of a defence programme, a place in Defence or NATO, a tie that itself concerns defence, a contract won
that is military by its CPV code, membership of the defence industry's federation (the named query `frame-defence` says
so in SPARQL); and of their claims those that are not of low confidence.
"""

from __future__ import annotations

from typing import Literal

import pandas as pd

Perimeter = Literal["strict", "broad"]


def claims_within(claims: pd.DataFrame, organisations: pd.DataFrame, perimeter: Perimeter) -> pd.DataFrame:
    """The claims that a perimeter counts."""
    if perimeter == "broad":
        return claims
    actors = set(organisations.loc[organisations["defence"], "id"])
    return claims[claims["organisation"].isin(actors) & (claims["confidence"] != "low")]
