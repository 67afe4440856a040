"""Sheets as tables: columns found by their name, every cell checked, wrong rows set aside with a word on each cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from dirskg.graph.errors import Refused
from dirskg.graph.wording.text import plain
from dirskg.ingest.audit import Audit
from dirskg.ingest.sources.own.cells import personal, text_of, value_of
from dirskg.ingest.sources.own.meanings import meant
from dirskg.ingest.sources.own.plan import EXAMPLE, Column, SheetPlan, read_plan
from dirskg.ingest.sources.own.sheets import Cell, Fault, Sheet
from dirskg.ingest.taxonomy import Taxonomy

# Headings that speak of persons, in the languages of the users.
_PERSONS = frozenset(
    """
    contact contactperson contactpersoon kontakt ansprechpartner email e mail courriel phone telephone telefoon telefon
    tel gsm mobile mobiel portable handy fax person persoon personne firstname surname lastname voornaam achternaam
    prenom nachname vorname familienaam ceo director directeur manager birth birthdate geboortedatum geburtsdatum
    """.split()  # noqa: SIM905  words without quotes are easier to keep
) - {"e"}  # fmt: skip
_MOST_TOLD = 10
# What people write where they have nothing to say.
_NOTHING = frozenset(
    "- \u2013 \u2014 / ? n/a n.a. n.v.t. nvt s.o. k.a. null nan onbekend inconnu unbekannt unknown".split()  # noqa: SIM905
)
_TOTALS = frozenset(
    """
    total totaal totaux gesamt gesamtsumme summe subtotal subtotaal sous_total grand_total algemeen_totaal total_general
    """.split()  # noqa: SIM905
)

Value = str | float | list[str]


@dataclass(slots=True)
class Record:
    """A row that passed: its values by column, and where it stands. What a cell lacks is not in `values`."""

    origin: str
    values: dict[str, Value] = field(default_factory=dict)

    def text(self, column: str) -> str:
        """The value of a column of text, "" where there is none."""
        return str(self.values.get(column, ""))

    def number(self, column: str) -> float | None:
        """The value of a column of numbers."""
        value = self.values.get(column)
        return value if isinstance(value, float) else None

    def several(self, column: str) -> list[str]:
        """The values of a column that holds several."""
        value = self.values.get(column, [])
        return value if isinstance(value, list) else [str(value)]


def records(sheet: Sheet, plan: SheetPlan, audit: Audit, taxonomy: Taxonomy, limit: int = 0) -> Iterator[Record]:
    """The rows of a sheet whose cells are all right.

    Raises Refused where the header lacks a column that must be there, has one twice, or has one that looks as if it
    were to hold persons.
    """
    number, header = sheet.rows[0]
    places = _places(sheet, number, header, plan, audit)
    _note_hidden(sheet, audit)
    rows = sheet.rows[1 : limit + 1] if limit else sheet.rows[1:]
    for number, cells in rows:
        filled = {column.name: cells[place] for place, column in places.items() if place < len(cells)}
        if not any(_is_filled(cell) for cell in filled.values()):
            _report_beside(sheet, number, audit)
            continue
        origin = f"{sheet.origin}:{number}"
        if _is_no_row(sheet, origin, cells, places, audit):
            continue
        first = filled.get(plan.columns[0].name)
        if isinstance(first, str) and first.strip().lower().startswith(EXAMPLE):
            audit.ignore("example", origin, first, "a row of the template; delete it, or write your own over it")
            continue
        audit.read(sheet.file)
        if record := _record(origin, filled, places, audit, taxonomy):
            yield record


def _record(
    origin: str, filled: dict[str, Cell], places: dict[int, Column], audit: Audit, taxonomy: Taxonomy
) -> Record | None:
    record, wrong = Record(origin), []
    for place, column in places.items():
        cell = filled.get(column.name)
        try:
            text = _text(cell)
            if column.form in ("text", "name") and isinstance(cell, (bool, date)):
                raise ValueError("the spreadsheet made a date or a yes of it; write it as text, after an apostrophe")
            if text.casefold() in _NOTHING:
                reason = f"{_told(place, column)}: stands for nothing; read as blank"
                audit.repair("blank", origin, text, reason)
                text = ""
            if not text and column.required:
                raise ValueError("must not be blank")
            if reason := personal(text, column.form):
                raise ValueError(reason)
            if text:
                record.values[column.name] = value_of(cell, text, column.form, taxonomy)
                _report_repair(origin, column, text, record.values[column.name], audit)
                _report_taken(origin, column, text, taxonomy, audit)
        except ValueError as error:
            shown = cell.shown if isinstance(cell, Fault) else "" if cell is None else str(cell)
            # What must not be in the graph shall not be in the list of issues either.
            shown = "(not shown)" if personal(shown, column.form) else shown[:80]
            wrong.append((shown.replace("\0", "\N{SYMBOL FOR NULL}"), f"{_told(place, column)}: {error}"))
    for shown, reason in wrong:
        audit.refuse("cell", origin, shown, reason)
    return None if wrong else record


def _is_no_row(sheet: Sheet, origin: str, cells: list[Cell], places: dict[int, Column], audit: Audit) -> bool:
    """Whether this is none of the rows of a table, but its headings again, its totals, or more fields than headings.

    Raises Refused for the headings of another sheet: rows of another table follow.
    """
    filled = {place: cell for place, cell in enumerate(cells) if _is_filled(cell)}
    first = str(next(iter(filled.values())))
    if read_plan().meant(first) in read_plan().also and _are_headings(origin, filled, places):
        audit.ignore("headings", origin, "", "the headings again")
        return True
    if sheet.fields and max(filled) >= sheet.fields:
        told = f"{max(filled) + 1} values where the header has {sheet.fields}; put text with commas between quotes"
        audit.refuse("number of fields", origin, "", told)
    elif plain(first).replace(" ", "_") in _TOTALS:
        audit.refuse("totals", origin, first, "a row of totals? Delete it, or write the name in full")
    else:
        return False
    audit.read(sheet.file)
    return True


def _are_headings(origin: str, filled: dict[int, Cell], places: dict[int, Column]) -> bool:
    words = [read_plan().meant(str(cell)) for cell in filled.values()]
    if all(place in places and word == plain(places[place].name) for place, word in zip(filled, words, strict=True)):
        return True
    for other in read_plan().sheets.values() if len(words) > 1 else ():
        named = {plain(column.name) for column in other.columns}
        if named.issuperset(words) and {plain(one.name) for one in other.columns if one.required} <= {*words}:
            raise Refused(
                f"{origin}: headings of the sheet {other.name!r} stand here. Put each table on a sheet of its own, its "
                "headings in one row."
            )
    return False


def _told(place: int, column: Column) -> str:
    return f"column {_letter(place)} ({column.name})"


def _letter(place: int) -> str:
    """The name of a column in a spreadsheet."""
    from openpyxl.utils import get_column_letter  # of all sources only this one needs it, for a row with a fault

    return str(get_column_letter(place + 1))


def _text(cell: Cell) -> str:
    if isinstance(cell, Fault):
        raise ValueError(cell.reason)
    return text_of(cell)


def _report_repair(origin: str, column: Column, text: str, value: Value, audit: Audit) -> None:
    if column.form == "kbo" and text.isdigit() and len(text) < len(str(value)):
        audit.repair("leading zero", origin, text, f"the spreadsheet dropped the zero before the number: {value}")


def _report_taken(origin: str, column: Column, text: str, taxonomy: Taxonomy, audit: Audit) -> None:
    """A place or domain that is a part of a name, or misspelt, and was taken for the one that it fits."""
    if column.form not in ("region", "domain", "domains"):
        return
    for word in text.split(";") if column.form == "domains" else [text]:
        found = meant(word, column.form.removesuffix("s"), taxonomy)
        if found.codes and not found.sure:
            audit.repair("name", origin, word.strip(), f"column {column.name}: taken for {found.codes[0]}")


def _is_filled(cell: Cell) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _is_heading(cell: Cell) -> bool:
    return _is_filled(cell) and not (isinstance(cell, Fault) and cell.part)


def _report_beside(sheet: Sheet, number: int, audit: Audit) -> None:
    audit.ignore("unknown column", f"{sheet.origin}:{number}", "", "only columns that are not read are filled here")


def _note_hidden(sheet: Sheet, audit: Audit) -> None:
    if sheet.concealed:
        audit.note("hidden", f"{sheet.origin}:1", ", ".join(sheet.concealed), "hidden in the workbook, but read")
    if sheet.hidden:
        told = ", ".join(map(str, sheet.hidden[:_MOST_TOLD])) + (" …" if len(sheet.hidden) > _MOST_TOLD else "")
        audit.note("hidden rows", f"{sheet.origin}:{sheet.hidden[0]}", told, "hidden in the sheet, but read")


def _places(sheet: Sheet, number: int, header: list[Cell], plan: SheetPlan, audit: Audit) -> dict[int, Column]:
    """The columns by their place. Order does not count, nor do case, accents and stars."""
    known = {plain(column.name): column for column in plan.columns}
    headings = {place: str(cell).strip() for place, cell in enumerate(header) if _is_heading(cell)}
    places: dict[int, Column] = {}
    for place, heading in headings.items():
        _refuse_persons(sheet, number, heading)
        if column := known.get(read_plan().meant(heading)):
            if column in places.values():
                raise Refused(f"{sheet.origin}:{number}: column {column.name!r} stands there twice. Keep one of them.")
            places[place] = column
    absent = [column.name for column in plan.columns if column not in places.values()]
    for place, heading in headings.items():
        if place not in places:
            _unknown(sheet, number, heading, absent, audit)
    missing = [column.name for column in plan.columns if column.required and column.name in absent]
    if missing:
        raise Refused(
            f"{sheet.origin}:{number}: column {', '.join(map(repr, missing))} is missing. The first row must hold the "
            f"headings; it has: {', '.join(headings.values())[:200]}.{_header_below(sheet, plan)}"
        )
    _report_without_heading(sheet, headings, audit)
    return places


def _refuse_persons(sheet: Sheet, number: int, heading: str) -> None:
    words = plain(heading).split()
    if _PERSONS.intersection([*words, "".join(words)]) or words[:2] == ["e", "mail"]:
        raise Refused(
            f"{sheet.origin}:{number}: column {heading!r} looks as if it holds persons. The graph holds public facts "
            "about organisations only: delete the column."
        )


def _unknown(sheet: Sheet, number: int, heading: str, absent: list[str], audit: Audit) -> None:
    """A heading that is nearly one of the template is meant to be it, and its values must not be lost."""
    if near := read_plan().like(heading, absent):
        raise Refused(f"{sheet.origin}:{number}: column {heading!r} is not known. Did you mean {near!r}? Rename it.")
    audit.ignore("unknown column", f"{sheet.origin}:{number}", heading, "this column is not read")


def _header_below(sheet: Sheet, plan: SheetPlan) -> str:
    needed = {plain(column.name) for column in plan.columns if column.required}
    for number, cells in sheet.rows[1:_MOST_TOLD]:
        if needed <= {read_plan().meant(str(cell)) for cell in cells if _is_filled(cell)}:
            return f" Row {number} looks like them: delete the rows above it."
    return ""


def _report_without_heading(sheet: Sheet, headings: dict[int, str], audit: Audit) -> None:
    for number, cells in sheet.rows[1:]:
        for place, cell in enumerate(cells):
            if place not in headings and _is_filled(cell):
                told = f"{sheet.origin}:{number}"
                reason = f"column {_letter(place)} has no heading, so it is not read"
                audit.ignore("no heading", told, "(not shown)", reason)
                return
