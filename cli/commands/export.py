"""`dirskg export`: the graph, or a part of it, for other programs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dirskg.cli.options import Choice
from dirskg.cli.runtime import Runtime, needed_output, pass_runtime, replacing
from dirskg.cli.words import one_of
from dirskg.graph.builds.integrity import require_whole

if TYPE_CHECKING:
    from dirskg.graph import KnowledgeGraph

_FORMATS = ("nq", "ttl", "trig", "jsonld", "graphml", "gexf", "csv", "parquet")
_TABLES = ("csv", "parquet")
# Endings that promise a form, which a file must then have.
_TELLING = frozenset({*_FORMATS, "zip", "json", "nt", "tsv", "xlsx", "html", "md"})


@click.command()
@click.argument("fmt", metavar="{" + "|".join(_FORMATS) + "}", type=Choice(_FORMATS))
@needed_output("The file to write.")
@click.option(
    "--frame", default="", metavar="NAME", help="csv, parquet: only this table; without it a zip of all tables."
)
@pass_runtime
def command(run: Runtime, fmt: str, output: Path, frame: str) -> None:
    """Write the graph of the current build to a file.

    nq, trig and jsonld hold the named graphs; ttl holds all statements in one graph. graphml and gexf hold the
    organisations and their ties. csv and parquet hold the tables that the analyses use: one with --frame, else all of
    them in a zip file. What is not known is empty in csv and NULL in parquet, where days are dates.

    \b
    Examples:
      dirskg export trig -o graph.trig
      dirskg export graphml -o network.graphml
      dirskg export csv --frame organisations -o organisations.csv
      dirskg export parquet -o tables.zip
    """
    _check_name(fmt, output, frame)
    with run.graph() as graph:
        if fmt in ("nq", "ttl", "trig", "jsonld"):
            from dirskg.exports.rdf import convert

            assert graph.build is not None
            require_whole(graph.build, "quads.nq")
            with replacing(output) as part:
                convert(graph.build / "quads.nq", part, fmt, run.notice)
            run.say(f"Written: {output} ({output.stat().st_size:,} bytes)", file=str(output))
        elif fmt in ("graphml", "gexf"):
            run.write(_network(graph, fmt, run.lang), output)
        else:
            run.write(_tables(run, graph, fmt, frame), output)


def _check_name(fmt: str, output: Path, frame: str) -> None:
    """Raise click.UsageError for a file name that promises another form than it would get."""
    if frame and fmt not in _TABLES:
        raise click.UsageError(f"--frame is for {' and '.join(_TABLES)}; {fmt} holds no tables.")
    form = "zip" if fmt in _TABLES and not frame else fmt
    promised = output.suffix.lower().removeprefix(".")
    if promised not in _TELLING or promised == form or (form, promised) == ("jsonld", "json"):
        return
    if form == "zip":
        raise click.UsageError(
            f"{output.name}: without --frame all tables are written, as a zip file. Choose one with --frame, such as "
            "--frame organisations, or give a name that ends in .zip."
        )
    raise click.UsageError(f"{output.name}: {form} is written, so give a name that ends in .{form}.")


def _network(graph: KnowledgeGraph, fmt: str, lang: str) -> bytes:
    from dirskg.exports.networks import LOOK, described, to_gexf, to_graphml
    from dirskg.graph.network.projection import collaboration_network

    network = collaboration_network(graph.ecosystem.speaking(lang))
    found = described(network, lang)
    if fmt == "graphml":
        return to_graphml(found)
    from dirskg.exports.drawing.picture import draw
    from dirskg.graph.network.layout import layout

    draw(found, network, layout(graph.ecosystem), LOOK)
    return to_gexf(found)


def _tables(run: Runtime, graph: KnowledgeGraph, fmt: str, frame: str) -> bytes:
    from dirskg.cli.showing import render_table
    from dirskg.exports.tables import Table
    from dirskg.graph.ecosystem.frames import FRAMES, read_tables

    if frame:
        told = f"No table is called {frame!r}. There are: {', '.join(FRAMES)}."
        frame = one_of(run, frame, ((one, one) for one in FRAMES), told)
    assert graph.build is not None
    require_whole(graph.build, "frames/")
    tables = read_tables(graph.build / "frames")

    def written(name: str) -> bytes:
        if fmt == "parquet":
            from dirskg.exports.tables.parquet import to_parquet

            return to_parquet(tables[name].to_pandas())
        columns = [column.to_pylist() for column in tables[name].columns]
        return render_table(Table.of(tables[name].column_names, list(zip(*columns, strict=True))), fmt)

    if frame:
        return written(frame)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in FRAMES:
            # A fixed date, so that the same build gives the same file.
            entry = zipfile.ZipInfo(f"{name}.{fmt}", (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, written(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
