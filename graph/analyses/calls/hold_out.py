"""A test on the past: for calls after a year, does the ranking find the Belgians who took part, on what was known then?

What was known are projects up to the year, ties up to it or without a year, and what organisations say of themselves,
most of it without a year: so the test is also made without it (`projects alone`), and the difference shows what a claim
that was read later may give away. All Belgian organisations known by then are ranked for each call, those without a
point as equals; who came later can be found by nobody and is counted. Intervals come from calls drawn anew.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import comb
from typing import Any

import numpy as np

from dirskg.graph.analyses.calls.asked import listed
from dirskg.graph.analyses.calls.candidates import candidates
from dirskg.graph.analyses.finding import Trace
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.belgian import belgian
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import sets_of
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.errors import DirskgError
from dirskg.graph.measures.ranking import first_ranks, levels, mean_reciprocal_rank, roc_auc

# The first so many of a ranking are looked at.
FEW, HITS = 5, 10
_DRAWS, _SEED = 2000, 1
Scores = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Measured(AsJson):
    """A mean over calls, and the bounds within which that of 95 % of as many calls, drawn anew, lies."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ScoredCalls(AsJson):
    """How one ranking did: the share of the calls with a later participant among its first FEW and HITS (equals by
    chance), the mean of 1 / (rank of the first of them), and the chance that one who took part stands above one who did
    not (AUC), on average over calls.
    """

    json_keys = "ranking=name baseline hit_at_5=few hit_at_10=hits *"

    name: str
    baseline: bool
    few: Measured
    hits: Measured
    mrr: Measured
    auc: Measured


@dataclass(frozen=True, slots=True)
class CallHoldOut(AsJson):
    """The test: `calls` after `year` with domains in which a Belgian took part who was known by then; `known` Belgian
    organisations were ranked, `found` pairs of one of them and a call are to be found, `newcomers` pairs are of others.
    """

    json_keys = "* rankings=scores hits_k evidence=trace"
    hits_k = HITS

    year: int
    calls: int
    known: int
    found: int
    newcomers: int
    scores: tuple[ScoredCalls, ...]

    def trace(self) -> Trace:
        """The participations that it rests on."""
        return Trace("hold-out", "programme-participations", {})


def call_hold_out(ecosystem: Ecosystem, year: int) -> CallHoldOut:
    """Test the ranking on the calls after a year. Raises DirskgError, with the years to choose, where none is known."""
    home = set(belgian(ecosystem)["id"])
    belgians = replace(ecosystem, claims=ecosystem.claims[ecosystem.claims["organisation"].isin(home)])
    years = ecosystem.projects["year"].dropna()
    began = range(int(years.min()), int(years.max())) if len(years) else range(0)
    past = _until(belgians, year)
    known = sorted(set(past.claims["organisation"]))
    truth, newcomers = _participants(belgians, home, known, year)
    if year not in began or not truth:
        choice = [y for y in began if _participants(belgians, home, _until(belgians, y).claims["organisation"], y)[0]]
        told = f"Choose one of {', '.join(map(str, choice))}." if choice else "No year of this build can be tested."
        needed = "projects of that year or before, and later calls with a Belgian participant known by then"
        raise DirskgError(f"Hold-out until {year}: there is nothing to test, which takes {needed}. {told}")
    rankings = _rankings(past, _until(belgians, year, own=False), known)
    scores = tuple(_scored(name, baseline, rank, truth, known) for name, baseline, rank in rankings)
    return CallHoldOut(year, len(truth), len(known), sum(map(len, truth.values())), newcomers, scores)


def _participants(
    ecosystem: Ecosystem, home: Collection[str], known: Iterable[str], year: int
) -> tuple[dict[str, set[str]], int]:
    """The known who took part in each call with domains after a year, and how many others took part."""
    asked = set(ecosystem.project_domains["project"]) & set(ecosystem.calls["id"])
    later = ecosystem.projects[(ecosystem.projects["year"] > year) & ecosystem.projects["call"].isin(asked)]
    took = ecosystem.participations.merge(later[["id", "call"]].rename(columns={"id": "project"}), on="project")
    took = took[took["organisation"].isin(home)][["call", "organisation"]].drop_duplicates()
    there = took["organisation"].isin(set(known))
    return sets_of(rows(took[there], "call", "organisation")), int((~there).sum())


def _until(ecosystem: Ecosystem, year: int, *, own: bool = True) -> Ecosystem:
    """What was known by the end of a year; calls stay, since they are what is asked."""
    projects = ecosystem.projects[ecosystem.projects["year"] <= year]
    kept = set(projects["id"])
    claims, ties = ecosystem.claims, ecosystem.ties
    dated = (claims["year"] <= year) | claims["year"].isna()
    past = claims[claims["project"].isin(kept) | ((claims["project"] == "") & dated & own)]
    awards, mentions, won = ecosystem.awards, ecosystem.mentions, ecosystem.award_parties
    later = awards.loc[~(awards["year"] <= year), "id"] if own else awards["id"]
    spoken = mentions if own else mentions[~mentions["about"].isin(ecosystem.organisations["id"])]
    return replace(
        ecosystem, projects=projects, claims=past, ties=ties[~(ties["year"] > year)],
        participations=ecosystem.participations[ecosystem.participations["project"].isin(kept)],
        mentions=spoken, award_parties=won[~won["award"].isin(later)],
    ).judged()  # fmt: skip


def _rankings(
    past: Ecosystem, alone: Ecosystem, known: list[str]
) -> Iterator[tuple[str, bool, Callable[[str], Scores]]]:
    yield "points", False, _by_points(past)
    yield "listed", False, _by_points(past, shown=True)
    yield "without topics", False, _by_points(replace(past, mentions=past.mentions.iloc[:0]))
    yield "projects alone", False, _by_points(alone)
    roles = past.participations[past.participations["organisation"].isin(known)].drop_duplicates(
        ["project", "organisation"]
    )
    projects = {str(one): float(n) for one, n in roles["organisation"].value_counts().items()}
    yield "number of projects", True, lambda _: projects
    domains = {str(one): float(n) for one, n in past.claims.groupby("organisation")["domain"].nunique().items()}
    yield "number of domains", True, lambda _: domains
    yield "chance", True, lambda _: {}


def _by_points(past: Ecosystem, *, shown: bool = False) -> Callable[[str], Scores]:
    people = set(belgian(past)["id"])

    def rank(call: str) -> Scores:
        kept = people & listed(past, call) if shown else people
        return {one.id: float(one.points) for one in candidates(past, kept, call)}

    return rank


def _scored(
    name: str, baseline: bool, rank: Callable[[str], Scores], truth: Mapping[str, set[str]], known: list[str]
) -> ScoredCalls:
    told = []
    for call in sorted(truth):
        score = rank(call)
        values = np.array([score.get(one, 0.0) for one in known])
        took = np.array([one in truth[call] for one in known])
        first = mean_reciprocal_rank(first_ranks(values[None], took[None]))
        told.append((_hit(values, took, FEW), _hit(values, took, HITS), first, roc_auc(levels(values, took))))
    return ScoredCalls(name, baseline, *map(_measured, np.array(told).T))


def _hit(values: np.ndarray[Any, Any], took: np.ndarray[Any, Any], first: int) -> float:
    """The chance that one of the first took part, where equals stand in any order."""
    if len(values) <= first:
        return float(took.any())
    limit = np.sort(values)[::-1][first - 1]
    above, level = values > limit, values == limit
    if took[above].any():
        return 1.0
    free, n, hit = first - int(above.sum()), int(level.sum()), int(took[level].sum())
    return 1.0 - comb(n - hit, free) / comb(n, free)


def _measured(values: np.ndarray[Any, Any]) -> Measured:
    told = values[~np.isnan(values)]
    if not told.size:
        return Measured(*[float("nan")] * 3)
    drawn = np.random.default_rng(_SEED).choice(told, (_DRAWS, told.size)).mean(axis=1)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Measured(float(told.mean()), float(low), float(high))
