"""Purchase files of Defence that concern what a paper is about: whom to invite, of those who are not involved yet."""

from __future__ import annotations

from collections.abc import Iterator

from dirskg.exports.report.inquiry import Inquiry, Scope
from dirskg.exports.report.model import Listed, Part, Said
from dirskg.exports.report.voice import Voice
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.purchases import Candidate, FileRow

_FILES, _NAMED = 3, 4


def invited(inquiry: Inquiry, voice: Voice) -> Iterator[Part]:
    """The files with most to invite; nothing where no file concerns the scope."""
    found = [(row, who) for row in inquiry.purchases.files if (who := _meant(row, inquiry.scope))]
    found.sort(key=lambda one: (-sum(not who.within for who in one[1]), one[0].file.id))
    if found:
        told = [_told(row, who, inquiry, voice) for row, who in found[:_FILES]]
        yield voice.part("invited", voice.say("invited_means"), Listed(tuple(told)), n=len(told))


def _meant(row: FileRow, scope: Scope) -> tuple[Candidate, ...]:
    """The candidates of a file that the scope is about."""
    return tuple(
        one for one in row.candidates
        if scope.organisation in ("", one.id)
        and scope.region in ("", one.region)
        and (not scope.domain or scope.domain in one.domains)
    )  # fmt: skip


def _told(row: FileRow, who: tuple[Candidate, ...], inquiry: Inquiry, voice: Voice) -> Said:
    file, scope = row.file, inquiry.scope
    primes = [voice.actor(one) for one in file.primes]
    led = f" {voice('invited_primes', n=len(primes), names=voice.joined(primes))}" if primes else ""
    lead, cited = one_line(file.label(voice.lang)), voice.cite(file.traces()[0])
    if scope.organisation:
        key = "invited_within" if who[0].within else "invited_without"
        return Said(voice(key, name=voice.actor(scope.organisation)) + led, cited, lead)
    others = [voice.actor(one.id) for one in who if not one.within]
    told = voice(
        "invited", n=len(who), within=len(who) - len(others),
        place=voice.place(scope.region) if scope.region else voice("in_belgium"),
    )  # fmt: skip
    first = f" {voice('invited_first', n=len(others), names=voice.joined(others[:_NAMED]))}" if others else ""
    return Said(told + first + led, cited, lead)
