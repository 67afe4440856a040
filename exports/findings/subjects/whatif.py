"""What a scenario changes, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dirskg.exports.findings.document import Document, Section
from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.language import NO_NUMBER
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.gaps import HELIX_GAPS
from dirskg.graph.analyses.scenarios import (
    CAP,
    CallChange,
    CellChange,
    Change,
    LinkChange,
    Lost,
    TeamChange,
    WhatIfReport,
)
from dirskg.ontology import property_label

_CHANGE = "action what organisation detail origin"
_CELL = "domain region state_before state_after count_before:count count_after:count missing_before missing_after"
_CALL = "call title verdict_before verdict_after actors_before:count actors_after:count"
_LINK = (
    "first second disjoint_before:count disjoint_after:count hops_before:count hops_after:count "
    "cost_before:decimal cost_after:decimal"
)
_LOST = "organisation domain topics suppliers_before:count suppliers_after:count"
_NAMED = 3


def document(report: WhatIfReport, speaker: Speaker) -> Document:
    """The changes, and before and after of every part that differs; what does not is counted."""
    call = {"call": one_line(report.team.call)} if report.team else {}
    return Document(
        title=speaker("title"),
        facts=speaker.facts("broad", **call),
        paragraphs=(*_paragraphs(report, speaker), speaker("not_said")),
        sections=tuple(_sections(report, speaker)),
        notes=tuple(speaker(f"note_{note}", cap=CAP) for note in ("scenario", "leaving", "cells", "calls", "links")),
    )


def _paragraphs(report: WhatIfReport, speaker: Speaker) -> Iterator[str]:
    if not report.changes:
        yield speaker("no_changes")
    before, after = report.totals
    yield speaker(
        "totals", n=len(report.changes), actors=before.actors, actors_after=after.actors, active=before.active,
        active_after=after.active, ties=before.ties, ties_after=after.ties,
    )  # fmt: skip
    for lost in report.lost:
        yield _goes(lost, speaker)
        if lost.stays:
            others = speaker.organisations(lost.stays)
            yield speaker("group_stays", name=speaker.organisation(lost.weight.id), others=others)
    if not report.differs:
        yield speaker("no_difference")
        return
    states = [cell for cell in report.cells if cell.states[0] != cell.states[1]]
    placed = sum(bool(cell.region) for cell in report.cells)
    yield speaker(
        "cells_in_words", all=placed + report.cells_same, states=len(states), n=placed, same=report.cells_same
    )
    if len(report.cells) > placed:
        yield speaker("unplaced_in_words", n=len(report.cells) - placed)
    yield from _turns(states, speaker)
    decisive = [call for call in report.calls if call.decisive]
    other = len(report.calls) - len(decisive)
    calls = len(report.calls) + report.calls_same
    yield speaker("calls_in_words", all=calls, n=len(decisive), actors=other, same=report.calls_same)
    links = [link for link in report.links if link.differs]
    yield speaker("links_in_words", all=len(report.links), n=len(links))
    if report.team:
        yield speaker("team_differs" if report.team.differs else "team_same", call=one_line(report.team.call))


def _goes(lost: Lost, speaker: Speaker) -> str:
    """What goes with an organisation, in words, with what is not known of it."""
    weight = lost.weight
    group = [one for one in weight.members if one != lost.weight.id]
    jobs = (
        speaker("jobs", n=round(weight.employees)) if weight.employees == weight.employees else speaker("jobs_unknown")
    )
    told = "money" if weight.money else "money_unknown" if weight.unpaid else "money_none"
    money = speaker(told, millions=speaker.decimal(weight.money / 1e6, 1), unpaid=weight.unpaid)
    topics = speaker.topics(weight.topics)
    cells = ", ".join(f"{speaker.domain(domain)} {speaker.place(area)}" for domain, area in weight.cells)
    counts = {"business": weight.business, "coordinated": weight.coordinated, "topics": len(weight.topics),
              "cells": len(weight.cells)}  # fmt: skip
    more = [speaker(f"goes_{one}", n=n, topics=topics, cells=cells) for one, n in counts.items() if n]
    return speaker(
        "goes", name=speaker.organisation(lost.weight.id), parts=speaker.words.listed([jobs, money, *more]),
        group=speaker("goes_group", others=speaker.organisations(group)) if group else "",
    )  # fmt: skip


def _losses(lost: Lost, speaker: Speaker) -> Iterator[dict[str, Any]]:
    for loss in lost.domains:
        yield {
            "organisation": speaker.organisation(lost.weight.id), "domain": speaker.domain(loss.domain),
            "topics": speaker.topics(loss.topics), "suppliers_before": loss.suppliers[0],
            "suppliers_after": loss.suppliers[1],
        }  # fmt: skip


def _turns(states: list[CellChange], speaker: Speaker) -> Iterator[str]:
    """The first cells in another state, in words."""
    for cell in states[:_NAMED]:
        before, after = (_state(*one, speaker) for one in zip(cell.states, cell.missing, strict=True))
        where = {"domain": speaker.domain(cell.domain), "region": speaker.area(cell.region)}
        # A missing leg is told before a gap of supply, so that nothing else says that the last supplier went.
        after += speaker("no_company") if "industry" in set(cell.missing[1]) - set(cell.missing[0]) else ""
        yield speaker("cell_turns", **where, before=before, after=after)
    if len(states) > _NAMED:
        yield speaker("cells_more", n=len(states) - _NAMED)


def _state(state: str, missing: Iterable[str], speaker: Speaker) -> str:
    """The name of a state, with the missing legs where these are what is the matter."""
    told = speaker.state(state)
    return f"{told} ({', '.join(map(speaker.leg, missing))})" if state in HELIX_GAPS else told


def _sections(report: WhatIfReport, speaker: Speaker) -> Iterator[Section]:
    yield speaker.section("changes", _CHANGE, [_change(change, speaker) for change in report.changes])
    if report.lost:
        rows = [row for lost in report.lost for row in _losses(lost, speaker)]
        yield speaker.section("lost", _LOST, rows)
    yield speaker.section("cells", _CELL, [_cell(cell, speaker) for cell in report.cells])
    yield speaker.section("calls", _CALL, [_call(call, speaker) for call in report.calls if call.decisive])
    yield speaker.section("links", _LINK, [_link(link, speaker) for link in report.links])
    if report.team:
        before, after = (speaker.word("team", state) for state in report.team.states)
        caption = speaker("team_caption", before=before, after=after)
        yield speaker.section("team", "organisation before after", _team(report.team, speaker), caption)


def _change(change: Change, speaker: Speaker) -> dict[str, Any]:
    facts = change.facts
    detail = [
        speaker.domain(change.domain) if change.domain else "",
        one_line(property_label(change.kind, speaker.lang)) if change.kind else "",
        speaker.organisation(change.other) if change.other else "",
        one_line(change.project),
        "" if change.year != change.year else f"{change.year:.0f}",
        one_line(facts.get("label") or facts.get("acronym") or ""),
        speaker.area(facts["region"]) if "region" in facts else "",
        speaker.leg(facts["leg"]) if "leg" in facts else "",
    ]
    return {
        "action": speaker(f"action_{change.action}"), "what": speaker(f"what_{change.what}"),
        "organisation": speaker.organisation(change.organisation), "detail": speaker.words.listed(filter(None, detail)),
        "origin": one_line(change.origin),
    }  # fmt: skip


def _cell(cell: CellChange, speaker: Speaker) -> dict[str, Any]:
    missing = [", ".join(map(speaker.leg, legs)) or NO_NUMBER for legs in cell.missing]
    return {
        **speaker.row(cell, "domain region"),
        "state_before": speaker.state(cell.states[0]), "state_after": speaker.state(cell.states[1]),
        "count_before": cell.counts[0], "count_after": cell.counts[1], "missing_before": missing[0],
        "missing_after": missing[1],
    }  # fmt: skip


def _call(call: CallChange, speaker: Speaker) -> dict[str, Any]:
    before, after = (
        f"{speaker.word('verdict', verdict)}{_in(whole, speaker)}"
        for verdict, whole in zip(call.verdicts, call.whole, strict=True)
    )
    return {
        "call": one_line(call.call), "title": one_line(call.title), "verdict_before": before, "verdict_after": after,
        "actors_before": call.actors[0], "actors_after": call.actors[1],
    }  # fmt: skip


def _in(whole: Iterable[str], speaker: Speaker) -> str:
    regions = ", ".join(map(speaker.area, whole))
    return f" ({regions})" if regions else ""


def _link(link: LinkChange, speaker: Speaker) -> dict[str, Any]:
    return {
        "first": speaker.area(link.first), "second": speaker.area(link.second), "disjoint_before": link.disjoint[0],
        "disjoint_after": link.disjoint[1], "hops_before": link.hops[0] or None, "hops_after": link.hops[1] or None,
        "cost_before": link.costs[0], "cost_after": link.costs[1],
    }  # fmt: skip


def _team(team: TeamChange, speaker: Speaker) -> list[dict[str, str]]:
    before, after = (set(members) for members in team.members)
    return [
        {
            "organisation": speaker.organisation(one), "before": speaker("yes") if one in before else NO_NUMBER,
            "after": speaker("yes") if one in after else NO_NUMBER,
        }
        for one in sorted(before | after)
    ]  # fmt: skip
