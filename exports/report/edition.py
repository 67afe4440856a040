"""What is not known, and what changed since the last edition: as much a part of a paper as its findings."""

from __future__ import annotations

from collections import Counter

from dirskg.exports.report.inquiry import Inquiry
from dirskg.exports.report.model import Said
from dirskg.exports.report.voice import Voice
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.coverage import active
from dirskg.graph.analyses.gaps import NOT_JUDGED

KINDS = ("organisations", "projects", "participations", "ties", "claims")


def unknowns(inquiry: Inquiry, voice: Voice) -> tuple[Said, ...]:
    """What the figures cannot say, each with the number that is known of it."""
    whole, cells = inquiry.completeness.totals[0], inquiry.cells()
    said: list[Said] = []
    if whole.estimate:
        seen = whole.estimate
        share = voice.interval(seen.share, seen.seen / seen.high, seen.seen / seen.low, voice.share)
        said.append(voice.say("unseen", whole.trace(), share=share, seen=seen.seen))
    pairs = active(inquiry.ecosystem)
    if domain := inquiry.scope.domain:
        pairs = pairs[pairs["domain"] == domain]
    if unplaced := pairs.loc[pairs["area"] == "", "organisation"].nunique():
        where = voice("where_domain", domain=voice.domain(domain)) if domain else voice("where_any")
        said.append(voice.say("unplaced", n=unplaced, total=pairs["organisation"].nunique(), where=where))
    unsaid = [cell for cell in cells if cell.state in NOT_JUDGED]
    if unsaid and not inquiry.scope.organisation:
        said.append(voice.say("unjudged", n=len(unsaid)))
    if inquiry.calls.undated:
        said.append(voice.say("undated", n=inquiry.calls.undated, year=inquiry.on[:4]))
    if inquiry.ecosystem.domains["working"].any():
        said.append(voice.say("working"))
    return (*said, voice.say("presence"))


def changes(inquiry: Inquiry, voice: Voice) -> tuple[Said, ...]:
    """What came, went or changed since the earlier build, and whose state changed with it."""
    edition = inquiry.edition
    if not edition.earlier:
        return (voice.say("first_edition"),)
    if edition.changes is None:
        return (voice.say("unread_edition", earlier=one_line(edition.earlier)),)
    if not edition.changes:
        return (voice.say("no_change", earlier=one_line(edition.earlier)),)
    counts = Counter((change.kind, change.change) for change in edition.changes)
    told = [
        voice(
            f"changed_{kind}",
            told=voice.joined(
                voice(f"became_{what}", n=n) for what in ("added", "gone", "changed") if (n := counts[kind, what])
            ),
        )
        for kind in KINDS
        if any(counts[kind, what] for what in ("added", "gone", "changed"))
    ]
    said = [voice.say("changes", earlier=one_line(edition.earlier), told=voice.words.listed(told))]
    for move in edition.moves:
        if inquiry.scope.region in ("", move.region) and inquiry.scope.domain in ("", move.domain):
            cell = f"{voice.domain(move.domain)} {voice.place(move.region)}"
            said.append(voice.say("moved", cell=cell, before=voice.state(move.before), after=voice.state(move.after)))
    return tuple(said)
