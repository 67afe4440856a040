"""The strict perimeter: organisations with a documented defence tie.

Published sizes of the sector differ by a factor of ten because their perimeters differ, so every table says which
one it counts. *Broad* is every organisation with a claim in a domain. *Strict* is those of them with at least one of:
part in a project of a defence programme, a place in Defence or NATO, a tie that itself concerns defence, a contract won
that is military by its CPV code, membership of the defence industry's federation (the named query `frame-defence` says
so in SPARQL); and of their claims those that are not of low confidence.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dirskg.graph.ecosystem.rows import held

Perimeter = Literal["strict", "broad"]


def claims_within(claims: pd.DataFrame, organisations: pd.DataFrame, perimeter: Perimeter) -> pd.DataFrame:
    """The claims that a perimeter counts."""
    return claims if perimeter == "broad" else claims[counts(claims, organisations, perimeter)]


def counts(claims: pd.DataFrame, organisations: pd.DataFrame, perimeter: Perimeter) -> NDArray[np.bool_]:
    """Whether a perimeter counts each of the claims."""
    if perimeter == "broad":
        return np.ones(len(claims), dtype=bool)
    actors = organisations.loc[organisations["defence"], "id"]
    return held(claims["organisation"], actors) & (claims["confidence"] != "low").to_numpy(dtype=bool)
