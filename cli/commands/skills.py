"""`dirskg skills`: the competences that calls, projects and purchase files ask for, against who trains."""

from __future__ import annotations

import click

from dirskg.cli.finding import Opened, analysis
from dirskg.graph.analyses.finding import Finding


@analysis("skills")
@click.option("--domain", default="", metavar="D", help="Only what records of this domain ask for, such as V3.")
def command(opened: Opened, domain: str) -> Finding:
    """Show the skills that texts ask for, against who trains.

    Calls, projects and purchase files that name a skill or occupation of ESCO, each with the sentence; the bodies that
    train in each region and Community, expected against there, and what is unknown; and whether open data tell of
    mobility between academia, industry and Defence. Needs a build with ESCO: `dirskg build reference esco=FOLDER`.

    \b
    Examples:
      dirskg skills
      dirskg skills --domain V3 --format csv --table sentences
      dirskg --lang nl skills -o vaardigheden.html
    """
    from dirskg.graph.analyses.skills import skills

    return skills(opened.ecosystem, domain=opened.domain(domain))
