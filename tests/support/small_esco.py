"""ESCO in small: tables as its portal ships them."""

from __future__ import annotations

import gzip
from pathlib import Path

from csv_text import csv_text

SKILL, OCCUPATION = "http://data.europa.eu/esco/skill/", "http://data.europa.eu/esco/occupation/"
_COLUMNS = ("conceptType", "conceptUri", "preferredLabel", "altLabels", "status", "modifiedDate", "description")
_OF_SKILLS = ("skillType", "reuseLevel")


def concept(address: str, label: str, others: str = "", **more: str) -> dict[str, str]:
    """A row of a table: others are alternative labels, one a line."""
    told = {"conceptUri": address, "preferredLabel": label, "altLabels": others, "status": "released"}
    dated = {"modifiedDate": "2020-01-02T10:00:00Z", "description": "A text with a comma,\nand a line end."}
    return {**told, **dated, **more}


def table(*rows: dict[str, str], skills: bool = False) -> bytes:
    """A table of occupations, or of skills."""
    return csv_text([*_COLUMNS, *(_OF_SKILLS if skills else ())], rows, lineterminator="\r\n").encode()


def shipped(folder: Path) -> Path:
    """A folder with skills in English, and occupations in Dutch, packed."""
    folder.mkdir(parents=True)
    told = {"skillType": "knowledge", "reuseLevel": "cross-sector"}
    skills = [concept(f"{SKILL}{n}", label, **told) for n, label in enumerate(("naval drones", "optics", "cyber"))]
    (folder / "skills_en.csv").write_bytes(table(*skills, skills=True))
    divers = table(concept(OCCUPATION + "1", "marineduiker", "duiker bij de marine"))
    (folder / "occupations_nl.csv.gz").write_bytes(gzip.compress(divers))
    return folder
