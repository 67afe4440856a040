"""The SME shares in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dirskg.exports.findings.document import Document, picked
from dirskg.exports.findings.speaker import Speaker
from dirskg.graph.analyses.smes import Money, Share, SmeReport, SmeRow

_MILLION = 1e6
_SIGNIFICANT = 0.05
# With fewer companies of known size on one side than this, a test says nothing.
_FEW = 3
_SHARES = (
    "smes:count owned:count known:count unknown:count companies:count share:percent low:percent high:percent "
    "least:percent most:percent"
)
_PART = "part_smes:count part_known:count part_unknown:count part:count"
_MONEY = (
    "where roles_smes:count roles_unknown:count roles:count roles_share:percent roles_low:percent roles_high:percent "
    "roles_least:percent roles_most:percent euro_smes:euro euro_unknown:euro euro:euro euro_share:percent "
    "euro_low:percent euro_high:percent euro_least:percent euro_most:percent sized:count"
)


def document(report: SmeReport, speaker: Speaker) -> Document:
    """SMEs in the ecosystem and among participants, by region and domain; of participations and money."""
    regions = [part for row in report.rows for part in _compared(row, speaker)]
    domains = [_domain(row, speaker) for row in report.domains]
    money = [_money(row, speaker) for row in (*report.rows, *report.domains)]
    return Document(
        title=speaker("title"),
        facts=speaker.facts(report.perimeter),
        paragraphs=tuple(_words(report, speaker)),
        sections=(
            speaker.section(
                "regions",
                f"region who {_SHARES} p:probability",
                regions),
            speaker.section(
                "domains",
                f"domain pooled:percent {_SHARES} {_PART} p:probability",
                domains),
            speaker.section(
                "money",
                _MONEY,
                money),
        ),
        notes=tuple(map(speaker, ("note_known", "note_domains", "note_pooled", "note_money", "note_method"))),
    )  # fmt: skip


def _words(report: SmeReport, speaker: Speaker) -> Iterator[str]:
    row = report.belgium
    base, roles, money = row.base, row.roles, row.money
    yield speaker(
        "unknown_first", known=base.known, companies=base.companies, unknown=base.unknown,
        least=speaker.percent(base.least), most=speaker.percent(base.most),
    )  # fmt: skip
    yield speaker("owned", owned=base.owned, smes=base.smes)
    yield speaker("in_words", base=_told(base, speaker), participants=_told(row.participants, speaker))
    rest = base.known - row.participants.known
    if min(rest, row.participants.known) < _FEW:
        yield speaker("test_few", inside=row.participants.known, outside=rest)
    else:
        key = "test_differs" if row.p < _SIGNIFICANT else "test_alike"
        yield speaker(key, p=speaker.words.probability(row.p), inside=row.participants.known, outside=rest)
    yield speaker(
        "roles_in_words", told=_told(roles, speaker), roles=roles.companies, unknown=roles.unknown,
        least=speaker.percent(roles.least), most=speaker.percent(roles.most),
    )  # fmt: skip
    if money.known:
        yield speaker(
            "money_in_words", smes=_millions(money.smes, speaker), known=_millions(money.known, speaker),
            share=speaker.percent(money.share), interval=_interval(money, speaker),
            total=_millions(money.total, speaker), sized=money.sized, companies=money.companies,
            unknown=_millions(money.unknown, speaker), least=speaker.percent(money.least),
            most=speaker.percent(money.most),
        )  # fmt: skip
    calls = report.open_calls
    yield speaker(
        "open_calls", companies=calls.companies.companies, projects=calls.projects, known=calls.companies.known,
        smes=calls.companies.smes, unknown=calls.companies.unknown,
    )  # fmt: skip
    told = [row for row in report.domains if row.base.known]
    if len(told) > 1:
        known, common = sorted(row.base.known for row in told), speaker.percent(report.common)
        if report.strength == float("inf"):
            yield speaker("domains_alike", least=known[0], most=known[-1], common=common)
            return
        high, low = told[0], told[-1]
        yield speaker(
            "domains_in_words", high=speaker.domain(high.domain), high_share=speaker.percent(high.pooled),
            low=speaker.domain(low.domain), low_share=speaker.percent(low.pooled), least=known[0], most=known[-1],
            common=common, weight=speaker("weight", n=round(report.strength)),
        )  # fmt: skip


def _interval(money: Money, speaker: Speaker) -> str:
    if money.low != money.low:
        return speaker("no_interval")
    return speaker("interval", low=speaker.percent(money.low), high=speaker.percent(money.high))


def _millions(euro: float, speaker: Speaker) -> str:
    return speaker.decimal(euro / _MILLION, 1)


def _place(row: SmeRow, speaker: Speaker) -> str:
    return speaker.domain(row.domain) if row.domain else speaker.area(row.region)


def _compared(row: SmeRow, speaker: Speaker) -> Iterator[dict[str, Any]]:
    for who, share in (("who_base", row.base), ("who_participants", row.participants)):
        yield {"region": _place(row, speaker), "who": speaker(who), "p": row.p, **picked(share, _SHARES)}


def _domain(row: SmeRow, speaker: Speaker) -> dict[str, Any]:
    part = row.participants
    return {
        "domain": _place(row, speaker), "pooled": row.pooled, **picked(row.base, _SHARES), "part_smes": part.smes,
        "part_known": part.known, "part_unknown": part.unknown, "part": part.companies, "p": row.p,
    }  # fmt: skip


def _money(row: SmeRow, speaker: Speaker) -> dict[str, Any]:
    roles, money = row.roles, row.money
    both = ("smes", "unknown", "share", "low", "high", "least", "most")
    return {
        "where": _place(row, speaker),
        "roles": roles.companies,
        "euro": money.total,
        "sized": money.sized,
        **{f"roles_{name}": getattr(roles, name) for name in both},
        **{f"euro_{name}": getattr(money, name) for name in both},
    }


def _told(share: Share, speaker: Speaker) -> str:
    if not share.known:
        return speaker("share_none")
    return speaker(
        "share", share=speaker.percent(share.share), low=speaker.percent(share.low), high=speaker.percent(share.high),
        smes=share.smes, known=share.known,
    )  # fmt: skip
