"""The SME shares in words."""

from __future__ import annotations

from dirskg.exports.findings.document import Document
from dirskg.exports.findings.speaker import Speaker
from dirskg.graph.analyses.smes import Share, SmeReport


def document(report: SmeReport, speaker: Speaker) -> Document:
    """SMEs in the ecosystem and among participants, by region."""
    belgium = report.rows[0]
    rows = [
        {
            "region": speaker.area(row.region) if row.region else speaker("belgium"),
            "smes": share.smes, "known": share.known, "companies": share.companies, "share": share.share,
            "low": share.low, "high": share.high, "who": speaker(who), "p": row.p,
        }
        for row in report.rows
        for who, share in (("who_base", row.base), ("who_participants", row.participants))
    ]  # fmt: skip
    return Document(
        title=speaker("title"),
        facts=speaker.facts(report.perimeter),
        paragraphs=(
            speaker("in_words", base=_told(belgium.base, speaker), participants=_told(belgium.participants, speaker)),
        ),
        sections=(
            speaker.section(
                "regions",
                {
                    "region": "text", "who": "text", "smes": "count", "known": "count", "companies": "count",
                    "share": "percent", "low": "percent", "high": "percent", "p": "probability",
                },
                rows,
                speaker("regions_caption"),
            ),
        ),
        notes=(speaker("note_known"), speaker("note_method")),
    )  # fmt: skip


def _told(share: Share, speaker: Speaker) -> str:
    return speaker(
        "share", share=speaker.percent(share.share), low=speaker.percent(share.low), high=speaker.percent(share.high),
        smes=share.smes, known=share.known,
    )  # fmt: skip
