"""`dirskg view`: the interactive graph as one offline file."""

from __future__ import annotations

from pathlib import Path

import click

from dirskg.cli.runtime import Runtime, endpoint_option, pass_runtime
from dirskg.cli.words import Words, gap_words


@click.command()
@click.option("--around", default="", metavar="ID", help="One organisation and those it is tied to.")
@click.option("--domain", default="", metavar="D", help="Organisations active in this domain, such as V3.")
@click.option(
    "--region", default="", metavar="R", help="Organisations of this region, such as BE2, and those tied to them."
)
@click.option(
    "--gap", default="", metavar="R/D", help="Who is, and who could be, active in this domain in this region."
)
@click.option(
    "--topic", default="", metavar="T", help="Organisations that work on this topic, such as quantum (`dirskg topics`)."
)
@click.option(
    "--limit",
    type=click.IntRange(2, 3000),
    default=300,
    show_default=True,
    help="Show at most this many organisations.",
)
@click.option("--merge", is_flag=True, help="Merge what is over the limit into groups instead of leaving it out.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The HTML file to write."
)
@endpoint_option
@pass_runtime
def command(
    run: Runtime,
    around: str,
    domain: str,
    region: str,
    gap: str,
    topic: str,
    limit: int,
    merge: bool,
    output: Path,
    endpoint: str,
) -> None:
    """Draw the ecosystem as one interactive, offline HTML file.

    All of it, or a part.

    \b
    Examples:
      dirskg view -o ecosystem.html
      dirskg view --around ref-rma -o rma.html
      dirskg view --gap BE3/V3 -o gap.html
      dirskg view --topic quantum -o quantum.html
    """
    from dirskg.exports.graph_view.ecosystem import ecosystem_page
    from dirskg.graph.network.layout import layout, read_layout
    from dirskg.graph.network.selection import select

    if gap:
        gap_words(gap)
    with run.graph(endpoint) as graph:
        ecosystem = graph.ecosystem.speaking(run.lang)
        words = Words(graph, ecosystem)
        around, domain, region = words.organisation(around), words.domain(domain), words.region(region)
        topic = words.topic(topic)
        gap = "/".join(words.gap(gap)) if gap else ""
        places = read_layout(graph.build / "frames") if graph.build else layout(ecosystem)
        build = graph.build.name if graph.build else endpoint
    selection = select(ecosystem, places, around=around, domain=domain, region=region, gap=gap, topic=topic)
    labels = dict(zip(ecosystem.organisations["id"], ecosystem.organisations["label"], strict=True))
    part = ", ".join(filter(None, (labels.get(around, around), domain, region, gap, topic))) or "BE"
    run.write(
        ecosystem_page(
            selection, ecosystem, part=part, build=build, limit=limit, merge=merge, lang=run.lang, topic=topic
        ),
        output,
    )
