"""What the analyses found, as plain values for the page; organisations stand in them by their number."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any

from dirskg.exports.explorer.columns import plain
from dirskg.exports.explorer.material import Material
from dirskg.exports.explorer.records import Records
from dirskg.exports.findings.evidence import command
from dirskg.exports.findings.headline import kinds
from dirskg.exports.findings.published import in_words
from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.findings.subjects.skills import paragraphs
from dirskg.exports.language import LANGUAGES, read_words
from dirskg.graph.analyses.calls import named
from dirskg.graph.analyses.finding import finite
from dirskg.graph.analyses.gaps import HELIX_GAPS, SUPPLY_GAPS, Cell
from dirskg.graph.analyses.purchases import FileRow
from dirskg.graph.ecosystem.strengths import CAPABLE
from dirskg.graph.network.gap_paths import GapActor
from dirskg.ontology.vocab import REGIONS

_MOST_PAGES = 3  # shown of those that ask for a competence


def findings(material: Material, records: Records) -> dict[str, Any]:
    """All findings by name."""
    plants = records.plants()
    found = {
        "cells": [_cell(cell, material, records, plants) for cell in material.gaps.cells],
        "counted": {"told": _told(material), "perimeter": material.gaps.perimeter},
        "pairs": [pair.to_json() for pair in material.pairs],
        "chances": _calls(material, records),
        "seats": _seats(material, records),
        "milestones": _milestones(material, records),
        "purchases": [_purchase(row, records) for row in material.purchases.files],
        "skills": _skills(material, records),
        "unseen": _unseen(material),
        "gaps": [[cell.region, cell.domain] for cell in material.gaps.gaps()],
        "headlines": headlines(material),
    }
    return {name: plain(value) for name, value in found.items()}


def _told(material: Material) -> dict[str, str]:
    """Who can deliver, by what they are, in each language."""
    counts = material.gaps.by_strength[CAPABLE]
    return {lang: kinds(counts, read_words("dirskg.exports.findings", lang, "common")) for lang in LANGUAGES}


def _cell(cell: Cell, material: Material, records: Records, plants: Mapping[tuple[str, ...], int]) -> dict[str, Any]:
    told = cell.to_json()
    kept = ("region", "domain", "state", "state_known", "count", "expected", "lq", "lq_low", "lq_high", "p_adjusted",
            "located", "seen_share", "sme", "sme_least", "sme_most", "size_unknown", "federal", "legs", "missing_legs",
            "takes_part", "support", "without_domain")  # fmt: skip
    eu = {name: told["eu"][name] for name in ("count", "expected", "lq", "lq_low", "lq_high")}
    ways = material.ways.get((cell.region, cell.domain))
    others = dict.fromkeys(actor.id for closer in cell.unasked for actor in closer.actors)
    return {
        **{name: told[name] for name in kept}, "eu": eu, "latent": bool(told["labels"]),
        "evidence": command(cell.trace()),
        "only": [records.organisations.known(one) for one, _ in cell.only],
        "suggested": [records.organisations.known(one) for one, _ in cell.asked.suggested],
        "on_site": [plants[one.id, cell.domain, one.town, one.told, one.state, one.source] for one in cell.on_site],
        "state_on_site": told["state_with_on_site"],
        "unasked": [records.organisations.known(one) for one in others],
        "candidates": ways.candidates if ways else 0, "hops": ways.max_hops if ways else 0,
        "ways": [_way(actor, records) for actor in ways.actors] if ways else [],
    }  # fmt: skip


def _way(actor: GapActor, records: Records) -> dict[str, Any]:
    path = actor.path.organisations if actor.path else ()
    return {
        "actor": records.organisations.known(actor.id),
        "leg": actor.leg,
        "claims": actor.claims,
        "within": actor.to_domain,
        "path": [records.organisations.known(one) for one in path],
    }


def _calls(material: Material, records: Records) -> list[dict[str, Any]]:
    return [
        {
            "call": records.calls.known(row.id), "status": row.status, "domains": list(row.domains),
            "verdict": row.verdict, "whole": row.whole(), "actors": row.actors,
            "parts": {part.region: [part.actors, len(part.domains)] for part in row.parts},
            "missing": row.missing(*row.placed()),
            "named": [records.organisations.known(one.id) for one in named(material.ecosystem, row.id)],
        }
        for row in material.calls.rows
    ]  # fmt: skip


def _seats(material: Material, records: Records) -> dict[str, Any]:
    report = material.seats
    kept = [
        {
            "organisation": records.organisations.known(seat.id), "fixed": seat.fixed, "leg": seat.leg,
            "region": seat.region, "entities": list(seat.entities), "reaches": len(seat.cells), "only": seat.only,
            "speaks_for": seat.speaks_for,
            "substitutes": [records.organisations.known(one) for one in seat.substitutes],
        }
        for seat in report.seats
    ]  # fmt: skip
    voiceless = [[*cell, actors] for cell, actors in report.voiceless]
    return {"seats": kept, "reached": report.reached, "occupied": len(report.occupied), "voiceless": voiceless}


def _milestones(material: Material, records: Records) -> list[dict[str, Any]]:
    source = dict(zip(material.ecosystem.milestones["id"], material.ecosystem.milestones["source"], strict=True))
    return [
        {**one.to_json(), "owner": records.organisations.known(one.owner), "source": records.sources(source[one.id])}
        for one in material.milestones
    ]


def _purchase(row: FileRow, records: Records) -> dict[str, Any]:
    """A purchase file with the values told of it, and whom to invite: region, and if in business already."""
    file = row.file
    told = [
        {"value": one.value, "high": finite(one.value_high), "qualifier": one.qualifier, "kind": one.amount_kind,
         "year": finite(one.year), "note": _in_every_language(one.note), "source": records.sources(one.source)}
        for one in file.of("value") if math.isfinite(one.value)
    ]  # fmt: skip
    invited = [[records.organisations.known(one.id), one.region, one.within] for one in row.candidates]
    return {
        "names": {lang: file.label(lang) for lang in LANGUAGES}, "year": file.year, "values": told, "invite": invited,
        "primes": [records.organisations.known(one) for one in file.primes], "nobody": list(row.nobody),
    }  # fmt: skip


def _skills(material: Material, records: Records) -> dict[str, Any]:
    """What is asked for, who trains where, and what the command says of both, in each language."""
    report, known = material.skills, records.organisations.known
    pages: dict[str, dict[str, None]] = {}
    for one in report.sentences:
        pages.setdefault(one.competence, {})[one.source] = None
    asked = [
        {
            "names": {lang: told.label(lang) for lang in LANGUAGES}, "records": told.records,
            "domains": list(told.domains),
            "offers": {region: [[*map(known, offers.get(region, ()))] for offers in (told.named, told.works)]
                       for region in REGIONS},
            "sources": [records.sources(page) for page in filter(None, pages[told.competence])][:_MOST_PAGES],
        }
        for told in report.asked
    ]  # fmt: skip
    trained = [[known(one.organisation), one.region, list(one.domains), one.community] for one in report.trained]
    said = {lang: list(paragraphs(report, Speaker("skills", material.ecosystem, lang))) for lang in LANGUAGES}
    return {"told": said, "asked": asked, "trained": trained}


def _unseen(material: Material) -> dict[str, Any]:
    report = material.completeness.to_json()
    parts = ("domain", "region", "leg", "seen", "method", "estimate")
    anchors = ("subject", "perimeter", "region", "programme", "year", "value", "value_high", "qualifier", "unit",
               "grade", "source", "own", "why")  # fmt: skip
    return {
        "parts": [{name: row[name] for name in parts} for row in (*report["totals"], *report["domains"])],
        "anchors": [
            {**{name: row[name] for name in anchors},
             **{name: _in_every_language(row[name]) for name in ("note", "publisher")}}
            for row in report["anchors"]
        ],
    }  # fmt: skip


def _in_every_language(note: str) -> dict[str, str]:
    return {lang: in_words(note, lang) for lang in LANGUAGES}


def headlines(material: Material) -> list[dict[str, Any]]:
    """Five findings, each a figure and the values of its sentence; one that cannot be said is left out."""
    gaps, placed = material.gaps.gaps(), [cell for cell in material.gaps.cells if cell.region]
    told: list[dict[str, Any]] = [{
        "key": "gaps", "figure": len(gaps), "cells": len(placed),
        "supply": sum(cell.state in SUPPLY_GAPS for cell in gaps),
        "helix": sum(cell.state in HELIX_GAPS for cell in gaps),
    }]  # fmt: skip
    if gaps:
        closable = [cell for cell in gaps if cell.closable_by]
        ways = (material.ways.get((cell.region, cell.domain)) for cell in closable)
        tied = sum(way is not None and any(one.path for one in way.actors) for way in ways)
        key = "closable_tied" if closable and tied == len(closable) else "closable"
        told.append({"key": key, "figure": len(closable), "tied": tied})
    across = [pair for pair in material.pairs if pair.area != pair.other and math.isfinite(pair.ratio)]
    if across:
        least = min(across, key=lambda pair: (pair.ratio, pair.area, pair.other))
        told.append({
            "key": "across", "figure": least.ties, "area": least.area, "other": least.other, "expected": least.expected,
            "low": least.low, "high": least.high, "all": sum(pair.ties for pair in across),
        })  # fmt: skip
    verdicts = Counter(row.verdict for row in material.calls.rows if row.status == "open")
    told.append({
        "key": "calls", "figure": verdicts.total(), "alone": verdicts["alone"] + verdicts["several"],
        "together": verdicts["together"], "partly": verdicts["partly"] + verdicts["nobody"]
    })  # fmt: skip
    whole = next((part for part in material.completeness.totals if not (part.region or part.leg or part.domain)), None)
    if whole and whole.estimate:
        estimate = whole.estimate
        told.append({
            "key": "unseen", "figure": whole.seen, "estimate": round(estimate.value), "low": round(estimate.low),
            "high": round(estimate.high)
        })  # fmt: skip
    return told
