"""`dirskg skills`: the competences that calls, projects and purchase files ask for, against who trains."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dirskg.cli.finding import Opened, Showing, show_finding, showing_options
from dirskg.cli.runtime import Runtime, pass_runtime

if TYPE_CHECKING:
    from dirskg.graph.analyses.finding import Finding


@click.command()
@click.option("--domain", default="", metavar="D", help="Only what records of this domain ask for, such as V3.")
@showing_options
@pass_runtime
def command(run: Runtime, domain: str, showing: Showing) -> None:
    """Show the skills and occupations that texts ask for, against who trains.

    Calls, projects and purchase files that name a competence of ESCO, each with the sentence; the bodies that train in
    each region and Community, expected against there, and what is unknown; and whether open data tell of mobility
    between academia, industry and Defence. Needs a build with ESCO: `dirskg build reference esco=FOLDER`.

    \b
    Examples:
      dirskg skills
      dirskg skills --domain V3 --format csv --table sentences
      dirskg --lang nl skills -o vaardigheden.html
    """

    def analyse(opened: Opened) -> Finding:
        from dirskg.graph.analyses.skills import skills

        return skills(opened.ecosystem, domain=opened.domain(domain))

    show_finding(run, showing, "skills", analyse)
