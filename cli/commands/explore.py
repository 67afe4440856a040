"""`dirskg explore`: everything that was found, as one offline file."""

from __future__ import annotations

from pathlib import Path

import click

from dirskg.cli.options import today
from dirskg.cli.runtime import Runtime, endpoint_option, needed_output, pass_runtime, pick_format


@click.command()
@needed_output("The HTML file to write.")
@endpoint_option
@pass_runtime
def command(run: Runtime, output: Path, endpoint: str) -> None:
    """Write the explorer: one offline HTML file to look around in.

    Who is active where, who could close which gap by which path, a sheet for every actor with its evidence, search,
    filters, graphs, calls, money and seats, and what is not known. Its reader changes the language in the page; --lang
    is the one that it opens in.

    \b
    Examples:
      dirskg explore -o explorer.html
      dirskg --lang nl explore -o verkenner.html
    """
    from dirskg.cli.explorer import ENDINGS, page

    pick_format("", output, ENDINGS, "html")

    with run.graph(endpoint) as graph:
        result = page(graph, endpoint, run.lang, "start", today())
    run.write(result, output)
