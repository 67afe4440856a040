"""Calls against the regions: which call could one region answer alone, which only several together, which nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from dirskg.graph.analyses.calls.asked import answering, shares, topics_of
from dirskg.graph.analyses.calls.call_detail import CallDetail, detail
from dirskg.graph.analyses.calls.hold_out import CallHoldOut, call_hold_out
from dirskg.graph.analyses.coverage import active
from dirskg.graph.analyses.finding import Trace, finite, traced
from dirskg.graph.answers.as_json import AsJson, fields_as_json
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.ecosystem.strengths import CAPABLE
from dirskg.graph.errors import DirskgError
from dirskg.graph.measures.alignment import alignment
from dirskg.ontology.vocab import REGIONS

Status = Literal["open", "to come", "closed", "unknown"]
Verdict = Literal["no domain", "place unknown", "nobody", "partly", "together", "alone", "several"]
Scope = Literal["open", "latest", "one"]
# Capable actors that make a region able to answer in a domain: one is a single supplier.
LEAST = 2
# Years by which the latest call of a programme may be older than the newest on record before the programme has ended.
RUNNING = 2
# In the order in which calls are shown.
STATUSES: tuple[Status, ...] = ("open", "to come", "unknown", "closed")


@dataclass(frozen=True, slots=True)
class Part:
    """What a region ("" for unknown places) brings to a call: the domains in which it has enough capable actors, the
    topics on which one of its capable actors or more can answer with their number, and how many capable actors it has
    in any of the domains.
    """

    region: str
    domains: tuple[str, ...]
    actors: int
    coverage: float
    topics: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call, and how far the regions cover its domains. `parts` has the regions, then unknown places ("")."""

    id: str
    title: str
    programme: str
    category: str
    year: float
    opens: str
    deadline: str
    status: Status
    domains: tuple[str, ...]
    parts: tuple[Part, ...]
    actors: int
    joint: float
    verdict: Verdict
    topics: tuple[str, ...] = ()

    @property
    def asked(self) -> int:
        """How many domains and topics the call asks for."""
        return len(self.domains) + len(self.topics)

    def missing(self, *parts: Part) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Domains and topics of the call in which none of these parts can answer; none without known domains."""
        held = {domain for part in parts for domain in part.domains}
        works = {topic for part in parts for topic in part.topics}
        topics = self.topics if self.domains else ()
        return tuple(d for d in self.domains if d not in held), tuple(t for t in topics if t not in works)

    def placed(self) -> tuple[Part, ...]:
        """What the regions bring, without unknown places."""
        return tuple(part for part in self.parts if part.region)

    def trace(self, region: str = "") -> Trace:
        """Where its actors come from, of all Belgium or of a region."""
        return traced(f"{self.id} {region}".strip(), "call-presence", call=self.id, region=region)

    def whole(self) -> tuple[str, ...]:
        """The regions that cover it on their own."""
        return tuple(part.region for part in self.parts if part.region and part.coverage == 1)

    def to_json(self) -> dict[str, Any]:
        """The row as plain values."""
        parts = {
            part.region or "unknown": {
                "domains": list(part.domains), "topics": list(part.topics), "actors": part.actors,
                "actors_by_topic": dict(part.topics),
                "missing": _named(*self.missing(part)), "coverage": finite(part.coverage),
                **({"evidence": self.trace(part.region).to_json()} if part.region else {}),
            }
            for part in self.parts
        }  # fmt: skip
        return {
            "call": self.id, "title": self.title, "programme": self.programme, "category": self.category,
            "year": finite(self.year), "opens": self.opens, "deadline": self.deadline, "status": self.status,
            "domains": list(self.domains), "topics": list(self.topics), "regions": parts,
            "missing": _named(*self.missing(*self.placed())), "actors": self.actors, "joint": finite(self.joint),
            "verdict": self.verdict, "evidence": self.trace().to_json(),
        }  # fmt: skip


def _named(domains: tuple[str, ...], topics: tuple[str, ...]) -> dict[str, list[str]]:
    return {"domains": list(domains), "topics": list(topics)}


@dataclass(frozen=True, slots=True)
class CallsReport(AsJson):
    """The calls asked for. `undated` of those that are not of an earlier year than `on` have no known deadline."""

    json_keys = (
        "on scope least_actors=least calls_known=known deadline_unknown=undated region calls=rows detail hold_out"
    )

    on: str
    scope: Scope
    least: int
    known: int
    undated: int
    region: str
    rows: tuple[CallRow, ...]
    detail: CallDetail | None = None
    hold_out: CallHoldOut | None = None

    def to_json(self) -> dict[str, Any]:
        """The report as plain values, without the detail or the test where there is none."""
        return {key: value for key, value in fields_as_json(self).items() if value is not None}

    def traces(self) -> tuple[Trace, ...]:
        """Where the actors of each call come from; of one call, those of each region and the reasons too."""
        if self.detail is None:
            test = (self.hold_out.trace(),) if self.hold_out else ()
            return (*(row.trace() for row in self.rows), *test) or (Trace("calls", "frame-calls"),)
        return (*(self.rows[0].trace(region) for region in ("", *REGIONS)), *self.detail.traces())


@once
def calls(
    ecosystem: Ecosystem, *, on: str, call: str = "", only_open: bool = False, programme: str = "", region: str = "",
    domain: str = "", least: int = LEAST, until: int | None = None,
) -> CallsReport:  # fmt: skip
    """Calls and how regions cover them: the open ones on a day, else those of each programme's latest year, or one.

    A programme whose latest call is older than the newest of all by more than RUNNING years has ended, and shows none
    unless it is asked for.

    A region can answer in a domain where at least `least` capable actors are seated, a group counting as one, and on a
    topic of the call where one capable actor works on it or answered a call on it. `region` keeps the calls in which
    the region can answer in a domain, and its candidates. `until` tests the ranking on the past.
    Raises DirskgError for a call, programme, region or domain that the graph does not have.
    """
    known = ecosystem.calls.sort_values("id", ignore_index=True)
    _check("call", call, known["id"])
    _check("programme", programme, known["programme"])
    _check("region", region, pd.Series(REGIONS))
    _check("domain", domain, ecosystem.domains["id"])
    kept = known[known["id"] == call] if call else known
    kept = kept[kept["programme"] == programme] if programme else kept
    if not call and not only_open:
        latest = kept.groupby("programme")["year"].transform("max")
        ended = latest < (kept["year"].max() - RUNNING)
        kept = kept[((kept["year"] == latest) & ~ended) | latest.isna()]
    presence = _presence(ecosystem)
    topics = topics_of(ecosystem)
    told = [
        _row(facts, tuple(shares(ecosystem, facts["id"])), topics.get(facts["id"], ()), presence, on, least)
        for facts in kept.to_dict("records")
    ]
    undated = sum(row.status == "unknown" and not row.year < int(on[:4]) for row in told)
    found = [
        row
        for row in told
        if (row.status == "open" or not only_open)
        and (not domain or domain in row.domains)
        and (not region or call or any(part.region == region and part.domains for part in row.parts))
    ]
    found.sort(key=lambda r: (STATUSES.index(r.status), r.programme, r.deadline == "", r.deadline, r.id))
    scope: Scope = "one" if call else "open" if only_open else "latest"
    one = detail(ecosystem, call, region) if call and found else None
    test = None if until is None else call_hold_out(ecosystem, until)
    return CallsReport(on, scope, least, len(known), undated, region, tuple(found), one, test)


def status(opens: str, deadline: str, on: str, year: float = float("nan")) -> Status:
    """Whether a call is open on a day; dates are as precise as they are told (2026-09-29, 2026-09, 2026).

    Without a deadline on record a call of a `year` is closed once the year after it is over.
    """
    if opens and on < opens:
        return "to come"
    if not deadline:
        return "closed" if year + 1 < int(on[:4]) else "unknown"
    return "open" if on[: len(deadline)] <= deadline else "closed"


def _check(what: str, given: str, known: pd.Series) -> None:
    if given and given not in set(known):
        some = sorted(set(known) - {""})
        shown = ", ".join(some[:15]) + (", …" if len(some) > 15 else "") if some else "none"
        hint = " `dirskg find TEXT` looks calls up by title." if what == "call" else ""
        raise DirskgError(f"The graph has no {what} {given!r}. There are: {shown}.{hint}")


# What is asked for (a domain or topic), region, and the capable organisations seated there with their groups.
_Held = Mapping[str, Mapping[str, Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class _Presence:
    """Capable Belgian organisations by domain, and those of them that can answer on each topic."""

    domains: _Held
    topics: _Held


@once
def _presence(ecosystem: Ecosystem) -> _Presence:
    pairs = active(ecosystem)
    able = pairs[pairs["strength"] == CAPABLE]
    seats = dict(rows(able, "organisation", "area"))
    group = dict(rows(able, "organisation", "group"))
    working = ((topic, one) for topic, those in answering(ecosystem).items() for one in those if one in seats)
    return _Presence(_seated(rows(able, "domain", "organisation"), seats, group), _seated(working, seats, group))


def _seated(pairs: Iterable[tuple[str, ...]], seats: Mapping[str, str], group: Mapping[str, str]) -> _Held:
    held: dict[str, dict[str, dict[str, str]]] = {}
    for what, one in pairs:
        held.setdefault(what, {}).setdefault(seats[one], {})[one] = group[one]
    return held


def _row(
    facts: Mapping[Any, Any], domains: tuple[str, ...], topics: tuple[str, ...], presence: _Presence, on: str,
    least: int,
) -> CallRow:  # fmt: skip
    there = [presence.domains.get(domain, {}) for domain in domains]
    working = [presence.topics.get(topic, {}) for topic in topics]
    actors = {region: _together(one.get(region, ()) for one in there) for region in (*REGIONS, "")}
    held = {
        region: {d for d, one in zip(domains, there, strict=True) if len(set(one.get(region, {}).values())) >= least}
        for region in actors
    }
    works = {
        region: {t: len(one[region]) for t, one in zip(topics, working, strict=True) if region in one}
        for region in actors
    }
    # A call whose domains are not known asks for nothing that can be held against it.
    asked = {*domains, *(f"topic {topic}" for topic in topics)} if domains else set()
    has = {region: held[region] | {f"topic {topic}" for topic in works[region]} for region in actors}
    placed = alignment(asked, {region: has[region] for region in REGIONS})
    anywhere = alignment(asked, has)
    parts = tuple(
        Part(
            region, tuple(sorted(held[region])), len(actors[region]), anywhere.by_region[region], works[region],
        )
        for region in held
    )  # fmt: skip
    # Whoever sits at an unknown place may sit in any region, so that "nobody" would claim too much.
    verdict: Verdict = "place unknown" if placed.joint < 1 and anywhere.joint > placed.joint else placed.verdict
    text = {name: str(facts[name]) for name in ("id", "title", "programme", "category", "opens", "deadline")}
    year, everywhere = float(facts["year"]), _together(some for one in there for some in one.values())
    return CallRow(
        **text, year=year, status=status(text["opens"], text["deadline"], on, year), domains=domains, parts=parts,
        actors=len(everywhere), joint=placed.joint, verdict=verdict, topics=topics,
    )  # fmt: skip


def _together(sets: Iterable[Iterable[str]]) -> set[str]:
    return set().union(*sets)
