"""The value chain: at which stage actors and projects of a domain are seen, where it is interrupted, who closes it.

Most sources tell of no stage. Nothing seen at a stage means that no open data show anything there, never that there is
nothing. No source on record tells a technology readiness level (TRL) either; beside "no open data" stands a coarse
proxy, how many projects are research and how many development.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

import pandas as pd

from dirskg.graph.analyses.coverage import Perimeter, active, claims_within
from dirskg.graph.analyses.finding import Trace, traced
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.belgian import belgian
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.measures.ladder import closing_sets, interrupted, missing_bands
from dirskg.ontology.vocab import BELGIUM, REGIONS

Stage = Literal["research", "development", "test", "production", "supply"]
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
# Each stage as a band of one level, in the order of the chain.
_BANDS: Final[dict[str, tuple[int, int]]] = {stage: (place, place) for place, stage in enumerate(STAGES)}
_COLUMNS: Final = ("organisation", "domain", "region", "stage", "rule", "project")


@dataclass(frozen=True, slots=True)
class Rung:
    """One stage of a strip: organisations seen there, and of the projects that show it how many."""

    stage: Stage
    actors: int
    projects: int


@dataclass(frozen=True, slots=True)
class Strip:
    """The chain of one domain in one region ("" for organisations without a known place) or in BELGIUM."""

    region: str
    domain: str
    perimeter: Perimeter
    rungs: tuple[Rung, ...]

    @property
    def unseen(self) -> tuple[str, ...]:
        """Stages at which nobody is seen: no open data."""
        return missing_bands({place: rung.actors for place, rung in enumerate(self.rungs)}, _BANDS)

    @property
    def interrupted(self) -> tuple[str, ...]:
        """Stages at which nobody is seen, while somebody is before and after.

        None for organisations without a known place: they form no chain of their own.
        """
        if not self.region:
            return ()
        return tuple(STAGES[place] for place in interrupted([rung.actors for rung in self.rungs]))

    def trace(self, stage: str = "") -> Trace:
        """The named query that lists the evidence of all stages, or of one."""
        place = self.region or "unknown"
        name, region = f"{place}/{self.domain}{f'/{stage}' if stage else ''}", "" if place == BELGIUM else place
        return traced(name, "stage-evidence", domain=self.domain, region=region, stage=stage, perimeter=self.perimeter)

    def to_json(self) -> dict[str, Any]:
        """The strip as plain values."""
        stages = [
            {
                "stage": rung.stage, "actors": rung.actors, "projects": rung.projects,
                "state": "seen" if rung.actors else "no open data", "evidence": self.trace(rung.stage).to_json(),
            }
            for rung in self.rungs
        ]  # fmt: skip
        return {
            "region": self.region, "domain": self.domain, "stages": stages, "unseen": list(self.unseen),
            "interrupted": list(self.interrupted),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chain(AsJson):
    """One domain: its strip in Belgium, in each region, and without a known place.

    `closing` are the smallest sets of regions that together show every stage which any region shows.
    """

    json_keys = "belgium=country * domain whole"

    country: Strip
    regions: tuple[Strip, ...]
    closing: tuple[tuple[str, ...], ...]

    @property
    def domain(self) -> str:
        """The domain."""
        return self.country.domain

    @property
    def whole(self) -> bool:
        """Whether the regions together show every stage."""
        placed = (strip for strip in self.regions if strip.region)
        return not set(STAGES) - {rung.stage for strip in placed for rung in strip.rungs if rung.actors}

    @property
    def only_together(self) -> bool:
        """Whether no single region shows as much as several together."""
        return bool(self.closing) and len(self.closing[0]) > 1


@dataclass(frozen=True, slots=True)
class Rule(AsJson):
    """A rule, the stage that it shows, and what it finds: Belgian organisations itself, or through projects."""

    rule: str
    stage: str
    organisations: int
    projects: int


@dataclass(frozen=True, slots=True)
class StagesReport:
    """All chains, the rules with what they find, and how much of the graph tells of a stage.

    `projects` have a Belgian participant; of those with a known domain, `projects_seen` show a stage, `research` that
    of research and `development` that of development.
    """

    perimeter: Perimeter
    chains: tuple[Chain, ...]
    rules: tuple[Rule, ...]
    companies: int
    companies_seen: int
    projects: int
    projects_seen: int
    research: int
    development: int

    def to_json(self) -> dict[str, Any]:
        """The report as plain values."""
        proxy = [{"domain": chain.domain, **_proxy(chain.country)} for chain in self.chains]
        return {
            "perimeter": self.perimeter, "chains": [chain.to_json() for chain in self.chains],
            "trl": {
                "state": "no open data", "research_projects": self.research, "development_projects": self.development,
                "proxy": proxy,
            }, "rules": [rule.to_json() for rule in self.rules],
            "companies": self.companies, "companies_with_a_stage": self.companies_seen, "projects": self.projects,
            "projects_with_a_stage": self.projects_seen,
        }  # fmt: skip

    def traces(self) -> tuple[Trace, ...]:
        """Where the counts come from: all evidence of each domain, whose rows name region and stage; and the rules."""
        seen = (
            traced("companies", "companies-counted", perimeter=self.perimeter),
            traced("companies/seen", "stage-evidence", leg="industry", perimeter=self.perimeter),
            Trace("projects", "helix-projects"),
            Trace("projects/seen", "stage-evidence", {"by": "project"}),
            *(Trace(f"projects/{one}", "stage-evidence", {"stage": one, "by": "project"}) for one in STAGES[:2]),
        )
        return (*seen, *(chain.country.trace() for chain in self.chains), Trace("rules", "stage-rules"))


def stages(ecosystem: Ecosystem, *, perimeter: Perimeter = "broad") -> StagesReport:
    """The stages of the value chain that open data show, by domain and region."""
    evidence = stage_evidence(ecosystem, perimeter)
    domains = sorted({str(domain) for domain in ecosystem.domains["id"]})
    counts = _counts(evidence)
    pairs = active(ecosystem, perimeter=perimeter)
    firms = set(pairs.loc[pairs["leg"] == "industry", "organisation"])
    own = _own(ecosystem)
    taken = ecosystem.participations[ecosystem.participations["organisation"].isin(own["id"])]
    by_project = evidence[evidence["project"] != ""]
    by_stage = by_project.groupby("stage")["project"].nunique()
    return StagesReport(
        perimeter=perimeter,
        chains=tuple(_chain(domain, perimeter, counts) for domain in domains),
        rules=_rules(evidence),
        companies=len(firms),
        companies_seen=len(firms & set(evidence["organisation"])),
        projects=len(set(taken["project"]) & set(ecosystem.projects["id"])),
        projects_seen=int(by_project["project"].nunique()),
        research=int(by_stage.get("research", 0)),
        development=int(by_stage.get("development", 0)),
    )


def stage_evidence(ecosystem: Ecosystem, perimeter: Perimeter = "broad") -> pd.DataFrame:
    """Belgian organisations at a stage in a domain, one row per rule and project: see _COLUMNS ("" for no project).

    A project shows a stage of its own domains. What is told of an organisation shows it in every domain that it is
    active in, for sources do not tell in which. The named query `stage-evidence` gives the same rows, with sources.
    """
    told = ecosystem.stages[["subject", "stage", "rule"]].drop_duplicates()
    roles = ecosystem.participations[["project", "organisation"]].drop_duplicates()
    touched = ecosystem.project_domains[["project", "domain"]].drop_duplicates()
    # Calls have domains too; only projects have participants.
    shown = told.rename(columns={"subject": "project"}).merge(roles, on="project").merge(touched, on="project")
    claims = claims_within(ecosystem.claims, ecosystem.organisations, perimeter)
    fields = claims[["organisation", "domain"]].drop_duplicates()
    own = told.rename(columns={"subject": "organisation"}).merge(fields, on="organisation").assign(project="")
    found = pd.concat([shown, own], ignore_index=True).merge(
        _own(ecosystem).rename(columns={"id": "organisation"}), on="organisation"
    )
    if perimeter == "strict":
        found = found[found["defence"]]
    return found[list(_COLUMNS)].sort_values(list(_COLUMNS), ignore_index=True)


def _own(ecosystem: Ecosystem) -> pd.DataFrame:
    return belgian(ecosystem)[["id", "region", "defence"]]


def _counts(evidence: pd.DataFrame) -> Mapping[tuple[str, str, str], tuple[int, int]]:
    """By domain, region (BELGIUM for all) and stage: organisations, and projects that show it."""
    both = pd.concat([evidence, evidence.assign(region=BELGIUM)], ignore_index=True)
    keys = ["domain", "region", "stage"]
    actors = both.groupby(keys)["organisation"].nunique()
    projects = both[both["project"] != ""].groupby(keys)["project"].nunique()
    table = pd.DataFrame({"actors": actors, "projects": projects}).fillna(0).astype(int)
    told = rows(table.reset_index(), *keys, "actors", "projects")
    return {tuple(key): (actors, projects) for *key, actors, projects in told}


def _chain(domain: str, perimeter: Perimeter, counts: Mapping[tuple[str, str, str], tuple[int, int]]) -> Chain:
    def strip(region: str) -> Strip:
        rungs = (Rung(stage, *counts.get((domain, region, stage), (0, 0))) for stage in STAGES)
        return Strip(region, domain, perimeter, tuple(rungs))

    regions = tuple(strip(region) for region in (*REGIONS, ""))
    presence = [[rung.actors > 0 for rung in one.rungs] for one in regions if one.region]
    closing = tuple(tuple(REGIONS[place] for place in found) for found in closing_sets(presence))
    return Chain(strip(BELGIUM), regions, closing)


def _rules(evidence: pd.DataFrame) -> tuple[Rule, ...]:
    order: Sequence[str] = STAGES
    found = []
    for (stage, rule), shown in evidence.groupby(["stage", "rule"]):
        projects = shown.loc[shown["project"] != "", "project"].nunique()
        found.append(Rule(str(rule), str(stage), int(shown["organisation"].nunique()), int(projects)))
    return tuple(sorted(found, key=lambda one: (order.index(one.stage), one.rule)))


def _proxy(strip: Strip) -> dict[str, int]:
    """Research and development projects of a domain."""
    return {f"{rung.stage}_projects": rung.projects for rung in strip.rungs[:2]}
