"""What a tie gives as a reason to ask for an introduction: the best of what it rests on, from a recent common project
down to a building. Money, supervision, a shared roof and succession say nothing about working together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.network.projection import Network, pairs_of_projects

if TYPE_CHECKING:
    import numpy.typing as npt

    IntArray = npt.NDArray[np.int64]
    FloatArray = npt.NDArray[np.float64]

# From the best reason to the least; the words are shown to readers.
RECENT, WORKED, HOUSE, ORIGIN, BUILDING, NONE = range(6)
KINDS: Final = {
    "partnerIn": WORKED, "suppliesTo": WORKED, "runs": WORKED,
    "ownedBy": HOUSE, "partOf": HOUSE,
    "fundedBy": NONE, "linkedTo": NONE, "successorOf": NONE,
}  # fmt: skip
# A common project that began within so many years is a recent one.
YEARS: Final = 5
# Whoever builds or lets the hall need not know what is done in it.
_BUILDING: Final = re.compile(
    r"(?:construct\w*|building|renovat\w*|erect\w*|bouw|verbouwing|rénovation|Bau|Errichtung) "
    r"(?:of|van|de|du|des|der|von)\b.{0,30}"
    r"(?:hall|hangar|building|premises|barracks|headquarters|base|infrastructure|gebouw|loods|kazerne|bâtiment|caserne|siège|"
    r"Halle|Gebäude|Kaserne)|\b(?:landlord|real estate|vastgoed|immobilier|Immobilien)\b",
    re.I,
)


def reasons(network: Network) -> IntArray:
    """The best reason that each edge gives."""
    found = np.where(network.project_weight > 0, WORKED, NONE)
    keys = network.u * max(len(network.index), 1) + network.v
    found[np.isin(keys, pairs_of_projects(_recent(network), network.index))] = RECENT
    for u, v, kind, note in _ties(network):
        edge = int(np.searchsorted(keys, min(u, v) * len(network.index) + max(u, v)))
        found[edge] = min(found[edge], reason_of(kind, note))
    return found.astype(np.int64)


def reason_of(kind: str, note: str) -> int:
    """The reason that a tie other than a project gives."""
    reason = KINDS.get(kind, ORIGIN)
    return BUILDING if reason < BUILDING and _BUILDING.search(note) else reason


def telling(network: Network) -> FloatArray:
    """The weight of each edge without what says nothing about working together."""
    idle = network.tie_weights[network.tie_weights["kind"].isin([kind for kind, n in KINDS.items() if n == NONE])]
    return network.weight - np.bincount(idle["edge"].to_numpy(np.int64), idle["weight"], len(network.u))


def recent_projects(network: Network) -> set[str]:
    """Projects that began within YEARS."""
    projects = network.projects
    return set() if network.now is None else set(projects.loc[projects["year"] > network.now - YEARS, "id"])


def _recent(network: Network) -> pd.DataFrame:
    """Participations in such projects."""
    return network.participations[network.participations["project"].isin(recent_projects(network))]


def _ties(network: Network) -> Iterator[tuple[int, int, str, str]]:
    for one, other, kind, note in rows(network.ties, "from", "to", "kind", "note"):
        u, v = network.index.get(one), network.index.get(other)
        if u is not None and v is not None and u != v:
            yield u, v, kind, note
