"""Awards on the topics of a purchase file in words: who won them, and their money with what is unknown."""

from __future__ import annotations

from collections.abc import Iterable

from dirskg.exports.findings.document import Section
from dirskg.exports.findings.speaker import Speaker
from dirskg.exports.language import NO_NUMBER
from dirskg.exports.tables.cells import one_line
from dirskg.graph.analyses.purchases import ABROAD, SEVERAL, FileDetail, Money
from dirskg.ontology.vocab import REGIONS

_MARKS = {"yes": "yes", "no": "no", "": "unknown"}


def awards_told(detail: FileDetail, notices: int, speaker: Speaker) -> str:
    """How many awards are on the topics of the file, and how many of them withhold what they are worth."""
    if not notices:
        return speaker("no_awards")
    if not detail.awards:
        return speaker("awards_none", all=notices)
    years = [one for one in detail.money if one.by == "year"]
    home = sum(one.region in (*REGIONS, SEVERAL) for one in detail.awards)
    found = speaker("awards_found", n=len(detail.awards), all=notices, home=home)
    if not (unknown := sum(one.unknown for one in years)):
        return found
    return f"{found} {speaker('awards_unknown', unknown=unknown, results=sum(one.awards for one in years))}"


def award_sections(detail: FileDetail, speaker: Speaker) -> Iterable[Section]:
    """The awards, and what they are worth by region, topic, SME and year; nothing where there are none."""
    if not detail.awards:
        return
    rows = [
        {
            "title": one_line(one.title) or one.id, "year": one.year, "buyer": one_line(one.buyer) or NO_NUMBER,
            "winners": speaker.organisations(one.winners),
            "region": _place(one.region, speaker), "topics": ", ".join(map(speaker.topic, one.topics)),
            "amount": one.value, "currency": one.currency or NO_NUMBER,
            "value_kind": speaker(f"amount_{one.value_kind}") if one.value_kind else NO_NUMBER,
            "kind": speaker(f"kind_{one.kind.replace('-', '_')}"), "source": one.source or NO_NUMBER,
        }
        for one in detail.awards
    ]  # fmt: skip
    columns = "title year:year buyer winners region topics amount:count currency value_kind kind source"
    yield speaker.section("awards", columns, rows)
    told = [
        {"by": speaker(f"by_{one.by}"), "of": _of(one, speaker), "awards": one.awards, "euro": one.euro / 1e6,
         "unknown": one.unknown}
        for one in detail.money
    ]  # fmt: skip
    yield speaker.section("money", "by of awards:count euro:decimal unknown:count", told)


def _of(one: Money, speaker: Speaker) -> str:
    if one.by == "region":
        return _place(one.of, speaker)
    if one.by == "topic":
        return speaker.topic(one.of)
    return speaker(_MARKS[one.of]) if one.by == "sme" else one.of or speaker("unknown")


def _place(region: str, speaker: Speaker) -> str:
    return speaker(region) if region in (SEVERAL, ABROAD) else speaker.area(region)
