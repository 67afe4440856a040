"""Which sheets of the files are those of the template; of all others people are told."""

from __future__ import annotations

from dirskg.graph.errors import Refused
from dirskg.graph.wording.text import plain
from dirskg.ingest.intake import Intake
from dirskg.ingest.sources.own.plan import hint, read_plan
from dirskg.ingest.sources.own.sheets import Sheet, read_sheets

# Sheets of the template that only explain.
_EXPLAINING = frozenset({"read me"})
# A sheet that nobody misses: it comes from `dirskg suggest`.
_UNMISSED = frozenset({"suggestions"})


def template_sheets(intake: Intake) -> dict[str, list[Sheet]]:
    """The sheets of the template by their name; others are reported. Raises Refused where there is none."""
    plans = read_plan().sheets
    found: dict[str, list[Sheet]] = {}
    others: list[Sheet] = []
    for name, path in intake.paths.items():
        for sheet in read_sheets(path, name):
            if not sheet.rows:
                intake.audit.note("sheet", name, sheet.name, "it is empty")
                continue
            if sheet.tabbed:
                intake.audit.note("separator", f"{name}:1", "", "a tab-separated file, read as such")
            known = read_plan().meant(sheet.name)
            (found.setdefault(known, []) if known in plans else others).append(sheet)
    for sheet in others:
        _other(sheet, [name for name in plans if name not in found], intake)
    if not found:
        told = ", ".join(f"{sheet.file}: {sheet.name}" for sheet in others)
        told = told or ", ".join(f"{name} (empty)" for name in intake.paths)
        if others and all(path.suffix.lower() == ".csv" for path in intake.paths.values()):
            names = ", ".join(f"{one}.csv" for one in plans)
            raise Refused(
                f"{intake.folder}: the name of a CSV file says what it holds: {names} (in Dutch, French and "
                f"German too). There is {', '.join(intake.paths)}. Rename it, or take the files of "
                "`dirskg template -o FOLDER`."
            )
        raise Refused(
            f"{intake.folder}: no sheet is called {', '.join(plans)}; there is {told}. "
            "`dirskg template -o FOLDER` writes a workbook with them."
        )
    for name in plans:
        if name not in found and name not in _UNMISSED:
            intake.audit.note("sheet", next(iter(intake.paths)), name, "there is no such sheet")
    return found


def _other(sheet: Sheet, absent: list[str], intake: Intake) -> None:
    if plain(sheet.name) in _EXPLAINING:
        return
    if near := read_plan().like(sheet.name, absent):
        raise Refused(f"{sheet.file}: sheet {sheet.name!r} is not known. Did you mean {near!r}? Rename it.")
    reason = "no sheet of the template; it is not read." + hint("", read_plan().sheets)
    intake.audit.ignore("unknown sheet", sheet.file, sheet.name, reason)
