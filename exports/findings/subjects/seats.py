"""The seats at the table in words."""

from __future__ import annotations

from collections.abc import Iterable

from dirskg.exports.findings.document import Document, Section
from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.language import NO_NUMBER
from dirskg.graph.analyses.seats import Cell, SeatsReport

_LEVELS = ("federal", "interfederal", "region", "community", "private")
_SHOWN = 4


def document(report: SeatsReport, speaker: Speaker) -> Document:
    """The seats, whom they reach and whom not."""
    limit = {"size": speaker.decimal(report.size, 0)} if report.size else {}
    return Document(
        title=speaker("title"),
        facts=speaker.facts("broad", **limit),
        paragraphs=(*_paragraphs(report, speaker), speaker("not_said")),
        sections=tuple(_sections(report, speaker)),
        notes=(
            speaker("note_reach"), speaker("note_candidates"), speaker("note_order"),
            speaker("note_unplaced", n=report.unplaced), speaker("note_census"),
        ),
    )  # fmt: skip


def _paragraphs(report: SeatsReport, speaker: Speaker) -> Iterable[str]:
    if not report.occupied:
        yield speaker("nothing")
    if not report.seats:
        yield speaker("no_seats")
    else:
        yield speaker(
            "in_words", grid=report.grid, occupied=len(report.occupied), seats=len(report.seats),
            reached=report.reached, reach=speaker.percent(report.reach),
            names=speaker.words.listed(speaker.organisation(seat.id) for seat in report.seats),
        )  # fmt: skip
        yield from _rule(report, speaker)
    if report.absent:
        yield speaker("absent", ids=", ".join(report.absent))
    silent = [speaker.organisation(seat.id) for seat in report.seats if not seat.cells]
    if silent:
        yield speaker("silent", names=speaker.words.listed(silent))
    yield speaker("voiceless", n=len(report.voiceless), nobody=len(report.nobody))
    yield from _entities(report, speaker)


def _rule(report: SeatsReport, speaker: Speaker) -> Iterable[str]:
    """By which rule these seats were chosen."""
    if report.size:
        yield speaker("budget", size=report.size, candidates=report.candidates, beyond=len(report.beyond))
    elif report.fewest:
        yield speaker("smallest", candidates=report.candidates)
    if not report.fewest:
        yield speaker("every_entity", entities=sum(map(bool, report.entities.values())))


def _entities(report: SeatsReport, speaker: Speaker) -> Iterable[str]:
    """Which entity has a seat, which share one, and which have nobody who could sit."""

    def named(entities: Iterable[str]) -> str:
        return ", ".join(speaker(f"entity_{entity}") for entity in entities)

    for seat in report.seats:
        if len(seat.entities) > 1:
            yield speaker("shared", entities=named(seat.entities), name=speaker.organisation(seat.id))
    if report.without_a_body:
        yield speaker("without_a_body", entities=named(report.without_a_body))
    missing = [entity for entity, ids in report.entities.items() if not ids and entity not in report.without_a_body]
    if missing:
        yield speaker("entities_missing", entities=named(missing))
    elif not report.without_a_body:
        yield speaker("entities_all")


def _sections(report: SeatsReport, speaker: Speaker) -> Iterable[Section]:
    yield _seats(report, speaker)
    entities = [
        {"entity": speaker(f"entity_{entity}"), "count": len(ids), "bodies": _names(ids, speaker)}
        for entity, ids in report.entities.items()
    ]
    yield speaker.section("entities", "entity count:count bodies", entities)
    if report.alternatives:
        yield _alternatives(report, speaker)
    yield _voiceless(report, speaker)
    if report.beyond:
        yield _by_pair("beyond", report.beyond, speaker)
    yield _by_pair("nobody", report.nobody, speaker)


def _seats(report: SeatsReport, speaker: Speaker) -> Section:
    rows = [
        {
            **speaker.row(seat, "id adds only"), "body": speaker.organisation(seat.id),
            "stands": ", ".join(speaker(f"entity_{entity}") for entity in seat.entities) or NO_NUMBER,
            "fixed": speaker("yes") if seat.fixed else "",
            "level": speaker(f"level_{seat.level if seat.level in _LEVELS else 'unknown'}"),
            "region": speaker.area(seat.region) if seat.region else NO_NUMBER,
            "speaks": seat.speaks_for, "reaches": len(seat.cells),
            "instead": _names(seat.substitutes, speaker),
        }
        for seat in report.seats
    ]  # fmt: skip
    return speaker.section(
        "seats",
        "body id stands fixed level region speaks:count reaches:count adds:count only:count instead",
        rows)  # fmt: skip


def _alternatives(report: SeatsReport, speaker: Speaker) -> Section:
    best = {seat.id for seat in report.seats}
    rows = [
        {
            "set": number,
            "leaves": _names(sorted(best - set(ids)), speaker),
            "comes": _names(sorted(set(ids) - best), speaker),
        }
        for number, ids in enumerate(report.alternatives, start=1)
    ]
    return speaker.section("alternatives", "set:count leaves comes", rows)


def _voiceless(report: SeatsReport, speaker: Speaker) -> Section:
    rows = [
        {"region": speaker.area(region), "domain": speaker.domain(domain), "leg": speaker.leg(leg), "actors": actors}
        for (region, domain, leg), actors in report.voiceless
    ]
    return speaker.section("voiceless", "region domain leg actors:count", rows)


def _by_pair(name: str, cells: Iterable[Cell], speaker: Speaker) -> Section:
    """Cells as one row for each region and domain, with its legs."""
    legs: dict[tuple[str, str], list[str]] = {}
    for region, domain, leg in cells:
        legs.setdefault((region, domain), []).append(speaker.leg(leg))
    rows = [
        {"region": speaker.area(region), "domain": speaker.domain(domain), "legs": ", ".join(found)}
        for (region, domain), found in legs.items()
    ]
    return speaker.section(name, "region domain legs", rows)


def _names(ids: Iterable[str], speaker: Speaker) -> str:
    """Names of bodies, the first of them where there are many."""
    names = [speaker.organisation(one) for one in ids]
    if len(names) <= _SHOWN:
        return speaker.words.listed(names) or NO_NUMBER
    return speaker("more", names=speaker.words.listed(names[:_SHOWN]), n=len(names) - _SHOWN)
