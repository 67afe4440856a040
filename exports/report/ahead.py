"""What is ahead of the resolution, and who trains for what a paper is about; nothing where nothing is known of both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dirskg.exports.findings.milestones import titles
from dirskg.exports.report.inquiry import Inquiry
from dirskg.exports.report.model import Listed, Part, Said
from dirskg.exports.report.voice import Voice
from dirskg.graph.analyses.finding import Trace

_NAMED = 6


def ahead(inquiry: Inquiry, voice: Voice) -> Iterator[Part]:
    """A line on the milestones, for Belgium or a region, and one on the skills of the scope."""
    scope = inquiry.scope
    said = [] if scope.domain or scope.organisation else [*_milestones(inquiry, voice)]
    said += [] if scope.organisation else [*_skills(inquiry, voice)]
    if len(said) == 1:
        yield Part("ahead", said[0].lead, (Listed((replace(said[0], lead=""),)),))
    elif said:
        yield voice.part("ahead", Listed(tuple(said)))


def _milestones(inquiry: Inquiry, voice: Voice) -> Iterator[Said]:
    report = inquiry.timeline
    late, undated = ([step.milestone for step in report.steps if step.state == state] for state in ("late", "undated"))
    told = [
        *([voice("milestones_next", title=titles([report.next], voice), day=voice.day(report.next.date))]
          if report.next else []),
        *([voice("milestones_late", n=len(late), titles=titles(late, voice))] if late else []),
        *([voice("milestones_undated", titles=titles(undated, voice))] if undated else []),
    ]  # fmt: skip
    if told:
        yield Said(" ".join(told), voice.cite(report.traces()[0]), voice("lead_resolution"))


def _skills(inquiry: Inquiry, voice: Voice) -> Iterator[Said]:
    report, scope = inquiry.skills, inquiry.scope
    asked = [one for one in report.asked if scope.domain in ("", *one.domains)]
    trained = [
        one.organisation for one in report.trained
        if scope.region in ("", one.region) and scope.domain in ("", *one.domains)
    ]  # fmt: skip
    told = []
    if asked:
        unknown = sum(not (one.named or one.works) for one in asked)
        told.append(voice("skills_asked", n=len(asked), unknown=unknown))
    if trained:
        told.append(voice(
            "skills_trained", n=len(trained), names=voice.few([*map(voice.actor, trained[:_NAMED])], len(trained)),
            place=voice.place(scope.region) if scope.region else voice("in_belgium"),
            domain=voice("skills_in_domain") if scope.domain else "",
        ))  # fmt: skip
    if told:
        yield Said(" ".join(told), voice.cite(Trace("training", "training-bodies")), voice("lead_skills"))
