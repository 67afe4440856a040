"""A test on the past: from the projects up to a year, who came to work with whom in later ones?

All pairs of organisations that were known and not tied are candidates, never a sample of them. New ties come in whole
consortia, so that they are not independent, and no interval is given. What organisations do is taken from their
projects up to the year, and how domains are related too: later ones would tell the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
import scipy

from dirskg.graph.analyses.complement import call_table, domain_table, programme_claims, related_table, relatedness_of
from dirskg.graph.analyses.finding import Trace
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once
from dirskg.graph.errors import DirskgError
from dirskg.graph.measures import link_prediction as lp
from dirskg.graph.measures.holdout import Ids, kinds_of, levels_above_zero, levels_by_kind
from dirskg.graph.measures.portfolio_fit import complement, shared_calls
from dirskg.graph.measures.ranking import (
    Levels,
    average_precision,
    first_ranks,
    hits_at,
    mean_reciprocal_rank,
    precision_at,
    roc_auc,
    significant,
)
from dirskg.graph.measures.stats import Array, Interval, wilson

PROGRAMME = "EDF"
K = 100
HITS = 10
# Points for complementarity and for calls, as in the suggestions.
WEIGHTS = (500, 300)
# Above this the pairs are too many to go through in a second or two.
_MOST_ACTORS, _MOST_STEPS = 4000, 50_000_000

Group = Literal["content", "topology", "baseline"]
State = Literal["done", "no later ties", "too large"]


@dataclass(frozen=True, slots=True)
class Scored(AsJson):
    """How well one score did: over all pairs, and for each Belgian organisation that found a new partner.

    `precision` is that among the first K pairs; `hits` the share of those organisations with a new partner among the
    first HITS named to them with its interval (Wilson), `mrr` the mean of 1 / (rank of the first). NaN where there is
    nothing to rank.
    """

    json_keys = "score=name *"

    name: str
    group: Group
    auc: float
    average_precision: float
    precision: float
    hits: float
    hits_low: float
    hits_high: float
    mrr: float


@dataclass(frozen=True, slots=True)
class HoldOut(AsJson):
    """The split and what came out of it.

    `year` is the last year known (NaN where no year is), `projects` and `later` projects up to it and after, `actors`
    the organisations known, `ties` those among them, `candidates` the pairs not tied, `new` those of them that came to
    be tied, `across` those of these in different components, and `newcomers` the new ties with one not known before.
    """

    json_keys = "* programme k hits_k evidence=trace"
    programme, k, hits_k = PROGRAMME, K, HITS

    state: State
    year: float
    projects: int = 0
    later: int = 0
    actors: int = 0
    ties: int = 0
    candidates: int = 0
    new: int = 0
    across: int = 0
    newcomers: int = 0
    belgians: int = 0
    scores: tuple[Scored, ...] = ()

    def trace(self) -> Trace:
        """The participations that it rests on, with their years."""
        return Trace("hold-out", "programme-participations", {"programme": PROGRAMME})


@dataclass(frozen=True, slots=True, eq=False)
class _Past:
    """What was known: organisations, their ties, the new ones, and rows of the Belgians that found a new partner."""

    ids: pd.Index[str]
    adjacent: lp.Matrix
    new: lp.Matrix
    belgians: Ids


@once
def hold_out(ecosystem: Ecosystem, *, until: int | None = None) -> HoldOut:
    """Test the scores on the EDF, known up to a year: by default the first by which half of its projects had begun.

    Raises DirskgError for a year after which there is nothing to test on, or before the first.
    """
    projects = ecosystem.projects
    projects = projects[(projects["programme"] == PROGRAMME) & projects["year"].notna()]
    if projects.empty:
        return HoldOut("no later ties", float("nan"))
    years = np.sort(projects["year"].to_numpy(dtype=np.float64))
    year = float(years[(len(years) - 1) // 2] if until is None else until)
    if until is not None and not years[0] <= until < years[-1]:
        first, last = int(years[0]), int(years[-1])
        choice = f"Choose {first} to {last - 1}." if first < last else "No year of this build can be tested."
        raise DirskgError(f"Hold-out until {until}: {PROGRAMME} projects are of {first} to {last}. {choice}")
    year_of = dict(zip(projects["id"], projects["year"], strict=True))
    rows = ecosystem.participations[["project", "organisation"]].drop_duplicates()
    rows = rows[rows["project"].isin(projects["id"])]
    before = rows[rows["project"].map(year_of) <= year]
    after = rows[~rows["project"].isin(before["project"])]
    past, newcomers = _past(ecosystem, before, after)
    earlier, later, n = before["project"].nunique(), after["project"].nunique(), len(past.ids)
    degree = lp.degrees(past.adjacent)
    if n > _MOST_ACTORS or float(degree @ degree) > _MOST_STEPS:
        return HoldOut("too large", year, projects=earlier, later=later, actors=n, newcomers=newcomers)
    component = lp.components(past.adjacent)
    u, v = past.new.tocoo().coords
    ties = past.adjacent.nnz // 2
    scores = tuple(_scores(ecosystem, past, component, set(before["project"]), year)) if past.new.nnz else ()
    return HoldOut(
        state="done" if scores else "no later ties", year=year, projects=earlier, later=later, actors=n,
        ties=ties, newcomers=newcomers, candidates=n * (n - 1) // 2 - ties, new=past.new.nnz // 2,
        across=int((component[u] != component[v]).sum()) // 2, belgians=len(past.belgians), scores=scores,
    )  # fmt: skip


def _past(ecosystem: Ecosystem, before: pd.DataFrame, after: pd.DataFrame) -> tuple[_Past, int]:
    """What was known before, and the number of later ties with an organisation that was not."""
    ids = pd.Index(sorted(set(before["organisation"])))
    everybody = ids.append(pd.Index(sorted(set(after["organisation"]) - set(ids))))
    adjacent, later = (_tied(rows, everybody) for rows in (before, after))
    n = len(ids)
    known = later[:n, :n]
    new = (known - known.multiply(adjacent[:n, :n])).tocsr()
    new.eliminate_zeros()
    newcomers = later.nnz // 2 - known.nnz // 2
    home = set(ecosystem.organisations.loc[ecosystem.organisations["country"] == "BE", "id"])
    belgian = np.array([one in home for one in ids], dtype=bool) & (np.diff(new.indptr) > 0)
    return _Past(ids, adjacent[:n, :n], new, np.flatnonzero(belgian).astype(np.int64)), newcomers


def _tied(rows: pd.DataFrame, ids: pd.Index[str]) -> lp.Matrix:
    """Who shares a project with whom."""
    who = ids.get_indexer(pd.Index(rows["organisation"]))
    what, projects = pd.factorize(rows["project"], sort=True)
    member = scipy.sparse.coo_array((np.ones(len(who)), (who, what)), shape=(len(ids), len(projects))).tocsr()
    u, v = (member @ member.T).tocoo().coords
    return lp.adjacency(u, v, len(ids))


def _scores(ecosystem: Ecosystem, past: _Past, component: Ids, known: set[str], year: float) -> Iterator[Scored]:
    claims = programme_claims(ecosystem)
    claims = claims[claims["project"].isin(known)]
    domains = tuple(sorted(ecosystem.domains["id"]))
    has = domain_table(claims[["organisation", "domain"]], past.ids.tolist(), domains)
    kind, portfolio = kinds_of(has)
    brings = complement(portfolio, portfolio, related_table(relatedness_of(claims, domains)))
    calls = shared_calls(portfolio, portfolio, _calls_after(ecosystem, year, domains))
    content = {
        "content": WEIGHTS[0] * brings + WEIGHTS[1] * calls,
        "complement": brings,
        "calls": calls,
        "shared_domains": portfolio @ portfolio.T / 2,
    }
    for name, table in content.items():
        yield _by_kind(name, "content", kind, table + table.T, past)
    for name in ("common_neighbours", "adamic_adar", "resource_allocation", "jaccard"):
        yield _sparse(name, getattr(lp, name)(past.adjacent), past)
    radius = lp.spectral_radius(past.adjacent)
    if radius:
        yield _sparse("katz", scipy.sparse.csr_array(lp.katz(past.adjacent, 0.5 / radius, radius)), past)
    alike = np.eye(int(component.max(initial=-1)) + 1)
    yield _by_kind("same_component", "baseline", component, alike, past)
    for name, size in (("degree_product", lp.degrees(past.adjacent)), ("domains_product", has.sum(axis=1))):
        group, values = kinds_of(size[:, None])
        yield _by_kind(name, "baseline", group, np.outer(values, values), past)


def _calls_after(ecosystem: Ecosystem, year: float, domains: tuple[str, ...]) -> Array:
    calls = ecosystem.calls
    return call_table(
        ecosystem, calls.loc[(calls["programme"] == PROGRAMME) & (calls["year"] == year + 1), "id"], domains
    )[1]


def _by_kind(name: str, group: Group, kind: Ids, table: Array, past: _Past) -> Scored:
    rows = table[kind[past.belgians]][:, kind]
    return _scored(name, group, levels_by_kind(kind, table, past.adjacent, past.new), rows, past)


def _sparse(name: str, score: lp.Matrix, past: _Past) -> Scored:
    rows = score[past.belgians].toarray()
    return _scored(name, "topology", levels_above_zero(score, past.adjacent, past.new), rows, past)


def _scored(name: str, group: Group, ranked: Levels, rows: Array, past: _Past) -> Scored:
    tied = past.adjacent[past.belgians].toarray() > 0
    tied[np.arange(len(past.belgians)), past.belgians] = True
    values = np.where(tied, -np.inf, significant(rows))
    ranks = first_ranks(values, past.new[past.belgians].toarray() > 0)
    asked, hits = int((~np.isnan(ranks)).sum()), hits_at(ranks, HITS)
    interval = wilson(round(hits * asked), asked) if asked else Interval(np.array(np.nan), np.array(np.nan))
    return Scored(
        name, group, roc_auc(ranked), average_precision(ranked), precision_at(ranked, K), hits, float(interval.low),
        float(interval.high), mean_reciprocal_rank(ranks),
    )  # fmt: skip
