"""What may stand in a cell: each form takes a raw cell and gives the value, or says what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date

from dirskg.graph.lookup.words import fit, programmes
from dirskg.graph.wording.text import plain
from dirskg.ingest.reading.workbooks import cell_text
from dirskg.ingest.sources.own.meanings import district, domain, listed
from dirskg.ingest.sources.own.plan import read_plan
from dirskg.ingest.sources.own.sheets import Cell
from dirskg.ingest.taxonomy import Taxonomy
from dirskg.ingest.values.countries import country_code
from dirskg.ingest.values.figures import cents, read_number, read_truth, read_year, whole
from dirskg.ingest.values.identifiers import normalise

_LONGEST = 2000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|[\ud800-\udfff]")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.\w+")
# A plus, two zeros or a zero, then digits in groups; what passes for a number of the business register is none.
_PHONE = re.compile(r"(?<![\w/.])(?:\+|00?)\(?\d(?:[\s./()-]{0,2}\d){7,12}(?!\w)")
_KEPT_AS_TEXT = re.compile(r"^['\u2019](?=\d)")
_FIRST_YEAR, _LAST_YEAR = 1990, 2040
_MOST_EUR = 10**12


def text_of(cell: Cell) -> str:
    """A cell as text on one line. Raises ValueError for what cannot stand in the graph."""
    # The apostrophe keeps a number as text in a spreadsheet; some programs write it out.
    text = _KEPT_AS_TEXT.sub("", " ".join(cell_text(cell).split()))
    if _CONTROL.search(str(cell)):
        raise ValueError("holds a character that cannot be shown; write the cell again")
    if len(text) > _LONGEST:
        raise ValueError(f"longer than {_LONGEST} characters; shorten it")
    return text


def personal(text: str, form: str) -> str:
    """Why a text is personal data, or ""."""
    if _EMAIL.search(text):
        return "an e-mail address; the graph holds public facts about organisations only, so delete it"
    if form in ("text", "list", "name", "project", "programme"):
        for found in _PHONE.findall(text):
            if not _is_kbo(found):
                return "a telephone number; the graph holds public facts about organisations only, so delete it"
    return ""


def _is_kbo(text: str) -> bool:
    try:
        normalise("kbo", text)
    except ValueError:
        return False
    return True


def value_of(cell: Cell, text: str, form: str, taxonomy: Taxonomy) -> str | float | list[str]:
    """The value of a filled cell. Raises ValueError with what is wrong and what to write instead."""
    plan = read_plan()
    if form == "yes-no" and plain(text) not in plan.values[form]:
        with suppress(ValueError):  # any other word of programs and people
            text = "yes" if read_truth(text) else "no"
    if form in plan.values:
        return listed(text, form, taxonomy)
    if form in ("domain", "domains"):
        codes = [domain(part, form, taxonomy) for part in (_parts(cell) if form == "domains" else [text])]
        return list(dict.fromkeys(codes)) if form == "domains" else codes[0]
    return _FORMS[form](cell, text)


def _year(cell: Cell, text: str) -> float:
    try:
        year = cell.year if isinstance(cell, date) else read_year(text)
    except ValueError as error:
        raise ValueError("no year; write four digits such as 2026, or a date") from error
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(f"not a year between {_FIRST_YEAR} and {_LAST_YEAR}")
    return float(year)


def _number(cell: Cell, text: str) -> float:
    try:
        # What the file holds as a number has no mark that could mean two things.
        amount = read_number(text, grouped=isinstance(cell, str))
    except ValueError as error:
        raise ValueError(f"not an amount: {error}") from error
    if not 0 <= amount < _MOST_EUR:
        raise ValueError(f"not an amount between 0 and {_MOST_EUR:,}")
    return cents(amount)


def _country(cell: Cell, text: str) -> str:
    code = country_code(text)
    if not re.fullmatch("[A-Z]{2}", code):
        raise ValueError("not a country; write its name, or its two letters, such as BE, FR or NL")
    return code


def _programme(cell: Cell, text: str) -> str:
    found = fit(text, programmes())
    return found.codes[0] if found.sure and len(found.codes) == 1 else text


def _postcode(cell: Cell, text: str) -> str:
    code = whole(text)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 -]{1,9}", code):
        raise ValueError("not a postal code; in Belgium it has four digits, such as 8400")
    return code


def _identifier(scheme: str) -> Callable[[Cell, str], str]:
    def check(cell: Cell, text: str) -> str:
        # Excel drops the zero before a number; a KBO number has ten digits, and its check goes over all of them.
        try:
            return normalise(scheme, whole(text))[1]
        except ValueError as error:
            raise ValueError(f"{error}. Copy it again from the register, or leave the cell blank") from error

    return check


def _web(cell: Cell, text: str) -> str:
    if not re.fullmatch(r"(?:https?://)?[^\s/@]+\.[^\s/@]{2,}(?:/\S*)?", text):
        raise ValueError("not a web address; write one such as https://www.example.be, or leave the cell blank")
    return text if text.startswith("http") else f"https://{text}"


def _parts(cell: Cell) -> list[str]:
    """What stands between semicolons or bars, or one a line, bullets taken away, as people write lists in a cell."""
    found = (" ".join(one.split()) for line in cell_text(cell).splitlines() for one in re.split(r";|\s\|\s", line))
    return [part for one in found if (part := re.sub(r"^[\u2022\u25cf\u25aa\u25e6\u00b7*\u2013-]\s+", "", one))]


_FORMS: dict[str, Callable[[Cell, str], str | float | list[str]]] = {
    "text": lambda cell, text: text, "name": lambda cell, text: text, "project": lambda cell, text: text,
    "list": lambda cell, text: _parts(cell), "year": _year, "number": _number, "country": _country,
    "programme": _programme, "district": lambda cell, text: district(text),
    "postcode": _postcode, "kbo": _identifier("kbo"), "ror": _identifier("ror"), "pic": _identifier("pic"), "web": _web,
}  # fmt: skip
