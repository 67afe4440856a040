"""The chapters of the report: answer first, then the chart, then the table, with the evidence of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from dirskg.exports.findings import Document, Section
from dirskg.exports.findings.document import section
from dirskg.exports.findings.published import in_words, published, subject_name
from dirskg.exports.findings.render import present
from dirskg.exports.report import headlines as told_first
from dirskg.exports.report import pictures
from dirskg.exports.report.edition import changes, unknowns
from dirskg.exports.report.gist import gist
from dirskg.exports.report.inquiry import Inquiry, Scope
from dirskg.exports.report.model import Block, Grid, Listed, Part, Said, coded
from dirskg.exports.report.voice import Voice
from dirskg.exports.tables import Table
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.finding import Trace
from dirskg.ontology.vocab import REGIONS

_RETURN = "economic-return"
_MOST_CHANGES = 3
_ANCHORS = ("subject", "perimeter", "place", "year", "published", "publisher", "own", "ratio")
_BRIDGES = ("organisation", "region", "area", "leg", "partners", "across", "expected", "p")
_RATIOS = ("place", "domain", "observed", "expected", "ratio", "low", "high", "reading")
_FILES = ("file", "year", "value", "primes", "be1", "be2", "be3")
_COMPETENCES = ("competence", "kind", "records", "domains", *REGIONS)
_INDICATORS = ("number", "indicator", "value", "state", "missing")


def summary(inquiry: Inquiry, voice: Voice) -> Iterator[Part]:
    """One page: five findings, and what changed since the last edition."""
    first, found = tuple(gist(inquiry, voice)), told_first.headlines(inquiry, voice)
    yield voice.part(
        "summary",
        *first,
        Listed(found, numbered=True),
        pictures.coverage(inquiry, voice),
        Said("", lead=voice("heading_changes")),
        Listed(changes(inquiry, voice)[:_MOST_CHANGES]),
    )


def perimeter(inquiry: Inquiry, voice: Voice) -> Iterator[Part]:
    """Who is counted, how much of them was seen, and what is not known."""
    told = voice.document("completeness", inquiry.completeness)
    yield voice.part(
        "perimeter",
        Said(f"{voice('how_to_read')} {voice('read_coverage')}", quiet=True),
        voice.say("perimeter_rules", n=voice.counted(inquiry.gaps)),
        voice.say("perimeter_excluded"),
        pictures.seen(inquiry, voice) if inquiry.completeness.totals[0].estimate else None,
        Grid(_cut(told, "anchors", _ANCHORS), most=15),
        Listed(unknowns(inquiry, voice)),
    )


def ecosystem(inquiry: Inquiry, voice: Voice) -> Iterator[Part]:
    """Domains, regions and legs: where there is much, where there is little."""
    told = tuple(told_first.strengths(inquiry, voice))
    yield voice.part(
        "ecosystem",
        voice.say("ecosystem_answer", n=len(told)),
        Listed(told) if told else None,
        *told_first.smes(inquiry, voice, inquiry.smes.belgium),
        pictures.smes(inquiry, voice),
    )


def collaboration(inquiry: Inquiry, voice: Voice) -> Iterator[Part]:
    """Who works with whom inside Belgium, who bridges, who would be missed most."""
    ties = voice.document("ties", inquiry.ties)
    leave = voice.document("resilience", inquiry.resilience)
    yield voice.part(
        "collaboration",
        *told_first.ties(inquiry, voice),
        pictures.ties(inquiry, voice),
        *(Said(text, quiet=True) for text in ties.paragraphs[:3]),
        Grid(_cut(ties, "bridges", _BRIDGES), most=10),
        Said(leave.paragraphs[0]),
        Grid(_cut(leave, "losses"), most=25),
    )


def calls(inquiry: Inquiry, voice: Voice) -> Iterator[Part]:
    """EU and NATO calls: who could answer, what a team could be, and Belgium's part so far."""
    told = voice.document("benchmark", inquiry.benchmark)
    found, day = inquiry.open_calls(), voice.day(inquiry.on)
    chart = pictures.calls(inquiry, voice)
    answered = voice.say("calls_answer", *(row.trace() for row in found), n=len(found), day=day)
    teams = tuple(_team(report, voice) for report in inquiry.consortia)
    yield voice.part(
        "calls",
        answered,
        chart,
        Said(voice("teams")) if teams else None,
        Listed(teams) if teams else None,
        *told_first.fund(inquiry, voice),
        pictures.fund(inquiry, voice) if inquiry.benchmark.measured else None,
        Grid(_cut(told, "domains", _RATIOS), most=15),
    )


def _team(report: Any, voice: Voice) -> Said:
    """The best team for a call, or what stands in its way."""
    lead = voice.call(report.title, report.deadline)
    if not report.teams:
        told = present("consortium", report, voice.subject("consortium"))
        return Said(told.paragraphs[0], voice.cite(*report.traces()[:1]), lead)
    members = (one.candidate for one in report.teams[0].members)
    names = [voice.actor_from(one.id, one.region or one.country) for one in members]
    return voice.say("team", *report.traces()[:1], lead=lead, n=len(names), names=voice.joined(names))


def legs(inquiry: Inquiry, voice: Voice) -> Iterator[Part]:
    """The triple helix and people."""
    told = voice.document("helix", inquiry.helix)
    subject = voice.document("tracker", inquiry.tracker)
    yield voice.part(
        "legs",
        Said(told.paragraphs[0], voice.cite(inquiry.helix.belgium.trace())),
        *(Said(text) for text in told.paragraphs[1:3]),
        pictures.meetings(inquiry, voice) if inquiry.helix.belgium.judged else None,
        Grid(_cut(told, "missing", ("region", "domain", "leg", "what", "elsewhere", "actors")), most=30),
        Grid(_rows(_indicators(subject, "people", voice), {"3", "4", "5"})),
    )


def returns(inquiry: Inquiry, voice: Voice) -> Iterator[Part]:
    """What flows back: what was published, and what cannot be said."""
    told = voice.document("tracker", inquiry.tracker)
    speaker = voice.subject("completeness")
    found = [anchor for anchor in inquiry.completeness.anchors if anchor.facts["subject"].startswith(_RETURN)]
    rows = [
        {
            "subject": subject_name(one.facts["subject"], speaker),
            "programme": one_line(one.facts["programme"]),
            "year": one.facts["year"],
            "published": published(one.facts, speaker),
            "publisher": in_words(one.facts["publisher"], voice.lang),
            "note": in_words(one.facts["note"], voice.lang),
        }
        for one in found
    ]
    columns = "subject programme year:year published publisher note"
    yield voice.part(
        "returns",
        voice.say("returns_answer", *(trace for one in found for trace in one.traces()[:1])),
        Grid(section(speaker.words.over(voice.words), "returned", columns, rows)),
        Grid(_rows(_indicators(told, "return_demand", voice), {"9"})),
    )


def purchases(inquiry: Inquiry, voice: Voice) -> Iterator[Part]:
    """The large purchase files: how many are known, who could be invited where, and what nobody works on."""
    told = voice.document("purchases", inquiry.purchases)
    table = Grid(_cut(told, "files", _FILES), most=30) if inquiry.purchases.files else None
    # How many files, and on which grades of pages rests what is told of them.
    first = told.paragraphs[: 2 if table else 1]
    yield voice.part(
        "purchases", *(Said(one, voice.cite(Trace("purchases", "purchase-facts"))) for one in first), table
    )


def skills(inquiry: Inquiry, voice: Voice) -> Iterator[Part]:
    """The competences that texts ask for, who trains where, and what nobody publishes on mobility."""
    report, told = inquiry.skills, voice.document("skills", inquiry.skills)
    yield voice.part(
        "skills",
        Said(coded(told.paragraphs[0]), voice.cite(*report.traces()[:1])),
        *(Said(coded(text)) for text in told.paragraphs[1:]),
        Grid(_cut(told, "asked", _COMPETENCES), most=20) if report.asked else None,
        Grid(_cut(told, "training", ("organisation", "region", "community", "domains")), most=30),
    )


def resolution(inquiry: Inquiry, voice: Voice) -> Iterator[Part]:
    """The demands one by one, and the milestones as a chart."""
    told = voice.document("tracker", inquiry.tracker)
    yield voice.part(
        "resolution",
        *(Said(text) for text in told.paragraphs),
        Grid(_cut(told, "milestones")),
        pictures.milestones(inquiry, voice),
        Grid(_cut(told, "demands")),
        Grid(_cut(told, "indicators", ("number", "indicator", "value", "n", "state", "missing")), most=60),
    )


def regions(inquiry: Inquiry, voice: Voice) -> Iterator[Part]:
    """Each region and the federal level, with the same charts in the same order."""
    yield voice.part("regions", voice.say("regions_answer"), fresh=True)
    for region in REGIONS:
        own = inquiry.about(Scope(region=region))
        cells = [cell for cell in own.cells() if cell.be.lq == cell.be.lq]
        blocks: list[Block] = [Listed(told_first.headlines(own, voice), numbered=True)]
        if cells:
            blocks.append(pictures.quotients(inquiry, voice, cells, "domain"))
        blocks.append(Grid(_active(inquiry.present(region=region), "leg", inquiry, voice), most=4))
        yield Part(f"region-{region}", voice.area(region), tuple(blocks), level=2)
    federal = _active(inquiry.present(federal=True), "region", inquiry, voice)
    yield Part("region-federal", voice("heading_federal"), (Grid(federal, most=30),), level=2)


def _active(found: Iterable[tuple[str, tuple[str, ...]]], column: str, inquiry: Inquiry, voice: Voice) -> Section:
    """Who is active in most domains, with leg or region."""
    told = {"leg": voice.leg, "region": voice.area}[column]
    rows = [
        {
            "organisation": voice.organisation(one),
            "id": one,
            column: told(str(inquiry.facts(one)[column])),
            "domains": voice.domains(domains),
        }
        for one, domains in found
    ]
    return voice.section("present", f"organisation id {column} domains", rows)


def _cut(document: Document, name: str, columns: Sequence[str] = ()) -> Section:
    """A table of a finding with some of its columns (none named: all), their heads with a capital as everywhere."""
    found = next(one for one in document.sections if one.name == name)
    kept = [column for column in columns if column in found.columns] or list(found.columns)
    places = [list(found.columns).index(column) for column in kept]
    rows = [tuple(row[place] for place in places) for row in found.table.rows]
    heads = {column: replace(found.columns[column], head=_headed(found.columns[column].head)) for column in kept}
    return replace(found, columns=heads, table=Table.of(kept, rows))


def _headed(head: str) -> str:
    """The head of a column as it begins a line; p and n are signs, not words."""
    return head if len(head.split(" ")[0].strip(",")) == 1 else f"{head[:1].upper()}{head[1:]}"


def _indicators(document: Document, called: str, voice: Voice) -> Section:
    """The figures of the tracker under another heading."""
    cut = _cut(document, "indicators", _INDICATORS)
    return replace(cut, name=called, heading=voice(f"heading_{called}"), caption="")


def _rows(found: Section, first: set[str]) -> Section:
    """The rows whose first column has one of these values."""
    return replace(found, table=Table.of(found.table.columns, [row for row in found.table.rows if row[0] in first]))
