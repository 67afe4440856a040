"""`dirskg view`: the explorer, opened at a part of the ecosystem."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import click

from dirskg.cli.options import today
from dirskg.cli.runtime import Runtime, endpoint_option, needed_output, pass_runtime, pick_format
from dirskg.cli.words import Words, gap_option


@click.command()
@click.option("--around", default="", metavar="ID", help="One organisation and those it is tied to.")
@click.option("--domain", default="", metavar="D", help="Organisations active in this domain, such as V3.")
@click.option("--region", default="", metavar="R", help="Organisations of this region, such as BE2.")
@gap_option("Who is active in this domain in this region, and who could be.", "R/D")
@click.option("--topic", default="", metavar="T", help="Organisations that work on this topic, such as quantum.")
@needed_output("The HTML file to write.")
@endpoint_option
@pass_runtime
def command(
    run: Runtime, around: str, domain: str, region: str, gap: str, topic: str, output: Path, endpoint: str
) -> None:
    """Write the explorer, opened at a graph of one part.

    The same file as `dirskg explore` writes; --domain, --region and --topic may stand
    together.

    \b
    Examples:
      dirskg view -o graph.html
      dirskg view --around ref-rma -o rma.html
      dirskg view --gap BE3/V4 -o gap.html
      dirskg view --topic quantum -o quantum.html
    """
    from dirskg.cli.explorer import ENDINGS, page

    pick_format("", output, ENDINGS, "html")

    if sum(map(bool, (around, gap, domain or region or topic))) > 1:
        raise click.UsageError("A page opens at one place: give --around, --gap, or some of the others.")
    with run.graph(endpoint) as graph:
        words = Words(graph, graph.ecosystem)
        asked = {
            "around": words.organisation(around),
            "gap": "/".join(words.gap(gap)) if gap else "",
            "domain": words.domain(domain),
            "region": words.region(region),
            "topic": words.topic(topic),
        }
        told = urlencode({name: value for name, value in asked.items() if value})
        result = page(graph, endpoint, run.lang, f"graph?{told}" if told else "graph", today())
    run.write(result, output)
