"""The competences that are asked for, and who trains, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dirskg.exports.findings.document import Document
from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.language import NO_NUMBER
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.skills import COMMUNITIES, Asked, SkillsReport
from dirskg.graph.wording.text import fold
from dirskg.ontology.vocab import REGIONS

_LACKING = ("nobody", "fewer")
_TEXTS = "kind name domains competence words sentence source"
_ASKED = f"competence kind records:count calls:count projects:count purchases:count domains {' '.join(REGIONS)} address"
_CELLS = "domain region asking:count competences:count trains:count expected:decimal adjusted:probability state"
_TRAINING = "organisation region community domains competences"


def document(report: SkillsReport, speaker: Speaker) -> Document:
    """What is asked for and by which sentence, who trains where, domain by region, and what is known on mobility."""
    cells = (speaker.row(cell, _CELLS, state=speaker.word("state", cell.state)) for cell in report.cells)
    trained = speaker.section("training", _TRAINING, _training(report, speaker))
    sections = (
        speaker.section("asked", _ASKED, [_asked(one, speaker) for one in report.asked]),
        speaker.section("cells", _CELLS, cells),
        trained,
        speaker.section("sentences", _TEXTS, _sentences(report, speaker)),
    )
    notes = list(map(speaker, ("note_found", "note_works", "note_cells", "note_communities")))
    if unnamed := sum(speaker.lang not in one.labels for one in report.asked):
        notes.append(speaker("note_languages", unnamed=unnamed, n=len(report.asked)))
    return Document(
        title=speaker("title_domain", domain=speaker.domain(report.domain)) if report.domain else speaker("title"),
        facts=speaker.facts(),
        paragraphs=tuple(paragraphs(report, speaker)),
        sections=sections if report.listed else (trained,),
        notes=tuple(notes),
    )


def paragraphs(report: SkillsReport, speaker: Speaker) -> Iterator[str]:
    """What is asked for, who trains, and where both do not meet, in sentences."""
    if report.listed:
        yield speaker(
            "found", asking=sum(report.asking.values()), records=sum(report.all_records.values()),
            n=len(report.asked), **{kind: report.asking[kind] for kind in report.asking},
        )  # fmt: skip
    else:
        yield speaker("not_listed")
    counts = Counter(one.community for one in report.trained)
    places = ", ".join(f"{speaker(f'community_{one}')} {counts[one]}" for one in COMMUNITIES if counts[one])
    yield speaker("trained", n=len(report.trained), places=places or NO_NUMBER)
    if report.asked:
        named, worked = len(report.named), len(report.worked)
        yield speaker(
            "offered", n=len(report.asked), named=named, worked=worked, unknown=len(report.asked) - named - worked
        )
        asked = [cell for cell in report.cells if cell.asking]
        states = Counter(cell.state for cell in asked)
        yield speaker(
            "judged", n=len(asked), gaps=sum(states[state] for state in _LACKING), few=states["too few to tell"],
            unknown=states["unknown"],
        )  # fmt: skip
        for state in _LACKING:
            if cells := [
                f"{speaker.domain(one.domain)} – {speaker.area(one.region)}" for one in asked if one.state == state
            ]:
                yield speaker(f"gap_{state}", cells=speaker.words.listed(cells))
    yield speaker("moves_published", n=len(report.moves)) if report.moves else speaker("moves_none")


def _asked(one: Asked, speaker: Speaker) -> dict[str, Any]:
    return {
        "competence": one_line(one.label(speaker.lang)), "kind": speaker(f"kind_{one.kind}"),
        "records": one.records, "calls": one.counts.get("call", 0), "projects": one.counts.get("project", 0),
        "purchases": one.counts.get("purchase", 0), "domains": speaker.domains(one.domains),
        **{region: _offer(one, region, speaker) for region in REGIONS}, "address": one_line(one.competence),
    }  # fmt: skip


def _offer(one: Asked, region: str, speaker: Speaker) -> str:
    """Who in a region names a competence or works with it; that nobody is on record is not that nobody teaches it."""
    ways = (("offer_named", one.named), ("offer_works", one.works))
    told = [speaker(way, who=_names(bodies[region], speaker)) for way, bodies in ways if region in bodies]
    return speaker.words.listed(told) or speaker("offer_unknown")


def _training(report: SkillsReport, speaker: Speaker) -> list[dict[str, Any]]:
    labels = _labels(report, speaker)
    rows = [
        {
            "organisation": speaker.organisation(one.organisation), "region": speaker.area(one.region),
            "community": speaker(f"community_{one.community}"), "domains": speaker.domains(one.domains),
            "competences": ", ".join(labels[it] for it in one.competences if it in labels) or NO_NUMBER,
        }
        for one in report.trained
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row["region"], fold(row["organisation"])))


def _sentences(report: SkillsReport, speaker: Speaker) -> Iterator[dict[str, Any]]:
    labels = _labels(report, speaker)
    for one in report.sentences:
        yield {
            "kind": speaker(f"record_{one.kind}"), "name": one_line(one.name),
            "domains": speaker.domains(one.domains), "competence": labels[one.competence],
            "words": one_line(one.words), "sentence": one_line(one.sentence), "source": one.source,
        }  # fmt: skip


def _labels(report: SkillsReport, speaker: Speaker) -> Mapping[str, str]:
    return {one.competence: one_line(one.label(speaker.lang)) for one in report.asked}


def _names(organisations: Iterable[str], speaker: Speaker) -> str:
    return ", ".join(sorted(map(speaker.organisation, organisations), key=str.casefold))
