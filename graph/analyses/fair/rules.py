"""The rules of a fair: how many, and which balance of regions, legs, sizes and domains among the guests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dirskg.graph.analyses.coverage import HELIX
from dirskg.graph.analyses.fair.guests import Guest
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.gathered import lists_of
from dirskg.graph.measures.programme import Row, share_row
from dirskg.ontology.vocab import REGIONS


@dataclass(frozen=True, slots=True)
class FairWishes(AsJson):
    """What a fair must be. Shares are of the guests, from 0 to 1; each of `domains` needs two guests.

    tables: meetings at the same time, 0 for as many as guests need. known: whether those that are tied already may
    meet. starts: hour of the first meeting at the place (09:30), "" where it is not told; minutes and pause are of
    each. each: whether every guest gets a schedule of its own.
    """

    guests: int = 40
    slots: int = 8
    tables: int = 0
    region_share: float = 0.15
    leg_share: float = 0.1
    sme_share: float = 0.2
    domains: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    known: bool = False
    starts: str = ""
    minutes: int = 20
    pause: int = 5
    each: bool = True

    def rules(self) -> tuple[str, ...]:
        """The names of all rules that bind."""
        found = ["guests"]
        found += [f"region:{region}" for region in REGIONS] if self.region_share else []
        found += [f"leg:{leg}" for leg in HELIX] if self.leg_share else []
        found += ["sme"] if self.sme_share else []
        found += [f"domain:{domain}" for domain in self.domains]
        return (*found, *(f"include:{one}" for one in self.include))


def rows(people: Sequence[Guest], wishes: FairWishes) -> tuple[Row, ...]:
    """The rules as rows over the people, each 1 for a guest."""
    found = [
        share_row([one.region == region for one in people], wishes.region_share, f"region:{region}")
        for region in REGIONS
    ]
    found += [share_row([leg in one.legs for one in people], wishes.leg_share, f"leg:{leg}") for leg in HELIX]
    found.append(share_row([one.size == "SME" for one in people], wishes.sme_share, "sme"))
    found += [
        Row({i: 1 for i, one in enumerate(people) if domain in one.domains}, low=2, rule=f"domain:{domain}")
        for domain in wishes.domains
    ]
    places = {one.id: i for i, one in enumerate(people)}
    found += [Row({places[one]: 1} if one in places else {}, low=1, rule=f"include:{one}") for one in wishes.include]
    kept = [row for row in found if row.low > 0 or any(weight < 0 for weight in row.coefficients.values())]
    return (*kept, *_one_of_a_group(people, wishes))


def _one_of_a_group(people: Sequence[Guest], wishes: FairWishes) -> Iterator[Row]:
    """One guest of each group, or as many as are asked for by name: no wish of its own, so nothing relaxes it."""
    for places in lists_of((one.group, i) for i, one in enumerate(people)).values():
        named = sum(people[i].id in wishes.include for i in places)
        if len(places) > max(1, named):
            yield Row(dict.fromkeys(places, 1), high=max(1, named))
