"""What is staged of own data, and the organisations and projects that their sheets name."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import quote

from dirskg.graph.wording.spellings import spellings
from dirskg.graph.wording.text import plain
from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.own.plan import nearest
from dirskg.ingest.sources.own.tables import Record
from dirskg.ingest.values.addresses import web_address
from dirskg.ingest.values.identifiers import normalise
from dirskg.ontology.vocab import GRAPH

_GRAPH_ID = re.compile(r"(kbo|ror|lei|pic|wikidata|ref)-(\S+)")


@dataclass(slots=True)
class Writer:
    """Stages rows of one build; what is told of organisations and projects first is known to the sheets after it."""

    intake: Intake
    keys: dict[str, str] = field(default_factory=dict)  # keys of organisations by comparable name or id of the graph
    names: list[str] = field(default_factory=list)
    rows: dict[str, str] = field(default_factory=dict)  # where each of these keys was told first
    numbers: dict[str, str] = field(default_factory=dict)  # names of organisations by a number that they have
    projects: dict[str, str] = field(default_factory=dict)  # ids of projects by comparable acronym
    acronyms: list[str] = field(default_factory=list)

    def add(self, table: str, record: Record, **values: str | float | None) -> None:
        """Stage a row. Where a fact has no page to cite, its source is the row of the analyst's file."""
        told = web_address(record.text("source"), record.origin, self.intake.audit)
        address = f"{GRAPH}{self.intake.source.name}/{quote(record.origin.replace(':', '/'))}"
        self.intake.stage.add(table, record.origin, told or address, **values)

    def organisation(self, record: Record, column: str) -> str:
        """The key of an organisation that a row names; "" where it is not known, which is reported."""
        told = record.text(column)
        if key := self.keys.get(plain(told)):
            return key
        audit = self.intake.audit
        if identifiers := _identifiers(told):
            for scheme, value in identifiers:
                if name := self.numbers.get(f"{scheme} {value}"):
                    return self.keys[plain(name)]
            known = [one for one in identifiers if self.intake.known.identified([one])]
            if len(known) != 1:
                reason = (
                    f"column {column}: no other source of this build has an organisation with this id. Check it with "
                    "`dirskg show`, or add a row with its name to the sheet organisations"
                )
                audit.refuse("unknown id", record.origin, told, reason)
                return ""
            [(scheme, value)] = known
            key = self.keys[plain(told)] = f"own/{scheme}-{value}"
            self.add("organisation", record, key=key)
            self.add("identifier", record, key=key, scheme=scheme, value=value)
            return key
        near = nearest(told, self.names)
        reason = (
            f"column {column}: no row of the sheet organisations has this name."
            + (f" Did you mean {near!r}?" if near else "")
            + " Write the name as it stands there, or an id of the graph such as kbo-0403170701"
        )
        audit.refuse("unknown organisation", record.origin, told, reason)
        return ""

    def project(self, record: Record) -> str:
        """The id of the project that a row names; "" where it is not known, which is reported."""
        told = record.text("project")
        if told in self.intake.known.projects:
            return told
        if found := self.projects.get(plain(told)):
            return found
        near = nearest(told, self.acronyms)
        reason = (
            "column project: no row of the sheet projects has this acronym, and no other source this id."
            + (f" Did you mean {near!r}?" if near else "")
            + " Write the acronym as it stands there, or an id of the graph such as project-101103592"
        )
        self.intake.audit.refuse("unknown project", record.origin, told, reason)
        return ""


def _identifiers(told: str) -> list[tuple[str, str]]:
    """Scheme and value of an id of the graph, or of what a number of a register may be; none for a name."""
    given = _GRAPH_ID.fullmatch(told)
    if given and given[1] == "ref":
        return [("ref", given[2])]
    found: dict[tuple[str, str], None] = {}
    for scheme in [given[1]] if given else ["kbo", "lei", "ror", "pic"]:
        for spelt in spellings(told):
            with suppress(ValueError):
                found[normalise(scheme, spelt)] = None
    return [*found] or ([(given[1], given[2])] if given else [])
