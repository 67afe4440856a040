"""A finding in words: what the terminal, Markdown, HTML, a workbook and CSV lay out each in their way."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast, get_args

from dirskg.exports.language import NO_NUMBER, Words
from dirskg.exports.tables import Table
from dirskg.exports.tables.cells import one_line, plain_value

Form = Literal["text", "date", "count", "decimal", "percent", "probability", "euro", "year"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and how its values are written where people read them."""

    head: str
    form: Form = "text"

    @property
    def number(self) -> bool:
        """Whether values stand on the right."""
        return self.form not in ("text", "date")


@dataclass(frozen=True, slots=True)
class Section:
    """A table under a heading; `name` is what `--table` calls it.

    `table` holds the values themselves, which CSV and workbooks show in full; `columns` has the same names.
    """

    name: str
    heading: str
    columns: Mapping[str, Column]
    table: Table
    caption: str = ""

    def texts(self, words: Words) -> list[list[str]]:
        """The rows as people read them."""
        forms = [column.form for column in self.columns.values()]
        return [
            [_written(value, form, words) for value, form in zip(row, forms, strict=True)] for row in self.table.rows
        ]


def section(
    words: Words,
    name: str,
    columns: str,
    rows: Iterable[Mapping[str, Any]],
    caption: str | None = None,
    heads: Mapping[str, str] | None = None,
) -> Section:
    """A table: its heading is the string `heading_<name>`, that of each column `column_<column>` or as in `heads`.

    Without a caption it has the string `<name>_caption`, if there is one. `columns` as `forms_of` reads them.
    """
    if caption is None:
        caption = words(f"{name}_caption") if f"{name}_caption" in words.strings else ""
    forms = forms_of(columns)
    table = Table.of(forms, ([row[column] for column in forms] for row in rows), blank=True)
    told = heads or {column: words(f"column_{column}") for column in forms}
    shown = {column: Column(told[column], form) for column, form in forms.items()}
    return Section(name, words(f"heading_{name}"), shown, table, caption)


@cache  # every row of a table asks
def forms_of(columns: str) -> Mapping[str, Form]:
    """Columns by name, with what follows a colon as their form, text where nothing does: "region actors:count"."""
    forms = {name: form or "text" for name, _, form in (column.partition(":") for column in columns.split())}
    if unknown := set(forms.values()) - set(get_args(Form)):
        raise ValueError(f"{columns}: no form is called {unknown.pop()}")
    return cast("dict[str, Form]", forms)


def picked(one: object, columns: str) -> dict[str, Any]:
    """What an object has under the names of these columns, for a row of them."""
    return {name: getattr(one, name) for name in forms_of(columns) if hasattr(one, name)}


@dataclass(frozen=True, slots=True)
class Document:
    """A finding in one language. `paragraphs` say in plain words what was found, `notes` how, and what to beware of."""

    title: str
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...]


def _written(value: object, form: Form, words: Words) -> str:
    plain = plain_value(value)
    if plain is None or plain == "" or (isinstance(plain, float) and not math.isfinite(plain)):
        return NO_NUMBER
    if form in ("text", "date") or not isinstance(plain, (int, float)):
        return one_line(str(plain))
    if form == "percent":
        return words.percent(plain)
    if form == "probability":
        return words.probability(plain)
    if form == "year":
        return str(int(plain))
    return words.decimal(plain, 2 if form == "decimal" else 0)
