"""Milestones of the governance: is each dated, owned, and does every region have a seat in the body that owns it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once
from dirskg.graph.ecosystem.rows import rows
from dirskg.ontology.vocab import REGIONS

# A seat that the resolution asks for is not held yet. "none" is no seat on record, which is not: no seat. A ministry, a
# committee of Parliament or a fund is no table at which governments sit.
Place = Literal["seat", "asked for", "none", "no table"]
TABLES = frozenset({
    "council", "advisory council", "advisory committees", "steering committee", "management cell", "task force",
    "consultation body", "consultation platform", "",
})  # fmt: skip
ASKED = "asked for"
DONE = "done"


@dataclass(frozen=True, slots=True)
class Milestone(AsJson):
    """One milestone; `places` says by region whether it has a seat in the owner, `titles` has those beside English."""

    json_keys = "id title date status level owner titles places flags"

    id: str
    title: str
    date: str
    status: str
    level: str
    owner: str
    places: Mapping[str, Place]
    titles: Mapping[str, str] = field(default_factory=dict)
    source: str = ""

    def title_in(self, lang: str) -> str:
        """The title in a language; in English where there is none."""
        return self.titles.get(lang) or self.title

    @property
    def table(self) -> bool:
        """Whether its owner is a body in which regions could sit; nobody on record is none."""
        return bool(self.owner) and "no table" not in self.places.values()

    @property
    def every_region(self) -> bool:
        """Whether all regions hold a seat."""
        return all(place == "seat" for place in self.places.values())

    @property
    def flags(self) -> tuple[str, ...]:
        """What is missing: date, owner, and the codes of regions without a seat on record."""
        missing = [name for name, told in (("date", self.date), ("owner", self.owner)) if not told]
        return (*missing, *(region for region, place in self.places.items() if place not in ("seat", "no table")))


@once
def milestones(ecosystem: Ecosystem) -> tuple[Milestone, ...]:
    """All milestones by date, those without a date last."""
    held = regional_seats(ecosystem)
    # By body and region, whether every seat there is only asked for.
    seats: dict[tuple[str, str], bool] = {}
    for body, region, asked in rows(held, "body", "region", "asked"):
        seats[body, region] = asked and seats.get((body, region), True)
    actors = ecosystem.organisations
    tables = {body for body, _ in seats} | set(actors.loc[actors["kind"].isin(TABLES), "id"]) | {""}
    frame = ecosystem.milestones.drop_duplicates("id")
    ordered = frame.assign(undated=frame["date"] == "").sort_values(["undated", "date", "id"])
    return tuple(
        Milestone(
            row["id"], row["title"], row["date"], row["status"], row["level"], row["owner"],
            {region: _place(seats, row["owner"], region, row["owner"] in tables) for region in REGIONS},
            {lang: row[f"title_{lang}"] for lang in ("nl", "fr", "de")},
            row["source"],
        )
        for row in ordered.to_dict("records")
    )  # fmt: skip


@once
def regional_seats(ecosystem: Ecosystem) -> pd.DataFrame:
    """Seats of bodies of a region: body, region, level (of the body), asked (whether it is only asked for)."""
    actors = ecosystem.organisations[["id", "level", "region"]]
    members = actors[(actors["level"] == "region") & (actors["region"] != "")]
    ties = ecosystem.ties[ecosystem.ties["kind"] == "seatIn"][["from", "to", "note"]]
    seats = ties.merge(members[["id", "region"]], left_on="from", right_on="id").drop(columns="id")
    bodies = actors[["id", "level"]].rename(columns={"id": "to"})
    found: pd.DataFrame = seats.merge(bodies, on="to", how="left").rename(columns={"to": "body"})
    found["asked"] = found["note"].str.split("; ").str[0] == ASKED
    return found.sort_values(["body", "region", "from"], ignore_index=True)


def _place(seats: Mapping[tuple[str, str], bool], owner: str, region: str, table: bool) -> Place:
    if not owner or (owner, region) not in seats:
        return "none" if table else "no table"
    return "asked for" if seats[owner, region] else "seat"
