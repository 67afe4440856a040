"""A consortium in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dirskg.exports.findings.document import Document, Section
from dirskg.exports.findings.obstacles import obstacles
from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.findings.subjects.calls import reasons, size
from dirskg.exports.language import NO_NUMBER
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.calls import FROM_REGULATION, REGULATED, ConsortiumReport, Member, Team

_MEMBER = "organisation id place leg size points:count reasons experience:count needed partners"


def document(report: ConsortiumReport, speaker: Speaker) -> Document:
    """The best team and the next best, or what stands in the way of one; and the rules."""
    told = {"deadline": speaker.day(report.deadline) or NO_NUMBER} if report.call else {}
    told |= {"domains_asked": speaker.domains(report.domains)} if report.domains else {}
    title = speaker("title", call=one_line(report.title or report.call)) if report.call else speaker("title_none")
    return Document(
        title=title,
        facts=speaker.facts(call=one_line(report.call), **told),
        paragraphs=(*_paragraphs(report, speaker), speaker("not_said")),
        sections=tuple(_sections(report, speaker)),
        notes=tuple(_notes(report, speaker)),
    )


def _paragraphs(report: ConsortiumReport, speaker: Speaker) -> Iterable[str]:
    if report.state == "impossible":
        either = f" {speaker('or')} "
        sets = either.join(f"({_joined(rules, report, speaker)})" for rules in report.obstacles)
        yield speaker("impossible", sets=sets)
    elif report.state == "found":
        best = report.teams[0]
        names = speaker.organisations(member.candidate.id for member in best.members)
        yield speaker("found", n=len(best.members), names=names, points=best.points)
        if len(report.teams) > 1:
            following = report.teams[1]
            yield speaker(
                "alternatives", n=len(report.teams) - 1, members=len(following.members), points=following.points
            )
    else:
        yield speaker(report.state.replace(" ", "_"))
        return
    where = speaker("where_be" if report.national else "where_eu")
    key = "compared" if report.compared < report.candidates else "compared_all"
    yield speaker(key, candidates=report.candidates, compared=report.compared, where=where)


def _sections(report: ConsortiumReport, speaker: Speaker) -> Iterable[Section]:
    if report.teams:
        best, *others = report.teams
        rows = [_member(member, best, speaker) for member in best.members]
        yield speaker.section("team", _MEMBER, rows)
        if others:
            yield _alternatives(best, others, speaker)
            numbered = [
                {"team": number, **_member(member, team, speaker)}
                for number, team in enumerate(others, start=2)
                for member in team.members
            ]
            yield speaker.section("alternative_members", f"team:count {_MEMBER}", numbered)
    yield from obstacles(report.obstacles, lambda rule: _rule(rule, report, speaker), speaker)
    kept = [
        {"rule": _rule(rule, report, speaker), "origin": speaker(f"from_{_origin(rule, report)}")}
        for rule in report.rules()
    ]
    yield speaker.section("rules", "rule origin", kept)


def _alternatives(best: Team, others: list[Team], speaker: Speaker) -> Section:
    rows = [
        {
            "team": number, "members": len(team.members), "points": team.points,
            "instead": speaker.organisations(sorted(best.ids() - team.ids())),
            "comes": speaker.organisations(sorted(team.ids() - best.ids())),
        }
        for number, team in enumerate(others, start=2)
    ]  # fmt: skip
    return speaker.section("alternatives", "team:count members:count points:count instead comes", rows)


def _member(member: Member, team: Team, speaker: Speaker) -> dict[str, Any]:
    one = member.candidate
    return speaker.row(
        one, _MEMBER, place=_place(member, speaker), size=size(one, speaker), reasons=reasons(one, speaker),
        needed=_briefly(member.needed_for, speaker), partners=_partners(member, team, speaker),
    )  # fmt: skip


def _partners(member: Member, team: Team, speaker: Speaker) -> str:
    if 1 < len(member.partners) == len(team.members) - 1:
        return speaker("all_others")
    return speaker.organisations(member.partners)


def _place(member: Member, speaker: Speaker) -> str:
    one = member.candidate
    return f"{one_line(one.country)}, {speaker.area(one.region)}" if one.country == "BE" else one_line(one.country)


def _briefly(rules: Iterable[str], speaker: Speaker) -> str:
    parts = [rule.partition(":") for rule in rules]
    return ", ".join(about if kind == "domain" else speaker(f"brief_{kind}") for kind, _, about in parts) or NO_NUMBER


def _joined(rules: Iterable[str], report: ConsortiumReport, speaker: Speaker) -> str:
    return f" {speaker('and')} ".join(_rule(rule, report, speaker) for rule in rules)


def _rule(rule: str, report: ConsortiumReport, speaker: Speaker) -> str:
    kind, _, about = rule.partition(":")
    wishes = report.wishes
    if kind == "domain":
        return speaker("rule_domain", domain=speaker.domain(about), n=wishes.need(about))
    if kind in ("include", "exclude"):
        return speaker(f"rule_{kind}", name=speaker.organisation(about))
    if kind == "sme":
        return speaker("rule_sme", share=speaker.percent(wishes.sme_share))
    if kind == "independent":
        return speaker("rule_independent")
    return speaker(f"rule_{kind}", n=getattr(wishes, kind))


def _origin(rule: str, report: ConsortiumReport) -> str:
    if rule in FROM_REGULATION and report.programme == REGULATED:
        return "regulation"
    return "call" if rule.startswith("domain:") else "asked"


def _notes(report: ConsortiumReport, speaker: Speaker) -> Iterable[str]:
    if report.programme and report.programme != REGULATED:
        yield speaker("note_other", programme=one_line(report.programme))
    else:
        yield speaker("note_regulation")
    yield speaker("note_order")
    yield speaker("note_points")
    yield speaker("note_unknown")
    if not report.national:
        yield speaker("note_foreign")
    yield speaker("note_solver")
