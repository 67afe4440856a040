"""Workbooks of an analyst as tests want them: real .xlsx files with the sheets and rows given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

Sheets = Mapping[str, Sequence[Sequence[Any]]]


def organisations(*names: str) -> list[list[Any]]:
    """A sheet of organisations of which nothing but the name is told."""
    return [["name"], *([name] for name in names)]


def workbook(path: Path, sheets: Sheets, change: Callable[[Workbook], None] = lambda book: None) -> Path:
    """Write a workbook; `change` may do to it what rows cannot tell."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    change(book)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


# What an analyst of the tests knows: a company of their own, more of one that is public, a project and its consortium.
FILLED: Sheets = {
    "organisations": [
        ["name", "other names", "town", "postal code", "leg", "kind", "size", "KBO number"],
        ["Geheim Optics", "GO; Geheime Optiek", "Oostende", 8400, "industry", "company", "kmo", 403170701],
        # The public tables know this one without a number: here it gets one, and another name.
        ["Noordzee Systems", "Codename Haring", "Gent", 9000, "", "", "", "0419.052.173"],
    ],
    "links": [
        ["from", "relation", "to", "year", "defence"],
        ["Geheim Optics", "supplies to", "kbo-0248015142", 2025, "yes"],
        ["Codename Haring", "member of", "Geheim Optics", None, None],
    ],
    "activities": [
        ["organisation", "domain", "year", "confidence"],
        ["Geheim Optics", "V3", 2026, "high"],
        ["ref-uliege", "Space", None, None],
    ],
    "establishments": [
        ["organisation", "town", "what is done", "domains", "state", "year", "note"],
        ["GO", "Luik", "Grinding of lenses", "V3", "in gebruik", 2026, "Rented"],
        ["kbo-0403170701", "Luik", "Grinding of lenses", "H3", "gepland", None, None],
        ["Geheim Optics", "Luik", "Grinding of lenses", "H3", "", 2025, None],
    ],
    "projects": [["acronym", "title", "programme", "year", "domains"], ["STILTE", "Quiet", "regional", 2025, "V3; H3"]],
    "participations": [
        ["project", "organisation", "role", "contribution"],
        ["STILTE", "Geheim Optics", "coordinator", 150000.5],
        ["project-101000001", "GO", "", ""],
    ],
}
