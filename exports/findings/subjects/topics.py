"""Who works on a topic where, in words."""

from __future__ import annotations

from collections.abc import Iterable

from dirskg.exports.findings.document import Document
from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.language import NO_NUMBER
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.topics import TopicReport


def document(report: TopicReport, speaker: Speaker) -> Document:
    """The regions with who works there on the topic, and every sentence that says so."""
    regions = [
        {
            "region": speaker.area(found.region),
            "state": speaker(f"state_{found.state}") if found.region else NO_NUMBER,
            "works": len(found.works), "who": _names(found.works, speaker), "supports": _names(found.supports, speaker),
            "part": _names(found.part, speaker),
        }
        for found in report.regions
    ]  # fmt: skip
    statements = [
        {
            **speaker.row(one, "organisation region source"),
            "town": one_line(one.town), "says": speaker.word("says", one.says),
            "role": speaker("support" if one.support else "supply"), "project": one_line(one.acronym),
            "sentence": one_line(one.sentence),
        }
        for one in report.statements
    ]  # fmt: skip
    placed = [found for found in report.regions if found.region]
    told = [speaker("found", n=sum(len(found.works) for found in report.regions), projects=report.projects,
                    calls=report.calls)]  # fmt: skip
    for state in ("nobody", "one"):
        if areas := [speaker.area(found.region) for found in placed if found.state == state]:
            told.append(speaker(f"thin_{state}", areas=", ".join(areas)))
    return Document(
        title=speaker("title", topic=one_line(report.topic)),
        facts=speaker.facts(),
        paragraphs=tuple(told),
        sections=(
            speaker.section("regions", "region state works:count who supports part", regions),
            speaker.section("sentences", "organisation region town says role project sentence source", statements),
        ),
        notes=tuple(map(speaker, ("note_none", "note_much", "note_test"))),
    )


def _names(organisations: Iterable[str], speaker: Speaker) -> str:
    return ", ".join(sorted(map(speaker.organisation, organisations), key=str.casefold)) or NO_NUMBER
