"""Tables as commands show them: on the terminal, or in the format asked for or told by the file's ending."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dirskg.cli.options import Choice
from dirskg.cli.runtime import Runtime, pick_format
from dirskg.cli.screen import screen

if TYPE_CHECKING:
    from dirskg.exports.tables import Table

TABLE_FORMATS = ("table", "csv", "tsv", "json", "md", "parquet", "xlsx")
TABLE_ENDINGS = {".txt": "table", **{f".{form}": form for form in TABLE_FORMATS[1:]}}
_BINARY = ("parquet", "xlsx")

format_option = click.option(
    "--format", "fmt", type=Choice(TABLE_FORMATS), help="Form of the table [default: table, or by the ending of -o]."
)


def show_table(
    run: Runtime, table: Table, fmt: str | None, output: Path | None, *, title: str, notes: tuple[str, ...] = (),
    names: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """Write a table where and how the user wants it, on a screen in his language where `names` are given.

    Raises click.UsageError for binary data on a terminal.
    """
    chosen = pick_format(fmt or "", output, TABLE_ENDINGS, "table")
    if chosen in _BINARY and output is None and sys.stdout.isatty():
        raise click.UsageError(f"{chosen} is no text: give a file with -o.")
    if chosen == "table":
        from dirskg.exports.language.answers import in_words
        from dirskg.exports.tables.terminal import to_terminal

        table = table if names is None else in_words(table, run.lang, names)
        width, colour = screen(output)
        run.write(to_terminal(table, title, notes, width=width, colour=colour), output, painted=True)
    elif chosen == "xlsx":
        from dirskg.exports.tables.workbook import to_xlsx

        run.write(to_xlsx(table, title, notes), output)
    elif chosen == "md":
        from dirskg.exports.tables import to_markdown

        run.write(to_markdown(table, title, notes), output)
    else:
        run.write(render_table(table, chosen, to_file=output is not None), output)


def render_table(table: Table, fmt: str, *, to_file: bool = True) -> bytes:
    """A table as bytes in csv, tsv, json or parquet; files of csv get the mark that Excel needs for accents."""
    if fmt == "parquet":
        from dirskg.exports.tables.parquet import to_parquet

        return to_parquet(table)
    from dirskg.exports import tables

    if fmt == "csv":
        return tables.to_csv(table, bom=to_file).encode()
    return (tables.to_tsv if fmt == "tsv" else tables.to_json)(table).encode()
