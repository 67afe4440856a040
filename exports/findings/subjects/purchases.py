"""The large purchase files in words: what pages tell, and whom to invite in each region, and why."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from typing import Any

from dirskg.exports.findings.awards import award_sections, awards_told
from dirskg.exports.findings.described import in_short
from dirskg.exports.findings.document import Document, Section
from dirskg.exports.findings.published import in_words, number, published
from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.language import NO_NUMBER
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.purchases import (
    Candidate,
    FileDetail,
    FileRow,
    PurchaseFile,
    PurchasesReport,
    RegionOnFile,
    Told,
)
from dirskg.graph.network.hops import Hop
from dirskg.ontology import property_label
from dirskg.ontology.vocab import PURCHASE_ITEMS

_MOST_NOTES, _MOST_PROJECTS = 2, 3
_INVITE = "region organisation id size why"
# What the rows of sources call an official page.
_OFFICIAL = ("official", "P")
_WORTHS = ("value", "return")
_AREAS = {"be1": "BE1", "be2": "BE2", "be3": "BE3", "unplaced": ""}


def document(report: PurchasesReport, speaker: Speaker) -> Document:
    """All files in one table, or one of them in full."""
    notes = tuple(map(speaker, ("note_grounds", "note_ties", "note_source")))
    detail = report.detail
    if detail is None:
        told = _overview(report.files, speaker) if report.files else [speaker("none")]
        paragraphs = (*told, *([] if report.notices else [speaker("no_awards")]))
        return Document(speaker("title_all"), speaker.facts(), paragraphs, (_files(report.files, speaker),), notes)
    return Document(
        title=speaker("title", file=one_line(detail.file.label(speaker.lang))),
        facts=speaker.facts(),
        paragraphs=(*_paragraphs(detail, report.shown, speaker), awards_told(detail, report.notices, speaker)),
        sections=tuple(_sections(detail, report.shown, speaker)),
        notes=notes,
    )


def _overview(files: Iterable[FileRow], speaker: Speaker) -> Iterable[str]:
    told = [row.file for row in files]
    federal = sum(file.level == "federal" for file in told)
    valued, returned = (sum(any(math.isfinite(one.value) for one in file.of(item)) for file in told)
                        for item in ("value", "return"))  # fmt: skip
    yield speaker(
        "found", n=len(told), federal=federal, international=len(told) - federal, valued=valued, returned=returned
    )
    yield _grades((cell for file in told for cell in file.told), speaker)
    yield speaker("ask")


def _files(files: Iterable[FileRow], speaker: Speaker) -> Section:
    rows = [
        {
            "file": one_line(row.file.label(speaker.lang)), "call_it": row.file.id.removeprefix("purchase-"),
            "level": speaker("federal" if row.file.level == "federal" else "international"),
            "year": row.file.year, "value": _amounts(row.file, "value", speaker),
            "return": _amounts(row.file, "return", speaker), "primes": speaker.organisations(row.file.primes),
            "domains": speaker.domains(row.file.domains), "nobody": speaker.topics(row.nobody),
            **{
                column: speaker("candidates_within", n=row.counts[area], within=row.within[area])
                for column, area in _AREAS.items()
            },
        }
        for row in files
    ]  # fmt: skip
    columns = f"file call_it level year:year value return primes domains {' '.join(_AREAS)} nobody"
    return speaker.section("files", columns, rows)


def _paragraphs(detail: FileDetail, shown: int, speaker: Speaker) -> Iterable[str]:
    file = detail.file
    missing = [item for item in PURCHASE_ITEMS if not _known(file, item)]
    items = [f"{speaker(f'item_{item}')} {_amounts(file, item, speaker)}" for item in ("value", "return")
             if item not in missing]  # fmt: skip
    items += [f"{speaker('item_prime')} {speaker.organisations(file.primes)}"] if file.primes else []
    if items:
        yield speaker("told_of", items=speaker.words.listed(items))
    # A page may tell of a return without an amount: the reader wants that, not that nothing is known.
    if (notes := [_note(one, speaker) for one in file.of("return")]) and "return" in missing:
        missing.remove("return")
        yield speaker("return_in_words", notes=speaker.words.listed(notes))
    if missing:
        yield speaker("unknown_items", items=", ".join(speaker(f"item_{item}") for item in missing))
    if len(values := [one.value for one in file.of("value") if math.isfinite(one.value)]) > 1:
        low, high = (number(value, "EUR", speaker) for value in (min(values), max(values)))
        yield speaker("differ", n=len(values), low=low, high=high)
    if file.told:
        yield _grades(file.told, speaker)
    for region in detail.regions:
        if region.region:
            yield _invited(region, shown, speaker)
    if detail.nobody:
        yield speaker("nobody", topics=speaker.topics(detail.nobody))
        spoken = [one_line(one.acronym) for one in detail.projects if {*one.topics} & {*detail.nobody}]
        if spoken:
            yield speaker("nobody_but", projects=", ".join(spoken))


def _known(file: PurchaseFile, item: str) -> bool:
    told = file.of(item)
    return any(math.isfinite(one.value) for one in told) if item in ("value", "return") else bool(told)


def _invited(region: RegionOnFile, shown: int, speaker: Speaker) -> str:
    place, here = speaker.place(region.region), region.candidates
    if not here:
        near = speaker.organisations(one.id for one in region.nearest)
        return speaker("invite_near" if region.nearest else "invite_nobody", place=place, names=near)
    names = speaker.organisations(one.id for one in here[:shown])
    more = speaker("invite_more", names=names, n=len(here) - shown) if len(here) > shown else names
    return speaker("invite", place=place, names=more)


def _sections(detail: FileDetail, shown: int, speaker: Speaker) -> Iterable[Section]:
    rows = [_invitation(one, speaker) for region in detail.regions for one in region.candidates[:shown]]
    yield speaker.section("invite", _INVITE, rows)
    yield from _nearest(detail, speaker)
    yield _regions(detail, speaker)
    yield _told("amounts", _WORTHS, detail.file, speaker)
    yield _told("told", ("decision", "prime", "topic"), detail.file, speaker)
    ways = [
        {"region": speaker.area(one.region), "path": speaker.words.listed(_hop(hop, speaker) for hop in one.path.hops)}
        for one in detail.regions
        if one.path
    ]
    if ways:
        yield speaker.section("paths", "region path", ways)
    projects = [
        {
            "acronym": one_line(one.acronym or one.id), "programme": one_line(one.programme), "year": one.year,
            "topics": speaker.topics(one.topics), "regions": ", ".join(map(speaker.area, one.regions)),
        }
        for one in detail.projects
    ]  # fmt: skip
    yield speaker.section("projects", "acronym programme year:year topics regions", projects)
    yield from award_sections(detail, speaker)


def _nearest(detail: FileDetail, speaker: Speaker) -> Iterable[Section]:
    rows = [
        {
            "region": speaker.area(region.region), "organisation": speaker.organisation(one.id), "id": one_line(one.id),
            "why": speaker.words.listed([
                speaker("why_domains", domains=speaker.domains(one.domains)),
                *([speaker("why_topics", topics=speaker.topics(one.topics))] if one.topics else []),
            ]),
        }
        for region in detail.regions for one in region.nearest
    ]  # fmt: skip
    if rows:
        yield speaker.section("nearest", "region organisation id why", rows)


def _regions(detail: FileDetail, speaker: Speaker) -> Section:
    columns = "region candidates:count within:count smes:count unsized:count capable missing"
    rows = [
        {
            **speaker.row(one, columns), "candidates": len(one.candidates), "missing": speaker.topics(one.missing),
            "capable": speaker.words.listed(f"{speaker.domain(domain)} ({n})" for domain, n in one.capable.items()),
        }
        for one in detail.regions
    ]  # fmt: skip
    return speaker.section("regions", columns, rows)


def _told(name: str, items: tuple[str, ...], file: PurchaseFile, speaker: Speaker) -> Section:
    """What each page tells of these items of a file."""
    rows = [
        {
            "item": speaker(f"item_{one.item}"), "told": _cell(one, speaker), "year": one.year,
            "note": _note(one, speaker) or NO_NUMBER, "day": one.day or NO_NUMBER, "grade": _grade(one.grade, speaker),
            "source": one.source or NO_NUMBER,
        }
        for one in file.told if one.item in items
    ]  # fmt: skip
    return speaker.section(name, "item told year:year note day:date grade source", rows)


def _note(one: Told, speaker: Speaker) -> str:
    """What the page says, after who published it."""
    return ". ".join(in_words(text, speaker.lang) for text in (one.publisher, one.note) if text)


def _cell(one: Told, speaker: Speaker) -> str:
    if one.item == "prime":
        return speaker.organisation(one.organisation)
    if one.item == "topic":
        return speaker.topic(one.topic)
    if one.item == "decision":
        return NO_NUMBER
    if not math.isfinite(one.value):
        return speaker("no_amount")
    return _of(_scope(one), _worth(one, speaker), speaker)


def _worth(one: Told, speaker: Speaker) -> str:
    return published(
        {"value": one.value, "value_high": one.value_high, "unit": "EUR", "qualifier": one.qualifier}, speaker
    )


def _scope(one: Told) -> str:
    """The string that says what an amount is of."""
    return f"in_{one.subject}" if one.subject else f"amount_{one.amount_kind}"


def _of(scope: str, told: str, speaker: Speaker) -> str:
    return speaker(scope, told=told) if scope in speaker.words.strings else told


def _amounts(file: PurchaseFile, item: str, speaker: Speaker) -> str:
    """All amounts of an item, each with its year, those of one scope together."""
    found: dict[str, dict[str, None]] = {}
    for one in file.of(item):
        if math.isfinite(one.value):
            told = _worth(one, speaker)
            cell = speaker("in_year", told=told, year=f"{one.year:.0f}") if one.year == one.year else told
            found.setdefault(_scope(one), {})[cell] = None
    return speaker.words.listed(_of(scope, ", ".join(told), speaker) for scope, told in found.items()) or NO_NUMBER


def _invitation(one: Candidate, speaker: Speaker) -> dict[str, Any]:
    size = speaker(f"size_{one.size}") if one.size else NO_NUMBER
    return speaker.row(one, _INVITE, size=size, why=speaker.words.listed(_reasons(one, speaker)))


def _reasons(one: Candidate, speaker: Speaker) -> Iterable[str]:
    if one.house:
        own = one.house == one.id
        yield speaker("why_self") if own else speaker("why_house", prime=speaker.organisation(one.house))
    if one.named:
        notes = dict.fromkeys(in_short(one_line(deal.note), speaker.words) for deal in one.named)
        yield speaker("why_named", notes=speaker.words.listed([*notes][:_MOST_NOTES]))
    for deal in one.prime[:_MOST_NOTES]:
        kind, prime = property_label(deal.kind, speaker.lang), speaker.organisation(deal.to)
        told = {"note": in_short(one_line(deal.note), speaker.words)} if deal.note else {}
        yield speaker("why_prime" if told else "why_prime_bare", kind=kind, prime=prime, **told)
    for key, n in (("why_awards", len(one.awards)), ("why_projects", len(one.projects))):
        if n:
            yield speaker(key, n=n)
    alone = tuple(topic for topic in one.topics if topic not in one.shared)
    for key, topics in (("why_topics", alone), ("why_topics_projects", one.shared)):
        if topics:
            yield speaker(key, topics=speaker.topics(topics))
    if one.domains:
        yield speaker("why_domains", domains=speaker.domains(one.domains))


def _hop(hop: Hop, speaker: Speaker) -> str:
    """A step of a path, with the projects or the tie that it rests on."""
    if hop.projects:
        told = ", ".join(one_line(project.acronym or project.id) for project in hop.projects[:_MOST_PROJECTS])
        one, other = speaker.organisation(hop.source), speaker.organisation(hop.target)
        return speaker("hop_projects", one=one, other=other, projects=told)
    said = hop.notes[0]
    names = speaker.organisation(said.source), speaker.organisation(said.target)
    return f"{names[0]} {property_label(said.kind, speaker.lang)} {names[1]}"


def _grade(grade: str, speaker: Speaker) -> str:
    """The grade of a page; one that is not official says that no official page was found."""
    told = _grade_name(grade, speaker)
    return told if grade in _OFFICIAL else speaker("no_official", grade=told)


def _grade_name(grade: str, speaker: Speaker) -> str:
    return speaker.either(f"grade_{grade}", speaker("grade_U"))


def _grades(cells: Iterable[Told], speaker: Speaker) -> str:
    """How many cells rest on an official page, and on what the others do."""
    found = Counter(one.grade for one in cells)
    official, n = sum(found.pop(grade, 0) for grade in _OFFICIAL), found.total()
    others = ", ".join(f"{_grade_name(grade, speaker)} ({some})" for grade, some in found.most_common())
    key = "grades_official" if not n else "grades" if official else "grades_none"
    return speaker(key, n=official + n, official=official, others=others)
