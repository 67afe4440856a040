"""`dirskg publish`: a build into a store of somebody else."""

from __future__ import annotations

from pathlib import Path

import click

from dirskg.cli.runtime import Runtime, output_option, pass_runtime, refuse
from dirskg.cli.showing import format_option, show_table


@click.command()
@click.argument("build", default="")
@click.option("--endpoint", required=True, metavar="URL", help="Address at which the store is asked.")
@click.option("--graph-store", default="", metavar="URL", help="Where it takes graphs [default: as its kind has it].")
@click.option("--update", default="", metavar="URL", help="Where it takes SPARQL Update [default: as its kind has it].")
@click.option(
    "--login-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File with USER:PASSWORD or Bearer TOKEN [default: $DIRSKG_STORE_LOGIN].",
)
@click.option("--in-place", is_flag=True, help="Write graphs over the old ones, for a store without SPARQL Update.")
@click.option("--dry-run", is_flag=True, help="Tell what would become of each graph, and change nothing.")
@click.option("--timeout", type=click.IntRange(1, 86400), default=600, show_default=True, help="Seconds of a request.")
@format_option
@output_option
@pass_runtime
def command(
    run: Runtime, build: str, endpoint: str, graph_store: str, update: str, login_file: Path | None, in_place: bool,
    dry_run: bool, timeout: int, fmt: str | None, output: Path | None,
) -> None:  # fmt: skip
    """Load a build into another SPARQL store.

    BUILD is a name, a number or the start of a hash; the current build unless given. The store gets one named graph for
    each dataset and one with every statement once. Only graphs that changed are loaded, beside the old ones, and take
    their places all at once: a load that fails leaves the old graphs. Other graphs of the store stay untouched.

    Afterwards every command that takes --endpoint answers from there as from the build. Addresses of Virtuoso,
    Oxigraph, Fuseki, RDF4J and GraphDB are told by that of the endpoint.

    \b
    Examples:
      dirskg publish --endpoint http://localhost:8890/sparql --login-file login.txt
      dirskg publish --endpoint http://localhost:7878/query --dry-run
    """
    from dirskg.exports.language.answers import told
    from dirskg.exports.publishing.addresses import addresses
    from dirskg.exports.publishing.client import Client
    from dirskg.exports.publishing.login import read_login, refuse_login
    from dirskg.exports.publishing.publish import QUADS, Publisher, Step
    from dirskg.exports.tables import Table
    from dirskg.graph.builds.home import build_path
    from dirskg.graph.builds.integrity import require_whole

    if run.internal:
        raise click.UsageError(
            "Internal sources are not published: a store of somebody else cannot carry their notice."
        )
    for address in (endpoint, graph_store, update):
        refuse_login(address)
    store, login = addresses(endpoint, graph_store, update), read_login(login_file)
    folder = build_path(run.home, build, refuse)
    require_whole(folder, QUADS)
    publisher = Publisher(Client(login, store, timeout), store, run.say)
    steps, graphs = publisher.plan(folder)
    if dry_run:
        run.say("Nothing was changed: this is what would be.")
    elif all(step.change == "kept" for step in steps) and publisher.is_told(folder):
        run.say("The store holds these graphs already; nothing was changed.")
    else:
        put = publisher.overwrite if in_place else publisher.replace
        put(folder, steps, graphs)
        run.say(f"Published. Ask it with: dirskg gaps --endpoint {endpoint}", build=folder.name)
    title = told(run.lang)("publish_title", build=folder.name, place=store.graphs)
    show_table(run, Table.of(Step._fields, steps), fmt, output, title=title, names={})
