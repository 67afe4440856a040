"""Whom a briefing invites to which purchase file: who is meant and not involved yet, and nobody where there is none."""

from __future__ import annotations

from degenerate import DEGENERATE

from dirskg.exports.report.inquiry import Edition, Inquiry, Scope
from dirskg.exports.report.invited import invited
from dirskg.exports.report.model import Listed
from dirskg.exports.report.voice import Voice
from dirskg.graph.frames import Ecosystem

EDITION = Edition("0001-abcdef12", "", (), ())


def test_a_region_invites_who_is_seated_there_and_not_involved(reference_ecosystem: Ecosystem) -> None:
    whole = Inquiry(reference_ecosystem, "2026-11-25", EDITION)
    voice = Voice(reference_ecosystem.speaking("nl"), "nl", "0001-abcdef12")
    (part,) = invited(whole.about(Scope("BE3")), voice)
    (told,) = (block for block in part.blocks if isinstance(block, Listed))
    assert 0 < len(told.items) <= 3
    rows = {row.file.label("nl"): row for row in whole.purchases.files}
    for item in told.items:
        here = [one for one in rows[item.lead].candidates if one.region == "BE3"]
        new = [voice.organisation(one.id) for one in here if not one.within]
        assert item.text.startswith(f"{len(here)} kandidaten in Wallonië")
        assert new[0] in item.text.partition("uit te nodigen")[2]
        assert item.refs
    (own,) = invited(whole.about(Scope(organisation="kbo-0466279196")), voice)
    assert any("Vlaams Instituut voor de Zee" in item.text for block in own.blocks if isinstance(block, Listed)
               for item in block.items)  # fmt: skip


def test_nothing_is_said_where_there_are_no_files() -> None:
    none = Inquiry(DEGENERATE["nothing at all"], "2026-11-25", EDITION)
    assert list(invited(none, Voice(none.ecosystem, "fr", ""))) == []
