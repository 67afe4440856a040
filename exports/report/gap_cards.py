"""The gap register, and a card for each gap: first who could close it and how, then who is there, then the numbers."""

from __future__ import annotations

from collections.abc import Iterator

from dirskg.exports.report.inquiry import Inquiry
from dirskg.exports.report.model import Block, Grid, Listed, Part, Said
from dirskg.exports.report.proposals import how
from dirskg.exports.report.voice import Voice
from dirskg.graph.analyses.gaps import Cell

_NAMED, _THERE = 4, 10
_COLUMNS = "number:count domain region state seen:count expected:decimal lq p_adjusted:probability closers"


def register(inquiry: Inquiry, voice: Voice) -> Iterator[Part]:
    """All gaps in one table, worst first, then each on a card of its own."""
    lesser = inquiry.lesser()
    rows = [_row(number, cell, inquiry, voice) for number, cell in enumerate(lesser, start=1)]
    table = Grid(voice.section("register", _COLUMNS, rows), most=len(rows) or 1)
    yield voice.part("gaps", voice.say("register_answer", n=len(lesser)), table)
    for number, cell in enumerate(lesser, start=1):
        yield _card(number, cell, inquiry, voice)


def _row(number: int, cell: Cell, inquiry: Inquiry, voice: Voice) -> dict[str, object]:
    be = cell.be
    return {
        "number": number, "domain": voice.domain(cell.domain), "region": voice.area(cell.region),
        "state": voice.state(cell.state), "seen": cell.count, "expected": cell.expected,
        "lq": voice.brief_interval(be.lq, be.lq_low, be.lq_high), "p_adjusted": be.p_adjusted,
        "closers": ", ".join(voice.organisation(one.id) for one in inquiry.paths(cell).actors[:2]),
    }  # fmt: skip


def _card(number: int, cell: Cell, inquiry: Inquiry, voice: Voice) -> Part:
    be, found = cell.be, inquiry.paths(cell)
    helpers = [
        voice.say(
            "helper" if one.path else "helper_untied", name=voice.actor(one.id), region=voice.area(one.region),
            leg=voice.leg(one.leg), partner=voice.actor(one.path.hops[-1].target) if one.path else "",
            how=how(one.path, voice) if one.path else "",
        )
        for one in found.actors[:_NAMED]
    ]  # fmt: skip
    there = [voice.actor(one) for one in inquiry.there(cell)]
    missing = [voice.leg(leg) for leg in cell.missing_legs]
    open_calls = [voice.call(row.title, row.deadline) for row in inquiry.open_calls(cell.domain)]
    blocks: list[Block] = [
        voice.say("card_answer", n=found.candidates, place=voice.place(cell.region)),
        *([Listed(tuple(helpers), numbered=True)] if helpers else []),
        *filter(None, [voice.on_site(cell)]),
        *(Said(one) for one in voice.second(cell)),
        voice.say("card_calls", n=len(open_calls), titles=voice.words.listed(open_calls)),
        voice.say("card_there", n=len(there), names=voice.few(there[:_THERE], len(there))),
        *([voice.say("card_missing", n=len(missing), legs=voice.joined(missing))] if missing else []),
        voice.say(
            "card_numbers", cell.trace(), n=cell.count, expected=voice.decimal(cell.expected, 1),
            lq=voice.interval(be.lq, be.lq_low, be.lq_high), p=voice.words.probability(be.p_adjusted),
            eu=voice.interval(cell.eu.lq, cell.eu.lq_low, cell.eu.lq_high), count=cell.eu.count,
        ),
    ]  # fmt: skip
    place = {"domain": voice.domain(cell.domain), "region": voice.area(cell.region)}
    heading = voice("card", number=number, **place, state=voice.state(cell.state))
    return Part(f"gap-{cell.region}-{cell.domain}", heading, tuple(blocks), level=2)
