"""Which organisations belong to one group: one supplier, and if it leaves, they leave together.

Only control counts. Of the recorded owners of a company the one that holds a majority controls it; where no share is
told, the only owner of whom no minority or joint holding is told; of owners that followed each other, the latest. A
part belongs to its whole: a laboratory to its company, an institute to its university; and whom a body succeeded, by a
merger or under another name, to that body. A joint venture belongs to no group, and neither a state nor any other
public body makes others one group; a public academy does so of its own parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once
from dirskg.graph.ecosystem.rows import rows

OWNED, PART, SUCCEEDED = "ownedBy", "partOf", "successorOf"
# What the note of a tie says of the holding. The share in percent decides before any word does.
MAJORITY: Final = re.compile(r"majority|meerderheid|majorit|mehrheit", re.I)
PARTIAL: Final = re.compile(
    r"stake|shareholder|third|joint|\bJV\b|consortium|contribution|^with\b|minorit|aandeelhouder|actionnaire|coentreprise|"
    r"Minderheit|Gesellschafter",
    re.I,
)
FORMER: Final = re.compile(
    r"\b(?:former|previous|ex)\W?(?:owner|parent|shareholder)|\bformerly (?:owned|held|part)|\bsold (?:to|in|its|on)\b|"
    r"\bdivested|\bno longer\b|\bancien(?:ne)? (?:propri|action|maison)|\bcédée? |\bvendue? |\bvoormalige? |"
    r"\bverkocht\b|\behemalige|\bverkauft\b",
    re.I,
)
UNTIL: Final = re.compile(r"\b(?:until|till|jusqu'en|jusqu'à|tot(?: in)?|bis)\W+(?:\w+ ){0,2}((?:19|20)\d\d)", re.I)
_PERCENT: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
HALF: Final = 50.0


class _Holding(NamedTuple):
    """Who is said to hold a company, or what it is said to be part of; `year` is NaN where none is told."""

    holder: str
    note: str
    year: float

    def stands(self) -> bool:
        """Whether it holds by the last word on it: not ended, and not of a former owner."""
        return UNTIL.search(self.note) is None and FORMER.search(self.note) is None

    def majority(self) -> bool:
        """Whether it is told to be more than half."""
        percent = self._percent()
        return bool(MAJORITY.search(self.note)) if percent is None else percent > HALF

    def partial(self) -> bool:
        """Whether it is told to be half or less, or held together with others."""
        percent = self._percent()
        return bool(PARTIAL.search(self.note)) if percent is None else percent <= HALF

    def _percent(self) -> float | None:
        found = _PERCENT.search(self.note)
        return float(found[1].replace(",", ".")) if found else None


def controllers(ecosystem: Ecosystem) -> dict[str, str]:
    """By organisation, who controls it directly, as last told. Public bodies and states control nobody."""
    ties = ecosystem.ties[ecosystem.ties["kind"].isin([OWNED, PART, SUCCEEDED])]
    held: dict[str, dict[str, set[_Holding]]] = {SUCCEEDED: {}, OWNED: {}, PART: {}}
    for one, holder, kind, note, since in rows(ties, "from", "to", "kind", "note", "year"):
        if kind == SUCCEEDED:  # the only tie that points down: from the successor to what is no more
            one, holder = holder, one
        holding = _Holding(holder, note, since)
        if one != holder and holding.stands():
            held[kind].setdefault(one, set()).add(holding)
    legs = _legs(ecosystem, {end for both in (ties["from"], ties["to"]) for end in both})
    found = {}
    for one, wholes in [*held[SUCCEEDED].items(), *held[PART].items()]:
        whole = _latest(wholes)
        if whole and _one_with(legs.get(whole, set()), legs.get(one, set())):
            found[one] = whole
    for one, owners in held[OWNED].items():
        owner = _latest([own for own in owners if own.majority()] or [own for own in owners if not own.partial()])
        if owner and not _public(legs.get(owner, set())):
            found[one] = owner
    return found


def group_of(controllers: Mapping[str, str]) -> dict[str, str]:
    """By controlled organisation, the top of its group: who controls its controller, and so on.

    Organisations that control each other in a ring have the first of them by id as their top.
    """
    return {one: _top(one, controllers) for one in controllers}


@once
def groups(ecosystem: Ecosystem) -> dict[str, str]:
    """By controlled organisation, the top of its group, as last told."""
    return group_of(controllers(ecosystem))


def _latest(holdings: Iterable[_Holding]) -> str:
    """The one holder; of several that followed each other the last; "" where several may hold it now."""
    told = list(holdings)
    if all(one.year == one.year for one in told):
        last = max((one.year for one in told), default=0.0)
        told = [one for one in told if one.year == last]
    holders = {one.holder for one in told}
    return holders.pop() if len(holders) == 1 else ""


def _one_with(whole: set[str], part: set[str]) -> bool:
    """Whether a part is one with its whole: companies and academies have parts, clusters and public bodies do not."""
    return not _public(whole) and "intermediary" not in whole and ("government" not in part or "academia" in whole)


def _public(legs: set[str]) -> bool:
    """A public body that is not an academy too."""
    return "government" in legs and "academia" not in legs


def _legs(ecosystem: Ecosystem, ids: set[str]) -> dict[str, set[str]]:
    """The legs of some organisations; a state is government, whatever is told of it."""
    actors = ecosystem.organisations[ecosystem.organisations["id"].isin(ids)]
    return {
        one: {"government"} if kind == "state" else {*leg.split(), *legs.split()}
        for one, kind, leg, legs in rows(actors, "id", "kind", "leg", "legs")
    }


def _top(one: str, above: Mapping[str, str]) -> str:
    path = [one]
    while (owner := above.get(path[-1])) is not None:
        if owner in path:
            return min(path[path.index(owner) :])
        path.append(owner)
    return path[-1]
