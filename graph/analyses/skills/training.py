"""What training open data name: bodies that train, in which region and Community, in which domains, and on what."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import sets_of
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.ecosystem.strengths import CAPABLE

# Education is a matter of the Communities. In Brussels two of them have schools: there the government that recognises a
# body tells which. In Wallonia the French one has all but the schools of the nine German-speaking municipalities.
COMMUNITIES = ("flemish", "french", "german", "brussels", "federal", "private", "unknown")
_GERMAN = "BE336"  # arrondissement of Verviers, German-speaking municipalities
_RECOGNISED = "recognised by"
_BY_REGION = {"BE2": "flemish", "BE3": "french", "BE1": "brussels"}


@dataclass(frozen=True, slots=True)
class Training(AsJson):
    """A body that trains: its region, the Community (of COMMUNITIES), the domains that it can deliver in.

    `competences` are those that are named by its own words or name.
    """

    organisation: str
    region: str
    community: str
    domains: tuple[str, ...]
    competences: tuple[str, ...]


def training(ecosystem: Ecosystem) -> tuple[Training, ...]:
    """Belgian bodies that train, those with most domains first; none of which only a weak rule says so."""
    functions, actors = ecosystem.functions, ecosystem.organisations
    trains = functions.loc[(functions["function"] == "trains") & (functions["confidence"] != "low"), "organisation"]
    belgian = actors[(actors["country"] == "BE") & (actors["level"] != "international")]
    here = belgian[belgian["id"].isin(trains)].sort_values("id")
    able = ecosystem.strengths[ecosystem.strengths["strength"] == CAPABLE]
    domains = _lists(able, "organisation", "domain")
    named = _lists(ecosystem.competence_mentions, "about", "competence")
    recognised = _recognised(ecosystem)
    found = (
        Training(
            one, region, community(region, nuts3, level, leg, recognised.get(one, "")), domains.get(one, ()),
            named.get(one, ()),
        )
        for one, region, nuts3, level, leg in rows(here, "id", "region", "nuts3", "level", "leg")
    )  # fmt: skip
    return tuple(sorted(found, key=lambda body: -len(body.domains)))


def _recognised(ecosystem: Ecosystem) -> dict[str, str]:
    """By body, the Community of the government that recognises it.

    The government of Flanders is that of its Community too; the French Community alone has one without a region.
    """
    ties, actors = ecosystem.ties, ecosystem.organisations
    rule = actors[actors["kind"] == "government"].set_index("id")
    rule = rule[(rule["level"] == "community") | (rule["region"] == "BE2")]
    ties = ties[(ties["kind"] == "linkedTo") & (ties["note"] == _RECOGNISED) & ties["to"].isin(rule.index)]
    named = {"BE2": "flemish", "BE3": "german", "": "french"}
    return {
        one: named[region]
        for one, region in zip(ties["from"], ties["to"].map(rule["region"]), strict=True)
        if region in named
    }


def community(region: str, nuts3: str, level: str, leg: str, recognised: str = "") -> str:
    """The Community whose matter the training of a body is, as far as its place tells; of companies it is none.

    recognised: that of the government that recognises the body, where one does.
    """
    if level == "federal":
        return "federal"
    if leg == "industry":
        return "private"
    return recognised or ("german" if nuts3 == _GERMAN else _BY_REGION.get(region, "unknown"))


def _lists(pairs: pd.DataFrame, key: str, value: str) -> dict[str, tuple[str, ...]]:
    return {one: tuple(sorted(values)) for one, values in sets_of(rows(pairs, key, value)).items()}
