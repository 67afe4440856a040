"""`dirskg query`: SPARQL."""

from __future__ import annotations

import re
from pathlib import Path

import click

from dirskg.cli.options import Choice, Decimal
from dirskg.cli.runtime import Runtime, endpoint_option, output_option, pass_runtime, pick_format
from dirskg.cli.showing import TABLE_ENDINGS, TABLE_FORMATS, show_table
from dirskg.cli.words import library_query
from dirskg.graph.errors import DirskgError
from dirskg.graph.stores.store import DEFAULT_TIMEOUT
from dirskg.graph.wording.text import decoded

_FORMATS = (*TABLE_FORMATS, "ttl", "nt")
_ENDINGS = {**TABLE_ENDINGS, ".ttl": "ttl", ".nt": "nt"}

_LONGEST = 1_000_000


@click.command()
@click.argument("text", default="")
@click.option(
    "--file", "file", type=click.Path(path_type=Path), help="Read the query from this file ('-' for standard input)."
)
@click.option("--name", default="", metavar="N", help="A query of the library (`dirskg queries` lists them).")
@click.option("-p", "parameters", multiple=True, metavar="KEY=VALUE", help="Parameter of the query; may be repeated.")
@click.option(
    "--format", "fmt", type=Choice(_FORMATS), help="Form of the answer [default: table, or by the ending of -o]."
)
@click.option(
    "--timeout", type=Decimal(min=0, min_open=True), default=DEFAULT_TIMEOUT, show_default=True,
    help="Stop the query after this many seconds.",
)  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), default=None, help="Show at most this many rows.")
@endpoint_option
@output_option
@pass_runtime
def command(
    run: Runtime, text: str, file: Path | None, name: str, parameters: tuple[str, ...], fmt: str | None,
    timeout: float, limit: int | None, endpoint: str, output: Path | None,
) -> None:  # fmt: skip
    """Answer a SPARQL query.

    Written here, in a file, or of the library.

    The prefixes of the library's queries need not be written. Parameters of a query of your own stand for $name:
    text, a number, an id such as id:domain-V3, or a term such as <https://…> or "tekst"@nl.

    csv, tsv and xlsx hold ids as the screen shows them, and their full addresses in columns at the end, such as
    project_address; json and parquet hold the addresses alone.

    \b
    Examples:
      dirskg query --name actors-in-domain -p domain=V3 -p region=BE2
      dirskg query "SELECT ?d ?label WHERE { ?d skos:inScheme id:scheme-domains ; skos:prefLabel ?label }" --limit 5
      dirskg query --name smes-in-edf -o smes.xlsx
    """
    from dirskg.exports.tables import Table
    from dirskg.graph.answers.results import Solutions, Triples
    from dirskg.ontology import compact

    # One word is the name of a query, whether it says so or not.
    if re.fullmatch(r"\w+(-\w+)*", text) and not (name or file):
        text, name = "", text
    name = library_query(run, name) if name else ""
    query = _text(text, file, name)
    given = dict(_pair(parameter) for parameter in parameters)
    chosen = pick_format(fmt or "", output, _ENDINGS, "")
    with run.graph(endpoint) as graph:
        answer = graph.query(query, given, timeout=timeout, limit=limit or 0)
        for remark in graph.unknown_terms(query):
            run.say(remark)
    if isinstance(answer, Solutions):
        if chosen in ("ttl", "nt"):
            raise click.UsageError("Only CONSTRUCT and DESCRIBE queries answer with triples; choose a table format.")
        if answer.truncated:
            run.say(f"Only the first {limit} rows are shown.")
        if given and not answer.rows:
            run.say("No rows: the graph says nothing of this kind for these parameters.")
        if chosen in ("csv", "tsv", "xlsx"):
            answer = answer.with_addresses(compact)
        show = compact if chosen in ("", "table", "md") else str
        table = Table.of(answer.columns, answer.values(show), days=answer.days)
        show_table(run, table, chosen, output, title=name or "Answer", notes=(f"Query: {query}",))
    elif isinstance(answer, Triples):
        if chosen not in ("", "ttl", "nt"):
            raise click.UsageError("CONSTRUCT and DESCRIBE queries answer with triples; choose ttl or nt.")
        run.write(_triples(answer.ntriples, chosen), output)
    else:
        if chosen not in ("", "table"):
            raise click.UsageError("An ASK query answers yes or no; leave the format out.")
        run.write("yes\n" if answer.value else "no\n", output)


def _text(text: str, file: Path | None, name: str) -> str:
    if (bool(text) + bool(file) + bool(name)) != 1:
        raise click.UsageError("Give one of: a query TEXT, --file F, or --name N.")
    if text == "-":
        file = Path("-")
    if name:
        return name
    if file:
        text = _read(file)
    if len(text) > _LONGEST:
        raise DirskgError(f"A query has at most {_LONGEST:,} letters; {file or 'this'} is no query.")
    return text


def _read(file: Path) -> str:
    """The text of a file in UTF-8, or in UTF-16 with a mark, as Windows saves it too."""
    try:
        data = click.open_file(str(file), "rb").read(4 * _LONGEST)
        text = decoded(data)
    except UnicodeDecodeError as error:
        raise DirskgError(f"{file} cannot be read as a query: it is not in UTF-8. Save it so.") from error
    except OSError as error:
        raise DirskgError(f"{file} cannot be read as a query: {error}.") from error
    return text.replace("\r\n", "\n")


def _pair(parameter: str) -> tuple[str, str]:
    key, equals, value = parameter.partition("=")
    if not equals:
        raise click.UsageError(f"-p {parameter}: write it as KEY=VALUE.")
    return key.strip(), value.strip()


def _triples(ntriples: bytes, chosen: str) -> bytes:
    import pyoxigraph as ox

    from dirskg.ontology.vocab import PREFIXES

    if chosen == "nt":
        return ntriples
    triples = ox.parse(input=ntriples, format=ox.RdfFormat.N_TRIPLES)
    turtle = ox.serialize((quad.triple for quad in triples), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    return turtle or b""
