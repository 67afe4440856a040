"""`dirskg suggest`: likely domains of organisations that have none, for people to confirm or refuse."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dirskg.cli.runtime import Runtime, endpoint_option, output_option, pass_runtime, pick_format
from dirskg.cli.showing import TABLE_ENDINGS, format_option, show_table
from dirskg.exports.language.answers import names_in, told

if TYPE_CHECKING:
    from dirskg.exports.language import Words

# As the sheet `suggestions` of own data takes them back; the last two are to be filled in.
_COLUMNS = ("organisation", "name", "region", "domain", "domain name", "score", "why", "read at", "answer", "source")


@click.command()
@click.option("--region", default="", metavar="R", help="Only this region, province or district, such as BE3.")
@click.option("--domain", default="", metavar="D", help="Only this domain, such as H7.")
@format_option
@endpoint_option
@output_option
@pass_runtime
def command(run: Runtime, region: str, domain: str, fmt: str | None, endpoint: str, output: Path | None) -> None:
    """Suggest domains for organisations that have none.

    With reason and score, from names, descriptions and the domains of those they are tied to. Nothing of it counts
    before somebody says so: write yes or no in the column answer (with the page that says so as source) and give the
    file to a build. What was refused is not suggested again.

    \b
    Examples:
      dirskg suggest --region BE3
      dirskg suggest -o own/suggestions.csv
      dirskg suggest --domain H7 --format json
    """
    from dirskg.exports.tables import Table
    from dirskg.ontology import short

    with run.graph(endpoint) as graph:
        given = {"region": graph.lookup.code("area", region)} if region else {}
        given |= {"domain": graph.lookup.code("domain", domain)} if domain else {}
        found = graph.select("suggestions", given)
        names = names_in(graph, run.lang)
    words = told(run.lang)
    rows = [_row(dict(zip(found.columns, values, strict=True)), words) for values in found.values(short)]
    title = words("suggest_title")
    if pick_format(fmt or "", output, TABLE_ENDINGS, "table") == "xlsx":
        _write_sheet(run, Table.of(_COLUMNS, rows, blank=True), title, output)
    else:
        show_table(run, Table.of(_COLUMNS, rows, blank=True), fmt, output, title=title, names=names)
    organisations = len({row[0] for row in rows})
    run.say(words("suggest_counted", n=len(rows), organisations=organisations))


def _row(one: dict[str, Any], words: Words) -> list[Any]:
    said = words("why_words", words=one["words"]) if one["words"] else ""
    tied = words("why_tied", n=one["tied"], all=one["ties"]) if one["tied"] else ""
    return [
        one["organisation"], one["name"], one["region"], one["domain"], one["domain_label"], one["score"],
        words.listed(filter(None, (said, tied))), one["source"], "", "",
    ]  # fmt: skip


def _write_sheet(run: Runtime, table: Any, title: str, output: Path | None) -> None:
    """A workbook whose sheet has the name by which a build knows it."""
    from dirskg.exports.tables.workbook import Workbook

    if output is None:
        raise click.UsageError("xlsx is no text: give a file with -o.")
    with Workbook(title) as book:
        book.table("suggestions", table)
    run.write(book.content, output)
