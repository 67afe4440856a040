"""Which companies belong to one group: if it leaves, they leave together.

Only control counts. Of the recorded owners of a company the one that holds a majority controls it; where no share is
told, the only owner of whom no minority or joint holding is told. A joint venture belongs to no group, and neither a
state nor any other public body makes companies one group.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from dirskg.graph.frames import Ecosystem

# What the note of a tie says of the holding. The share in percent decides before any word does.
MAJORITY: Final = "majority"
PARTIAL: Final = r"stake|shareholder|third|joint|\bJV\b|consortium|contribution|^with\b"
_PERCENT: Final = r"(\d+(?:[.,]\d+)?)\s*%"
HALF: Final = 50.0


def controllers(ecosystem: Ecosystem) -> dict[str, str]:
    """By company, who controls it directly. Public bodies and states are left out."""
    ties = ecosystem.ties[ecosystem.ties["kind"] == "ownedBy"][["from", "to", "note"]].drop_duplicates()
    percent = pd.to_numeric(ties["note"].str.extract(_PERCENT, expand=False).str.replace(",", "."), errors="coerce")
    says_majority = ties["note"].str.contains(MAJORITY, case=False, regex=False)
    ties = ties.assign(
        majority=(percent > HALF) | (percent.isna() & says_majority),
        partial=(percent <= HALF) | (percent.isna() & ~says_majority & ties["note"].str.contains(PARTIAL, regex=True)),
    )
    public = _public(ecosystem)
    found = {}
    for company, held in ties.groupby("from"):
        chosen = held[held["majority"]] if held["majority"].any() else held[~held["partial"]]
        owners = sorted(set(chosen["to"]))
        if len(owners) == 1 and owners[0] not in public and owners[0] != company:
            found[str(company)] = str(owners[0])
    return found


def group_of(controllers: Mapping[str, str]) -> dict[str, str]:
    """By controlled company, the top of its group: who controls its controller, and so on.

    Companies that control each other in a ring have the first of them by id as their top.
    """
    return {company: _top(company, controllers) for company in controllers}


def _top(company: str, above: Mapping[str, str]) -> str:
    path = [company]
    while (owner := above.get(path[-1])) is not None:
        if owner in path:
            return min(path[path.index(owner) :])
        path.append(owner)
    return path[-1]


def _public(ecosystem: Ecosystem) -> set[str]:
    actors = ecosystem.organisations
    return set(actors.loc[(actors["leg"] == "government") | (actors["kind"] == "state"), "id"])
