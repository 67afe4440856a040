"""`dirskg validate`: shapes and checks over the current build."""

from __future__ import annotations

from pathlib import Path

import click

from dirskg.cli.runtime import Runtime, endpoint_option, output_option, pass_runtime
from dirskg.cli.showing import format_option, show_table
from dirskg.graph.errors import Refused
from dirskg.graph.wording.counted import counted


@click.command()
@format_option
@endpoint_option
@output_option
@pass_runtime
def command(run: Runtime, fmt: str | None, endpoint: str, output: Path | None) -> None:
    """Check the files and the graph of the current build.

    Files against their hashes, the graph against the shapes of the ontology. Exit code 1 when a file is damaged, 3 when
    anything breaks the shapes.

    \b
    Examples:
      dirskg validate
      dirskg validate -o violations.csv
    """
    from dirskg.exports.tables import Table
    from dirskg.graph.checks import read_checks, run_checks
    from dirskg.ontology import resource, short

    shapes = resource("shapes.ttl")
    if not endpoint:
        run.require_undamaged()
    with run.graph(endpoint) as graph:
        found = run_checks(graph.select, shapes)
    rows = [
        (v.check.shape, short(v.node), v.check.path.strip("<>"), v.check.constraint, v.value, v.check.message)
        for v in found
    ]
    run.say(f"{counted(len(read_checks(shapes)), 'check')}, {counted(len(found), 'violation')}.")
    if found:
        columns = ["shape", "record", "property", "constraint", "value", "message"]
        show_table(run, Table.of(columns, rows, blank=True), fmt, output, title="Violations")
        raise Refused(
            f"The graph breaks its shapes in {counted(len(found), 'place')}; correct the tables named there and build "
            "again."
        )
