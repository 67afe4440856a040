"""`dirskg issues`: what was set aside, repaired or doubted, and why."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import astuple, fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dirskg.cli.options import Choice
from dirskg.cli.runtime import Runtime, output_option, pass_runtime
from dirskg.cli.showing import format_option, show_table
from dirskg.cli.words import one_of
from dirskg.exports.language.answers import told
from dirskg.graph.errors import DirskgError

if TYPE_CHECKING:
    from dirskg.ingest.audit import Issue

_APART = "Issues of internal sources are told with --include-internal."
_SUMMED = ("dataset", "action", "kind", "issues", "first", "value", "reason")


@click.command()
@click.argument("source", default="")
@click.option("--action", type=Choice(["refused", "repaired", "ignored", "noted"]), help="Only issues of this action.")
@click.option("--sum", "summed", is_flag=True, help="Only how many there are, by source, action and kind.")
@click.option("--failed", is_flag=True, help="Those of the last build, which failed, in place of the current one.")
@format_option
@output_option
@pass_runtime
def command(
    run: Runtime, source: str, action: str | None, summed: bool, failed: bool, fmt: str | None, output: Path | None
) -> None:
    """List rows and values that were not simply used, and why.

    File, row, value and reason, for the current build.

    refused: the row was left out. repaired: used in another form. ignored: the value was left out, the row used.
    noted: used, but look at it.

    \b
    Examples:
      dirskg issues
      dirskg issues --sum
      dirskg issues reference --action refused -o issues.xlsx
    """
    from dirskg.exports.tables import Table
    from dirskg.ingest.audit import Issue

    issues, known = _failed(run) if failed else _current(run)
    if source:
        there = f"There are: {', '.join(known)}; those of internal sources are told with --include-internal."
        none_fits = f"Source {source!r} is not in {'what failed' if failed else 'the current build'}. {there}"
        source = one_of(run, source, ((one, one) for one in known), none_fits)
    issues = [one for one in issues if source in ("", one.dataset) and action in (None, one.action)]
    if summed:
        table = Table.of(_SUMMED, _sums(issues), blank=True)
    else:
        table = Table.of((field.name for field in fields(Issue)), map(astuple, issues), blank=True)
    show_table(run, table, fmt, output, title=told(run.lang)("issues_title"), names={})


def _current(run: Runtime) -> tuple[list[Issue], list[str]]:
    """The issues of the current build, and the sources of which there may be any."""
    from dirskg.graph.builds.home import internal_part, read_manifest
    from dirskg.graph.builds.integrity import require_whole

    build = run.build_folder()
    if not run.internal and internal_part(build):
        run.say(_APART)
    require_whole(build, "issues.csv")
    return _read(build / "issues.csv"), [*read_manifest(build)["datasets"], "identity"]


def _failed(run: Runtime) -> tuple[list[Issue], list[str]]:
    """The issues of the build that failed last, and the sources that have any."""
    from dirskg.ingest.building.failed import failed_issues
    from dirskg.ingest.source import known_sources

    path = failed_issues(run.home, internal=run.internal)
    if path.read_bytes() != failed_issues(run.home, internal=True).read_bytes():
        run.say(_APART)
    issues = _read(path)
    known = list(dict.fromkeys(issue.dataset for issue in issues))
    run.holds(name for name, source in known_sources().items() if source.internal and name in known)
    return issues, known


def _read(path: Path) -> list[Issue]:
    from dirskg.ingest.audit import Issue

    try:
        csv.field_size_limit(max(csv.field_size_limit(), path.stat().st_size))
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file, strict=True)
            if next(rows, []) != [field.name for field in fields(Issue)]:
                raise ValueError("its columns are not those of a list of issues")
            return [Issue(*row) for row in rows]  # type: ignore[arg-type]
    except (OSError, ValueError, TypeError, csv.Error) as error:
        raise DirskgError(f"{path} cannot be read: {error}. Build again.") from error


def _sums(issues: list[Issue]) -> list[tuple[str | int, ...]]:
    """How many there are by source, action and kind, in that order, each with its first."""
    groups: dict[tuple[str, ...], list[Issue]] = defaultdict(list)
    for one in issues:
        groups[one.dataset, one.action, one.kind].append(one)
    return [(*key, len(ones), ones[0].origin, ones[0].value, ones[0].reason) for key, ones in sorted(groups.items())]
