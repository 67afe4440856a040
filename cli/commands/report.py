"""`dirskg report`: the cluster gap and collaboration report, in every language and form asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from dirskg.cli.options import Choice, Language, on_option
from dirskg.cli.papers import FORMS, inquiry, since_option, write_paper
from dirskg.cli.runtime import Runtime, needed_output, pass_runtime

if TYPE_CHECKING:
    from dirskg.exports.report.render import Form

    _Words = click.ParamType[tuple[str, ...]]
else:
    _Words = click.ParamType  # no generic type before click 8.2

_EXPLORER = "explorer.html"


class _Several(_Words):
    """Words of a choice with commas between them."""

    name = "list"

    def __init__(self, choice: Choice) -> None:
        self._choice = choice

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The choices that the words stand for, each once."""
        words: Sequence[str] = (
            value if isinstance(value, tuple) else [one for one in str(value).split(",") if one.strip()]
        )
        if not words:
            self.fail("name at least one.", param, ctx)
        return tuple(dict.fromkeys(self._choice.convert(word.strip(), param, ctx) for word in words))


@click.command()
@click.option(
    "--lang", "languages", type=_Several(Language()), metavar="LIST",
    help="Languages, such as nl,fr,en [default: that of --lang before the command].",
)  # fmt: skip
@click.option(
    "--format", "forms", type=_Several(Choice(FORMS)), default=",".join(FORMS), show_default=True, metavar="LIST",
    help="Forms to write.",
)  # fmt: skip
@click.option("--explorer/--no-explorer", default=True, show_default=True, help="Write the explorer beside the report.")
@on_option("The day on which calls are open or not, such as 2026-11-25")
@since_option
@needed_output("Folder to write to.", folder=True)
@pass_runtime
def command(
    run: Runtime, languages: tuple[str, ...] | None, forms: tuple[str, ...], explorer: bool, on: str, since: str,
    output: Path,
) -> None:  # fmt: skip
    """Write the cluster gap and collaboration report.

    Findings first, then domains and regions, every gap with who could close it, collaboration, calls, the triple
    helix, returns, the resolution with its milestones, a part for each region, methods and evidence. One file for
    each language and form: report-nl.pdf, report-fr.docx ... Names lead to sheets in explorer.html beside them.

    \b
    Examples:
      dirskg report -o verslag --lang nl --format html
      dirskg report -o report --lang nl,fr --format html,pdf
    """
    spoken = languages or (run.lang,)
    with inquiry(run, on, since) as (found, ask, graph):
        from dirskg.cli.explorer import page
        from dirskg.exports.report.report import report

        beside = _EXPLORER if explorer else ""
        papers = {lang: report(found, lang, ask, graph.manifest, run.noticed(lang), beside) for lang in spoken}
        sheets = page(graph, "", spoken[0], "start", on) if explorer else ""
    for lang, paper in papers.items():
        for form in forms:
            write_paper(run, paper, cast("Form", form), output / f"report-{lang}.{form}")
    if explorer:
        replace(run, lang=spoken[0]).write(sheets, output / _EXPLORER)
