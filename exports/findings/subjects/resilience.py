"""Who would be missed most, in words."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from dirskg.exports.findings.document import Document, Section, picked
from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.language import NO_NUMBER
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.resilience import Attack, Layer, Leaver, ResilienceReport
from dirskg.graph.network.layers import LAYER_WORDS

_LEAVER = (
    "organisation id region points:count at_most:count jobs:count euro:euro business:count coordinated:count "
    "topics:count cells:count calls:count emptied:count legs:count cut_off:count pairs:count one_left:count "
    "giant:count ties:count between:percent participation:decimal"
)
_LAYER = "layer ties:count actors:count alone:count nearest overlap:percent"


def document(report: ResilienceReport, speaker: Speaker) -> Document:
    """The actors whose leaving loses most, what is lost with each, and how the network hangs together."""
    asked = {"domain": speaker.domain(report.domain)} if report.domain else {}
    asked |= {"region": speaker.area(report.region)} if report.region else {}
    return Document(
        title=speaker("title"),
        facts=speaker.facts("broad", **asked),
        paragraphs=(*_paragraphs(report, speaker), speaker("not_said")),
        sections=tuple(_sections(report, speaker)),
        notes=tuple(map(speaker, ("note_losses", "note_order", "note_network", "note_robustness", "note_layers"))),
    )


def _paragraphs(report: ResilienceReport, speaker: Speaker) -> Iterator[str]:
    if not report.actors:
        yield speaker("nobody")
        return
    yield speaker("in_words", actors=report.actors, losing=report.losing, unplaced=report.unplaced)
    first = [row for row in report.rows if row.loses][:1]
    yield from (speaker("first", name=_named(row, speaker), lost=_lost(row, speaker)) for row in first)
    hanging = sum(bool(row.calls) for row in report.rows)
    yield speaker("calls_hang" if hanging else "calls_safe", calls=report.calls, n=hanging)
    yield _hangs("over_all", report.whole, speaker)
    yield _hangs("at_home", report.home, speaker)
    yield speaker("bridges_in_words", n=len(report.bridges))


def _hangs(key: str, attack: Attack, speaker: Speaker) -> str:
    if not attack.actors:
        return speaker(f"{key}_none")
    told = {"actors": attack.actors, "giant": attack.giant, "robustness": speaker.decimal(attack.robustness)}
    halved = speaker("halved", n=attack.halving) if attack.halving else speaker("below_half")
    return f"{speaker(key, **told)} {halved}"


def _lost(row: Leaver, speaker: Speaker) -> str:
    """What is lost with an actor, in one line."""
    cells = ", ".join(f"{speaker.domain(domain)}, {speaker.area(region)}" for domain, region in row.emptied)
    topics, capable = row.weight.topics, row.weight.cells
    told = {
        "lost_topics": (len(topics), ", ".join(map(speaker.topic, topics))),
        "lost_capable": (len(capable), ", ".join(f"{speaker.domain(d)}, {speaker.area(r)}" for d, r in capable)),
        "lost_calls": (len(row.calls), ", ".join(map(one_line, row.calls))),
        "lost_cells": (len(row.emptied), cells),
        "lost_legs": (len(row.legs), speaker.leg(row.leg)),
        "lost_ties": (len(row.cut_off), ", ".join(map(speaker.organisation, row.cut_off))),
        "lost_pairs": (row.pairs, ""),
    }
    return speaker.words.listed(speaker(key, n=n, what=what) for key, (n, what) in told.items() if n) or NO_NUMBER


def _sections(report: ResilienceReport, speaker: Speaker) -> Iterator[Section]:
    caption = speaker("leavers_caption", shown=len(report.rows), k=report.k)
    yield speaker.section("leavers", _LEAVER, [_leaver(row, speaker) for row in report.rows], caption)
    lost = [told for row in report.rows for told in _each_loss(row, speaker)]
    yield speaker.section("losses", "organisation lost what", lost)
    bridges = [
        {"first": speaker.organisation(bridge.first), "second": speaker.organisation(bridge.second)}
        for bridge in report.bridges
    ]
    yield speaker.section("bridges", "first second", bridges)
    yield speaker.section("layers", _LAYER, [_layer(layer, speaker) for layer in report.layers])


def _leaver(row: Leaver, speaker: Speaker) -> dict[str, Any]:
    return {
        **speaker.row(row, "id region pairs giant ties participation"), "organisation": _named(row, speaker),
        "points": row.weight.points, "at_most": row.weight.most, "jobs": row.weight.employees,
        # Where no amount is known, none is no zero.
        "euro": math.nan if row.weight.unpaid and not row.weight.money else row.weight.money,
        "business": row.weight.business, "coordinated": row.weight.coordinated, "topics": len(row.weight.topics),
        "cells": len(row.weight.cells), "calls": len(row.calls), "emptied": len(row.emptied), "legs": len(row.legs),
        "cut_off": len(row.cut_off), "one_left": len(row.single), "between": row.betweenness,
    }  # fmt: skip


def _named(row: Leaver, speaker: Speaker) -> str:
    """The actor, and what leaves with it."""
    name, others = speaker.organisation(row.id), [one for one in row.weight.members if one != row.id]
    return speaker("with_group", name=name, others=speaker.organisations(others)) if others else name


def _each_loss(row: Leaver, speaker: Speaker) -> Iterator[dict[str, str]]:
    name = speaker.organisation(row.id)

    def told(key: str, what: str) -> dict[str, str]:
        return {"organisation": name, "lost": speaker(f"loss_{key}"), "what": what}

    yield from (told("topic", speaker.topic(topic)) for topic in row.weight.topics)
    yield from (told("capable", f"{speaker.domain(domain)}, {speaker.area(area)}") for domain, area in row.weight.cells)
    yield from (told("call", one_line(call)) for call in row.calls)
    yield from (told("cell", f"{speaker.domain(domain)}, {speaker.area(area)}") for domain, area in row.emptied)
    for domain, area, leg in row.legs:
        # An emptied cell has lost its legs with everybody else.
        if (domain, area) not in row.emptied:
            yield told("leg", f"{speaker.domain(domain)}, {speaker.area(area)}, {speaker.leg(leg)}")
    yield from (told("tie", speaker.organisation(one)) for one in row.cut_off)
    yield from (told("one", f"{speaker.domain(domain)}, {speaker.area(area)}") for domain, area in row.single)


def _layer(layer: Layer, speaker: Speaker) -> dict[str, Any]:
    known = [(share, name) for name, share in layer.overlap.items() if share == share]
    share, name = max(known, key=lambda pair: (pair[0], pair[1]), default=(float("nan"), ""))
    return {
        **picked(layer, "ties actors alone"), "layer": _name(layer.name, speaker),
        "nearest": _name(name, speaker) if share > 0 else "", "overlap": share,
    }  # fmt: skip


def _name(layer: str, speaker: Speaker) -> str:
    return speaker.word("layer", layer) if layer in LAYER_WORDS else one_line(layer)
