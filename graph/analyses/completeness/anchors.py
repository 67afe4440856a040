"""Our own counts beside published ones: what others counted, with their perimeter, and what the graph has of it.

A published figure is compared only where the graph counts the same thing: companies of a perimeter, and projects,
participants and euro of a programme in one year. Every other figure says why not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pandas as pd

from dirskg.graph.analyses.coverage import Perimeter, active
from dirskg.graph.analyses.finding import Trace, finite, traced
from dirskg.graph.analyses.programmes import members, programme_projects
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once
from dirskg.graph.measures.stats import wilson

# Figures on whole economies are yardsticks of the participation benchmark, not counts of what the graph holds.
YARDSTICKS = ("share-of-eu-gdp", "rd-intensity", "defence-spending")
# What the graph does not hold, by subject: the reason is shown.
_UNCOUNTED = {
    **dict.fromkeys(("jobs", "turnover", "share-of-jobs", "share-of-turnover"), "no_jobs"),
    **dict.fromkeys(("applicants", "reserve-list", "proposals"), "no_applicants"),
    "share-of-companies-under-50-staff": "other_sizes", "share-of-smes": "few_sizes",
    **dict.fromkeys(
        (
            "economic-return", "economic-return-promised", "economic-return-expected",
            "share-of-economic-return-promised",
        ),
        "no_return",
    ),
}  # fmt: skip


class Own(NamedTuple):
    """Our count of the same thing; a share has an interval."""

    value: float
    trace: Trace
    low: float = float("nan")
    high: float = float("nan")
    known: int = 0


@dataclass(frozen=True, slots=True)
class Anchor:
    """One published figure and our own; `why` is a word for the reason where there is none of our own."""

    figure: str
    facts: dict[str, Any] = field(default_factory=dict)
    own: Own | None = None
    why: str = ""

    @property
    def ratio(self) -> float:
        """Our count over the published one; NaN where they cannot be compared or nothing was published."""
        return self.own.value / self.facts["value"] if self.own and self.facts["value"] else float("nan")

    def traces(self) -> tuple[Trace, ...]:
        """Where the published figure was read, and what our own counts."""
        published = Trace(self.figure, "published-figures", {"figure": self.figure})
        return (published, self.own.trace) if self.own else (published,)

    def to_json(self) -> dict[str, Any]:
        """The anchor as plain values."""
        own = None
        if self.own:
            bounds = {"low": finite(self.own.low), "high": finite(self.own.high)}
            own = {"value": finite(self.own.value), **bounds, "evidence": self.own.trace.to_json()}
        plain = {key: finite(value) for key, value in self.facts.items()}
        return {"figure": self.figure, **plain, "own": own, "ratio": finite(self.ratio), "why": self.why}


def anchors(ecosystem: Ecosystem) -> tuple[Anchor, ...]:
    """All published figures but yardsticks, by subject, programme, region and year."""
    figures = ecosystem.figures[~ecosystem.figures["subject"].isin(YARDSTICKS)]
    ordered = figures.sort_values(["subject", "programme", "perimeter", "region", "year", "id"])
    return tuple(_anchor(ecosystem, {str(k): v for k, v in row.items()}) for row in ordered.to_dict("records"))


def _anchor(ecosystem: Ecosystem, facts: dict[str, Any]) -> Anchor:
    figure = facts.pop("id")
    compare = _COMPARE.get(facts["subject"])
    if compare is None:
        return Anchor(figure, facts, None, _UNCOUNTED.get(facts["subject"], "not_held"))
    found = compare(ecosystem, figure, facts)
    return Anchor(figure, facts, None, found) if isinstance(found, str) else Anchor(figure, facts, found)


@once
def _companies(ecosystem: Ecosystem, perimeter: Perimeter) -> pd.DataFrame:
    pairs = active(ecosystem, perimeter=perimeter)
    return pairs[pairs["leg"] == "industry"].drop_duplicates("organisation")


def _company_trace(figure: str, facts: dict[str, Any]) -> Trace:
    region = "" if facts["region"] == "BE" else facts["region"]
    return traced(f"{figure}/own", "actor-lists", leg="industry", perimeter=facts["perimeter"], region=region)


def _count_companies(ecosystem: Ecosystem, figure: str, facts: dict[str, Any]) -> Own | str:
    if not facts["perimeter"]:
        return "no_perimeter"
    companies = _companies(ecosystem, facts["perimeter"])
    if facts["region"] != "BE":
        companies = companies[companies["area"] == facts["region"]]
    return Own(len(companies), _company_trace(figure, facts))


def _share_companies(ecosystem: Ecosystem, figure: str, facts: dict[str, Any]) -> Own | str:
    if not facts["perimeter"]:
        return "no_perimeter"
    companies = _companies(ecosystem, facts["perimeter"])
    placed = companies[companies["area"] != ""]
    if placed.empty:
        return "not_held"
    inside = int((placed["area"] == facts["region"]).sum())
    low, high = wilson(inside, len(placed))
    trace = _company_trace(figure, facts)
    return Own(100 * inside / len(placed), trace, 100 * float(low), 100 * float(high), len(placed))


def _in_programme(ecosystem: Ecosystem, figure: str, facts: dict[str, Any]) -> Own | str:
    """Participations, or different projects, organisations or SMEs among them."""
    if pd.isna(facts["year"]) or not facts["programme"]:
        return "no_year"
    year, subject = int(facts["year"]), facts["subject"]
    told = {"programme": facts["programme"], "year": str(year)}
    if subject == "projects" and not facts["region"]:
        return Own(
            len(programme_projects(ecosystem, told["programme"], year)),
            Trace(f"{figure}/own", "programme-projects", told),
        )
    rows = members(ecosystem, told["programme"], year)
    if facts["region"]:
        rows, place = _own_bodies(rows, facts["region"])
        told |= place
    if subject == "smes":
        rows, told = rows[rows["size"] == "SME"], {**told, "size": "SME"}
    counted = {"participations": "id", "projects": "project"}.get(subject, "organisation")
    return Own(rows[counted].nunique(), Trace(f"{figure}/own", "programme-participations", told))


def _own_bodies(rows: pd.DataFrame, region: str) -> tuple[pd.DataFrame, dict[str, str]]:
    own = rows[~rows["international"]]
    if len(region) == 2:
        return own[own["country"] == region], {"country": region, "body": "own"}
    return own[own["region"] == region], {"region": region, "body": "own"}


def _contribution(ecosystem: Ecosystem, figure: str, facts: dict[str, Any]) -> Own | str:
    if pd.isna(facts["year"]) or facts["region"]:
        return "no_year"
    told = {"programme": facts["programme"], "year": str(int(facts["year"]))}
    projects = programme_projects(ecosystem, told["programme"], int(facts["year"]))
    known = projects["eu_contribution"].dropna()
    if known.empty:
        return "not_held"
    return Own(float(known.sum()), Trace(f"{figure}/own", "programme-projects", told))


_Compare = Callable[[Ecosystem, str, dict[str, Any]], Own | str]
_COMPARE: dict[str, _Compare] = {
    "companies": _count_companies,
    "share-of-companies": _share_companies,
    "eu-contribution": _contribution,
    **dict.fromkeys(("participations", "projects", "organisations", "smes"), _in_programme),
}
