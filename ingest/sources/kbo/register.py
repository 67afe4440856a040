"""Which enterprises of the register enter the graph, and how."""

from __future__ import annotations

import re

import duckdb

from dirskg.ingest.big_csv import damaged
from dirskg.ingest.desk import Desk
from dirskg.ingest.identity.comparable_sql import MACROS
from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.kbo.extract import count_streamed, open_extract
from dirskg.ingest.sources.kbo.nomenclature import MILITARY, mapped_classes
from dirskg.ingest.sources.kbo.rows import READ, stage_rows
from dirskg.ingest.values.identifiers import normalise
from dirskg.ingest.values.legal_forms import AND, FIRST
from dirskg.ontology.resources import text_beside


def stage(intake: Intake) -> None:
    """Stage the enterprises that carry evidence or that other sources know. Raises Refused for a bad extract."""
    with open_extract(intake) as desk:
        _select(desk, intake)
        stage_rows(desk.con, intake)


def _select(desk: Desk, intake: Intake) -> None:
    """Create the tables that `stage_rows` reads."""
    desk.define(MACROS)
    numbers = {value for scheme, value in intake.known.identifiers if scheme == "kbo"}
    names = {name for place in ("BE", "") for name in intake.known.names.get(place, ())}
    desk.fill("known_number", number=sorted(map(dotted, numbers)))
    desk.fill("known_name", name=sorted(name for name in names if name))
    desk.fill("legal_form", form=sorted(FIRST | AND))
    desk.fill("wanted_number", number=_wanted(intake))
    military = [(version, code) for version, codes in MILITARY.items() for code in codes]
    desk.fill("military", version=[version for version, _ in military], code=[code for _, code in military])
    mapped = mapped_classes(intake.taxonomy)
    desk.fill("mapped", version=[version for version, _ in mapped], code=[code for _, code in mapped])
    try:
        desk.run(text_beside(__file__, "selection.sql"))
    except duckdb.InvalidInputException as error:
        raise damaged(intake.folder, error) from error
    count_streamed(desk)
    desk.hand_over(READ)


def _wanted(intake: Intake) -> list[str]:
    """The numbers of wanted.txt, each at the start of its line; a line that begins with none is refused."""
    path = intake.paths.get("wanted.txt")
    found = []
    for row, line in enumerate(path.read_text("utf-8-sig", errors="replace").splitlines() if path else (), start=1):
        told = re.split(r"[#;,\t]", line)[0]
        if not told.strip():
            continue
        intake.audit.read("wanted.txt")
        try:
            found.append(dotted(normalise("kbo", told)[1]))
        except ValueError as error:
            intake.audit.refuse("enterprise number", f"wanted.txt:{row}", line.strip(), str(error))
    return found


def dotted(number: str) -> str:
    """An enterprise number as the register writes it: 0419.052.173."""
    return f"{number[:4]}.{number[4:7]}.{number[7:]}"
