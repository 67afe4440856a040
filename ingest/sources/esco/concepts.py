"""The concepts of ESCO from its tables: one for each address, with labels in the languages that the graph holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dirskg.ingest.big_csv import copied, csv_query, dictionaries, newest_day, open_database
from dirskg.ingest.intake import Intake
from dirskg.ingest.reading.packed import unpack_gzip
from dirskg.ontology.vocab import LANGUAGES

_FILE = re.compile(r"(skills|occupations)_([a-z]{2})\.csv(\.gz)?$", re.IGNORECASE)
_ADDRESS = re.compile(r"http://data\.europa\.eu/esco/(skill|occupation)/[\w.-]+")
_COLUMNS = ("conceptUri", "preferredLabel", "altLabels", "status", "modifiedDate")
_OF_SKILLS = ("skillType", "reuseLevel")
# A table unpacked; the largest known has 10 MB.
_MOST_BYTES = 1 << 28
Row = dict[str, Any]


@dataclass(slots=True)
class _Concept:
    kind: str
    reuse: str
    origin: str
    modified: dict[str, str] = field(default_factory=dict)  # by language: the day of the row that counts
    labels: dict[str, str] = field(default_factory=dict)
    others: dict[str, list[str]] = field(default_factory=dict)


def stage(intake: Intake) -> None:
    """Stage each concept with its labels. Of two rows for one language, as two releases give them, the newer counts."""
    concepts: dict[str, _Concept] = {}
    for name, lang in list(_tables(intake)):
        for row in filter(_told, _rows(intake, name)):
            _take(intake, concepts, row, lang, f"{name}:{row['row']}")
    for address, concept in sorted(concepts.items()):
        intake.stage.add(
            "competence", concept.origin, address, id=address, kind=concept.kind, reuse=concept.reuse,
            **{f"label_{lang}": label for lang, label in concept.labels.items()},
            others="\n".join(other for lang in LANGUAGES for other in concept.others.get(lang, ())),
        )  # fmt: skip


def _tables(intake: Intake) -> Iterator[tuple[str, str]]:
    """The files to read, unpacked, with their language; those in others are left out."""
    for number, (name, path) in enumerate(list(intake.paths.items())):
        found = _FILE.search(name)
        lang = found[2].lower() if found else ""
        if lang not in LANGUAGES:
            other = f"the graph holds labels in {', '.join(LANGUAGES)}"
            intake.leave_out(name, other if found else "by its name no table of skills or occupations in one language")
            continue
        if path.suffix.lower() == ".gz":
            intake.paths[name] = unpack_gzip(path, intake.scratch / f"esco-{number}.csv", _MOST_BYTES)
        yield name, lang


def _rows(intake: Intake, name: str) -> Iterator[Row]:
    """The rows of a table, numbered as a spreadsheet numbers them: the header is row 1."""
    skills = "skills" in name.rpartition("/")[2].lower()
    with open_database(intake) as con:
        con.execute("SET preserve_insertion_order = true")
        query = csv_query(con, intake, name, [*_COLUMNS, *(_OF_SKILLS if skills else ())])
        table = copied(con, intake, name, "told", query).replace("*", "*, rowid + 2 AS row", 1)
        day = newest_day(con, f"SELECT modifiedDate AS day FROM ({table})")
        intake.stage.retrieved = max(intake.stage.retrieved, day)
        yield from dictionaries(con, f"{table} ORDER BY rowid")
        con.execute("DROP TABLE told")


def _told(row: Row) -> bool:
    """Whether a row says anything: spreadsheets leave blank ones behind."""
    return any(row[column] for column in _COLUMNS)


def _take(intake: Intake, concepts: dict[str, _Concept], row: Row, lang: str, origin: str) -> None:
    address, label = (" ".join((row[column] or "").split()) for column in ("conceptUri", "preferredLabel"))
    known = _ADDRESS.fullmatch(address)
    if not known or not label:
        reason = "no label" if known else "no address of a skill or occupation of ESCO"
        intake.audit.refuse("concept", origin, label or address, reason)
        return
    if (row["status"] or "released") != "released":
        intake.audit.ignore("status", origin, label, f"ESCO calls this concept {row['status']}")
        return
    concept = concepts.setdefault(address, _Concept(_kind(row, known[1]), row.get("reuseLevel") or "", origin))
    modified = row["modifiedDate"] or ""
    if modified >= concept.modified.get(lang, ""):
        concept.modified[lang], concept.labels[lang] = modified, label
        lines = re.split(r"[\n\r|]+", row["altLabels"] or "")
        concept.others[lang] = [text for text in (" ".join(line.split()) for line in lines) if text]


def _kind(row: Row, pillar: str) -> str:
    """Knowledge, skill or occupation; a skill of which ESCO does not tell the type counts as one."""
    if pillar == "occupation":
        return "occupation"
    return "knowledge" if row.get("skillType") == "knowledge" else "skill"
