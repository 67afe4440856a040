"""The template as files: a workbook with notes, lists to choose from and examples, and the same as CSV files."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter

from dirskg.ingest.sources.own.plan import Column, Plan, SheetPlan, read_plan
from dirskg.ingest.taxonomy import Taxonomy

WORKBOOK = "own.xlsx"
_ROWS = 2000  # rows that get a list to choose from
_MOST_LIST = 255  # characters that Excel allows in a list
_INTRODUCTION = (
    "Fill in the sheets that you need and delete the others. Headings stay in the first row, in any order.",
    "Rows whose first cell begins with EXAMPLE: are examples. They are not read; delete them or write over them.",
    "Only facts about organisations, no persons: no names of contacts, e-mail addresses or telephone numbers.",
    "Write values, no formulas. Do not merge cells. Headings with a star must be filled in each row.",
    "What is in this workbook is internal: it shows only in answers that are asked for with --include-internal.",
    "Check it with: dirskg build reference own=THIS-FILE.xlsx --dry-run. Then build without --dry-run.",
)


def template_files(taxonomy: Taxonomy) -> dict[str, bytes]:
    """The files of the template by their path within the folder."""
    plan = read_plan()
    found = {f"csv/{name}.csv": _csv(sheet) for name, sheet in plan.sheets.items()}
    return {WORKBOOK: _workbook(plan, taxonomy), **found, "csv/read me.txt": _explained(plan, taxonomy)}


def known_values(column: Column, plan: Plan, taxonomy: Taxonomy) -> tuple[str, ...]:
    """The values that a column may have, if they can be told one by one."""
    if column.form in ("domain", "domains"):
        return tuple(f"{code}" for code in taxonomy.domains)
    return plan.shown.get(column.form, ())


def _csv(sheet: SheetPlan) -> bytes:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in sheet.columns])
    writer.writerows(zip(*(column.examples for column in sheet.columns), strict=True))
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def _explained(plan: Plan, taxonomy: Taxonomy) -> bytes:
    lines = [*_INTRODUCTION, ""]
    for sheet in plan.sheets.values():
        lines += [f"{sheet.name}.csv: {sheet.about}"]
        lines += [f"  {_headed(column)}: {_help(column, plan, taxonomy)}" for column in sheet.columns]
    return "\r\n".join([*lines, ""]).encode("utf-8")


def _workbook(plan: Plan, taxonomy: Taxonomy) -> bytes:
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book: Any = xlsxwriter.Workbook(out, options)
    bold, grey = book.add_format({"bold": True, "bg_color": "#E8EDF2"}), book.add_format({"font_color": "#7A7A7A"})
    _read_me(book, plan, taxonomy, bold)
    for sheet in plan.sheets.values():
        page = book.add_worksheet(sheet.name)
        page.freeze_panes(1, 0)
        for place, column in enumerate(sheet.columns):
            page.write_string(0, place, _headed(column), bold)
            page.write_comment(0, place, _help(column, plan, taxonomy), {"author": "", "x_scale": 2})
            page.set_column(place, place, max(14, *(len(example) + 2 for example in column.examples)))
            for row, example in enumerate(column.examples, start=1):
                page.write_string(row, place, example, grey)
            values = known_values(column, plan, taxonomy)
            # Columns of several values take no list: it would allow one only.
            if values and column.form != "domains" and len(",".join(values)) <= _MOST_LIST:
                choice = {"validate": "list", "source": list(values), "error_type": "warning"}
                page.data_validation(1, place, _ROWS, place, choice)
    book.close()
    return out.getvalue()


def _read_me(book: Any, plan: Plan, taxonomy: Taxonomy, bold: Any) -> None:
    page = book.add_worksheet("read me")
    page.set_column(0, 0, 28)
    page.set_column(1, 1, 110, book.add_format({"text_wrap": True}))
    lines = [("", line) for line in _INTRODUCTION]
    for sheet in plan.sheets.values():
        lines += [("", ""), (sheet.name, sheet.about)]
        lines += [(f"   {_headed(column)}", _help(column, plan, taxonomy)) for column in sheet.columns]
    lines += [("", ""), ("domains", "; ".join(f"{code} {name}" for code, name in taxonomy.domains.items()))]
    for row, (word, text) in enumerate(lines):
        page.write_string(row, 0, word, bold if word and not word.startswith(" ") else None)
        page.write_string(row, 1, text)


def _headed(column: Column) -> str:
    return f"{column.name} *" if column.required else column.name


def _help(column: Column, plan: Plan, taxonomy: Taxonomy) -> str:
    values = known_values(column, plan, taxonomy)
    return column.help + (f" Known are: {', '.join(values)}." if values else "")
