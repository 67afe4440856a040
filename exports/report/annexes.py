"""What stands behind the chapters: rules, method, datasets, what changed, and a sheet for every organisation named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from dirskg.exports.findings.cell import ALL_STATES
from dirskg.exports.findings.document import picked
from dirskg.exports.gap_report.labels import Labels
from dirskg.exports.gap_report.notes import REFERENCES, caveats, datasets, method, perimeters
from dirskg.exports.language.naming import town
from dirskg.exports.report.edition import changes
from dirskg.exports.report.inquiry import Inquiry
from dirskg.exports.report.model import Grid, Listed, Part, Said, coded
from dirskg.exports.report.voice import Voice
from dirskg.exports.tables.cells import one_line
from dirskg.graph.wording.text import fold

_DATASETS = "title publisher licence retrieved:date"


def annexes(inquiry: Inquiry, voice: Voice, manifest: Mapping[str, Any] | None) -> Iterator[Part]:
    """Definitions, method, caveats, datasets and the change log."""
    labels = Labels(inquiry.gaps, voice.lang)
    words, begun = labels.words, labels.words.capital
    states = tuple(Said(begun(f"{labels.rule(state)}."), lead=begun(labels.state(state))) for state in ALL_STATES)
    scopes = tuple(Said(note.text, lead=begun(note.word)) for note in perimeters("broad", words))
    told = tuple(Said(coded(note.text), lead=note.word) for note in method(words))
    rows = [picked(one, _DATASETS) for one in datasets(manifest, voice.lang)]
    yield voice.part("annexes", voice.say("annexes_answer"))
    yield Part("definitions", words("heading_states"), (Listed(states), Listed(scopes)), level=2)
    yield Part("method", words("heading_method"), (Listed(told),), level=2)
    beware = caveats(words, working=bool(inquiry.ecosystem.domains["working"].any()))
    yield Part("caveats", words("heading_caveats"), (Listed(tuple(Said(coded(one)) for one in beware)),), level=2)
    yield Part("datasets", words("heading_sources"), (Grid(voice.section("datasets", _DATASETS, rows)),), level=2)
    yield Part("change-log", voice("heading_changes"), (Listed(changes(inquiry, voice)),), level=2)
    yield Part("references", words("heading_references"), (Listed(tuple(Said(one) for one in REFERENCES)),), level=2)


def sheets(inquiry: Inquiry, voice: Voice, explorer: str = "") -> Iterator[Part]:
    """A sheet for every organisation that was named, by name, each with a link to its sheet in the explorer.

    Called last, when all of them are known.
    """
    found = sorted(voice.named, key=lambda one: (fold(voice.organisation(one)), one))
    domains = inquiry.domains_of
    items = []
    for one in found:
        facts = inquiry.facts(one)
        where = voice.area(str(facts["region"] or facts["country"]))
        active = voice("active", domains=voice.domains(domains[one])) if domains.get(one) else ""
        place = ", ".join(filter(None, (town(str(facts["town"]), voice.lang), where)))
        told = voice("sheet", leg=voice.leg(str(facts["leg"])), place=place, active=active, id=one_line(one))
        page = f"{explorer}#{voice.lang}/actor/{quote(one, safe='')}" if explorer else ""
        items.append(Said(voice.words.capital(told), lead=voice.organisation(one), name=f"actor-{one}", page=page))
    if items:
        beside = voice("actors_beside", file=explorer) if explorer else ""
        answer = " ".join(filter(None, (voice("actors_answer"), beside)))
        yield voice.part("actors", Said(coded(answer)), Listed(tuple(items)))
