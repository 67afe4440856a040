"""Suggested partners in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dirskg.exports.findings.document import Document, Section
from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.language import NO_NUMBER
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.partners import HITS, NEW_PLACE, WEIGHTS, HoldOut, PartnersReport, Scored, Suggestion
from dirskg.graph.analyses.partners import K as FIRST

_NAMED = 3
# What the words of the test compare: the content score, the best known of topology, and the simplest bet.
_TOLD = ("content", "resource_allocation", "degree_product")


def document(report: PartnersReport, speaker: Speaker) -> Document:
    """The organisation, who fits it and why, and how such scores did on the past."""
    scope = [speaker.area(report.region)] if report.region else []
    scope += [speaker.leg(report.leg)] if report.leg else []
    return Document(
        title=speaker("title", name=_name(report, speaker)),
        facts=speaker.facts("broad", on=speaker.day(report.on), scope=", ".join(scope)),
        paragraphs=(*_own(report, speaker), *_tested(report.hold_out, speaker), speaker("not_said")),
        sections=(
            _suggestions(report, speaker), _calls(report, speaker),
            *([_scores(report.hold_out, speaker)] if report.hold_out.scores else []),
        ),
        notes=(
            speaker("note_points", complement=WEIGHTS[0], calls=WEIGHTS[1], place=NEW_PLACE), speaker("note_left_out"),
            speaker("note_related"), speaker("note_test", k=FIRST, hits=HITS),
        ),
    )  # fmt: skip


def _name(report: PartnersReport, speaker: Speaker) -> str:
    return speaker.organisation(report.organisation) if report.organisation else NO_NUMBER


def _own(report: PartnersReport, speaker: Speaker) -> Iterator[str]:
    name = _name(report, speaker)
    if not report.organisation:
        yield speaker("nobody")
        return
    if not report.domains:
        yield speaker("no_domain", name=name)
        return
    known = report.known
    yield speaker("own", name=name, n=len(report.domains), domains=speaker.domains(report.domains))
    yield speaker(
        "tied", n=len(known.tied), regions=", ".join(map(speaker.place, known.regions)) or NO_NUMBER,
        legs=", ".join(map(speaker.leg, known.legs)) or NO_NUMBER,
    )  # fmt: skip
    yield speaker("near", domains=speaker.domains(report.near), calls=len(report.calls), fitting=len(report.fitting))
    first = speaker.words.listed(speaker.organisation(one.id) for one in report.suggestions[:_NAMED])
    key = "found_all" if report.include_known else "found"
    yield speaker(key, n=report.found, first=first) if first else speaker("found_none")


def _tested(test: HoldOut, speaker: Speaker) -> Iterator[str]:
    if test.state != "done":
        yield speaker(f"test_{test.state.replace(' ', '_')}", actors=test.actors)
        return
    yield speaker(
        "test_split", year=f"{test.year:.0f}", projects=test.projects, later=test.later, actors=test.actors,
        candidates=test.candidates, new=test.new,
        share=speaker.decimal(100 * test.new / test.candidates if test.candidates else float("nan"), 1),
    )  # fmt: skip
    scores = {score.name: score for score in test.scores}
    told = [scores[name] for name in _TOLD if name in scores]
    yield speaker("test_scores", told=speaker.words.listed(_told(score, speaker) for score in told), k=FIRST)
    content, degree = scores["content"], scores["degree_product"]
    better = content.average_precision > degree.average_precision
    yield speaker("test_better" if better else "test_worse")
    yield speaker("test_across", across=test.across, new=test.new, newcomers=test.newcomers)


def _told(score: Scored, speaker: Speaker) -> str:
    return speaker(
        "test_score", score=speaker(f"score_{score.name}"), auc=speaker.decimal(score.auc),
        ap=speaker.decimal(score.average_precision, 3), precision=speaker.percent(score.precision),
    )  # fmt: skip


def _suggestions(report: PartnersReport, speaker: Speaker) -> Section:
    columns = "rank:count points:count organisation id region leg reasons common:count allocation:decimal"
    rows = [
        speaker.row(one, columns, rank=rank, reasons=_reasons(one, speaker))
        for rank, one in enumerate(report.suggestions, start=1)
    ]
    caption = speaker("suggestions_caption", shown=len(rows), n=report.found)
    return speaker.section("suggestions", columns, rows, caption)


def _reasons(one: Suggestion, speaker: Speaker) -> str:
    told = [
        speaker("reason_brings", domain=speaker.domain(domain), own=", ".join(_other(domain, p) for p in why))
        for domain, why in one.brings
    ]
    told += [speaker("reason_shared", domains=", ".join(one.shared))] if one.shared else []
    told += [speaker("reason_calls", n=len(one.calls))] if one.calls else []
    told += [speaker("reason_region")] if one.new_region else []
    told += [speaker("reason_leg")] if one.new_leg else []
    told += [speaker("reason_tied")] if one.tied else []
    return speaker.words.listed(told)


def _other(domain: str, pair: Any) -> str:
    return str(pair.other if pair.one == domain else pair.one)


def _calls(report: PartnersReport, speaker: Speaker) -> Section:
    rows = [
        {"call": one_line(call.id), "title": one_line(call.title), "deadline": one_line(call.deadline)}
        for call in report.fitting
    ]
    caption = speaker("calls_caption", on=speaker.day(report.on))
    return speaker.section("calls", "call title deadline:date", rows, caption)


def _scores(test: HoldOut, speaker: Speaker) -> Section:
    columns = "score group auc:decimal ap precision:percent hits mrr:decimal"
    rows = [
        speaker.row(
            one, columns, score=speaker(f"score_{one.name}"), group=speaker(f"group_{one.group}"),
            ap=speaker.decimal(one.average_precision, 3),
            # A dash without anybody to name partners to.
            hits=speaker.interval(one.hits, one.hits_low, one.hits_high, speaker.percent),
        )
        for one in test.scores
    ]  # fmt: skip
    return speaker.section("test", columns, rows, speaker("test_caption", k=FIRST, hits=HITS, belgians=test.belgians))
