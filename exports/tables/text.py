"""Any table as text: CSV, TSV, JSON, Markdown. Workbooks, Parquet and terminal tables have modules of their own."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Sequence
from io import StringIO

from dirskg.exports.tables.cells import Value, exact, one_line, readable, spreadsheet_text
from dirskg.exports.tables.table import Table
from dirskg.graph.answers.as_json import json_value

# Excel takes a file of UTF-8 without this mark for Windows-1252 and turns every accent into two characters.
BOM = "\ufeff"
_TSV_BREAKS = re.compile(r"[\t\r\n\v\f\u0085\u2028\u2029]+")
_MARKUP = re.compile(r"([\\`*_\[\]|~$])")


def to_csv(table: Table, *, bom: bool = False) -> str:
    """Comma-separated values with a header (RFC 4180, but lines end in a line feed); a missing value is empty.

    `bom` is for files: Excel needs the mark, while in a pipe it would become part of the first column's name.
    Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers, with a point.
    A Belgian Excel expects semicolons and decimal commas, so for reading in Excel `to_xlsx` is the better form.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_guarded(name) for name in table.columns])
    writer.writerows([_guarded(value) for value in row] for row in table.rows)
    return (BOM if bom else "") + out.getvalue()


def to_tsv(table: Table) -> str:
    """Tab-separated values for `cut` and its like: no quotes; tabs and line ends within text become spaces."""
    head = [_guarded(name) for name in table.columns]
    body = ([_guarded(value) for value in row] for row in table.rows)
    return "".join("\t".join(_TSV_BREAKS.sub(" ", cell) for cell in row) + "\n" for row in (head, *body))


def to_json(table: Table) -> str:
    """A JSON array with one object a row; a missing value, NaN or infinity is null."""
    records = [dict(zip(table.columns, map(json_value, row), strict=True)) for row in table.rows]
    return json.dumps(records, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def to_markdown(table: Table, title: str = "", notes: Iterable[str] = ()) -> str:
    """A Markdown table under its title, and notes below it; numbers are shortened and stand on the right."""
    body = [[markdown_text(readable(value)) for value in row] for row in table.rows]
    parts = [f"## {markdown_text(title)}"] if title else []
    parts.append(markdown_table([markdown_text(name) for name in table.columns], body, table.numbers))
    parts.extend(markdown_text(note) for note in notes)
    return "\n\n".join(parts) + "\n"


def markdown_table(head: Sequence[str], body: Iterable[Sequence[str]], right: Iterable[int] = ()) -> str:
    """A Markdown table of texts that are Markdown already; the columns numbered in `right` stand on the right."""
    on_right = set(right)
    rule = ["--:" if place in on_right else "---" for place in range(len(head))]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *body))


def markdown_text(text: str) -> str:
    """Text that Markdown shows as it is, in a table too. Entities, because not every reader knows an escaped `<`."""
    text = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKUP.sub(r"\\\1", text)


def _guarded(value: Value) -> str:
    """A cell of text; its line ends become line feeds, which the csv module quotes whatever ends the rows."""
    if not isinstance(value, str):
        return exact(value)
    text = spreadsheet_text(value)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
