"""Complementarity in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dirskg.exports.findings.document import Document, Section, picked
from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.language import NO_NUMBER
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.complement import ComplementReport, DomainPair, Value, Wanting
from dirskg.graph.measures.holding import LEAST_ACTORS

_FIRST = 3
_CHANCE = 0.025


def document(report: ComplementReport, speaker: Speaker) -> Document:
    """All cells that a region does not hold, or one in depth."""
    return Document(
        title=speaker("title"),
        facts=speaker.facts(report.perimeter),
        paragraphs=(
            *_related(report, speaker),
            *(_one(report.cells[0], speaker) if report.gap and report.cells else _all(report, speaker)),
            speaker("not_said"),
        ),
        sections=tuple(_sections(report, speaker)),
        notes=(
            speaker("note_held", least=LEAST_ACTORS), speaker("note_related"), speaker("note_density"),
            speaker("note_even"), speaker("note_complexity"),
        ),
    )  # fmt: skip


def _related(report: ComplementReport, speaker: Speaker) -> Iterator[str]:
    found = report.relatedness
    related = found.related()
    names = speaker.words.listed(
        f"{speaker.domain(pair.one)} – {speaker.domain(pair.other)} {speaker.decimal(pair.phi)}"
        for pair in related[:_FIRST]
    )
    yield speaker(
        "related_words", organisations=found.organisations, projects=found.projects, related=len(related),
        pairs=len(found.pairs), chance=speaker.decimal(_CHANCE * len(found.pairs), 0), names=names or NO_NUMBER,
    )  # fmt: skip


def _all(report: ComplementReport, speaker: Speaker) -> Iterator[str]:
    firm = [cell for cell in report.cells if cell.best and cell.best.firm > 0]
    yield speaker("all_words", held=len(report.held), cells=len(report.cells), firm=len(firm))
    first = [
        speaker(
            "all_first", region=speaker.area(cell.cell.region), domain=speaker.domain(cell.cell.domain),
            partner=speaker.the(cell.best.region),
            domains=speaker.domains(supply.domain for supply in cell.best.supplies if supply.pair.related),
        )
        for cell in firm[:_FIRST] if cell.best
    ]  # fmt: skip
    if first:
        yield speaker("all_best", told=speaker.words.listed(first))
    values = [value for cell in report.cells for value in (cell.density, *(offer.added for offer in cell.offers))]
    yield speaker("all_tells", tells=sum(value.tells for value in values), values=len(values))


def _one(wanting: Wanting, speaker: Speaker) -> Iterator[str]:
    cell = wanting.cell
    yield speaker(
        "one_held" if wanting.held else "one_not_held", region=speaker.area(cell.region),
        domain=speaker.domain(cell.domain), count=cell.count, expected=speaker.decimal(cell.expected, 1),
        lq=speaker.decimal(cell.be.lq), low=speaker.decimal(cell.be.lq_low), high=speaker.decimal(cell.be.lq_high),
        state=speaker.state(wanting.cell.state), density=_interval(wanting.density, speaker),
        even=speaker.decimal(wanting.density.even, 0),
    )  # fmt: skip
    for offer in wanting.offers:
        related = [supply for supply in offer.supplies if supply.pair.related]
        yield speaker(
            "one_offer", region=speaker.area(offer.region), added=_interval(offer.added, speaker),
            even=speaker.decimal(offer.added.even, 0), domains=speaker.domains(s.domain for s in offer.supplies),
        )  # fmt: skip
        if not related:
            yield speaker("one_offer_loose")
        for supply in related:
            actors = speaker.words.listed(speaker.organisation(one.id) for one in supply.suppliers[:_FIRST])
            yield speaker(
                "one_supply", domain=speaker.domain(supply.domain), share=speaker.decimal(supply.share, 0),
                count=supply.count,
                phi=speaker.interval(supply.pair.phi, supply.pair.low, supply.pair.high),
                region=speaker.area(offer.region), actors=actors,
                tied=sum(one.tied > 0 for one in supply.suppliers), shown=len(supply.suppliers),
                home=speaker.area(cell.region),
            )  # fmt: skip
    if not wanting.offers:
        yield speaker("one_nobody")


def _sections(report: ComplementReport, speaker: Speaker) -> Iterator[Section]:
    if report.gap:
        yield _supplies(report, speaker)
        yield _actors(report, speaker)
    else:
        yield _cells(report, speaker)
    yield _pairs(report, speaker)


def _cells(report: ComplementReport, speaker: Speaker) -> Section:
    columns = "region domain state actors:count expected:decimal lq:decimal density partner added even firm behind"
    return speaker.section("cells", columns, [_cell(wanting, speaker) for wanting in report.cells])


def _cell(wanting: Wanting, speaker: Speaker) -> dict[str, Any]:
    cell, best = wanting.cell, wanting.best
    behind = [supply.domain for supply in best.supplies if supply.pair.related] if best else []
    return {
        **speaker.row(cell, "region domain expected"), "state": speaker.state(cell.state), "actors": cell.count,
        "lq": cell.be.lq,
        "density": _interval(wanting.density, speaker), "partner": speaker.area(best.region) if best else NO_NUMBER,
        "added": _interval(best.added, speaker) if best else NO_NUMBER,
        "even": _percent(best.added.even, speaker) if best else NO_NUMBER,
        "firm": _percent(best.firm, speaker) if best else NO_NUMBER,
        "behind": ", ".join(behind) or NO_NUMBER,
    }  # fmt: skip


def _supplies(report: ComplementReport, speaker: Speaker) -> Section:
    columns = (
        "region domain share:decimal phi:decimal low:decimal high:decimal related together:count projects:count "
        "actors:count"
    )
    rows = [
        {
            "region": speaker.area(offer.region), "domain": speaker.domain(s.domain), "share": s.share,
            **_numbers(s.pair, speaker), "actors": s.count,
        }
        for cell in report.cells for offer in cell.offers for s in offer.supplies
    ]  # fmt: skip
    return speaker.section("supplies", columns, rows)


def _actors(report: ComplementReport, speaker: Speaker) -> Section:
    columns = "region domain organisation id leg claims:count basis tied:count closest source"
    rows = [
        {
            **speaker.row(one, columns), "region": speaker.area(offer.region), "domain": s.domain,
            "basis": ", ".join(speaker(f"basis_{basis}") for basis in one.bases),
            "closest": speaker.organisations(filter(None, [one.partner])),
            "source": one_line(one.sources[0]) if one.sources else NO_NUMBER,
        }
        for cell in report.cells for offer in cell.offers for s in offer.supplies for one in s.suppliers
    ]  # fmt: skip
    return speaker.section("actors", columns, rows)


def _pairs(report: ComplementReport, speaker: Speaker) -> Section:
    columns = "one other phi:decimal low:decimal high:decimal related together:count projects:count"
    rows = [
        {"one": speaker.domain(pair.one), "other": speaker.domain(pair.other), **_numbers(pair, speaker)}
        for pair in report.pairs
    ]
    return speaker.section("pairs", columns, rows)


def _numbers(pair: DomainPair, speaker: Speaker) -> dict[str, Any]:
    told = {"related": speaker("yes" if pair.related else "no"), "together": pair.organisations}
    return {**picked(pair, "phi low high projects"), **told}


def _percent(value: float, speaker: Speaker) -> str:
    return speaker.percent(value / 100)


def _interval(value: Value, speaker: Speaker) -> str:
    """A density with its interval: 36% (27% to 59%)."""
    return speaker.interval(value.value, value.low, value.high, lambda density: _percent(density, speaker))
