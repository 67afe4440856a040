"""`dirskg brief`: two pages for who has to decide."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from dirskg.cli.options import on_option
from dirskg.cli.papers import ENDINGS, FORMS, inquiry, since_option, write_paper
from dirskg.cli.runtime import Runtime, needed_output, pass_runtime, pick_format
from dirskg.cli.words import gap_option


@click.command()
@click.option("--region", default="", metavar="R", help="Of this region, such as BE3 or Wallonia.")
@click.option("--domain", default="", metavar="D", help="Of this domain, such as V3.")
@gap_option("Of this domain in this region, such as BE3/V4.", "R/D")
@click.option("--org", default="", metavar="ID", help="Of this organisation.")
@on_option("The day on which calls are open or not, such as 2026-11-25")
@since_option
@needed_output(
    "The file to write; its ending tells the form: pdf, docx, html, md or xlsx. Give it again for another form.",
    several=True,
)
@pass_runtime
def command(run: Runtime, /, on: str, since: str, output: tuple[Path, ...], **about: str) -> None:
    """Write a briefing of two pages.

    Of all Belgium, or of a region, a domain, a gap or an organisation. Five findings with number, interval and
    evidence; a chart; up to three proposals of who could work with whom, by which call; purchase files of Defence that
    concern it, and whom to invite to them; what is not known; and what changed since the build before.

    \b
    Examples:
      dirskg brief -o briefing.pdf -o briefing.docx
      dirskg --lang nl brief --gap BE3/V4 -o nota.docx
    """
    if sum(map(bool, about.values())) > 1 and not (
        about["region"] and about["domain"] and not about["gap"] + about["org"]
    ):
        raise click.UsageError("Give one of --region, --domain, --gap and --org.")
    forms = {file: pick_format("", file, dict(ENDINGS), "") for file in output}
    for file, form in forms.items():
        if form not in FORMS:
            raise click.UsageError(f"{file.name}: give a name that ends in {', '.join(ENDINGS)}.")
    with inquiry(run, on, since, about) as (found, ask, _):
        from dirskg.exports.report.brief import briefing
        from dirskg.exports.report.render import Form

        paper = briefing(found, run.lang, ask, run.notice)
    for file, form in forms.items():
        write_paper(run, paper, cast("Form", form), file)
