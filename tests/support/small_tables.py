"""Folders of reference tables: a few rows of a test with all other tables empty, or a copy of those that ship."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from dirskg.ingest.source import known_sources

Rows = Iterable[Mapping[str, str]]
SOURCE = known_sources()["reference"]
PAGE = "https://example.org/page"

# One company and one university in each region; two of them share a project with a partner abroad.
COMPANIES = [
    {"id": "noord", "name": "Noordzee Systems", "kind": "company", "region": "BE-VLG", "areas": "maritime; AI/data"},
    {"id": "sambre", "name": "Sambre Mécanique", "kind": "company", "region": "BE-WAL", "areas": "land; maritime"},
    {"id": "senne", "name": "Senne Software", "kind": "company", "region": "BE-BRU", "areas": "cyber"},
]
INSTITUTIONS = [
    {"id": "ugent", "name_en": "Ghent University", "kind": "university", "region": "BE-VLG", "kbo": "0248015142"},
    {"id": "uliege", "name_fr": "Université de Liège", "kind": "university", "region": "BE-WAL", "areas": "maritime"},
]
PROJECTS = [{"programme": "EDF", "acronym": "TIDE", "title": "Tidal drones", "year": "2023", "project_id": "101000001"}]
PARTICIPATIONS = [
    {"participant": "Noordzee Systems", "country": "BE", "role": "coordinator"},
    {"participant": "Sambre Mécanique", "country": "BE", "role": "participant"},
    {"participant": "Meerwerft GmbH", "country": "DE", "role": "participant"},
]


def small_tables(folder: Path, **tables: Rows) -> Path:
    """Write all tables with the rows above, or with those given; columns that a row leaves out are blank."""
    folder.mkdir()
    project = {column: PROJECTS[0][column] for column in ("project_id", "programme", "acronym")}
    rows: dict[str, Rows] = {
        "companies": COMPANIES,
        "institutions": INSTITUTIONS,
        "projects": PROJECTS,
        "participations": [{**project, **row} for row in PARTICIPATIONS],
        **tables,
    }
    for file, columns in SOURCE.files.items():
        write_table(folder / file, columns, rows.get(file.removesuffix(".csv"), ()))
    return folder


def shipped_tables(folder: Path) -> Path:
    """Write a copy of the tables that ship with the program."""
    assert SOURCE.folder is not None
    return Path(shutil.copytree(SOURCE.folder, folder, ignore=shutil.ignore_patterns("__pycache__")))


def write_table(path: Path, columns: Iterable[str], rows: Rows) -> None:
    """Write one table; a column `source_url` that a row does not give holds an address."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), restval="", lineterminator="\n")
        writer.writeheader()
        blank = {"source_url": PAGE} if "source_url" in writer.fieldnames else {}
        writer.writerows({**blank, **row} for row in rows)


def read_table(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Columns and rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    return list(reader.fieldnames or ()), rows
