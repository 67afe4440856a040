"""`dirskg find`: records by name, and who works on a topic."""

from __future__ import annotations

import re
from pathlib import Path

import click

from dirskg.cli.runtime import Runtime, endpoint_option, output_option, pass_runtime
from dirskg.cli.showing import format_option, show_table
from dirskg.exports.language.answers import names_in, told


@click.command()
@click.argument("text", required=False)
@click.option("--topic", default="", metavar="T", help="Who works on this topic, such as quantum (`dirskg topics`).")
@click.option("--region", default="", metavar="R", help="With --topic: only this region, province or district.")
@click.option("--partners", is_flag=True, help="With --topic: who only takes part in projects on it, instead.")
@click.option("--limit", type=click.IntRange(min=1), help="Show at most this many [default: 15 names, all of a topic].")
@format_option
@endpoint_option
@output_option
@pass_runtime
def command(
    run: Runtime, text: str | None, topic: str, region: str, partners: bool, limit: int | None, fmt: str | None,
    endpoint: str, output: Path | None,
) -> None:  # fmt: skip
    """Find records by name, in any language, misspelt too, or by number.

    Organisations, projects, calls and instruments. Numbers are those of registers, however they are written: KBO or
    VAT, PIC, ROR, LEI.

    With --topic: who in Belgium works on it, where, and the sentence that says so with its source.

    \b
    Examples:
      dirskg find "ecole royale militaire"
      dirskg find shipyards --limit 5
      dirskg find 0419.052.173
      dirskg find --topic quantum
      dirskg find --topic mijnenbestrijding --region Vlaanderen
    """
    if (text is None) == (not topic):
        raise click.UsageError("Give a name, or a topic with --topic: one of the two.")
    if not topic and (region or partners):
        raise click.UsageError("--region and --partners go with --topic.")
    if region and partners:
        raise click.UsageError("--region and --partners cannot be given together.")
    if text is None:
        _show_topic(run, topic, region, partners, limit, fmt, endpoint, output)
    else:
        _show_names(run, text, limit or 15, fmt, endpoint, output)


def _show_names(run: Runtime, text: str, limit: int, fmt: str | None, endpoint: str, output: Path | None) -> None:
    from dirskg.exports.tables import Table
    from dirskg.graph.evidence.grades import weak_records
    from dirskg.graph.lookup.search import Hit, called, find

    words = told(run.lang)
    with run.graph(endpoint) as graph:
        names = graph.lookup.names
        by_number = [hit for one in graph.lookup.identified(text) for hit in called(names, one, text)]
        by_name = [hit for hit in find(names, text, limit) if hit.id not in {one.id for one in by_number}]
        found = [*by_number, *by_name][:limit]
        weak = weak_records(graph, (hit.id for hit in found))
    if not found:
        run.say(words("find_no_number" if re.search(r"\d{4}", text) else "find_nothing", text=repr(text)))
    rows = [(*hit, "weak" if hit.id in weak else None) for hit in found]
    table = Table.of((*Hit._fields, "sources"), rows)
    show_table(run, table, fmt, output, title=words("find_title", text=text), names={})
    if weak:
        run.say(words("find_weak"))


# What the table leaves out of the query's columns: codes of what stands beside them in words.
_BESIDE = ("region", "project")


def _show_topic(
    run: Runtime, text: str, region: str, partners: bool, limit: int | None, fmt: str | None, endpoint: str,
    output: Path | None,
) -> None:  # fmt: skip
    from dirskg.exports.tables import Table
    from dirskg.graph.evidence.grades import marked, page_grades
    from dirskg.ontology import short

    with run.graph(endpoint) as graph:
        topic = graph.lookup.code("topic", text)
        given = {"topic": topic} | ({"region": graph.lookup.code("area", region)} if region else {})
        found = graph.select("partners-in-topic" if partners else "actors-in-topic", given)
        others = [] if partners or region else graph.select("partners-in-topic", {"topic": topic}).values(short)
        sources = found.columns.index("source")
        grades = page_grades(graph, (str(row[sources]) for row in found.values()))
        names = names_in(graph, run.lang)
    told_columns, told_rows = marked(found.values(short), found.columns, ("organisation",), grades)
    kept = [place for place, column in enumerate(told_columns) if column not in _BESIDE]
    columns = ["region" if told_columns[place] == "region_label" else told_columns[place] for place in kept]
    rows = [[row[place] for place in kept] for row in told_rows]
    words = told(run.lang)
    title = words("topic_title", topic=topic)
    show_table(run, Table.of(columns, rows[:limit]), fmt, output, title=title, names=names)
    run.say(words("topic_counted", n=len({row[0] for row in rows}), topic=topic, sentences=len(rows)))
    if more := len({row[0] for row in others}):
        run.say(words("topic_more", n=more))
