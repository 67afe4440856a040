"""Awards on the topics of a file: who won them, and money by region, topic, SME and year, with what is unknown.

Only results are added up: what is announced before it is signed, and modifications, would count a contract twice. A sum
holds awarded values in euro alone. Maxima, estimates, other currencies and withheld values are counted, not guessed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import lists_of, sets_of
from dirskg.graph.ecosystem.rows import rows

_WINS = ("winner", "leader")
RESULT = "result"
# Of several regions, and of winners abroad; an unknown place is "".
SEVERAL, ABROAD = "several", "abroad"
# What a sum is told by: region of the winners, topic, whether one of them is marked as an SME, year.
WAYS = ("region", "topic", "sme", "year")


@dataclass(frozen=True, slots=True)
class RelatedAward(AsJson):
    """An award on topics of the file: its winners and Belgian regions, its value (NaN where withheld) and page."""

    id: str
    notice: str
    title: str
    kind: str
    year: float
    buyer: str
    winners: tuple[str, ...]
    region: str
    sme: str
    topics: tuple[str, ...]
    value: float
    value_kind: str
    currency: str
    source: str

    @property
    def euro(self) -> float:
        """The awarded value in euro; NaN where none is told."""
        return self.value if (self.value_kind, self.currency) == ("awarded", "EUR") else math.nan


@dataclass(frozen=True, slots=True)
class Money(AsJson):
    """Awards of one region, topic, mark or year: their number, the euro that are known, and awards without any."""

    by: str
    of: str
    awards: int
    euro: float
    unknown: int


def related_awards(ecosystem: Ecosystem, topics: Sequence[str]) -> tuple[RelatedAward, ...]:
    """Awards that speak of a topic or have its CPV code, the newest first."""
    if ecosystem.awards.empty:  # most builds have no notices, and all files are asked for
        return ()
    told = ecosystem.mentions[ecosystem.mentions["topic"].isin(topics)]
    spoken = sets_of(rows(told, "about", "topic"))
    awards = ecosystem.awards[ecosystem.awards["id"].isin(spoken)]
    parties = ecosystem.award_parties
    parties = parties[parties["role"].isin(_WINS) & parties["award"].isin(awards["id"])]
    winners, marks = (sets_of(rows(parties, "award", what)) for what in ("organisation", "sme"))
    places = {one: region if country == "BE" else ABROAD
              for one, region, country in rows(ecosystem.organisations, "id", "region", "country")}  # fmt: skip
    columns = ("id", "notice", "title", "kind", "year", "country", "value", "value_kind", "currency", "source")
    found = []
    for one, notice, title, kind, year, buyer, value, value_kind, currency, source in rows(awards, *columns):
        won = tuple(sorted(winners[one]))
        regions = {places.get(winner, "") for winner in won} or {""}
        found.append(
            RelatedAward(
                one, notice, title, kind, year, buyer, won, regions.pop() if len(regions) == 1 else SEVERAL,
                _mark(marks[one]), tuple(topic for topic in topics if topic in spoken[one]), value, value_kind,
                currency, source,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda award: (-award.year if award.year == award.year else 0.0, award.id)))


def money(awards: Sequence[RelatedAward]) -> tuple[Money, ...]:
    """Results summed in each way. An award on several topics stands under each of them."""
    found = lists_of((key, award.euro) for award in awards if award.kind == RESULT for key in _keys(award))
    order = sorted(found, key=lambda key: (WAYS.index(key[0]), key[1]))
    return tuple(
        Money(*key, len(found[key]), math.fsum(one for one in found[key] if one == one),
              sum(one != one for one in found[key]))
        for key in order
    )  # fmt: skip


def _keys(award: RelatedAward) -> Iterator[tuple[str, str]]:
    yield from (("region", award.region), ("sme", award.sme))
    yield "year", f"{award.year:.0f}" if award.year == award.year else ""
    yield from (("topic", one) for one in award.topics)


def won_by(awards: Sequence[RelatedAward]) -> dict[str, list[RelatedAward]]:
    """The awards that each organisation won, alone or with others."""
    return lists_of((winner, award) for award in awards for winner in award.winners)


def _mark(marks: set[str]) -> str:
    """yes where one is an SME, no where all are none, "" where it is not told of all."""
    return "yes" if "yes" in marks else "no" if marks == {"no"} else ""
