"""The five findings that stand first: each with its number, interval, certainty and evidence."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from dirskg.exports.report.inquiry import Inquiry
from dirskg.exports.report.model import Said
from dirskg.exports.report.voice import Voice
from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.gaps import GAPS, NOT_JUDGED, SIGNIFICANT, Cell
from dirskg.graph.analyses.programmes import place_trace
from dirskg.graph.analyses.smes import SmeRow
from dirskg.graph.analyses.ties import Pair
from dirskg.graph.ecosystem.strengths import CAPABLE
from dirskg.ontology.vocab import BELGIUM

FIVE = 5
_NAMED = 2


def headlines(inquiry: Inquiry, voice: Voice) -> tuple[Said, ...]:
    """The first five that can be told of what is asked about."""
    scope = inquiry.scope
    if scope.organisation:
        found = _organisation(inquiry, voice)
    elif scope.region and scope.domain:
        found = _cell(inquiry, voice)
    elif scope.region:
        found = _region(inquiry, voice)
    else:
        found = _domain(inquiry, voice) if scope.domain else _belgium(inquiry, voice)
    return tuple(islice(found, FIVE))


def _belgium(inquiry: Inquiry, voice: Voice) -> Iterator[Said]:
    yield from _gaps(inquiry, voice)
    yield from _worst(inquiry, voice)
    yield from ties(inquiry, voice)
    yield from fund(inquiry, voice)
    yield from smes(inquiry, voice, next(iter(inquiry.smes.rows), None))
    yield from meetings(inquiry, voice)


def _region(inquiry: Inquiry, voice: Voice) -> Iterator[Said]:
    region = inquiry.scope.region
    yield from _gaps(inquiry, voice)
    yield from _worst(inquiry, voice)
    yield from _strength(inquiry, voice)
    yield from ties(inquiry, voice)
    part = next((part for part in inquiry.benchmark.parts if part.place == region), None)
    if part:
        share, parts = part.participation_share, inquiry.benchmark.participations
        told = voice.interval(share.value, share.low, share.high, voice.share)
        said = voice.say(
            "part_in_fund", part.trace(), lead=voice("lead_fund"), n=part.participations, total=parts, share=told,
            place=voice.place(region),
        )  # fmt: skip
        yield _sure(voice, said, "counted")
    yield from smes(inquiry, voice, next((row for row in inquiry.smes.rows if row.region == region), None))


def _domain(inquiry: Inquiry, voice: Voice) -> Iterator[Said]:
    domain = inquiry.scope.domain
    told = [_state(cell, voice, voice.area(cell.region)) for cell in inquiry.cells()]
    traces = [cell.trace() for cell in inquiry.cells()]
    said = voice.say("domain_states", *traces, lead=voice("lead_states"), states=voice.words.listed(told))
    yield _sure(voice, said, "counted")
    yield from _worst(inquiry, voice)
    yield from _strength(inquiry, voice)
    yield from _union(inquiry, voice)
    yield from _open(inquiry, voice)
    yield from smes(inquiry, voice, next((row for row in inquiry.smes.domains if row.domain == domain), None))


def _cell(inquiry: Inquiry, voice: Voice) -> Iterator[Said]:
    cell = inquiry.cells()[0]
    found = inquiry.paths(cell)
    named = [voice.actor_from(one.id, one.region) for one in found.actors[:3]]
    if named:
        said = voice.say(
            "who_could", Trace("who", "actors-counted", {"domain": cell.domain, "only": CAPABLE}),
            lead=voice("lead_who"), n=found.candidates, names=voice.joined(named), place=voice.place(cell.region),
        )  # fmt: skip
        yield _sure(voice, replace(said, text=" ".join([said.text, *voice.second(cell)[1:]])), "counted")
    yield _judged(cell, voice)
    if on_site := voice.on_site(cell):
        lead, _, told = on_site.text.partition(f"{voice.words.high}: ")
        yield replace(on_site, text=told, lead=lead)
    yield from _union(inquiry, voice)
    yield from _open(inquiry, voice)
    yield from ties(inquiry, voice)
    yield from smes(inquiry, voice, next((row for row in inquiry.smes.domains if row.domain == cell.domain), None))


def _organisation(inquiry: Inquiry, voice: Voice) -> Iterator[Said]:
    found, name = inquiry.partners, voice.actor(inquiry.scope.organisation)
    known, traces = found.known, found.traces()
    if found.domains:
        yield voice.say(
            "active_in", *traces[:1], lead=voice("lead_does"), name=name, n=len(found.domains),
            domains=voice.domains(found.domains),
        )  # fmt: skip
    regions = [voice.place(region) for region in known.regions if region]
    yield voice.say(
        "tied_regions" if regions else "tied_to", traces[1], lead=voice("lead_tied"), n=len(known.tied), name=name,
        regions=voice.joined(regions),
    )  # fmt: skip
    if found.near:
        yield voice.say("near", traces[0], lead=voice("lead_near"), domains=voice.domains(found.near))
    titles, more = [voice.call(one.title, one.deadline) for one in found.fitting[:3]], len(found.fitting) - 3
    yield voice.say(
        "fitting", traces[2], lead=voice("lead_calls"), n=len(found.fitting),
        titles=voice.words.listed([*titles, *([voice("evidence_more", n=more)] if more > 0 else [])]),
    )  # fmt: skip
    alone = [
        cell for cell in inquiry.gaps.gaps()
        if cell.domain in found.domains and cell.region == inquiry.facts(inquiry.scope.organisation)["region"]
    ]  # fmt: skip
    yield voice.say(
        "gaps_at_home", *(cell.trace() for cell in alone), lead=voice("lead_gaps"), n=len(alone), name=name,
        cells=voice.words.listed(_state(cell, voice, voice.domain(cell.domain)) for cell in alone),
    )  # fmt: skip


def _gaps(inquiry: Inquiry, voice: Voice) -> Iterator[Said]:
    cells, lesser = inquiry.cells(), inquiry.lesser()
    counts = Counter(cell.state for cell in lesser)
    told = [(voice.state(state), counts[state]) for state in GAPS if counts[state]]
    states = ", ".join(f"{state} ({n})" if len(lesser) > 1 else state for state, n in told)
    of = "_region" if inquiry.scope.region else ""
    unsaid = sum(cell.state in NOT_JUDGED for cell in cells)
    where = voice.place(inquiry.scope.region) if inquiry.scope.region else voice("in_belgium")
    found = voice(
        f"gaps_{'counted' if lesser else 'none'}{of}", cells=len(cells), n=len(lesser), states=states, where=where
    )
    said = Said(
        f"{found} {voice(f'gaps_unsaid{of}', n=unsaid)}",
        voice.cite(*(cell.trace() for cell in lesser[:_NAMED])),
        voice("lead_gaps"),
    )
    yield _sure(voice, said, "counted")


def _worst(inquiry: Inquiry, voice: Voice) -> Iterator[Said]:
    for cell in inquiry.lesser()[:1]:
        said = _judged(cell, voice)
        named = [voice.actor_from(one.id, one.region) for one in inquiry.paths(cell).actors[:_NAMED]]
        helped = f" {voice('could_help', names=voice.joined(named))}" if named else ""
        yield replace(said, text=said.text + helped)


def _judged(cell: Cell, voice: Voice) -> Said:
    be = cell.be
    said = voice.say(
        "cell_judged", cell.trace(), lead=f"{voice.domain(cell.domain)}, {voice.area(cell.region)}", n=cell.count,
        expected=voice.decimal(cell.expected, 1), state=voice.state(cell.state),
        lq=voice.interval(be.lq, be.lq_low, be.lq_high),
    )  # fmt: skip
    said = replace(said, text=" ".join([said.text, *_why(cell, voice)]))
    # That there is one company alone, or that a leg is missing, is a count: only too few are an indication.
    told = "hint" if cell.state in ("thin", "empty") else "counted"
    return _sure(voice, said, "shown" if be.p_adjusted < SIGNIFICANT else told)


def _why(cell: Cell, voice: Voice) -> Iterator[str]:
    """What makes a gap of a cell that is not thin: the one company among them, or the legs that are missing."""
    if cell.state == "single supplier" and len(cell.only) == 1 and cell.count > 1:
        yield voice("only_company", name=voice.actor(cell.only[0][0]))
    elif cell.state == "helix-incomplete" and cell.missing_legs:
        yield voice("missing_legs", legs=voice.joined(voice.leg(leg) for leg in cell.missing_legs))


def _state(cell: Cell, voice: Voice, where: str) -> str:
    state = voice.state(cell.state)
    return voice("cell_state", where=where, n=cell.count, expected=voice.decimal(cell.expected, 1), state=state)


def strengths(inquiry: Inquiry, voice: Voice) -> Iterator[Said]:
    """The cells whose interval lies above 1, those that stand out most first."""
    strong = [cell for cell in inquiry.cells() if cell.be.lq_low > 1]
    for cell in sorted(strong, key=lambda cell: -cell.be.lq_shrunk):
        be = cell.be
        yield voice.say(
            "strength", cell.trace(), cell=voice.cell(cell), n=cell.count, expected=voice.decimal(cell.expected, 1),
            lq=voice.interval(be.lq, be.lq_low, be.lq_high),
        )  # fmt: skip


def _strength(inquiry: Inquiry, voice: Voice) -> Iterator[Said]:
    for said in islice(strengths(inquiry, voice), 1):
        yield _sure(voice, replace(said, lead=voice("lead_strength")), "shown")


def ties(inquiry: Inquiry, voice: Voice) -> Iterator[Said]:
    """How the two regions that are furthest apart work together."""
    if pair := apart(inquiry):
        said = voice.say(
            "ties_between", pair.trace, lead=voice("lead_ties"), one=voice.the(pair.area), other=voice.the(pair.other),
            n=pair.ties, expected=voice.decimal(pair.expected, 0),
            ratio=voice.interval(pair.ratio, pair.low, pair.high),
        )  # fmt: skip
        yield _sure(voice, said, "shown" if pair.high < 1 or pair.low > 1 else "even")


def apart(inquiry: Inquiry) -> Pair | None:
    """The two regions with fewest ties for their size, of those where enough are expected to tell."""
    region = inquiry.scope.region
    pairs = (
        pair for pair in inquiry.ties.pairs
        if pair.layer == "all" and pair.area != pair.other and math.isfinite(pair.ratio)
        and region in ("", pair.area, pair.other)
    )  # fmt: skip
    return min(pairs, key=lambda pair: pair.ratio, default=None)


def fund(inquiry: Inquiry, voice: Voice) -> Iterator[Said]:
    """Belgium's part in the European Defence Fund against its economy."""
    told = {stick.name: ratio for stick, ratio in inquiry.benchmark.measured if ratio.what == "participations"}
    for name, ratio in list(told.items())[:1]:
        value, low, high = ratio.ratio
        said = voice.say(
            "fund", place_trace(BELGIUM), lead=voice("lead_fund"), n=ratio.observed,
            expected=voice.decimal(ratio.expected, 0), stick=voice(f"stick_{name}"),
            ratio=voice.interval(value, low, high),
        )  # fmt: skip
        other = told.get("research")
        more = f" {voice('fund_research', ratio=voice.interval(*other.ratio))}" if other and name != "research" else ""
        yield _sure(voice, replace(said, text=said.text + more), "shown" if low > 1 or high < 1 else "even")


def _union(inquiry: Inquiry, voice: Voice) -> Iterator[Said]:
    domain = inquiry.scope.domain
    found = inquiry.gaps.programmes.country.get(domain)
    if found and math.isfinite(found.lq):
        said = voice.say(
            "union", inquiry.gaps.programmes.trace(domain), lead=voice("lead_union"), n=found.count,
            expected=voice.decimal(found.expected, 1), domain=voice.domain(domain),
            lq=voice.interval(found.lq, found.lq_low, found.lq_high),
        )  # fmt: skip
        yield _sure(voice, said, "shown" if found.lq_low > 1 or found.lq_high < 1 else "even")


def _open(inquiry: Inquiry, voice: Voice) -> Iterator[Said]:
    found = inquiry.open_calls(inquiry.scope.domain)
    titles = [voice.call(row.title, row.deadline) for row in found[:3]]
    yield voice.say(
        "calls_open", *(row.trace() for row in found[:3]), lead=voice("lead_calls"), n=len(found),
        titles=voice.words.listed(titles), day=voice.day(inquiry.on),
    )  # fmt: skip


def smes(inquiry: Inquiry, voice: Voice, row: SmeRow | None) -> Iterator[Said]:
    """The share of SMEs among the companies of a row."""
    if row is None or not row.base.known:
        return
    base, taking = row.base, row.participants
    said = voice.say(
        "smes" if taking.known else "smes_base", *row.traces()[:2], lead=voice("lead_smes"), n=taking.known,
        share=voice.interval(taking.share, taking.low, taking.high, voice.share),
        base=voice.interval(base.share, base.low, base.high, voice.share), known=base.known, companies=base.companies,
    )  # fmt: skip
    yield _sure(voice, said, "counted")


def meetings(inquiry: Inquiry, voice: Voice) -> Iterator[Said]:
    """How often all three legs of the helix meet."""
    rate = inquiry.helix.belgium.rates.get("UIG")
    if rate and rate.n:
        told = voice.interval(rate.share, rate.low, rate.high, voice.share)
        said = voice.say("helix", inquiry.helix.belgium.trace(), lead=voice("lead_helix"), n=rate.n, share=told)
        yield _sure(voice, said, "counted")


def _sure(voice: Voice, said: Said, how: str) -> Said:
    """With how sure it is: shown, a hint that chance can explain, as expected, or a count in sources."""
    return replace(said, text=f"{said.text} {voice(f'sure_{how}')}")
