"""Who could work with whom, by which call: for the worst gaps, an actor elsewhere and the one it is tied to there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from dirskg.exports.report.inquiry import Inquiry
from dirskg.exports.report.model import Said
from dirskg.exports.report.voice import Voice
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.gaps import Cell
from dirskg.graph.network.gap_paths import GapActor
from dirskg.graph.network.hops import Path

THREE = 3


def proposals(inquiry: Inquiry, voice: Voice) -> tuple[Said, ...]:
    """The first that can be told, each with another actor in the lead."""
    found = _suggested(inquiry, voice) if inquiry.scope.organisation else _gaps(inquiry, voice)
    return tuple(islice(found, THREE))


def _gaps(inquiry: Inquiry, voice: Voice) -> Iterator[Said]:
    """First a proposal for each gap, those with an open call before the others; then the next actors of the same.

    Who is tied to somebody there itself comes before who knows one of their partners.
    """
    taken: set[str] = set()
    lesser = sorted(inquiry.lesser() or inquiry.cells(), key=lambda cell: not inquiry.open_calls(cell.domain))
    for rank in range(THREE):
        for cell in lesser:
            tied = [one for one in inquiry.paths(cell).actors if one.path and one.id not in taken]
            tied.sort(key=lambda one: len(one.path.hops) if one.path else 0)
            alone = [one for one in inquiry.paths(cell).actors if not one.path and one.id not in taken]
            for one in [*tied, *(alone if rank else [])][:1]:
                taken.add(one.id)
                yield _proposal(inquiry, cell, one, voice)


def _proposal(inquiry: Inquiry, cell: Cell, actor: GapActor, voice: Voice) -> Said:
    domain, place = voice.domain(cell.domain), voice.place(cell.region)
    values = {
        "name": voice.actor(actor.id), "region": voice.area(actor.region), "domain": domain, "place": place,
        "there": voice.area(cell.region),
    }  # fmt: skip
    if actor.path:
        partner = actor.path.hops[-1].target
        key = "proposal" if actor.to_domain else "proposal_entry"
        told = voice(key, **values, partner=voice.actor(partner), how=how(actor.path, voice))
    else:
        told = voice("proposal_untied", **values)
    calls = inquiry.open_calls(cell.domain)[:1]
    by = _by_call(calls, 1, voice)
    # Of one cell all proposals have the same place, which is what the paper is about.
    scope = inquiry.scope
    lead = "" if scope.region and scope.domain else f"{domain}, {voice.area(cell.region)}"
    return Said(f"{told} {by}", voice.cite(cell.trace(), *(call.trace() for call in calls)), lead)


def how(path: Path, voice: Voice) -> str:
    """How the two are tied: by projects of their own, by another tie, or through somebody between them."""
    if len(path.hops) > 1:
        between = voice.joined(voice.actor(hop.target) for hop in path.hops[:-1])
        return voice("how_between", names=between)
    hop = path.hops[0]
    if hop.projects:
        named = voice.joined(f"{one_line(project.acronym)} ({project.programme})" for project in hop.projects[:3])
        return voice("how_projects", n=len(hop.projects), names=named)
    years = voice.joined(map(str, hop.years))
    return voice("how_tie", years=years) if years else voice("how_tie_undated")


def _suggested(inquiry: Inquiry, voice: Voice) -> Iterator[Said]:
    found = inquiry.partners
    titles = {call.id: call for call in found.fitting}
    name = voice.actor(inquiry.scope.organisation)
    # Who only gathers others answers no call.
    for one in sorted(found.suggestions, key=lambda one: inquiry.facts(one.id)["leg"] == "intermediary"):
        brings = voice.domains(domain for domain, _ in one.brings) if one.brings else ""
        shared = voice.domains(one.shared) if one.shared else ""
        key = "suggested_brings" if brings else "suggested_shares"
        told = voice(
            key, name=name, other=voice.actor(one.id), region=voice.area(one.region), brings=brings, shared=shared
        )
        fitting = [titles[call] for call in one.calls if call in titles][:1]
        by = _by_call(fitting, len(one.brings or one.shared), voice)
        yield Said(f"{told} {by}", voice.cite(one.trace()))


def _by_call(calls: Iterable[Any], domains: int, voice: Voice) -> str:
    """The first call that a proposal could answer, or that there is none in so many domains."""
    for call in calls:
        return voice("by_call", title=one_line(call.title), day=voice.day(call.deadline))
    return voice("no_call", n=domains)
