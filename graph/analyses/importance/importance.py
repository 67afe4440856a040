"""How much hangs on an actor: the mean of what is known of it, each part x / (x + scale), with its gaps as a bound.

Parts are head count, EU money, defence business (customers and partners on record), projects coordinated, topics and
cells (a domain in a region) that nobody else in Belgium can serve, and actors that hang together with the others over
it alone. A group counts as one. What is not known
counts nothing at the lower bound and all at the upper one; the order goes by the lower.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import fsum
from typing import Any, Final

import pandas as pd

from dirskg.graph.analyses.coverage import active
from dirskg.graph.analyses.finding import Trace
from dirskg.graph.answers.as_json import AsJson, fields_as_json
from dirskg.graph.ecosystem.belgian import belgian
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import lists_of, sets_of
from dirskg.graph.ecosystem.groups import groups
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.ecosystem.strengths import CAPABLE, supporters
from dirskg.graph.ecosystem.topics import topic_actors
from dirskg.ontology.vocab import TRADE_TIES

# Where a part is one half: the limit of a small or medium-sized enterprise (EU recommendation 2003/361), a million
# euro, one customer or partner, one project, one topic, one cell, one actor.
SCALES: Final = {
    "employees": 250.0, "money": 1e6, "business": 1.0, "coordinated": 1.0, "topics": 1.0, "cells": 1.0, "cut_off": 1.0,
}  # fmt: skip
PARTS: Final = tuple(SCALES)
POINTS: Final = 1000
Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Importance(AsJson):
    """What is known of an actor, or of a group: `members` are its Belgian organisations, `id` the one in most projects.

    `business` are the groups that it supplies or works with for defence, outside of funded projects.
    `employees` is NaN where no head count is known, `unpaid` the number of its participations without a known amount;
    `spoken` whether any text tells what it works on. `cells` are the domains and regions in which no other group is
    capable, `topics` those that no other group in Belgium works on.
    """

    json_keys = (
        "id members points at_most=most parts not_known=gaps employees eu_contribution=money "
        "amounts_unknown=unpaid defence_business=business coordinated topics domains cells"
    )

    id: str
    members: tuple[str, ...]
    employees: float
    money: float
    unpaid: int
    business: int
    coordinated: int
    topics: tuple[str, ...]
    spoken: bool
    cells: tuple[Cell, ...]
    domains: tuple[str, ...]
    cut_off: int = 0

    def parts(self) -> Mapping[str, float]:
        """Each part between 0 and 1, what is not known as 0."""
        alone = (len(self.topics), len(self.cells), self.cut_off)
        amounts = (self.employees, self.money, self.business, self.coordinated, *alone)
        known = {name: value if value == value else 0.0 for name, value in zip(PARTS, amounts, strict=True)}
        return {name: value / (value + SCALES[name]) for name, value in known.items()}

    def gaps(self) -> tuple[str, ...]:
        """The parts that are not known, or not in full."""
        told = {"employees": self.employees != self.employees, "money": self.unpaid > 0, "topics": not self.spoken}
        return tuple(name for name, open_ in told.items() if open_)

    @property
    def points(self) -> int:
        """The mean of the parts, in thousandths, with nothing for what is not known."""
        return round(POINTS * fsum(self.parts().values()) / len(PARTS))

    @property
    def most(self) -> int:
        """The same, if what is not known were as much as can be."""
        return round(POINTS * fsum({**self.parts(), **dict.fromkeys(self.gaps(), 1.0)}.values()) / len(PARTS))

    def traces(self) -> tuple[Trace, ...]:
        """The facts and participations of each member, and the actors of each topic and cell."""
        each = (
            Trace(f"{one}/{name}", name, {"entity": one})
            for one in self.members
            for name in ("facts-of", "projects-of", "ties-of")
        )
        topics = (Trace(f"{self.id}/{topic}", "actors-in-topic", {"topic": topic}) for topic in self.topics)
        cells = (
            Trace(f"{self.id}/{domain}/{region}", "actors-counted", {"domain": domain, "region": region})
            for domain, region in self.cells
        )
        return (*each, *topics, *cells)

    def to_json(self) -> dict[str, Any]:
        """The actor as plain values."""
        return fields_as_json(self) | {
            "parts": {name: round(value, 4) for name, value in self.parts().items()},
            "cells": [{"domain": domain, "region": region} for domain, region in self.cells],
        }


def importance(
    ecosystem: Ecosystem, cut_off: Mapping[str, Collection[str]] | None = None, apart: Collection[str] = ()
) -> tuple[Importance, ...]:
    """Each Belgian actor or group that does not only support, by points. `cut_off`: the actors that hang on each.

    Those that stand `apart`, of one group together, are no part of the group that they belong to.
    """
    actors = belgian(ecosystem)
    actors = actors[~actors["id"].isin(supporters(ecosystem.functions))]
    tops = groups(ecosystem)
    unit = {one: f"{tops.get(one, one)}{' apart' if one in apart else ''}" for one in actors["id"]}
    parts = ecosystem.participations[ecosystem.participations["organisation"].isin(unit)]
    known = _Known(ecosystem, unit, parts)
    ranked = sorted(unit, key=lambda one: (-known.projects.get(one, 0), -known.evidence.get(one, 0.0), one))
    members = lists_of((unit[one], one) for one in ranked)
    hanging = {top: {two for one in own for two in (cut_off or {}).get(one, ())} for top, own in members.items()}
    found = (known.of(top, own, len(hanging[top] - set(own))) for top, own in members.items())
    return tuple(sorted(found, key=lambda one: (-one.points, -one.most, one.id)))


class _Known:
    """What the frames tell of actors and groups, each looked up once."""

    def __init__(self, ecosystem: Ecosystem, unit: Mapping[str, str], parts: pd.DataFrame) -> None:
        head = dict(rows(ecosystem.organisations, "id", "employees"))
        self.head = {one: float(head[one]) for one in unit}
        self.projects = parts.groupby("organisation")["project"].nunique().to_dict()
        paid = parts.assign(unit=parts["organisation"].map(unit))
        # Added up exactly: cents must not hang on the order of rows.
        self.money = paid["contribution"].dropna().groupby(paid["unit"]).agg(fsum).to_dict()
        self.unpaid = paid["contribution"].isna().groupby(paid["unit"]).sum().to_dict()
        self.business = _business(ecosystem, unit)
        led = paid[paid["role"] == "coordinator"]
        self.led = led.groupby("unit")["project"].nunique().to_dict()
        working = topic_actors(ecosystem)
        working = working[working["organisation"].isin(unit)]
        self.topics = _alone(working.assign(unit=working["organisation"].map(unit)), ["topic"])
        self.spoken = set(ecosystem.mentions["about"])
        pairs = active(ecosystem)
        self.evidence = pairs.groupby("organisation")["weight"].sum().to_dict()
        able = pairs[(pairs["strength"] == CAPABLE) & pairs["organisation"].isin(unit)]
        able = able.assign(unit=able["organisation"].map(unit))
        self.cells = _alone(able[able["area"] != ""], ["domain", "area"])
        self.domains = {top: tuple(sorted(set(own))) for top, own in able.groupby("unit")["domain"]}

    def of(self, top: str, members: list[str], cut_off: int) -> Importance:
        """The actor or group; a mother's head count holds that of its daughters, so the largest stands."""
        heads = [self.head[one] for one in members if self.head[one] == self.head[one]]
        return Importance(
            id=members[0], members=tuple(members), employees=max(heads, default=float("nan")),
            money=float(self.money.get(top, 0.0)), unpaid=int(self.unpaid.get(top, 0)),
            business=self.business.get(top, 0), coordinated=int(self.led.get(top, 0)),
            topics=tuple(one for (one,) in self.topics.get(top, ())),
            spoken=any(one in self.spoken for one in members),
            cells=tuple((domain, area) for domain, area in self.cells.get(top, ())),
            domains=self.domains.get(top, ()), cut_off=cut_off,
        )  # fmt: skip


def _business(ecosystem: Ecosystem, unit: Mapping[str, str]) -> dict[str, int]:
    """By unit, how many groups it supplies or works with for defence; projects and undertakings are none."""
    told, tops = ecosystem.ties, groups(ecosystem)
    told = told[told["kind"].isin(TRADE_TIES) & told["defence"] & told["to"].isin(ecosystem.organisations["id"])]
    pairs = ((unit[one], tops.get(other, other)) for one, other in rows(told, "from", "to") if one in unit)
    return {top: len(others - {top}) for top, others in sets_of(pairs).items()}


def _alone(pairs: pd.DataFrame, what: list[str]) -> dict[str, list[list[str]]]:
    """By unit, what it is the only one in."""
    pairs = pairs[["unit", *what]].drop_duplicates()
    sole = pairs[pairs.groupby(what)["unit"].transform("size") == 1].sort_values(what)
    return lists_of((unit, one) for unit, *one in rows(sole, "unit", *what))
